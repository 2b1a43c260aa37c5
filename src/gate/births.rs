//! Dates of birth: those that a text says to be one, and those that the records know. Dates of companies, projects and age
//! limits are none.

use super::dates::{Date, each};
use super::finding::{Finding, Verdict};
use super::labels::{Kind, Labels};
use super::numbers::Hit;
use super::setting::{Place, Setting};

/// Years in which someone may be born who is selected today.
const YEARS: std::ops::RangeInclusive<u32> = 1925..=2012;

/// Every date of birth, and every age.
pub(super) fn find(text: &str, labels: &Labels<'_>, setting: &Setting<'_>, out: &mut Vec<Hit>) {
    let mut squeezed = None;
    for date in each(text) {
        if is_limit(&text[date.place.end..]) {
            continue;
        }
        let judge = Judge { text, labels, setting, date: &date };
        let verdict = [judge.told(), judge.known(&mut squeezed)].into_iter().flatten().min();
        out.extend(verdict.map(|verdict| (date.place.clone(), Finding::Birth, verdict)));
    }
    ages(text, setting, out);
}

/// 1980年1月1日及以后出生: a limit, which is nobody's birth.
fn is_limit(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '日', '(', ')', '含', '不', '当', '天', ',']);
    ["及以后", "以后", "及之后", "之后", "及以前", "以前", "之前", "及其后", "后出生", "前出生", "起出生"]
        .iter()
        .any(|word| rest.starts_with(word))
        || rest.starts_with(['后', '前'])
}

struct Judge<'t> {
    text: &'t str,
    labels: &'t Labels<'t>,
    setting: &'t Setting<'t>,
    date: &'t Date,
}

