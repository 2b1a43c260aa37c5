//! 推荐名额: how many each recommending unit may put forward, as the table annexed to a call says.

use std::collections::BTreeMap;

use super::candidates::{Candidate, labels};
use super::findings::{Broken, Findings};
use super::given::Given;
use super::kind::{Kind, Requirement};
use super::parameter::{Named, Parameters, rule};
use super::{Scope, usize_of};
use crate::diagnostic::{error, text};
use crate::domain::names::same_name_key;
use crate::records::choice::nearest;

const TABLE: Named = (("table", "名额表"), "每个推荐单位一项，名称后写名额，如 东区科协 2");
const OTHERS: Named = (("others", "其余"), "不在表中的推荐单位各几个；不写的，不得推荐");

rule! {
    /// A number for each recommending unit.
    Table("recommended", "推荐名额") {
        table: Vec<String> = TABLE,
        others: Option<u32> = OTHERS,
    }
}

pub(super) const KIND: Kind = Kind::read_by::<Table>(|given| Some(Box::new(understood(given)?)));

#[derive(Debug)]
struct Places {
    /// As typed, by the key of the name.
    table: BTreeMap<String, (String, u32)>,
    others: Option<u32>,
}

fn understood(given: &mut Given<'_>) -> Option<Places> {
    let Table { table: rows, others } = Table::read(given)?;
    let mut table = BTreeMap::new();
    let mut all_read = true;
    for (text, typed) in given.texts(TABLE.0)?.iter().zip(rows) {
        let Some((name, places)) = row(&typed) else {
            given.out.push(error!(text, "not-a-number",
                "名额表的“{0}”没有写名额", "the row `{0}` has no number", text.value.trim();
                help: "名称后空一格写名额，例如 东区科协 2", "write the number after the name, as in 东区科协 2"
            ));
            all_read = false;
            continue;
        };
        let key = same_name_key(&name).into_owned();
        if table.insert(key, (name, places)).is_some() {
            given.out.push(error!(text, "listed-twice",
                "名额表里“{0}”列了两次", "`{0}` stands twice in the table", text.value.trim();
                help: "只保留一个", "keep one of them"
            ));
        }
    }
    // A table of which a part is unread would refuse those of that part.
    all_read.then_some(Places { table, others })
}

/// `东区科协 2`, `东区科协：2人`, `东区科协（2）`.
fn row(typed: &str) -> Option<(String, u32)> {
    let after = |c: char| c.is_whitespace() || "人个名项）)".contains(c);
    let typed = typed.trim().trim_end_matches(after);
    let name = typed.trim_end_matches(|c: char| c.is_ascii_digit());
    let places = typed[name.len()..].parse().ok()?;
    let between = |c: char| c.is_whitespace() || "：:=（(，,".contains(c);
    let bare = name.trim_end_matches(between);
    (bare.len() < name.len() && !bare.is_empty()).then(|| (bare.to_owned(), places))
}

impl Places {
    /// The number of a unit; `None` for one that may recommend nobody.
    fn of(&self, key: &str) -> Option<u32> {
        self.table.get(key).map(|(_, places)| *places).or(self.others)
    }
}

impl Requirement for Places {
    fn statement(&self) -> String {
        let rows = self.table.values().map(|(name, places)| format!("{name}{places}个")).collect::<Vec<_>>();
        let (rows, rows_en) = (rows.join("、"), rows.join("; "));
        match self.others {
            Some(others) => text!(
                "推荐名额：{rows}，其余单位各{others}个",
                "places by recommender: {rows_en}; {others} for each other"
            ),
            None => text!("推荐名额：{rows}", "places by recommender: {rows_en}"),
        }
    }

    fn check(&self, scope: &Scope<'_>, findings: &mut Findings<'_>) {
        let mut units: BTreeMap<String, Vec<&Candidate<'_>>> = BTreeMap::new();
        for candidate in &scope.candidates.list {
            let key = same_name_key(&candidate.entry.recommender.value).into_owned();
            units.entry(key).or_default().push(candidate);
        }
        for (key, mut list) in units {
            let places = self.of(&key);
            if list.len() <= usize_of(places.unwrap_or_default()) {
                continue;
            }
            list.retain(|candidate| !findings.excepts(candidate));
            let Some(last) = list.last().filter(|_| list.len() > usize_of(places.unwrap_or_default())) else {
                continue;
            };
            let (recommender, count, names) = (&last.entry.recommender, list.len(), labels(&list));
            let unit = recommender.value.trim();
            let (message, remedy) = match places {
                Some(places) => (
                    text!(
                        "{unit}推荐了{count}个（{names}），名额为{places}个",
                        "{unit} recommends {count} ({names}) and has {places} places"
                    ),
                    text!("核对推荐单位和名额表", "check the recommender and the table"),
                ),
                None => {
                    let near = nearest(unit, self.table.values().map(|(name, _)| name.as_str()));
                    (
                        text!(
                            "{unit}推荐了{count}个（{names}），名额表里没有这个单位",
                            "{unit} recommends {count} ({names}) and is not in the table"
                        ),
                        match near {
                            Some(near) => text!("是不是“{near}”？", "did you mean `{near}`?"),
                            None => text!(
                                "核对推荐单位；表外单位也有名额的，写 others（其余）",
                                "check the recommender; where others have places too, write `others`"
                            ),
                        },
                    )
                }
            };
            let location = recommender.location.clone();
            findings.broken_by(&[], Broken { location, other: None, message, remedy });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn rows_are_read_however_the_number_follows() {
        for typed in ["东区科协 2", "东区科协：2人", "东区科协（2）", "东区科协=2", "东区科协,2"]
        {
            assert_eq!(row(typed), Some(("东区科协".to_owned(), 2)), "{typed}");
        }
        assert_eq!(row("第1研究所 12"), Some(("第1研究所".to_owned(), 12)));
        for typed in ["东区科协", "3", "东区科协2", ""] {
            assert_eq!(row(typed), None, "{typed}");
        }
    }
}
