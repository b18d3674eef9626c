//! Numbers of decisions that go on from meeting to meeting.

use std::collections::BTreeMap;

use super::{DecisionKind, Definition, Registry, Series};
use crate::finding::Placed;

/// The year and number last given to each kind of decision.
#[derive(Default)]
struct Count<'p> {
    pattern: &'p str,
    last: BTreeMap<DecisionKind, (i16, u64)>,
}

impl Count<'_> {
    fn written(&self, year: i16, number: u64) -> String {
        self.pattern.replace("{year}", &year.to_string()).replace("{number}", &number.to_string())
    }

    /// The number of the next decision of a kind.
    fn next(&mut self, kind: DecisionKind, year: i16) -> String {
        let last = self.last.get(&kind).filter(|(of, _)| *of == year || !self.pattern.contains("{year}"));
        let number = last.map_or(0, |(_, number)| *number).saturating_add(1);
        self.last.insert(kind, (year, number));
        self.written(year, number)
    }

    /// Goes on after a number that is stated, if it has the form.
    fn stated(&mut self, kind: DecisionKind, year: i16, stated: &str) {
        let runs = stated.split(|c: char| !c.is_ascii_digit()).filter_map(|run| run.parse().ok());
        let number = runs.into_iter().find(|number| self.written(year, *number) == stated);
        if let Some(number) = number {
            self.last.insert(kind, (year, number));
        }
    }
}

impl Definition {
    /// Numbers its decisions after those of the meetings before it, if the body does so.
    pub fn number_on(&mut self, series: &Series, registry: &Registry) {
        let own = self.style.as_ref().and_then(|style| style.decision_numbers.clone());
        let body = self.bodies.get(self.body.as_str()).or_else(|| registry.bodies.get(self.body.as_str()));
        let of_body = || body?.style.as_ref()?.decision_numbers.clone();
        let Some(pattern) = own.or_else(of_body) else { return };
        let mut count = Count { pattern: &pattern, last: BTreeMap::new() };
        for earlier in &series.earlier {
            let year = earlier.definition.time.first_day().year();
            for decision in &earlier.definition.decisions {
                match &decision.number {
                    Some(number) => count.stated(decision.kind, year, &number.value),
                    None => drop(count.next(decision.kind, year)),
                }
            }
        }
        let year = self.time.first_day().year();
        for decision in &mut self.decisions {
            match &decision.number {
                Some(number) => count.stated(decision.kind, year, &number.value),
                None => decision.number = Some(Placed::new(count.next(decision.kind, year), decision.id.place)),
            }
        }
    }
}
