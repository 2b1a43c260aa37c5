//! Signs that look like Chinese characters and are none: they come from PDF files, from scans read by a program, and from
//! other keyboards. A search for the name does not find them.

use unicode_normalization::UnicodeNormalization;

use crate::domain::names::is_han;

/// Radicals and strokes with the character that is meant, as far as their compatibility form is none
/// (EquivalentUnifiedIdeograph.txt of Unicode).
const RADICALS: &str = "\
    ⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇𠘨 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑𡯂 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗心 ⺘扌 \
    ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪𤴔 ⺫目 ⺬示 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 ⺱罓 ⺲罒 \
    ⺳㓁 ⺴冗 ⺵𦉫 ⺶羊 ⺷𦍌 ⺸𦍋 ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽𦥑 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 ⻊𧾷 \
    ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻕𨸏 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞𩙿 ⻟飠 ⻠饣 ⻡𩠐 ⻢马 \
    ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ㇆𠃌 ㇏乀 ㇐一 ㇑丨 ㇒丿 ㇓丿 ㇔丶 ㇕𠃍 \
    ㇖乛 ㇗𠃊 ㇘𠃎 ㇙𠄌 ㇚亅 ㇛𡿨 ㇜𠃋 ㇝乀 ㇞𠃑 ㇟乚 ㇠乙 ㇡𠄎 \
";

/// Katakana with the character they are taken for.
const KANA: &str =
    "カ力 ニ二 ロ口 エ工 タ夕 ト卜 ハ八 チ千 ミ三 ノ丿 ヒ匕 ヌ又 オ才 ム厶 メ乂 ー一 イ亻 セ七";

/// Bopomofo, and jamo of the Korean alphabet, with the character they are taken for.
const LETTERS: &str = "ㄅ勹 ㄆ攵 ㄇ冂 ㄈ匚 ㄌ力 ㄎ丂 ㄏ厂 ㄐ丩 ㄒ丅 ㄔ彳 ㄕ尸 ㄖ日 ㄗ卩 ㄘ七 ㄙ厶 ㄚ丫 ㄝ也 ㄠ幺 ㄡ又 ㄤ尢 ㄦ儿 ㄧ一 ㄨ乂 ㄩ凵 ㅁ口 ㅡ一 ㅣ丨 ㅅ人 ㄷ匚 ㅇ〇";

/// Circles that stand for 〇.
const CIRCLES: [char; 3] = ['○', '◯', '⚪'];

/// A sign that looks like a Chinese character, and the one that is meant, where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LookAlike {
    /// The sign.
    pub sign: char,
    /// What is meant.
    pub meant: Option<char>,
}

/// The first such sign of a text. Kana are only meant where the text has one that looks like no Chinese character, such as
/// 株式会社ニコン; a circle is one only between Chinese characters.
pub(super) fn find(text: &str) -> Option<LookAlike> {
    // All of them stand from U+25CB on; most texts are ASCII and Chinese characters.
    let may_be = |c: char| c > '\u{25CA}' && !matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}');
    if !text.chars().any(may_be) {
        return None;
    }
    let japanese = text.chars().any(|c| is_kana(c) && meant_in(KANA, c).is_none());
    let han = text.chars().any(is_han);
    let is_one = |sign: char| match sign {
        sign if is_radical(sign) => Some(compatible(sign).or_else(|| meant_in(RADICALS, sign))),
        '\u{2FF0}'..='\u{2FFF}' | '〾' | '\u{31EF}' => Some(None),
        sign if is_kana(sign) && han && !japanese => Some(meant_in(KANA, sign)),
        '\u{3105}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' | '\u{3131}'..='\u{318E}' => {
            Some(meant_in(LETTERS, sign))
        }
        sign if CIRCLES.contains(&sign) && han => Some(Some('〇')),
        // Compatibility characters, circled ones and those of ㍿ and ㈱ are not what a keyboard gives for a name.
        sign if may_be(sign) && !is_han(sign) => compatible(sign).map(Some),
        '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => compatible(sign).map(Some),
        _ => None,
    };
    text.chars().find_map(|sign| is_one(sign).map(|meant| LookAlike { sign, meant }))
}

/// Whether a sign is a radical or a stroke, which no text but a dictionary's has.
pub(super) fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FD5}' | '\u{31C0}'..='\u{31E5}')
}

/// The one Chinese character that Unicode calls compatible.
fn compatible(sign: char) -> Option<char> {
    let mut form = [sign].into_iter().nfkc();
    let first = form.next().filter(|c| *c != sign && is_han(*c));
    first.filter(|_| form.next().is_none())
}

fn meant_in(table: &'static str, sign: char) -> Option<char> {
    let row = table.split(' ').find(|row| row.starts_with(sign))?;
    row.chars().nth(1)
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー' | '\u{FF66}'..='\u{FF9D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_character_meant_is_told_where_it_is_known() {
        for (text, sign, meant) in [
            ("\u{2EE2}启明", '\u{2EE2}', Some('马')),
            ("示例\u{2F24}学", '\u{2F24}', Some('大')),
            ("示例カ学研究所", 'カ', Some('力')),
            ("ニ零一所", 'ニ', Some('二')),
            ("人民医院ロ腔科", 'ロ', Some('口')),
            ("ㄚ丫", 'ㄚ', Some('丫')),
            ("二○二厂", '○', Some('〇')),
            ("㈠建公司", '㈠', None),
            ("\u{F90A}山", '\u{F90A}', Some('金')),
            ("㆓所", '㆓', Some('二')),
            ("⿰马喜", '⿰', None),
            ("ㅁ腔", 'ㅁ', Some('口')),
            ("\u{31D0}所", '\u{31D0}', Some('一')),
        ] {
            let found = find(text);
            if text.starts_with('㈠') {
                assert_eq!(found, None, "(一) is three signs");
                continue;
            }
            assert_eq!(found, Some(LookAlike { sign, meant }), "{text}");
        }
    }

    #[test]
    fn what_is_meant_as_it_is_stays() {
        for text in [
            "株式会社ニコン",
            "ソニー",
            "トヨタ自動車",
            "さくら",
            "〇二所",
            "５Ｇ工作室",
            "삼성전자",
            "ABC○",
            "神崎\u{FA11}",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
