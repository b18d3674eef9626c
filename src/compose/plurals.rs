//! Plural forms by the rules of CLDR (Unicode plural rules, cardinals) in languages where the library's tables have lost a
//! modulus: it accepts "22 акций" and "103 سهم". A number that it would classify incorrectly is passed as a small number of the
//! same class, which the library classifies correctly, and printed as it is.

use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentValue};

/// A number of the same plural class that the library classifies correctly; `None` if it classifies all correctly.
fn kin_of(language: &str, number: usize) -> Option<u32> {
    let (tens, hundreds) = (number % 10, number % 100);
    let is_teen = (11..=14).contains(&hundreds);
    Some(match language {
        "ru" | "uk" | "be" | "pl" | "hr" | "sr" | "bs" => match tens {
            1 if !is_teen => 21,
            2..=4 if !is_teen => 3,
            _ => 5,
        },
        "lt" if (11..=19).contains(&hundreds) => 11,
        "lt" => match tens {
            0 => 10,
            1 => 21,
            _ => 3,
        },
        "lv" if (11..=19).contains(&hundreds) => 11,
        "lv" => match tens {
            0 => 10,
            1 => 21,
            _ => 2,
        },
        "ro" if (1..=19).contains(&hundreds) => 3,
        "ro" => 20,
        "ar" | "mt" if (3..=10).contains(&hundreds) => 7,
        "ar" | "mt" if (11..=99).contains(&hundreds) => 17,
        "sl" => u32::try_from(hundreds.min(5)).unwrap_or(5),
        "ar" | "mt" => 100,
        _ => return None,
    })
}

/// Arguments of a label with numbers that the library classifies correctly; `None` if it does so with these.
pub(super) fn counted<'a>(language: &str, arguments: &'a FluentArgs<'_>) -> Option<FluentArgs<'a>> {
    kin_of(language, 0)?;
    Some(arguments.iter().map(|(name, value)| (name.to_owned(), of_its_kind(language, value))).collect())
}

fn of_its_kind<'a>(language: &str, value: &FluentValue<'a>) -> FluentValue<'a> {
    let FluentValue::Number(number) = value else { return value.clone() };
    let printed = number.as_string().parse::<usize>().ok();
    // Small ones may be asked for by themselves: `[0]`, `[1]`. The library counts them rightly.
    let Some((printed, like)) = printed.filter(|number| *number > 20).and_then(|n| Some((n, kin_of(language, n)?)))
    else {
        return value.clone();
    };
    let shown = number.options.currency.clone().unwrap_or_else(|| printed.to_string());
    in_form(f64::from(like), shown)
}

/// A number that labels print in another form: "1,000". Other numbers can be asked for by themselves: `[0]`.
pub(super) fn shown_as<'a>(number: i64, shown: &str) -> FluentValue<'a> {
    match FluentNumber::from(number) {
        plain if plain.as_string() == shown => FluentValue::Number(plain),
        other => in_form(other.value, shown.to_owned()),
    }
}

/// The library has no field for the form of a number; no label uses that for a currency.
fn in_form<'a>(value: f64, shown: String) -> FluentValue<'a> {
    let options = FluentNumberOptions { currency: Some(shown), ..FluentNumberOptions::default() };
    FluentValue::Number(FluentNumber { value, options })
}

/// Prints a number that is shown in another form in that form.
pub(super) fn printed<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    number.options.currency.clone()
}
