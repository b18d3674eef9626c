//! Changes of what people program: templates, shapes, labels.

use super::{bytes, text};
use crate::fuzz::dice::Dice;

/// Pieces of Typst, MiniJinja and Fluent.
const PIECES: &[&str] = &[
    "#(\"a\" * 10000000000)",
    "#range(10000000000)",
    "#{ let s = \"a\"; for i in range(60) { s += s }; s }",
    "#while true {}",
    "#let f(x) = f(x)\n#f(1)",
    "#let f(x) = [#f(x) #f(x)]\n#f(1)",
    "#lorem(100000000)",
    "#box(width: 1e30pt)",
    "#pagebreak()",
    "#h(1e30pt)",
    "#v(-1e30pt)",
    "#set page(width: 0pt)",
    "#set page(height: 1e30pt)",
    "#set text(size: 0pt)",
    "#set text(size: 1e30pt)",
    "#eval(\"1\")",
    "#include \"agenda.typ\"",
    "#read(\"/x\")",
    "#plugin(\"x\")",
    "#image(\"x\")",
    "#context counter(page).get()",
    "#state(\"x\", 0).update(n => n + 1)",
    "#context { state(\"x\").final() }",
    "#show: x => [#x #x]",
    "#show regex(\".\"): x => [#x#x]",
    "#show regex(\"(a*)*b\"): x => x",
    "#repeat[.]",
    "#metadata(1)<x>",
    "#calc.pow(10, 1000)",
    "#calc.fact(100)",
    "#numbering(\"1\", 99999999)",
    "#table(columns: 100000)",
    "#grid(columns: (1fr,) * 100000)",
    "#list(..range(100000).map(str))",
    "#rotate(1deg)[x]",
    "#scale(1e30%)[x]",
    "#place(dx: 1e30pt)[x]",
    "#polygon((0pt, 0pt), (1e30pt, 1pt))",
    "$ x^x^x $",
    "#figure[]",
    "#heading(level: 1000000)[x]",
    "#document(\"x.pdf\")[y]",
    "#query(heading)",
    "#layout(s => s)",
    "#measure[x]",
    "#assert(false)",
    "{{ 7 * 7 }}",
    "{% for i in range(100000000) %}x{% endfor %}",
    "{{ 'a' * 100000000 }}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% include 'agenda.typ.j2' %}",
    "{% extends 'agenda.typ.j2' %}",
    "{% set x = x ~ x %}",
    "{{ meeting }}",
    "{{ x | tojson }}",
    "{% if %}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{{ x.y.z }}",
    "{{ debug() }}",
    "{{ [1,2,3] | join('x') }}",
    "{{ ('x' * 1000) | replace('x', 'x' * 1000) }}",
    "{% raw %}",
    "{ $x }",
    "{ $count -> [one] a *[other] b }",
    "{ document-agenda }",
    "{ -term }",
    "-term = x",
    "{ \"\\u{110000}\" }",
    "{ NUMBER($x, a: 1) }",
    ".attr = x",
    "a = { b }\nb = { a }\n",
    "\n    ",
    "#",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "$",
    "\"",
    "\\",
    "`",
    "/*",
    "*/",
    "//",
    "<x>",
    "@x",
    "=",
    "#let",
    "#show",
    "#set",
    ";",
    ",",
];

/// Changes one place.
pub(in crate::fuzz) fn change(input: &mut Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) {
    let Ok(former) = std::str::from_utf8(input) else { return bytes::change(input, others, dice) };
    let changed = match dice.below(6) {
        0 => text::inserted(former, dice.one_of(PIECES), dice),
        1 => text::inserted(former, &dice.one_of(PIECES).repeat(dice.times(20_000)), dice),
        2 => {
            let (open, close) = dice.one_of(&[
                &("[", "]"),
                &("#[", "]"),
                &("(", ")"),
                &("{", "}"),
                &("#{", "}"),
                &("{{ (", ") }}"),
                &("#box[", "]"),
            ]);
            let depth = dice.times(5000);
            let at = text::boundary(former, dice);
            format!("{}{}x{}{}", &former[..at], open.repeat(depth), close.repeat(depth), &former[at..])
        }
        3 => {
            let other = String::from_utf8_lossy(&others[dice.below(others.len())]).into_owned();
            let line = other.lines().nth(dice.below(other.lines().count())).unwrap_or_default().to_owned();
            text::inserted(former, &format!("\n{line}\n"), dice)
        }
        4 => {
            let count = former.lines().count();
            let without = dice.below(count);
            former.lines().enumerate().filter(|(at, _)| *at != without).map(|(_, line)| format!("{line}\n")).collect()
        }
        _ => return bytes::change(input, others, dice),
    };
    *input = changed.into_bytes();
}
