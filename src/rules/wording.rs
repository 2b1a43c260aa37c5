//! Values that would be printed twice or in the wrong place, for the notice adds words of its own around them.

use crate::diagnostic::{Diagnostic, error, warning};
use crate::records::{NoticeRecord, RoundRecord, Text};

/// Words that the title of a notice adds before and after the title of its round.
const BEFORE: &str = "关于";
const AFTER: [&str; 9] = ["的公示", "的公告", "的通知", "名单公示", "名单", "拟入选", "入选", "公示", "公告"];

/// Checks the values of a round.
pub(super) fn check_round(record: &RoundRecord, out: &mut Vec<Diagnostic>) {
    check_title(&record.title, out);
    for document in &record.basis {
        check_basis(document, out);
    }
    for issuer in &record.issuers {
        check_issuer(issuer, out);
    }
    for notice in &record.notices {
        check_reason(notice, out);
    }
}

/// 关于{title}拟入选名单的公示.
fn check_title(title: &Text, out: &mut Vec<Diagnostic>) {
    let typed = title.value.trim();
    let mut bare = typed.trim_start_matches(BEFORE);
    while let Some(shorter) = AFTER.iter().find_map(|word| bare.strip_suffix(word)) {
        bare = shorter;
    }
    if bare == typed || bare.is_empty() {
        return;
    }
    out.push(error!(title, "title-doubled",
        "标题“{typed}”会印成“关于{typed}拟入选名单的公示”", "the title `{typed}` would be printed as 关于{typed}拟入选名单的公示";
        help: "只写本轮的名称：{bare}", "write the name of the round alone: {bare}"
    ));
}

/// The title of a document of a pack: 《{title}》.
pub(super) fn check_document(title: &Text, out: &mut Vec<Diagnostic>) {
    let typed = title.value.trim();
    if !typed.contains(['《', '》']) {
        return;
    }
    let bare = bare_title(typed);
    out.push(error!(title, "document-brackets",
        "文件标题“{typed}”会印成“《{typed}》”", "the document's title would be printed as 《{typed}》";
        help: "不写书名号，只写一份文件：{bare}；标题里面的书名号写作〈〉",
        "write one document, without 《》: {bare}; inside a title write 〈〉"
    ));
}

/// A document that a round cites may be typed with its 《》, but one by one.
fn check_basis(title: &Text, out: &mut Vec<Diagnostic>) {
    let typed = title.value.trim();
    let inside = typed.strip_prefix('《').and_then(|rest| rest.strip_suffix('》')).unwrap_or(typed);
    if inside.contains(['《', '》']) {
        out.push(error!(title, "document-brackets",
            "“{typed}”里的书名号不成一对", "the 《》 of `{typed}` are not one pair";
            help: "一份文件写一项，如 basis: [甲办法, 乙通知]；标题里面的书名号写作〈〉",
            "write each document as an item of its own; inside a title write 〈〉"
        ));
    }
}

fn bare_title(typed: &str) -> &str {
    typed.trim_start_matches('《').split('》').next().unwrap_or(typed)
}

/// Each issuer has a line of its own.
fn check_issuer(issuer: &Text, out: &mut Vec<Diagnostic>) {
    let typed = issuer.value.trim();
    if !typed.contains(['、', '，', ',', '；', ';']) {
        return;
    }
    let list: Vec<&str> = typed.split(['、', '，', ',', '；', ';']).map(str::trim).collect();
    let list = list.join(", ");
    out.push(warning!(issuer, "several-in-one",
        "落款单位“{typed}”印成一行", "the issuers `{typed}` are printed on one line";
        help: "几个单位分开写，逗号用半角：issuers: [{list}]；确是一个单位的，不必改",
        "write them apart: issuers: [{list}]; if it is one unit, leave it"
    ));
}

/// 因{reason}，.
fn check_reason(notice: &NoticeRecord, out: &mut Vec<Diagnostic>) {
    let Some(reason) = &notice.reason else { return };
    let typed = reason.value.trim();
    let bare =
        ["因为", "由于", "鉴于", "因"].iter().find_map(|word| typed.strip_prefix(word)).unwrap_or(typed);
    let bare = bare.trim_end_matches(['。', '，', '；', '.', ',', ';', '！']);
    if bare == typed || bare.is_empty() {
        return;
    }
    out.push(error!(reason, "reason-doubled",
        "原因“{typed}”会印成“因{typed}，”", "the reason would be printed as 因{typed}，";
        help: "只写“因”字后面的词语，末尾不加标点：{bare}", "write what follows 因, without a full stop: {bare}"
    ));
}

/// What someone's leaving is told by, in a remark that corrects something else.
const LEAVING: [&str; 8] =
    ["不再作为", "不再列为", "退出公示", "主动放弃", "自愿放弃", "申请退出", "撤回推荐", "取消资格"];

/// A correction says what was printed wrong; that someone leaves has a notice of its own, which takes them off the list.
pub(super) fn check_correction(notice: &NoticeRecord, out: &mut Vec<Diagnostic>) {
    let Some(note) = notice.note.as_ref().filter(|_| notice.changes.is_empty()) else { return };
    if LEAVING.iter().any(|word| note.value.contains(word)) {
        out.push(warning!(note, "correction-tells-departure",
            "更正公告的说明里说到有人退出，名单却不会变", "the remark of a correction says that someone leaves, and the list stays as it is";
            help: "公示期间退出的，改写一份退出公告（kind: departure），在 decisions 里写明；结果公布以后的，写撤回公告（kind: withdrawal）",
            "for someone who leaves during the period write a notice of `kind: departure` with its `decisions`; after the result, a `withdrawal`"
        ));
    }
}
