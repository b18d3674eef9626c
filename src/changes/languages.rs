//! The order of the languages of a pack, which is that of the page that leads to its editions.

use crate::edition::LanguageOrder;

/// What names a language on that page.
const NAMES: &str = " hreflang=\"";

/// Both orders, by that page of each pack, if those languages that are in both stand otherwise.
pub(super) fn reordered(old: Option<&Vec<u8>>, new: Option<&Vec<u8>>) -> Option<LanguageOrder> {
    let (before, after) = (listed(old), listed(new));
    let both =
        |all: &[String], others: &[String]| all.iter().filter(|one| others.contains(one)).cloned().collect::<Vec<_>>();
    (both(&before, &after) != both(&after, &before)).then_some(LanguageOrder { before, after })
}

/// The languages that the page lists, in its order.
pub(super) fn listed(front: Option<&Vec<u8>>) -> Vec<String> {
    let front = front.map(|page| String::from_utf8_lossy(page)).unwrap_or_default();
    let languages = front.split(NAMES).skip(1).filter_map(|rest| rest.split('"').next());
    languages.map(str::to_owned).collect()
}
