//! Labels: the words that say what the value beside them is, and how near they stand to it.

use std::ops::Range;

pub(super) use super::kinds::Kind;
use super::kinds::WORDS;
use super::tables::Tables;

/// A label where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) place: Range<usize>,
    pub(super) kind: Kind,
}

/// The labels of a text in its normal form.
pub(super) struct Labels<'t> {
    text: &'t str,
    pub(super) all: Vec<Label>,
    pub(super) tables: Tables<'t>,
}

/// Characters between a label and its value, at most.
const MOST_BETWEEN: usize = 48;

impl<'t> Labels<'t> {
    pub(super) fn new(text: &'t str) -> Labels<'t> {
        let found = WORDS.search.iter().flat_map(|search| search.find_iter(text));
        let mut all: Vec<Label> = Vec::new();
        for found in found {
            let Some(kind) = WORDS.kinds.get(found.pattern().as_usize()) else { continue };
            match all.last_mut() {
                // 身份证号, 手机号码: a generic word belongs to the one before it.
                Some(last)
                    if last.place.end == found.start()
                        && matches!(&text[found.range()], "号" | "码" | "號" | "碼") =>
                {
                    last.place.end = found.end();
                }
                _ if is_word(text, &found.range()) => all.push(Label { place: found.range(), kind: *kind }),
                _ => {}
            }
        }
        Labels { text, all, tables: Tables::new(text) }
    }

    /// The label that a value at a place has before it, or in the head of its column.
    pub(super) fn before(&self, at: usize) -> Option<Kind> {
        // A cell has its label within it first, then in the head of its column, then in the cell before.
        let before = self.directly_before(at);
        let Some((head, cell)) = self.tables.head(at) else { return before };
        let own = self.all[..self.all.partition_point(|label| label.place.end <= at)].last();
        if own.is_some_and(|label| label.place.start >= cell) {
            return before;
        }
        let of_column = is_between(&self.text[cell..at]).then(|| self.within(&head)).flatten();
        of_column.or(before)
    }

    /// The kind that a piece of text such as the head of a column names.
    fn within(&self, piece: &Range<usize>) -> Option<Kind> {
        let from = self.all.partition_point(|label| label.place.start < piece.start);
        let own = self.all[from..].iter().take_while(|label| label.place.end <= piece.end);
        let mut kinds = own.map(|label| label.kind).filter(|kind| *kind != Kind::Person);
        let unit = self.text[piece.clone()].trim().trim_end_matches('"');
        if unit
            .strip_suffix(')')
            .and_then(|unit| unit.rsplit_once('('))
            .is_some_and(|(_, unit)| super::units::is_unit(unit))
        {
            return Some(Kind::Amount);
        }
        let first = kinds.next()?;
        // 手机号: a generic word adds nothing to a personal one.
        Some(if first.is_personal() { first } else { kinds.last().unwrap_or(first) })
    }

    /// The label that stands before a place with nothing but filling words between.
    pub(super) fn directly_before(&self, at: usize) -> Option<Kind> {
        let index = self.all.partition_point(|label| label.place.end <= at);
        let label = self.all.get(index.checked_sub(1)?)?;
        let between = self.text.get(label.place.end..at)?;
        let is_personal = label.kind.is_personal() && label.kind != Kind::Person;
        let is_near = is_between(between)
            || label.kind == Kind::Code && is_list(between)
            || is_personal && is_told_on(between);
        if !is_near {
            return None;
        }
        if label.kind != Kind::Code {
            return Some(label.kind);
        }
        // 手机编号: what a generic word belongs to counts.
        let whose = index.checked_sub(2).and_then(|index| self.all.get(index));
        let whose = whose.filter(|whose| {
            let apart = &self.text[whose.place.end..label.place.start];
            whose.kind.is_personal()
                && whose.kind != Kind::Person
                && apart.chars().all(|c| c == ' ' || c == '_')
        });
        Some(whose.map_or(Kind::Code, |whose| whose.kind))
    }

    /// The labels in front of a place within its sentence, the nearest first.
    pub(super) fn in_sentence(&self, at: usize) -> impl Iterator<Item = &Label> {
        const MOST: usize = 4;
        let index = self.all.partition_point(|label| label.place.end <= at);
        let near = move |label: &&Label| {
            let between = &self.text[label.place.end..at];
            between.len() <= 180 && !between.contains(['。', '!', '?']) && !between.contains("\n\n")
        };
        self.all[..index].iter().rev().take(MOST).take_while(near)
    }

    /// The label that stands behind a place: `…（手机）`, `…是初始密码`.
    pub(super) fn after(&self, at: usize) -> Option<Kind> {
        let rest = &self.text[at..];
        let own = rest.trim_start_matches(' ');
        let (inner, in_brackets) = match own.strip_prefix(['(', '[', '【']) {
            Some(inner) => (inner, true),
            None => (own.trim_start_matches(['是', '为', '即', ',']).trim_start_matches(['我', '的']), false),
        };
        let start = self.text.len() - inner.trim_start_matches("本人").len();
        let index = self.all.partition_point(|label| label.place.start < start);
        let label = self.all.get(index).filter(|label| label.place.start <= start + 6)?;
        // After a comma another field begins, with a value of its own.
        let ends = self.text[label.place.end..].trim_start_matches(['号', '码', ' ']);
        let is_own =
            in_brackets || !ends.starts_with([':', '=']) && label.kind.is_personal() && !own.starts_with(',');
        is_own.then_some(label.kind)
    }

    /// Whether a remark behind a label says that its value is a person's: 银行账号（个人）, 地址（家庭）.
    pub(super) fn is_remarked(&self, label: &Label) -> bool {
        let rest = &self.text[label.place.end..];
        let remark = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(remark, _)| remark);
        remark.is_some_and(|remark| {
            remark.chars().count() < 8
                && ["个人", "本人", "家庭", "私人"].iter().any(|word| remark.contains(word))
        })
    }

