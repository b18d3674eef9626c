//! Numbers in figures and in words: "5 250 000", "5.25 million", "525万"; "ninety-seven", 23½ %, "百分之二十三"; "half past six".
//!
//! The words of a language come from its labels. Results are only compared with each other: a number has the same value in whichever way
//! it is written, and one that can be read in two ways has both values.

use std::collections::{BTreeMap, BTreeSet};

use super::addends::{SCALE, Sum, UNIT};
use super::digits::readings;
use super::tokens::{Token, tokens};

/// Maximum number of words of an expression: "pour cent".
const MAX_WORDS: usize = 4;
/// Maximum number of letters of a word between "and" and a part: "five and a quarter", "six moins le quart".
const MAX_ARTICLE: usize = 2;

/// What a word says in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Its value, in millionths.
    Number(u128),
    /// One of so many parts: a half, a third.
    Part(u128),
    /// Behind or before a number of parts: of a hundred, of a thousand.
    Of(u128),
    /// Between numbers that are added.
    And,
    /// Between minutes and the hour before them, or after them.
    Past,
    To,
    /// Behind a number of hours.
    Hours,
    /// Minutes after midnight.
    Time(u32),
    /// Between a whole number and its decimals.
    Point,
    /// Between the number of parts in a whole and the number of those that are meant.
    OfParts,
}

/// The words for numbers, in any number of languages.
#[derive(Debug, Clone, Default)]
pub struct NumberWords(BTreeMap<String, Vec<(Vec<String>, Role)>>);

impl NumberWords {
    /// Words as labels list them: each value with its words, a comma between two values, an underscore for a blank. Instead of a value:
    /// `1/2`, `%`, `‰`, `&` (and), `+` (past), `-` (to), `h` (hours), `12:00`, `/` (of so many parts), `.` (point).
    pub fn new<'a>(labels: impl Iterator<Item = &'a str>) -> Self {
        let mut words: BTreeMap<String, Vec<(Vec<String>, Role)>> = BTreeMap::new();
        for entry in labels.flat_map(|label| label.split(',')) {
            let mut parts = entry.split_whitespace();
            let Some(role) = parts.next().and_then(role) else { continue };
            for word in parts {
                let mut tokens = tokens(word).into_iter().map(|token| token.word);
                if let Some(first) = tokens.next() {
                    words.entry(first).or_default().push((tokens.take(MAX_WORDS).collect(), role));
                }
            }
        }
        // The longest expression first: "quatre-vingt" before "quatre".
        words.values_mut().for_each(|all| all.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
        Self(words)
    }

    /// What the tokens at a position say, and how many they are; of several meanings the wanted one.
    fn at<T>(&self, tokens: &[Token<'_>], at: usize, wanted: impl Fn(Role) -> Option<T>) -> Option<(T, usize)> {
        let token = tokens.get(at)?;
        let is_rest = |rest: &[String]| {
            rest.iter()
                .zip(at + 1..)
                .all(|(word, at)| tokens.get(at).is_some_and(|next| next.is_close && next.word == *word))
        };
        let all = self.0.get(&token.word)?.iter();
        all.filter(|(rest, _)| is_rest(rest)).find_map(|(rest, role)| Some((wanted(*role)?, rest.len() + 1)))
    }
}

fn role(written: &str) -> Option<Role> {
    let number = |text: &str| text.parse::<u32>().ok();
    match written {
        "%" => Some(Role::Of(100)),
        "‰" => Some(Role::Of(1_000)),
        "&" => Some(Role::And),
        "+" => Some(Role::Past),
        "-" => Some(Role::To),
        "h" => Some(Role::Hours),
        "/" => Some(Role::OfParts),
        "." => Some(Role::Point),
        _ => match (written.split_once('/'), written.split_once(':')) {
            (Some((_, parts)), _) => number(parts).filter(|parts| *parts > 1).map(|parts| Role::Part(parts.into())),
            (_, Some((hours, minutes))) => {
                Some(Role::Time(number(hours)?.checked_mul(60)?.checked_add(number(minutes)?)?))
            }
            _ => Some(Role::Number(readings(written).first().copied()?)),
        },
    }
}

/// The numbers of a text, each as one word that no text has, and the text with all numbers in figures, if it has some in words.
pub(super) fn numbers(text: &str, words: &NumberWords) -> (BTreeSet<String>, Option<String>) {
    let tokens = tokens(text);
    let mut reader = Reader { words, tokens: &tokens, values: BTreeSet::new(), times: BTreeSet::new() };
    let (mut written, mut kept, mut at) = (String::new(), 0, 0);
    while at < tokens.len() {
        let (length, instead) = reader.number(at);
        if let Some((instead, last)) = instead.zip(tokens.get(at + length - 1)) {
            written.push_str(&text[kept..tokens[at].from]);
            written.push_str(&instead);
            kept = last.to;
        }
        at += length;
    }
    let keys = reader.values.iter().map(|value| format!("\u{1}number {value}"));
    let keys = keys.chain(reader.times.iter().map(|minutes| format!("\u{1}time {}", minutes % 720))).collect();
    (keys, (kept > 0).then(|| written + &text[kept..]))
}

/// A number that was read: up to which token, and its value.
struct Read {
    to: usize,
    value: u128,
    /// True if it has a word.
    is_worded: bool,
    /// Of "third", how many parts that may be.
    parts: Option<u128>,
}

struct Reader<'a> {
    words: &'a NumberWords,
    tokens: &'a [Token<'a>],
    values: BTreeSet<u128>,
    /// In minutes after midnight.
    times: BTreeSet<u32>,
}

