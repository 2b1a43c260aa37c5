//! Values that are one line: names of people, teams and units, titles. What they may hold, so that they are printed as they
//! were typed and found by whoever types them.

use super::lookalikes::{self, LookAlike};
use super::spanned::Text;
use super::yaml::Quirk;
use crate::diagnostic::{Diagnostic, Location, Span, error, text};

/// What a value on one line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// An id.
    Id,
    /// A text of one line.
    Words,
    /// What a body, a title or a place is called.
    Name,
    /// A team's name.
    Team,
    /// A person's name.
    Person,
}

/// Signs that stand where a character is missing, hidden or could not be read.
const GAPS: [char; 16] =
    ['?', '？', '□', '〓', '*', '＊', '■', '▇', '█', '▢', '☐', '×', '╳', '✕', '✖', '\u{25A0}'];

/// Brackets around a remark that is no part of a person's name, and quotation marks around the name.
const BRACKETS: [char; 29] = [
    '"', '“', '”', '「', '」', '『', '』', '(', ')', '（', '）', '[', ']', '【', '】', '〔', '〕', '{', '}',
    '｛', '｝', '<', '>', '〈', '〉', '《', '》', '［', '］',
];

/// The first thing wrong with a text wherever it stands, or with one on one line.
pub(super) fn wrong_with(typed: &Text, line: Option<Line>, quirk: Option<Quirk>) -> Option<Diagnostic> {
    if let Some(Quirk::Cut(at)) = quirk {
        return Some(cut_by_comment(&typed.location, at));
    }
    let value = &*typed.value;
    let Some(line) = line else {
        let is_radical = |c: char| lookalikes::is_radical(c);
        let radical = lookalikes::find(value).filter(|found| is_radical(found.sign));
        return radical.map(|found| look_alike(typed, found)).or_else(|| odd_blank(typed, false));
    };
    if line == Line::Id {
        return several_ids(typed);
    }
    let is_name = line != Line::Words;
    if value.contains('\n') || is_name && quirk == Some(Quirk::Wrapped) {
        return Some(error!(typed, "line-break",
            "这一项应当写在一行里，中间却换了行", "this belongs on one line, and has a line break";
            help: "写成一行，删去中间的换行", "write it on one line, without the break"
        ));
    }
    if let Some(found) = lookalikes::find(value) {
        return Some(look_alike(typed, found));
    }
    odd_blank(typed, is_name).or_else(|| is_name.then(|| wrong_name(typed, line))?)
}

/// `[growth-plan、studio]`: two ids that YAML reads as one.
fn several_ids(typed: &Text) -> Option<Diagnostic> {
    let sign = typed.value.chars().find(|c| matches!(c, '、' | '，' | '；' | '／'))?;
    let apart = typed.value.split(['、', '，', '；', '／']).map(str::trim).collect::<Vec<_>>().join(", ");
    Some(error!(typed, "ids-run-together",
        "“{sign}”没有把几个编号分开，这里读作一个编号", "`{sign}` does not part ids: this is read as one";
        help: "编号之间用英文逗号加一个空格：[{apart}]", "put an ASCII comma and a space between them: [{apart}]"
    ))
}

/// A comment that begins in the middle of what was meant as the value.
pub(super) fn cut_by_comment(value: &Location, at: Span) -> Diagnostic {
    error!(Location::new(&value.file, at), "comment-cuts-value",
        "从这个 # 起都被当作说明，不会公布", "all from this `#` on is a comment, and would not be published";
        help: "是内容的，把整个值用英文双引号括起来；是说明的，在 # 后面空一格",
        "if it belongs to the value, put the whole value between double quotes; if it is a remark, put a space after the `#`"
    )
}

fn look_alike(typed: &Text, LookAlike { sign, meant }: LookAlike) -> Diagnostic {
    let code = u32::from(sign);
    let diagnostic = error!(
        typed,
        "look-alike-character",
        "“{sign}”（U+{code:04X}）只是样子像汉字，查找时找不到",
        "`{sign}` (U+{code:04X}) only looks like a Chinese character; no search finds it"
    );
    diagnostic.help(match meant.map(|meant| (meant, u32::from(meant))) {
        Some((meant, code)) => {
            text!("改为汉字“{meant}”（U+{code:04X}）", "write the character `{meant}` (U+{code:04X})")
        }
        None => text!("改为汉字，用输入法重新输入", "type the Chinese character anew"),
    })
}

/// A blank that is not the space of a keyboard; in a name also one of full width, or several.
fn odd_blank(typed: &Text, is_name: bool) -> Option<Diagnostic> {
    let value = &*typed.value;
    let is_odd = |c: char| match c {
        '\u{3000}' => is_name,
        c => c.is_whitespace() && !matches!(c, ' ' | '\n' | '\t') || c == '\t' && is_name,
    };
    if let Some(blank) = value.chars().find(|c| is_odd(*c)) {
        let code = format!("U+{:04X}", u32::from(blank));
        let what = match blank {
            '\u{3000}' => text!("全角空格", "full-width space"),
            '\t' => text!("制表符", "tab"),
            _ => text!("特殊空格", "special blank"),
        };
        return Some(error!(typed, "odd-blank",
            "这里有{what}（{code}）", "here is a {what} ({code})";
            help: "删去它，或改为一个普通空格", "take it out, or type one ordinary space instead"
        ));
    }
    let several = is_name && (value.contains("  ") || value.trim_matches(' ') != value);
    several.then(|| {
        error!(typed, "odd-blank",
            "开头、末尾或连续有多余的空格", "there are needless spaces, at an end or several together";
            help: "删去多余的空格", "take them out"
        )
    })
}

/// What no name has: nothing to read, a sign in place of a character, a remark in brackets.
fn wrong_name(typed: &Text, line: Line) -> Option<Diagnostic> {
    let value = &*typed.value;
    if matches!(line, Line::Person | Line::Team) && !value.chars().any(char::is_alphanumeric) {
        return Some(error!(typed, "bad-name",
            "“{value}”不是姓名或名称", "`{value}` is no name";
            help: "写上姓名或团队名称", "write the name"
        ));
    }
    if let Some(gap) = value.chars().find(|c| GAPS.contains(c)) {
        return Some(error!(typed, "bad-name",
            "“{value}”里的“{gap}”不是字，像是没有读出、没有打出或隐去的字", "`{gap}` in `{value}` is no character of a name: one seems to be missing or hidden";
            help: "核对原件，写出完整的名称；字库没有的生僻字，用输入法按 Unicode 编码输入", "write the whole name; type a rare character by its Unicode number"
        ));
    }
    let bracket = value.chars().find(|c| line == Line::Person && BRACKETS.contains(c))?;
    Some(error!(typed, "bad-name",
        "姓名“{value}”里有括号或引号“{bracket}”", "the name `{value}` has a bracket or a quotation mark, `{bracket}`";
        help: "只写姓名，删去引号、括号和括号中的内容；同名的人由单位区分", "write the name alone, without the mark, and without what stands in brackets; the unit tells two people of one name apart"
    ))
}
