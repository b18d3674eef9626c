//! Numbers in figures, with what stands between groups of digits and before their fractions: 5 250 000, 5,25, ١٩٫٥, 17½.

use unicode_normalization::UnicodeNormalization;

use super::addends::UNIT;

/// The most digits of a number; longer ones are numbers of accounts.
const MAX_DIGITS: usize = 18;
/// The digits of a group.
const GROUP: usize = 3;

/// The value of a digit, be it of Latin or of Arabic script.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        c => c.to_digit(10),
    }
}

/// The numeral at the beginning of a text: how many bytes it has, 0 if it begins with no digit or sign, and the values that it may have, in
/// millionths. What is grouped otherwise (a date, the number of a telephone) has none.
pub(super) fn take_numeral(text: &str) -> (usize, Vec<u128>) {
    let digits = |from: usize| text[from..].find(|c| digit(c).is_none()).map_or(text.len(), |length| from + length);
    let first = digits(0);
    let mut end = first;
    if first == 0 {
        let sign = text.chars().next().and_then(of_sign);
        return sign.map_or((0, Vec::new()), |(share, length)| (length, vec![share]));
    }
    while let Some(between) = text[end..].chars().next() {
        let from = end + between.len_utf8();
        let to = digits(from);
        let count = text[from..to].chars().count();
        let is_group = count == GROUP && text[..first].chars().count() <= GROUP;
        let goes_on = matches!(between, ',' | '.' | '٫') && count > 0 || is_blank(between) && is_group;
        if !goes_on {
            break;
        }
        end = to;
    }
    let mut all = readings(&text[..end]);
    if let Some((share, length)) = text[end..].chars().next().and_then(of_sign) {
        all = all.into_iter().filter(|value| value % UNIT == 0).map(|value| value + share).collect();
        end += length;
    }
    (end, all)
}

/// What stands between groups of digits, and before no fraction.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | '٬')
}

/// The value of a sign such as ½ or ⅔, and its length.
fn of_sign(c: char) -> Option<(u128, usize)> {
    let spelled: String = std::iter::once(c).nfkd().collect();
    let (count, parts) = spelled.split_once('\u{2044}')?;
    let parts = parts.parse::<u128>().ok().filter(|parts| *parts > 0)?;
    Some((count.parse::<u128>().ok()? * UNIT / parts, c.len_utf8()))
}

/// The values that a numeral may have, in millionths: 1.300 is two.
pub(super) fn readings(numeral: &str) -> Vec<u128> {
    let value = |digits: &str| -> Option<u128> {
        let is_short = digits.chars().count() <= MAX_DIGITS;
        digits
            .chars()
            .filter(|_| is_short)
            .try_fold(0_u128, |sum, c| Some(sum * 10 + u128::from(digit(c)?)))
            .filter(|_| is_short)
    };
    let groups: Vec<&str> = numeral.split(|c| digit(c).is_none()).collect();
    let marks: Vec<char> = numeral.chars().filter(|c| digit(*c).is_none()).collect();
    let is_grouped = |groups: &[&str], marks: &[char]| {
        let is_same = marks.windows(2).all(|pair| pair[0] == pair[1]);
        let is_short = groups.first().is_some_and(|first| first.chars().count() <= GROUP);
        marks.is_empty() || is_same && is_short && groups[1..].iter().all(|group| group.chars().count() == GROUP)
    };
    let mut all = Vec::new();
    if let (Some((last, whole)), Some((mark, before))) = (groups.split_last(), marks.split_last())
        && !is_blank(*mark)
        && !before.contains(mark)
        && is_grouped(whole, before)
    {
        let digits: String = last.chars().chain("000000".chars()).take(6).collect();
        all.extend(value(&whole.concat()).zip(value(&digits)).map(|(whole, part)| whole * UNIT + part));
    }
    if is_grouped(groups.as_slice(), marks.as_slice()) {
        all.extend(value(&groups.concat()).map(|whole| whole * UNIT));
    }
    all
}

/// The value of a Roman numeral, in millionths: XXVIII. Letters that are often something else ("MD", "CD", "I") are none.
pub(super) fn roman(word: &str) -> Option<u128> {
    const SIGNS: [(&str, u128); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    if word.len() < 2 || !word.contains(['I', 'V', 'X']) {
        return None;
    }
    let (mut rest, mut value) = (word, 0);
    for (sign, worth) in SIGNS {
        // Only one, four, nine and their like stand once.
        let most = if sign.len() == 2 || sign.contains(['D', 'L', 'V']) { 1 } else { 3 };
        for _ in 0..most {
            let Some(behind) = rest.strip_prefix(sign) else { break };
            (rest, value) = (behind, value + worth);
        }
    }
    rest.is_empty().then_some(value * UNIT)
}
