//! Units: what stands behind a number that is an amount or a count.

use std::sync::LazyLock;

struct Units {
    whole: Vec<&'static str>,
    apart: Vec<&'static str>,
    latin: Vec<&'static str>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let words = |kind: &str| {
        let lines = include_str!("words/units.txt").lines().filter_map(|line| line.strip_prefix(kind));
        lines.flat_map(str::split_whitespace).collect()
    };
    Units { whole: words("whole "), apart: words("apart "), latin: words("latin ") }
});

/// Whether a text begins with a unit, as after an amount.
pub(super) fn begins_with_unit(text: &str) -> bool {
    /// Words that begin as a unit does.
    const OTHER: [&str; 8] = ["元旦", "元宵", "次日", "次要", "次年", "笔者", "笔记", "万一"];
    /// Units behind which the thing counted follows: 个词元, 条轨迹.
    const COUNTED: &str = "个条台套只支件粒项篇册张份架根株例帧辆艘枚转行次";
    /// Words that begin as such a unit does.
    const OTHER_COUNTED: [&str; 28] = [
        "个人", "个性", "个别", "个体", "条件", "条例", "台湾", "台胞", "台州", "套话", "只限", "只用",
        "只接", "只能", "支付", "支持", "件件", "项目", "张先", "张女", "张老", "张工", "份内", "架构",
        "根据", "例如", "行政", "转告",
    ];
    let text = text.strip_prefix(' ').unwrap_or(text);
    if OTHER.iter().any(|word| text.starts_with(word)) {
        return false;
    }
    if text.starts_with(['%', '‰', '℃', '°', '￥', '$']) {
        return true;
    }
    let units = &*UNITS;
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 0 {
        let rest = &text[letters..];
        let is_apart = !rest.starts_with(|c: char| c == '@' || c == '_' || c.is_ascii_digit());
        return is_apart && units.latin.iter().any(|unit| unit.eq_ignore_ascii_case(&text[..letters]));
    }
    let is_apart = |unit: &&str| {
        let after = text[unit.len()..].chars().next();
        after.is_none_or(|c| !c.is_alphanumeric() || "以余多左上的和与及".contains(c))
            || COUNTED.contains(*unit) && !OTHER_COUNTED.iter().any(|word| text.starts_with(word))
    };
    units.whole.iter().any(|unit| text.starts_with(unit))
        || units.apart.iter().filter(|unit| text.starts_with(**unit)).any(is_apart)
}

/// Whether a text is a unit, as in the head of a column: 次, 万元, kWh.
pub(super) fn is_unit(text: &str) -> bool {
    let text = text.trim();
    let units = &*UNITS;
    let mut all = units.whole.iter().chain(&units.apart).chain(&units.latin);
    text == "%"
        || all.any(|unit| {
            unit.eq_ignore_ascii_case(text) || *unit == text.trim_start_matches(['万', '亿', '千'])
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_end_where_another_word_does_not_begin() {
        for text in ["元", " 元整", "笔,", "人次", "kWh", "条", "个以上", "%", "千瓦时"] {
            assert!(begins_with_unit(text), "{text}");
        }
        for text in ["", "人事处", "个人", "条件", "(手机)", "microphone", "名单", "分机1"] {
            assert!(!begins_with_unit(text), "{text}");
        }
    }
}
