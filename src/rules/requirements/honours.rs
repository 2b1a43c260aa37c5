//! Honours as rules name them and as records do: 省科学技术奖 is 湖南省科学技术进步奖 too, and no other province's.

use std::collections::BTreeSet;

use crate::domain::names::same_name_key;

static KINDS: &str = include_str!("honours.txt");

/// An honour that a rule names, with all the ways in which a record may name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Honour {
    /// Anywhere in what a record says.
    names: Vec<String>,
    /// Where nothing stands before it: 省科学技术奖 of one's own province.
    bare: Vec<String>,
}

impl Honour {
    /// An honour of a rule. `place` is the province, autonomous region or city of the rule, for which 省, 自治区 or 市 at
    /// the beginning stands.
    pub(super) fn of(typed: &str, place: Option<&str>) -> Honour {
        let name = plain(typed);
        let name = ["我", "本"].iter().find_map(|own| name.strip_prefix(own)).unwrap_or(&name);
        let local = ["省", "自治区", "市"].into_iter().find(|level| name.starts_with(level));
        let names = by_kind(name);
        let (Some(level), Some(place)) = (local, place) else { return Honour { names, bare: Vec::new() } };
        let place = plain(place);
        let short = place.trim_end_matches(level);
        let short =
            ["壮族", "回族", "维吾尔"].into_iter().fold(short, |rest, people| rest.trim_end_matches(people));
        let of_place = |name: &String| {
            let rest = name.trim_start_matches(level);
            let whole = if place.ends_with(level) { place.clone() } else { format!("{place}{level}") };
            [format!("{whole}{rest}"), format!("{short}{level}{rest}"), format!("{short}{rest}")]
        };
        let of_place: BTreeSet<String> = names.iter().flat_map(of_place).collect();
        Honour { names: of_place.into_iter().collect(), bare: names }
    }

    /// Whether what a record says names it. A nomination is none.
    pub(super) fn is_in(&self, said: &str) -> bool {
        let said = without_years(&plain(said));
        let is_won = |end: usize| !["提名", "候选", "入围"].iter().any(|not| said[end..].starts_with(not));
        let anywhere =
            |name: &String| said.match_indices(name.as_str()).any(|(at, _)| is_won(at + name.len()));
        let bare = |name: &String| said.starts_with(name.as_str()) && is_won(name.len());
        self.names.iter().any(anywhere) || self.bare.iter().any(bare)
    }
}

/// A name as it is compared, without the 《》 that documents put around it or leave out.
pub(super) fn plain(name: &str) -> String {
    same_name_key(name).replace(['《', '》'], "")
}

/// An honour and, where it is a kind, its names one by one.
fn by_kind(name: &str) -> Vec<String> {
    let rows = KINDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    let mut all = vec![name.to_owned()];
    for (kind, names) in rows {
        let mut ends = [kind].into_iter().chain((kind == "科学技术奖").then_some("科技奖"));
        if let Some(before) = ends.find_map(|end| name.strip_suffix(end)) {
            // A national honour has its name alone.
            let before = if kind == "国家荣誉称号" { "" } else { before };
            all.extend(
                [kind].into_iter().chain(names.split_whitespace()).map(|name| format!("{before}{name}")),
            );
            break;
        }
    }
    all
}

/// `湖南省2021年度科学技术进步奖` without the year, the number of the round and the government.
fn without_years(said: &str) -> String {
    let signs: Vec<char> = said.chars().collect();
    let (mut out, mut at) = (String::with_capacity(said.len()), 0);
    while let Some(&sign) = signs.get(at) {
        let figures = |from: usize| {
            signs[from..]
                .iter()
                .take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十〇零".contains(**c))
                .count()
        };
        let start = if sign == '第' { at + 1 } else { at };
        let end = start + figures(start);
        let after = signs.get(end).copied();
        at = match (sign, after) {
            ('第', Some('届')) if end > start => end + 1,
            (_, Some('年')) if end > start && sign != '第' => {
                end + 1 + usize::from(signs.get(end + 1) == Some(&'度'))
            }
            _ => {
                out.push(sign);
                at + 1
            }
        };
    }
    out.replace("人民政府", "")
}

#[cfg(test)]
mod tests {
    use super::Honour;

    #[test]
    fn an_honour_is_known_by_its_kind_and_its_place() {
        let prize = Honour::of("省科学技术奖", Some("湖南"));
        for said in [
            "湖南省科学技术进步奖",
            "2020年度湖南省科学技术奖（自然科学奖）二等奖",
            "湖南省2021年度科技进步奖一等奖",
            "湖南省技术发明奖",
            "湖南省人民政府科学技术进步奖",
            "省科技进步奖",
            "湖南自然科学奖",
        ] {
            assert!(prize.is_in(said), "{said}");
        }
        for said in [
            "广东省科学技术进步奖",
            "湖北省自然科学奖",
            "衡阳市科学技术进步奖",
            "湖南省住建厅科技进步奖",
            "国家科学技术进步奖",
            "湖南省科学技术进步奖提名",
            "中国机械工业科学技术奖",
            "无",
        ] {
            assert!(!prize.is_in(said), "{said}");
        }
        assert_eq!(prize, Honour::of("我省科学技术奖", Some("湖南省")));
        assert!(Honour::of("自治区科学技术奖", Some("广西壮族自治区")).is_in("广西科学技术进步奖"));
        assert!(Honour::of("市科学技术奖", Some("北京")).is_in("北京市科学技术奖技术发明奖"));
        assert!(Honour::of("国家科学技术奖", None).is_in("国家技术发明奖二等奖"));
        assert!(!Honour::of("国家科学技术奖", None).is_in("湖南省技术发明奖"));
        assert!(Honour::of("国家荣誉称号", None).is_in("“人民科学家”国家荣誉称号"));
        assert!(Honour::of("衡州工匠", None).is_in("第三届“衡州工匠”"));
        assert!(!Honour::of("衡州工匠", None).is_in("衡州工匠提名奖"));
    }
}
