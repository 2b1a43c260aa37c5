//! One character as it reads: compatibility forms, digits of other scripts, spaces and dashes of every width.

use unicode_normalization::UnicodeNormalization;

/// The zeros of scripts whose digits follow each other in Unicode.
const ZEROS: [u32; 22] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xA620, 0xA8D0, 0xAA50, 0xABF0,
];

/// Gives what a character reads as: nothing, itself, or several.
pub(super) fn each(c: char, mut give: impl FnMut(char)) {
    match c {
        ' '..='~' | '\n' | '\t' | '\u{4E00}'..='\u{9FFF}' => give(c),
        c if is_invisible(c) => {}
        c => match plain(c) {
            Some(c) => give(c),
            None => {
                [c].into_iter().nfkc().filter(|c| !is_invisible(*c)).for_each(|c| give(plain(c).unwrap_or(c)))
            }
        },
    }
}

/// Signs that are the same to a reader.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c if c.is_whitespace() && c != '\n' && c != '\t' || c == '\u{2800}' => ' ',
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2500}'
        | '\u{2501}'
        | '\u{FE58}'
        | '\u{FE63}'
        | '\u{FF0D}' => '-',
        '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22C5}' | '\u{25CF}' | '\u{30FB}' | '\u{FF65}' => '\u{B7}',
        '\u{25EF}' => '○',
        // Cyrillic and Greek capitals and small letters that look like the check digit.
        'Х' | 'Χ' => 'X',
        'х' | 'χ' => 'x',
        c => {
            let code = u32::from(c);
            let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
            char::from_digit(code - zero, 10)?
        }
    })
}

/// Characters without a width, marks over and around others, and controls.
fn is_invisible(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' => false,
        c if c.is_control() => true,
        '\u{AD}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' => true,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' => true,
        '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' => true,
        '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}' => true,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' => {
            true
        }
        '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}' => true,
        _ => false,
    }
}
