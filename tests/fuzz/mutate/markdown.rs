//! Changes of prose: the marks of Markdown, alone, nested and by the thousand.

use super::text;
use crate::fuzz::dice::Dice;

const PIECES: &[&str] = &[
    "*",
    "**",
    "***",
    "_",
    "__",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "~~",
    "#",
    "# ",
    "###### ",
    "> ",
    ">",
    "- ",
    "+ ",
    "1. ",
    "999999999. ",
    "0) ",
    "\n",
    "\n\n",
    "\n    ",
    "  \n",
    "\\\n",
    "[",
    "]",
    "](",
    ")",
    "![",
    "![a](chart.svg)",
    "![](x.png)",
    "[a](b)",
    "[a][b]",
    "[b]: c\n",
    "[b]: <c> \"t\"\n",
    "[^1]",
    "[^1]: n\n",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!-- ",
    " -->",
    "<a href='",
    "&amp;",
    "&#x41;",
    "&#1114112;",
    "|",
    "| a | b |\n",
    "|---|---|\n",
    "|:-:|--:|\n",
    "---\n",
    "***\n",
    "===\n",
    "\\",
    "\\*",
    "http://x.y",
    "<http://x.y>",
    "a@b.c",
    "$",
    "$$",
    "@item",
    "@annex",
    "@decision",
    "@a-b,",
    "{#x}",
    "word",
    " ",
    "\t",
    "é",
    "漢",
    "ا",
    "\u{200b}",
    "\u{202e}",
    "- [ ] ",
    "![[",
    "<details>",
    "* * *\n",
    "a\\\nb",
    "1986\\. ",
    "(",
    "\"",
    "'",
];

/// Changes one place of a text.
pub(in crate::fuzz) fn change(input: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    let former = String::from_utf8_lossy(input).into_owned();
    *input = changed(&former, others, dice).into_bytes();
}

fn changed(former: &str, others: &[Vec<u8>], dice: &mut Dice) -> String {
    match dice.below(9) {
        0 => text::inserted(former, dice.one_of(PIECES), dice),
        1 => {
            let piece: String = (0..dice.times(200)).map(|_| dice.one_of(PIECES)).collect();
            text::inserted(former, &piece, dice)
        }
        2 => {
            let piece = dice.one_of(PIECES).repeat(dice.times(50_000));
            text::inserted(former, &piece, dice)
        }
        3 => {
            let piece = nested(dice);
            text::inserted(former, &piece, dice)
        }
        4 => {
            let other = String::from_utf8_lossy(&others[dice.below(others.len())]).into_owned();
            text::inserted(former, &other, dice)
        }
        5 => {
            let (from, to) = (text::boundary(former, dice), text::boundary(former, dice));
            let (from, to) = (from.min(to), from.max(to));
            format!("{}{}", &former[..from], &former[to..])
        }
        6 => {
            let (from, to) = (text::boundary(former, dice), text::boundary(former, dice));
            let (from, to) = (from.min(to), from.max(to));
            format!("{}{}", &former[..to], former[from..].repeat(dice.copies(2000, former.len() - from)))
        }
        7 => {
            // Each line begins as a part of something.
            let begin = dice.one_of(&["> ", "- ", "  ", "    ", "1. ", "|", "# "]);
            former.lines().map(|line| format!("{begin}{line}\n")).collect()
        }
        _ => text::text(dice, former, &[]),
    }
}

/// Things in things, and things that each refer to others.
fn nested(dice: &mut Dice) -> String {
    let times = dice.times(10_000);
    match dice.below(11) {
        0 => format!("{}x{}", "*a ".repeat(times), " b*".repeat(times)),
        1 => format!("{}x{}", "[".repeat(times), "](y)".repeat(times)),
        2 => format!("{}x", "> ".repeat(times)),
        3 => (0..times.min(1500)).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect(),
        4 => format!("\n\n|{}\n|{}\n|{}\n", "a|".repeat(times), "-|".repeat(times), "b|".repeat(times)),
        5 => format!("\n\n|a|b|\n|-|-|\n{}", "|x|y|\n".repeat(times)),
        6 => (0..times).map(|at| format!("[{at}]: u{at}\n[{at}] ")).collect(),
        7 => {
            (0..times).map(|at| format!("[^{at}] ")).collect::<String>()
                + &(0..times).map(|at| format!("\n\n[^{at}]: note {at} [^{}]", at + 1)).collect::<String>()
        }
        8 => format!("{}a{}", "**_".repeat(times), "_**".repeat(times)),
        9 => (0..times).map(|at| format!("{}. x\n", at + 1)).collect(),
        _ => format!("\n\n{}\n\n", "word ".repeat(times)),
    }
}
