//! How wide the columns of a list are: by what stands in them.

use unicode_width::UnicodeWidthStr;

use super::TEXT_WIDTH;
use super::paragraph::{Line, plain};

/// The width of half a Han character of a table's text (10.5 points, 五号), in twentieths of a point.
const HALF_CHARACTER: usize = 105;
/// The white at both sides of a cell, in the same.
const MARGINS: usize = 200;
/// The least width of a column, in halves of a character: two characters of a head.
const LEAST: usize = 4;
/// What a column asks for at most, in the same: longer texts take a second line.
const MOST: usize = 36;

/// The widths of the columns of these rows, together as wide as the text. Where there is room for all, what is left over is
/// shared out by what they ask for; where there is not, those that ask for less than an even share get what they ask for,
/// and the others share the rest so that rows take few lines.
pub(super) fn widths(rows: &[Vec<Line>]) -> Vec<usize> {
    let count = rows.first().map_or(0, Vec::len);
    let asked: Vec<usize> = (0..count).map(|column| asked(rows, column)).collect();
    let all: usize = asked.iter().sum();
    if all <= TEXT_WIDTH {
        return asked.iter().map(|asked| asked + (TEXT_WIDTH - all) * asked / all.max(1)).collect();
    }
    let mut in_order = asked.clone();
    in_order.sort_unstable();
    let (mut left, mut columns) = (TEXT_WIDTH, count);
    for narrow in in_order {
        if narrow > left / columns {
            break;
        }
        left -= narrow;
        columns -= 1;
    }
    let most = left / columns.max(1);
    let wide: Vec<usize> = (0..count).filter(|column| asked[*column] > most).collect();
    shared(asked.into_iter().map(|asked| asked.min(most)).collect(), &wide, rows)
}

/// How many rows of a long list are tried for how many lines they take.
const TRIED: usize = 200;

/// Gives some of the wide columns a few characters of others, as long as rows take fewer lines by it: the last character of
/// many names need not stand on a line of its own.
fn shared(mut widths: Vec<usize>, wide: &[usize], rows: &[Vec<Line>]) -> Vec<usize> {
    const CHARACTERS: [usize; 3] = [1, 2, 3];
    let tried = rows.iter().step_by(rows.len().div_ceil(TRIED).max(1));
    let lengths: Vec<Vec<usize>> =
        tried.map(|row| row.iter().map(|cell| plain(cell).width()).collect()).collect();
    let pairs = wide.iter().flat_map(|from| wide.iter().map(move |to| (*from, *to)));
    let moves: Vec<(usize, usize, usize)> = pairs
        .filter(|(from, to)| from != to)
        .flat_map(|(from, to)| CHARACTERS.map(|count| (from, to, count * 2 * HALF_CHARACTER)))
        .collect();
    let mut best = lines(&lengths, &widths);
    loop {
        let moved = moves.iter().filter_map(|(from, to, width)| {
            let mut other = widths.clone();
            other[*from] = other[*from].checked_sub(*width).filter(|left| *left >= NARROWEST)?;
            other[*to] += width;
            Some((lines(&lengths, &other), other))
        });
        match moved.min() {
            Some((fewer, other)) if fewer < best => (best, widths) = (fewer, other),
            _ => return widths,
        }
    }
}

/// How narrow a wide column may become: four characters.
const NARROWEST: usize = MARGINS + 8 * HALF_CHARACTER;

/// How many lines all rows take, and all cells.
fn lines(rows: &[Vec<usize>], widths: &[usize]) -> (usize, usize) {
    let of_cell = |(length, width): (&usize, &usize)| {
        // A character is not halved.
        let a_line = (width.saturating_sub(MARGINS) / (2 * HALF_CHARACTER)).max(1) * 2;
        length.div_ceil(a_line).max(1)
    };
    let (mut of_rows, mut of_cells) = (0, 0);
    for row in rows {
        let cells = row.iter().zip(widths).map(of_cell);
        let (most, all) = cells.fold((0, 0), |(most, all), lines| (lines.max(most), all + lines));
        of_rows += most;
        of_cells += all;
    }
    (of_rows, of_cells)
}

/// What stands on one line however few cells have it, in halves of a character: a name of five.
const SHORT: usize = 10;

/// How wide a column would like to be: so that nine of ten of its cells have one line, and short ones all.
fn asked(rows: &[Vec<Line>], column: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(column));
    let mut lengths: Vec<usize> = cells.map(|cell| plain(cell).width()).collect();
    lengths.sort_unstable();
    let at = |index: usize| lengths.get(index).copied().unwrap_or_default();
    let longest = at(lengths.len().saturating_sub(1));
    let most = at((lengths.len() * 9).div_ceil(10).saturating_sub(1));
    MARGINS + most.max(longest.min(SHORT)).clamp(LEAST, MOST) * HALF_CHARACTER
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::docx::paragraph::Run;

    fn row(cells: &[&str]) -> Vec<Line> {
        cells.iter().map(|text| vec![Run { text: (*text).to_owned(), bold: false }]).collect()
    }

    #[test]
    fn narrow_columns_have_what_they_need_and_all_fill_the_page() {
        let long = "示例市第一示例研究设计院有限公司";
        let head = row(&["序号", "姓名", "工作单位", "推荐单位", "联合单位"]);
        let found = widths(&[head, row(&["1", "示例甲", long, long, long])]);
        assert_eq!(found[0], MARGINS + 4 * HALF_CHARACTER);
        assert!(found[2] == found[3] && found[3] == found[4], "{found:?}");
        let all: usize = found.iter().sum();
        assert!(all <= TEXT_WIDTH && all > TEXT_WIDTH - 4, "{found:?}");
        let short: usize = widths(&[row(&["序号", "姓名"])]).iter().sum();
        assert!(short > TEXT_WIDTH - 4, "{short}");
    }

    #[test]
    fn wide_columns_share_so_that_no_last_character_stands_alone() {
        let unit = "示例岱工重型装备有限公司";
        let rows =
            [row(&["1", "司徒一川", unit, "绿色能源与节能环保", "示例知远工业软件有限公司科学技术协会"])];
        let found = widths(&rows);
        assert!(found[2] >= MARGINS + unit.width() * HALF_CHARACTER, "{found:?}");
        assert_eq!((found[0], found[1]), (620, 1040));
        assert!((TEXT_WIDTH - 4..=TEXT_WIDTH).contains(&found.iter().sum()), "{found:?}");
    }
}