    /// Where the values of a label begin: behind it, or below it where it heads a column.
    pub(super) fn values(&self, label: &Label) -> Vec<usize> {
        let mut places = self.tables.column(label.place.start).unwrap_or_default();
        places.push(label.place.end + between_length(&self.text[label.place.end..]));
        places
    }
}

/// Whether a match is a word of its own: one of Latin letters stands apart, 号 has a word before it.
fn is_word(text: &str, place: &Range<usize>) -> bool {
    let word = &text[place.clone()];
    let before = text[..place.start].chars().next_back();
    let after = text[place.end..].chars().next();
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if word.starts_with(|c: char| c.is_ascii_alphabetic()) && is_latin(before) {
        return false;
    }
    // `sfz110099…` and `Mobile153…` go on with digits.
    if word.ends_with(|c: char| c.is_ascii_alphabetic()) && is_latin(after) {
        return false;
    }
    match word {
        // 号码 alone says nothing of whose it is.
        "码" if before == Some('号') => false,
        "号" | "码" | "证号" => {
            before.is_some_and(|c| c > '\u{2E80}' && !"一二三四五六七八九十全新旧原、。“”".contains(c))
        }
        _ => true,
    }
}

/// Words that stand between a label and its value.
const BETWEEN: [&str; 46] = [
    "號碼",
    "號",
    "碼",
    "发送至",
    "号码",
    "编号",
    "均为",
    "统一",
    "一律",
    "设置",
    "设定",
    "设为",
    "改为",
    "默认",
    "如下",
    "范围",
    "分别",
    "公开",
    "本人",
    "已设",
    "号",
    "码",
    "是",
    "为",
    "即",
    "均",
    "从",
    "自",
    "起",
    "有",
    "系",
    "或",
    "和",
    "与",
    "及",
    "至",
    "到",
    "第",
    "由",
    "于",
    "在",
    "number",
    "is",
    "no",
    "was",
    "id",
];

/// The length of what stands between a label and its value, at most.
fn between_length(text: &str) -> usize {
    const SIGNS: &str = " :=;\"'“”‘’「」『』<>[]()【】{}|,\t\n*#-.~/_、《》";
    let mut rest = text;
    loop {
        let used = text.len() - rest.len();
        let Some(first) = rest.chars().next().filter(|_| text[..used].chars().count() < MOST_BETWEEN) else {
            return used;
        };
        if first == '('
            && let Some(remark) = remark_length(rest)
        {
            rest = &rest[remark..];
        } else if SIGNS.contains(first) {
            rest = &rest[first.len_utf8()..];
        } else if let Some(word) = BETWEEN.iter().find(|word| starts_with_word(rest, word)) {
            rest = &rest[word.len()..];
        } else {
            return used;
        }
    }
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let Some(own) = text.get(..word.len()) else { return false };
    let is_apart = !word.is_ascii() || !text[word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
    is_apart && own.eq_ignore_ascii_case(word)
}

/// The length of a remark in brackets that holds no number: （15位）, （微信同号）.
fn remark_length(text: &str) -> Option<usize> {
    const LONGEST: usize = 24;
    let end = text.char_indices().take(LONGEST).find(|(_, c)| *c == ')')?.0;
    let inner = &text[1..end];
    let digits = inner.bytes().filter(u8::is_ascii_digit).count();
    (digits < 5 && !inner.contains(['(', '\n', '@'])).then_some(end + 1)
}

/// Whether nothing but filling words and signs stands in a text.
fn is_between(text: &str) -> bool {
    text.len() <= MOST_BETWEEN * 3 && text.matches('\n').count() < 3 && between_length(text) == text.len()
}

/// 身份证号有误：, 手机已换：: a few words and a colon.
fn is_told_on(text: &str) -> bool {
    const MOST: usize = 5;
    let Some(words) = text.trim_end_matches(' ').strip_suffix(':') else { return false };
    words.chars().count() <= MOST && words.chars().all(|c| c > '\u{2E80}' && c.is_alphanumeric())
}

/// Whether other values of the same label stand in a text: 编号13511599902、15DZ9900003、
fn is_list(text: &str) -> bool {
    const LONGEST: usize = 240;
    const SIGNS: [char; 7] = ['、', '和', '与', '及', '至', '到', '~'];
    if text.len() > LONGEST {
        return false;
    }
    let own = text.trim_start_matches([':', ' ', '(', '为', '是', '码', '从', '"', '“']);
    let Some((values, last)) = own.rsplit_once(SIGNS) else { return is_prefix(own) };
    let is_value = |value: &str| {
        let value = value.trim().trim_matches(['"', '“', '”', '(', ')']);
        value.len() > 3 && value.bytes().any(|b| b.is_ascii_digit()) && is_prefix(value)
    };
    is_prefix(last) && values.split(SIGNS).all(is_value)
}

/// Whether a text may be the beginning of a code: `HBZB-2019-`, ` ZL `.
fn is_prefix(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || " -_./".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_label_counts() {
        let kind = |text: &str| Labels::new(text).before(text.find('1').unwrap());
        assert_eq!(kind("身份证号:1"), Some(Kind::Id));
        assert_eq!(kind("合同编号为1"), Some(Kind::Code));
        assert_eq!(kind("手机编号1"), Some(Kind::Mobile));
        assert_eq!(kind("合同甲方手机1"), Some(Kind::Mobile));
        assert_eq!(kind("手机已交,合同号1"), Some(Kind::Code));
        assert_eq!(kind("合同约定由1"), None);
        assert_eq!(kind("工程1"), None);
    }
}