impl Reader<'_> {
    /// Reads the number that begins here: how many tokens it has, and how it is written in figures, if it has words.
    fn number(&mut self, at: usize) -> (usize, Option<String>) {
        if let Some((minutes, length)) = self.role(at, |role| if let Role::Time(at) = role { Some(at) } else { None }) {
            self.times.insert(minutes);
            self.minutes_behind(minutes, at + length);
            return (length, Some(format!("{}:{:02}", minutes / 60, minutes % 60)));
        }
        if let Some(((), length)) = self.role(at, |role| (role == Role::To).then_some(())) {
            self.minutes_less(at + length);
        }
        if let Some(((), length)) = self.role(at, |role| (role == Role::Hours).then_some(())) {
            self.times.extend(self.hour(at + length).map(|hour| hour * 60));
        }
        let before = self.of_parts(at);
        let skipped = before.map_or(0, |(_, length)| length);
        let Some(read) = self.read(at + skipped) else { return (skipped.max(1), None) };
        let behind = self.of_parts(read.to).filter(|_| self.tokens[read.to].is_close);
        let mut to = read.to + behind.map_or(0, |(_, length)| length);
        let parts = behind.or(before).map(|(parts, _)| parts).or_else(|| self.of_sign(read.to));
        self.add(read.value);
        if let Some(parts) = parts {
            self.add(read.value / parts);
        }
        // "a third", and not "the third row".
        let is_after_article =
            at > 0 && self.tokens[at].is_close && self.tokens[at - 1].word.chars().count() <= MAX_ARTICLE;
        if let Some(parts) = read.parts.filter(|_| is_after_article) {
            self.add_share(UNIT, parts);
        }
        self.fraction(&read);
        self.decimals(&read, before.map(|(parts, _)| parts));
        let hour = u32::try_from(read.value / UNIT).ok().filter(|hour| *hour <= 24 && read.value % UNIT == 0);
        let mut written = in_figures(read.value);
        self.clock(&read, hour);
        if let (Some(hour), Some(length)) = (hour, self.is(read.to, Role::Hours)) {
            self.times.insert(hour * 60);
            self.minutes_behind(hour * 60, read.to + length);
            to = to.max(read.to + length);
            written.push_str(" h");
            return (to - at, Some(written));
        }
        (to - at, read.is_worded.then_some(written))
    }

    fn role<T>(&self, at: usize, wanted: impl Fn(Role) -> Option<T>) -> Option<(T, usize)> {
        self.words.at(self.tokens, at, wanted)
    }

    /// The number of tokens that have a role, if they follow closely.
    fn is(&self, at: usize, role: Role) -> Option<usize> {
        let length = self.role(at, |other| (other == role).then_some(())).map(|(_, length)| length);
        length.filter(|_| self.tokens[at].is_close)
    }

    /// Of how many parts a number is that stands before or behind: a hundred, a thousand.
    fn of_parts(&self, at: usize) -> Option<(u128, usize)> {
        self.role(at, |role| if let Role::Of(parts) = role { Some(parts) } else { None })
    }

    /// The same, of the sign before a position.
    fn of_sign(&self, at: usize) -> Option<u128> {
        match self.tokens[at - 1].behind.trim_start().chars().next()? {
            '%' | '٪' | '％' => Some(100),
            '‰' | '؉' => Some(1_000),
            _ => None,
        }
    }

    fn part(&self, at: usize) -> Option<(u128, usize)> {
        self.role(at, |role| if let Role::Part(parts) = role { Some(parts) } else { None })
    }

    fn value(&self, at: usize) -> Option<(u128, usize)> {
        let token = self.tokens.get(at)?;
        let in_words = || self.role(at, |role| if let Role::Number(value) = role { Some(value) } else { None });
        token.values.first().map(|value| (*value, 1)).or_else(in_words)
    }

    /// The position after a short word, if a part follows: "a quarter".
    fn after_article(&self, at: usize) -> usize {
        let is_short = self.tokens.get(at).is_some_and(|token| token.word.chars().count() <= MAX_ARTICLE);
        if is_short && self.part(at).is_none() && self.part(at + 1).is_some() { at + 1 } else { at }
    }

    /// Reads a number in figures, in words or in both, without what stands behind it.
    fn read(&mut self, at: usize) -> Option<Read> {
        let mut sum = Sum::default();
        let (mut to, mut is_worded, mut parts) = (at, false, None);
        loop {
            if to > at && !self.tokens.get(to).is_some_and(|token| token.is_close) {
                break;
            }
            let is_first = to == at;
            // "three quarters", and "third" by itself: it may be both.
            if let Some((of, length)) = self.part(to) {
                let value = self.value(to);
                if is_first && value.is_none() {
                    self.add_share(UNIT, of);
                    return Some(self.share(UNIT, of, to + length));
                }
                if is_first {
                    parts = Some(of);
                } else if let Some(count) = sum.single() {
                    self.add_share(count, of);
                    // "one third", and not "twenty-third".
                    if value.is_none_or(|(value, _)| !sum.clone().add_word(value, false, false, false)) {
                        return Some(self.share(count, of, to + length));
                    }
                }
            }
            if let Some((value, length)) = self.value(to) {
                let token = &self.tokens[to];
                let taken = match token.values.is_empty() {
                    true => sum.add_word(value, token.is_unspaced, false, token.word.chars().count() == 1),
                    false => sum.add_figures(value),
                };
                if !taken {
                    break;
                }
                if !token.values.is_empty() {
                    self.values.extend(token.values.iter().copied());
                }
                is_worded |= token.values.is_empty();
                parts = parts.filter(|_| is_first);
                to += length;
                continue;
            }
            let Some(next) = self.added(&mut sum, to) else { break };
            (to, is_worded, parts) = (next, true, None);
        }
        let value = sum.total();
        // 1.300 million.
        if let Some([one, other]) = self.tokens.get(at).map(|token| token.values.as_slice())
            && is_worded
            && *one > 0
        {
            self.values.extend((value / one).checked_mul(*other));
        }
        (to > at).then_some(Read { to, value, is_worded, parts })
    }

    /// Some parts, up to a token; of a million, if that follows: "half a million", "three quarters of a million".
    fn share(&self, count: u128, of: u128, to: usize) -> Read {
        let is_article = |at: &usize| {
            self.tokens.get(*at).is_some_and(|token| (1..=MAX_ARTICLE).contains(&token.word.chars().count()))
        };
        let next = (to..to + 2).find(|at| !is_article(at)).unwrap_or(to + 2);
        let scale = self.value(next).filter(|(scale, _)| *scale >= SCALE && self.tokens[next].is_close);
        let scale = scale.filter(|_| self.tokens[next].values.is_empty());
        let product = scale.and_then(|(scale, length)| Some((count.checked_mul(scale / UNIT)?, next + length)));
        let (value, to) = product.unwrap_or((count, to));
        Read { to, value: value / of, is_worded: true, parts: None }
    }

    /// Adds what stands behind "and", and returns where it ends.
    fn added(&mut self, sum: &mut Sum, at: usize) -> Option<usize> {
        if !sum.is_begun() {
            return None;
        }
        // "seis y veinte" may be a number and a time.
        let hour = sum.single().filter(|hour| hour % UNIT == 0).and_then(|hour| u32::try_from(hour / UNIT).ok());
        if let Some(hour) = hour.filter(|hour| *hour <= 24) {
            self.minutes_behind(hour * 60, at);
        }
        match self.prefixed(at) {
            Some(Role::Number(value)) => return sum.add_word(value, false, true, false).then_some(at + 1),
            Some(Role::Part(of)) => return sum.add_part(of).then_some(at + 1),
            _ => {}
        }
        let behind = at + self.is(at, Role::And)?;
        let next = self.after_article(behind);
        match (self.part(next), self.value(next)) {
            (Some((of, length)), None) => sum.add_part(of).then_some(next + length),
            (Some((of, length)), Some(_)) if next > behind => sum.add_part(of).then_some(next + length),
            (_, Some((value, length))) if self.tokens[next].values.is_empty() => {
                sum.add_word(value, self.tokens[next].is_unspaced, true, false).then_some(next + length)
            }
            _ => None,
        }
    }

    /// A number or a part that is written in one word with "and" before it, as in Arabic.
    fn prefixed(&self, at: usize) -> Option<Role> {
        let word = &self.tokens.get(at)?.word;
        let (first, rest) = word.split_at_checked(word.chars().next()?.len_utf8())?;
        let is_and = self.words.0.get(first)?.iter().any(|(rest, role)| rest.is_empty() && *role == Role::And);
        let roles = self.words.0.get(rest).filter(|_| is_and)?.iter().filter(|(rest, _)| rest.is_empty());
        roles.map(|(_, role)| *role).find(|role| matches!(role, Role::Number(_) | Role::Part(_)))
    }

    /// Adds a value, also as it is rounded if it has no end: a third.
    fn add(&mut self, value: u128) {
        self.values.insert(value);
        if !value.is_multiple_of(10) {
            self.add_share(value, 1);
        }
    }

    /// Adds a number of parts, also as it is rounded.
    fn add_share(&mut self, count: u128, of: u128) {
        let share = count / of;
        let rounded = |step: u128| [share / step * step, (share + step / 2) / step * step];
        self.values.extend([1, 100, 1_000, 10_000].into_iter().flat_map(rounded));
    }

    /// Adds "4/9", and 九分之四.
    fn fraction(&mut self, read: &Read) {
        let over = self.is(read.to, Role::OfParts).map(|length| (self.value(read.to + length), true));
        // What has two strokes is a date.
        let is_last = self.tokens.get(read.to).is_some_and(|next| next.behind != "/");
        let is_stroke = is_last && self.tokens[read.to - 1].behind == "/";
        let over = over.or_else(|| is_stroke.then(|| (self.value(read.to), false)));
        if let Some((Some((other, _)), is_turned)) = over {
            let (count, of) = if is_turned { (other, read.value) } else { (read.value, other) };
            if (1..of).contains(&count) && of % UNIT == 0 {
                self.add_share(count, of / UNIT);
            }
        }
    }

    /// Adds a number with decimals in words: "three point five million", "cinq virgule vingt-cinq", 三点五亿.
    fn decimals(&mut self, read: &Read, before: Option<u128>) {
        let Some(length) = self.is(read.to, Role::Point).filter(|_| read.is_worded && read.value.is_multiple_of(UNIT))
        else {
            return;
        };
        let next = |at: usize| self.value(at).filter(|_| self.tokens[at].is_close);
        let (mut at, mut digits, mut is_tens) = (read.to + length, String::new(), false);
        while let Some((value, length)) = next(at).filter(|(value, _)| *value < 100 * UNIT && digits.len() < 6) {
            let value = value / UNIT;
            if is_tens && value < 10 {
                digits.pop();
            }
            is_tens = value >= 20 && value.is_multiple_of(10);
            digits.push_str(&value.to_string());
            at += length;
        }
        let share = format!("{digits:0<6}")[..6].parse::<u128>();
        let Some(share) = share.ok().filter(|_| !digits.is_empty()) else { return };
        let mut value = read.value + share;
        while let Some((scale, length)) = next(at).filter(|(scale, _)| *scale >= 100 * UNIT) {
            let Some(product) = value.checked_mul(scale / UNIT) else { return };
            (value, at) = (product, at + length);
        }
        let behind = self.of_parts(at).filter(|_| self.tokens[at].is_close).map(|(parts, _)| parts);
        let parts = behind.or(before).or_else(|| self.of_sign(at));
        self.add(value);
        parts.into_iter().for_each(|parts| self.add(value / parts));
    }

    /// Adds times in words: "half past six", "seis y veinte".
    fn clock(&mut self, read: &Read, hour: Option<u32>) {
        if let Some(hour) = hour {
            // "six thirty"; "six and a half" is read as a number, and may be a time.
            self.minutes_behind(hour * 60, read.to);
        }
        let rest = read.value % UNIT;
        if rest > 0 && read.is_worded && (UNIT..25 * UNIT).contains(&read.value) {
            self.times.extend(u32::try_from((read.value * 60 + UNIT / 2) / UNIT).ok());
        }
        let minutes = if read.value < UNIT { read.value * 60 } else { read.value };
        let Some(minutes) = u32::try_from(minutes / UNIT).ok().filter(|minutes| *minutes < 60) else { return };
        if let Some(hour) = self.hour(read.to).filter(|_| (1..UNIT).contains(&read.value)) {
            // "half seven" is before it or after it.
            self.times.extend([hour * 60 - 60 + minutes, hour * 60 + minutes]);
        }
        for (role, is_past) in [(Role::Past, true), (Role::To, false)] {
            let Some(of) = self.is(read.to, role).and_then(|length| self.hour(read.to + length)) else { continue };
            self.times.insert(if is_past { of * 60 + minutes } else { of * 60 - minutes });
        }
    }

    /// The hour that a word or a number says which follows closely; midnight is the end of a day.
    fn hour(&self, at: usize) -> Option<u32> {
        self.tokens.get(at).filter(|token| token.is_close)?;
        let in_hours = |role| if let Role::Time(minutes) = role { Some(minutes / 60) } else { None };
        let by_name = || self.role(at, in_hours).map(|(hour, _)| if hour == 0 { 24 } else { hour });
        let counted = self.value(at).and_then(|(value, _)| u32::try_from(value / UNIT).ok());
        counted.or_else(by_name).filter(|hour| (1..=24).contains(hour))
    }

    /// Adds the time of minutes that are said before the hour, behind a word for "less": "без четверти девять".
    fn minutes_less(&mut self, at: usize) {
        let in_words = || self.value(at).filter(|_| self.tokens[at].values.is_empty());
        let Some((value, length)) = self.part(at).map(|(parts, length)| (60 * UNIT / parts, length)).or_else(in_words)
        else {
            return;
        };
        // A word for minutes may stand between.
        let hour = self.hour(at + length).or_else(|| self.hour(at + length + 1));
        let minutes = u32::try_from(value / UNIT).ok().filter(|minutes| *minutes < 60);
        self.times.extend(hour.zip(minutes).map(|(hour, minutes)| hour * 60 - minutes));
    }

    /// The minutes that are written in one word with "and" before them, as in Arabic: وخمس وثلاثون.
    fn prefixed_minutes(&self, at: usize) -> Option<u32> {
        let minutes = match self.prefixed(at)? {
            Role::Part(parts) => 60 * UNIT / parts,
            Role::Number(value) => {
                let tens = |role| if let Role::Number(tens) = role { Some(tens) } else { None };
                let tens = self.prefixed(at + 1).and_then(tens).filter(|tens| tens % (10 * UNIT) == 0);
                value + tens.filter(|_| value < 10 * UNIT).unwrap_or_default()
            }
            _ => return None,
        };
        u32::try_from(minutes / UNIT).ok().filter(|minutes| (1..60).contains(minutes))
    }

    /// Adds the time that an hour and minutes behind it say: in words, or as a part of an hour.
    fn minutes_behind(&mut self, hour: u32, at: usize) {
        self.times.extend(self.prefixed_minutes(at).map(|minutes| hour + minutes));
        let and = [Role::And, Role::Past].into_iter().find_map(|role| self.is(at, role));
        let to = self.is(at, Role::To);
        let next = self.after_article(at + and.or(to).unwrap_or_default());
        let is_minutes = |token: &&Token<'_>| token.is_close && (token.values.is_empty() || and.is_some());
        let Some(token) = self.tokens.get(next).filter(is_minutes) else { return };
        let is_small = |minutes: &u128| (1..60).contains(minutes);
        let in_words = |(value, length): (u128, usize)| {
            // "thirty-five", "treinta y cinco"
            let behind = next + length + self.is(next + length, Role::And).unwrap_or_default();
            let rest = self.value(behind).filter(|(rest, _)| *rest < 10 * UNIT && value >= 20 * UNIT);
            let rest = rest.filter(|_| self.tokens[behind].is_close && value % (10 * UNIT) == 0);
            (value + rest.map_or(0, |(rest, _)| rest)) / UNIT
        };
        let of_part = self.part(next).filter(|_| and.or(to).is_some() || token.is_unspaced);
        let of_part = of_part.map(|(parts, _)| 60 / parts);
        // 六点一刻, and not 三点五.
        let is_whole = |(_, length): &(u128, usize)| !token.is_unspaced || *length > 1;
        let minutes = of_part.or_else(|| self.value(next).filter(is_whole).map(in_words));
        let Some(minutes) = minutes.filter(is_small).and_then(|minutes| u32::try_from(minutes).ok()) else { return };
        match to {
            Some(_) => self.times.extend(hour.checked_sub(minutes)),
            None => self.times.extend([hour + minutes]),
        }
    }
}

/// A value in figures: 5250000, 23.5.
fn in_figures(value: u128) -> String {
    let text = format!("{}.{:06}", value / UNIT, value % UNIT);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