impl Judge<'_> {
    fn before(&self) -> &str {
        &self.text[..self.date.place.start]
    }

    fn after(&self) -> &str {
        &self.text[self.date.place.end..]
    }

    /// Whether the text says that it is a date of birth.
    fn told(&self) -> Option<Verdict> {
        if !YEARS.contains(&self.date.year) {
            return None;
        }
        let of_label = || self.of_label().then_some(Verdict::Refuse);
        self.said_after().or_else(of_label).or_else(|| self.open_bracket()).or_else(|| self.named_file())
    }

    /// `…生`, `…出生`, `…（生日）` behind the date.
    fn said_after(&self) -> Option<Verdict> {
        let rest = self.after().trim_start_matches([' ', '\n', ')', '(', '|', '"', '年', '月', '日', '号']);
        let rest = if self.date.day == 0 { without_lunar_day(rest, self.date.month > 0) } else { rest };
        // 1991年春出生, 1991年4月下旬生.
        let rest = rest.trim_start_matches(|c| " \n春夏秋冬初末底上中下旬间".contains(c));
        if rest.starts_with("出世") {
            return self.is_of_person().then_some(Verdict::Refuse);
        }
        if let Some(after) = rest.strip_prefix("出生") {
            const OTHER: [&str; 12] =
                ["人口", "缺陷", "率", "登记", "医学", "证", "地", "数", "队列", "婴", "的婴", "的新生"];
            return (!OTHER.iter().any(|word| after.starts_with(word))).then_some(Verdict::Refuse);
        }
        if self.is_born_there(rest) {
            return Some(Verdict::Refuse);
        }
        if rest.starts_with("生日") {
            return (self.date.month > 0).then_some(Verdict::Refuse);
        }
        let after = rest.strip_prefix('生')?;
        match after.chars().next() {
            None => Some(Verdict::Refuse),
            Some('于') => Some(Verdict::Refuse),
            Some('人') if !after.starts_with("人工") => Some(Verdict::Refuse),
            // A word that begins with 生.
            Some(c) if OTHER_WORDS.contains(c) => None,
            Some(c) if c.is_alphanumeric() && !self.is_of_person() => Some(Verdict::Ask),
            Some(_) => Some(Verdict::Refuse),
        }
    }

    /// 1983年11月7日在示例市出生; of people also 诞生.
    fn is_born_there(&self, rest: &str) -> bool {
        const MOST: usize = 20;
        if rest.starts_with("诞生") {
            return self.is_of_person();
        }
        let Some(place) = rest.strip_prefix(['在', '于']) else { return false };
        let end = place.char_indices().take(MOST).find(|(_, c)| !c.is_alphanumeric());
        let place = &place[..end
            .map_or_else(|| place.char_indices().nth(MOST).map_or(place.len(), |(at, _)| at), |(at, _)| at)];
        place.split_once("出生").is_some_and(|(_, after)| !after.starts_with(['的', '人', '缺', '率', '队']))
            || place.ends_with("降生")
    }

    /// A label in front of it: 出生日期：, 生于, born in.
    fn of_label(&self) -> bool {
        if self.labels.before(self.date.place.start) == Some(Kind::Birth) {
            return self.is_birth_label();
        }
        if self.is_abbreviated() || self.is_after_place() {
            return true;
        }
        // English has words between: born in Beijing in March 1985.
        let near = self.labels.in_sentence(self.date.place.start).find(|label| label.kind == Kind::Birth);
        near.is_some_and(|label| {
            let word = &self.text[label.place.clone()];
            let between = &self.text[label.place.end..self.date.place.start];
            let of_thing = THINGS_IN_ENGLISH.iter().any(|thing| {
                let before = self.text[..label.place.start].to_ascii_lowercase();
                let from = before.char_indices().rev().take(60).last().map_or(0, |(at, _)| at);
                before[from..].contains(thing)
            });
            word.is_ascii() && between.len() < 40 && between.is_ascii() && !of_thing
        })
    }

    /// (b. 1983), as English writes after a name.
    fn is_abbreviated(&self) -> bool {
        let before = self.before().trim_end_matches(' ');
        let word = before.strip_suffix("b.").or_else(|| before.strip_suffix("B."));
        word.is_some_and(|word| word.trim_end_matches(' ').ends_with(['(', ',']))
    }

    /// 出生于示例县1979年3月: the place stands between.
    fn is_after_place(&self) -> bool {
        const MOST: usize = 60;
        let near = self.labels.in_sentence(self.date.place.start).next();
        near.filter(|label| label.kind == Kind::Birth).is_some_and(|label| {
            let between = &self.text[label.place.end..self.date.place.start];
            let word = &self.text[label.place.clone()];
            self.setting.place == Place::Entry
                && ["生于", "出生于", "出生在"].contains(&word)
                && between.len() <= MOST
                && between.chars().all(|c| c >= '\u{4E00}' && c.is_alphanumeric())
                && self.is_birth_label()
        })
    }

    /// Whether the label is no part of another word: 诞生于, 大学生于, 企业生于.
    fn is_birth_label(&self) -> bool {
        let Some(label) =
            self.labels.in_sentence(self.date.place.start).find(|label| label.kind == Kind::Birth)
        else {
            // The head of a column.
            return true;
        };
        let word = &self.text[label.place.clone()];
        let before = self.text[..label.place.start].trim_end_matches(' ');
        if word.is_ascii() && word.eq_ignore_ascii_case("born") {
            let small = before.to_ascii_lowercase();
            return !THINGS_IN_ENGLISH.iter().any(|thing| small.contains(thing));
        }
        if !word.starts_with('生') {
            return true;
        }
        let last = before.chars().next_back();
        let is_name = self.setting.people.names().iter().any(|name| before.ends_with(name));
        is_name || !last.is_some_and(|c| COMPOUNDS.contains(c) || THINGS.contains(c))
    }

    /// 林知远（1985—）, as journals print authors.
    fn open_bracket(&self) -> Option<Verdict> {
        let before = self.before().trim_end_matches(' ').strip_suffix(['(', '[', '〔'])?;
        let rest = self.after().trim_start_matches([' ', '年', '月']);
        let open = rest.strip_prefix(['-', '~'])?.trim_start_matches(['-', '~', ' ']);
        let after = open.strip_prefix([')', ']', '〕', ',', '.'])?;
        let is_name = self.setting.people.names().iter().any(|name| before.trim_end().ends_with(name));
        let sexes = after.chars().take(6).any(|c| matches!(c, '男' | '女'));
        let alone =
            before.chars().rev().take(5).take_while(|c| *c > '\u{2E80}' && c.is_alphanumeric()).count();
        match () {
            () if is_name || sexes => Some(Verdict::Refuse),
            () if (2..5).contains(&alone) && self.date.year < 2000 => Some(Verdict::Ask),
            () => None,
        }
    }

    /// 林知远+19850302.jpg: a name and a date, as calls ask for photographs.
    fn named_file(&self) -> Option<Verdict> {
        let is_picture =
            [".jpg", ".jpeg", ".png"].iter().any(|end| self.after().to_ascii_lowercase().starts_with(end));
        let name =
            self.before().rsplit('/').next().unwrap_or_default().trim_end_matches(['+', '_', '-', ' ']);
        let is_name = name.chars().all(|c| c > '\u{2E80}') && (2..5).contains(&name.chars().count());
        (self.setting.place == Place::Name && is_picture && is_name && self.date.day > 0)
            .then_some(Verdict::Ask)
    }

    /// Whether the words near it are about a person.
    fn is_of_person(&self) -> bool {
        let near = self.before().char_indices().rev().take(24).last().map_or(0, |(at, _)| at);
        let near = &self.before()[near..];
        let named = self.setting.people.names().iter().any(|name| near.contains(name));
        named || [",男", ",女", "男,", "女,", "汉族", "籍"].iter().any(|word| near.contains(word))
    }

    /// Whether the records know it as a date of birth: in the record itself, or on a page with the person's name.
    fn known(&self, squeezed: &mut Option<String>) -> Option<Verdict> {
        if self.date.month == 0 || self.date.short || self.setting.people.is_printed(self.date.number()) {
            return None;
        }
        let names = self.setting.people.born(self.date.number());
        if names.is_empty() {
            return None;
        }
        let is_near = || {
            let near = self.before().char_indices().rev().take(24).last().map_or(0, |(at, _)| at);
            let near: String = self.before()[near..].chars().filter(|c| !c.is_whitespace()).collect();
            names.iter().any(|name| near.contains(name))
        };
        match (self.setting.place, self.date.day) {
            (Place::Entry, 0) if !is_near() => Some(Verdict::Ask),
            (Place::Entry, _) => Some(Verdict::Refuse),
            (_, 0) => is_near().then_some(Verdict::Refuse),
            _ => {
                let all = squeezed.get_or_insert_with(|| {
                    self.text.chars().filter(|c| !c.is_whitespace()).collect::<String>()
                });
                names.iter().any(|name| all.contains(name)).then_some(Verdict::Refuse)
            }
        }
    }
}

