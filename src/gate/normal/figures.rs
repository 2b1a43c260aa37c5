//! Chinese figures become digits where they are a number: in a long row of figures (一三八〇…), and in dates (一九八五年三月).

use super::Piece;

/// The figures in a row that make it a number rather than words.
const LONG: usize = 7;

/// Text with its numbers in digits.
pub(super) fn in_digits(pieces: Vec<Piece>) -> Vec<Piece> {
    if !pieces.iter().any(|piece| is_other_figure(piece.char) || is_month_word(piece.char)) {
        return pieces;
    }
    dates(rows(pieces))
}

/// The value of a Chinese figure.
fn figure(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' | '弌' | '幺' => 1,
        '二' | '贰' | '貳' | '弍' => 2,
        '三' | '叁' | '參' | '弎' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Letters that stand for a digit in a row of digits.
fn letter(c: char) -> Option<u32> {
    match c {
        'O' | 'o' => Some(0),
        'l' | 'I' => Some(1),
        _ => None,
    }
}

fn is_other_figure(c: char) -> bool {
    figure(c).is_some() || letter(c).is_some()
}

fn is_month_word(c: char) -> bool {
    matches!(c, '十' | '廿' | '卅' | '元')
}

fn value(c: char) -> Option<u32> {
    figure(c).or_else(|| letter(c)).or_else(|| c.to_digit(10))
}

/// Long rows of figures, single signs between them or none.
fn rows(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let mut at = 0;
    while at < pieces.len() {
        if value(pieces[at].char).is_none() {
            at += 1;
            continue;
        }
        let end = row_end(&pieces, at);
        if is_number(&pieces, at, end) {
            for piece in &mut pieces[at..end] {
                if let Some(digit) = value(piece.char).and_then(|value| char::from_digit(value, 10)) {
                    piece.char = digit;
                }
            }
        }
        at = end;
    }
    pieces
}

/// Where a row of figures ends.
fn row_end(pieces: &[Piece], start: usize) -> usize {
    let is_figure = |at: usize| pieces.get(at).is_some_and(|piece| value(piece.char).is_some());
    let is_sign = |at: usize| pieces.get(at).is_some_and(|piece| " -./·_\n".contains(piece.char));
    let mut end = start + 1;
    loop {
        match () {
            () if is_figure(end) => end += 1,
            () if is_sign(end) && is_figure(end + 1) => end += 2,
            () => return end,
        }
    }
}

fn is_number(pieces: &[Piece], start: usize, end: usize) -> bool {
    let row = &pieces[start..end];
    let count = |is: fn(char) -> bool| row.iter().filter(|piece| is(piece.char)).count();
    let (chinese, letters) = (count(|c| figure(c).is_some()), count(|c| letter(c).is_some()));
    let all = count(|c| value(c).is_some());
    if letters > 0 {
        // Letters are digits only in a number of full length that stands apart from words.
        let is_apart = |piece: Option<&Piece>| piece.is_none_or(|piece| !piece.char.is_ascii_alphanumeric());
        let before = start.checked_sub(1).and_then(|at| pieces.get(at));
        return all >= 11
            && all - letters >= 5
            && all == row.len()
            && is_apart(before)
            && is_apart(pieces.get(end));
    }
    let year = [row.first(), row.get(1)].map(|piece| piece.and_then(|piece| value(piece.char)));
    let is_year = matches!(year, [Some(1), Some(9)] | [Some(2), Some(0)]) && chinese >= 4;
    chinese > 0 && (all >= LONG && (chinese >= 3 || all == row.len()) || is_year)
}

/// 八五年, 三月, 二十一日 after each other.
fn dates(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    // After 年 a month may follow, after 月 a day.
    let mut awaited = false;
    for piece in pieces {
        match piece.char {
            '年' => {
                awaited = year(&mut out);
            }
            '月' | '日' | '号' if awaited => {
                awaited = small(&mut out) && piece.char == '月';
            }
            c if awaited && !(c == ' ' || value(c).is_some() || is_month_word(c) || c == '正') => {
                awaited = false
            }
            _ => {}
        }
        out.push(piece);
    }
    out
}

/// Puts the year that a text ends with in digits, if it ends with one.
fn year(out: &mut [Piece]) -> bool {
    let spaces = out.iter().rev().take(4).take_while(|piece| piece.char == ' ').count();
    let end = out.len() - spaces;
    let count = out[..end].iter().rev().take(5).take_while(|piece| value(piece.char).is_some()).count();
    let own = &mut out[end - count..end];
    if !matches!(count, 2 | 4) {
        return false;
    }
    for piece in own {
        if let Some(digit) = value(piece.char).and_then(|value| char::from_digit(value, 10)) {
            piece.char = digit;
        }
    }
    true
}

/// Puts the number up to 39 that a text ends with in digits: 三, 十, 十二, 二十, 三十一, 廿一.
fn small(out: &mut Vec<Piece>) -> bool {
    let spaces = out.iter().rev().take(4).take_while(|piece| piece.char == ' ').count();
    let end = out.len() - spaces;
    let is_own = |c: char| value(c).is_some() || matches!(c, '十' | '廿' | '卅' | '元');
    let count = out[..end].iter().rev().take(5).take_while(|piece| is_own(piece.char)).count();
    let own: Vec<char> = out[end - count..end].iter().map(|piece| piece.char).collect();
    if own.iter().all(char::is_ascii_digit) {
        return !own.is_empty();
    }
    let digit = |c: char| value(c);
    let number = match own[..] {
        [] => return false,
        ['元'] => Some(1),
        ['十'] => Some(10),
        ['十', one] => digit(one).map(|one| 10 + one),
        [ten, '十'] => digit(ten).map(|ten| ten * 10),
        [ten, '十', one] => digit(ten).zip(digit(one)).map(|(ten, one)| ten * 10 + one),
        ['廿', one] => digit(one).map(|one| 20 + one),
        ['廿'] => Some(20),
        ['卅', one] => digit(one).map(|one| 30 + one),
        ['卅'] => Some(30),
        [one] => digit(one),
        [ten, one] => digit(ten).zip(digit(one)).map(|(ten, one)| ten * 10 + one),
        _ => None,
    };
    let Some(number) = number.filter(|number| *number < 40) else { return false };
    let (Some(first), Some(last)) = (out.get(end - count).copied(), out.get(end - 1).copied()) else {
        return false;
    };
    let after = out.split_off(end);
    out.truncate(end - count);
    out.extend(number.to_string().chars().map(|char| Piece { char, from: first.from, to: last.to }));
    out.extend(after);
    true
}
