//! `approved` in round.yaml. Who approves is not who prepares: GB/T 9704-2012 and the 党政机关公文处理工作条例, articles 19 to
//! 22, have a text drafted (拟稿) by one and approved (签发) by another.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, error};
use crate::domain::approval::Approval;
use crate::records::RoundRecord;

pub(super) fn read(record: &RoundRecord, out: &mut Vec<Diagnostic>) -> Option<Approval> {
    let approved = record.approved.as_ref()?;
    match &record.prepared_by {
        None => out.push(error!(&approved.by, "no-preparer",
            "写了审定签发，没有写拟稿人", "it is approved, and who prepared it is not said";
            help: "加一行 prepared_by: 拟稿人姓名；不能与签发人是同一人",
            "add prepared_by: and the name of who prepared it, another than who approves"
        )),
        Some(preparer) if same_person(&preparer.value, &approved.by.value) => {
            out.push(error!(&approved.by, "approved-by-preparer",
                "签发人与拟稿人是同一人", "who approves is who prepared it";
                help: "请另一人审定签发，在 by 写他的姓名", "have another person approve it, and write that name in `by`"
            ));
        }
        Some(_) => {}
    }
    for text in approved.digest.0.iter().filter(|text| !is_digest(text.value.trim())) {
        out.push(error!(text, "bad-approval-digest",
            "“{0}”不是送审稿上的摘要", "`{0}` is no digest of a proof", text.value;
            help: "运行 gongshi proof，把送审稿末尾的摘要照抄过来，形如 1-publicity:64位十六进制数字",
            "run `gongshi proof` and copy the digest from the end of the proof, such as 1-publicity: and 64 hexadecimal digits"
        ));
    }
    let texts = approved.digest.0.iter().map(|text| text.value.trim().to_owned()).collect();
    Some(Approval { texts, on: approved.on.value })
}

/// Whether two names are one, however they are spaced.
fn same_person(a: &str, b: &str) -> bool {
    let plain = |name: &str| -> String {
        let letters = name.nfkc().filter(|c| !c.is_whitespace() && !"·・•.".contains(*c));
        letters.flat_map(char::to_lowercase).collect()
    };
    plain(a) == plain(b)
}

fn is_digest(text: &str) -> bool {
    let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let is_notice = |notice: &str| {
        notice.split_once('-').is_some_and(|(number, kind)| {
            number.parse::<u32>().is_ok()
                && !kind.is_empty()
                && kind.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        })
    };
    text.split_once(':')
        .is_some_and(|(notice, digest)| is_notice(notice) && digest.len() == 64 && digest.chars().all(is_hex))
}