/// Goes over a day of the lunar calendar: 正月十二, 三月初六, （农历）.
fn without_lunar_day(text: &str, has_month: bool) -> &str {
    const MOST: usize = 12;
    const SIGNS: &str = "正腊冬闰初十廿卅一二三四五六七八九月日号年农历阴历夏历() 0123456789";
    let end =
        text.char_indices().take(MOST).find(|(_, c)| !SIGNS.contains(*c)).map_or(text.len(), |(at, _)| at);
    let (day, rest) = text.split_at(end);
    if day.contains('月') || has_month && !day.is_empty() || day.contains('初') || day.contains("历") {
        rest
    } else {
        text
    }
}

/// What follows 生 in words that say nothing of a birth: 生产, 生态, 生效 …
const OTHER_WORDS: &str = "产成活长命效存机态物根意动气化猪源鲜铁丝石理殖育均啤漆料土胶药粉涯员徒平前还造肖父擒手词字僻硬姜蚝菜菌质\
                           坯橡牛羊鸡鸭鱼皮肉米面水火煤油锈变疏搬计熟客路怕病津杀灵疼息界境疆类群期技辉日词蛋茶";

/// The character before 生于 where it ends another word: 诞生于, 大学生于.
const COMPOUNDS: &str = "诞产衍发派再寄共伴滋催新学究医先野原师考习业招卫逃民众萌孳孕增养维永终求余此平花后丛群聚附陆水旱内外化微畜密\
                         簇轮互对双多初次优领高留女男书童门半人丧科专博硕中大";

/// The last character of what is no person: 企业生于, 品牌生于, 技术生于.
const THINGS: &str = "业司牌团所院厂会队台目术品室网城店社校项构织法念想艺机器车站船区园库系统程法论器村镇";

/// What is born in English without being a person.
const THINGS_IN_ENGLISH: [&str; 16] = [
    "company",
    "firm",
    "project",
    "technology",
    "product",
    "institute",
    "platform",
    "brand",
    "idea",
    "lab",
    "system",
    "startup",
    "standard",
    "method",
    "program",
    "team",
];

/// Ages: 现年40岁; in a record also `，46岁，`.
fn ages(text: &str, setting: &Setting<'_>, out: &mut Vec<Hit>) {
    for (at, _) in text.match_indices('岁') {
        let before = text[..at].trim_end_matches(' ');
        let before = before.strip_suffix('周').unwrap_or(before).trim_end_matches(' ');
        let count = before.bytes().rev().take(4).take_while(u8::is_ascii_digit).count();
        let (words, age) = before.split_at(before.len() - count);
        let is_age = age.parse::<u32>().is_ok_and(|age| (16..=99).contains(&age));
        let words = words.trim_end_matches([' ', ':']);
        let said = ["现年", "今年", "时年", "本人"].iter().any(|word| words.ends_with(word));
        let after = text[at + '岁'.len_utf8()..].chars().next();
        let alone = words.ends_with([',', '男', '女', '(', '、'])
            || words.ends_with("年龄") && !words.ends_with("平均年龄");
        let ends = after.is_none_or(|c| matches!(c, ',' | '。' | ')' | ';' | '、' | '的'));
        let is_own = said || setting.place == Place::Entry && alone && ends;
        if is_age && is_own {
            out.push((at - count..at, Finding::Age, Verdict::Ask));
        }
    }
}
