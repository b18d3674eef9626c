//! Numbers of decisions that go on from meeting to meeting.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Approvals, Decision, DecisionKind, Definition, Meeting, Registry, Series};
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

    /// The last number of a kind, if numbering continues from it in this year.
    fn last(&self, kind: DecisionKind, year: i16) -> Option<u64> {
        let last = self.last.get(&kind).filter(|(of, _)| *of == year || !self.pattern.contains("{year}"));
        last.map(|(_, number)| *number)
    }

    /// The number of the next decision of a kind.
    fn next(&mut self, kind: DecisionKind, year: i16) -> String {
        let number = self.last(kind, year).unwrap_or(0).saturating_add(1);
        self.last.insert(kind, (year, number));
        self.written(year, number)
    }

    /// Continues after a stated number, and returns it, if it has the form of the pattern.
    fn stated(&mut self, kind: DecisionKind, year: i16, stated: &str) -> Option<u64> {
        let runs = stated.split(|c: char| !c.is_ascii_digit()).filter_map(|run| run.parse().ok());
        let number = runs.into_iter().find(|number| self.written(year, *number) == stated);
        if let Some(number) = number {
            self.last.insert(kind, (year, number));
        }
        number
    }

    /// Counts the decisions of earlier meetings.
    fn of<'p>(series: &Series, pattern: &'p str) -> Count<'p> {
        let mut count = Count { pattern, last: BTreeMap::new() };
        for earlier in &series.earlier {
            let year = earlier.definition.time.first_day().year();
            for decision in &earlier.definition.decisions {
                match &decision.number {
                    Some(number) => _ = count.stated(decision.kind, year, &number.value),
                    None => drop(count.next(decision.kind, year)),
                }
            }
        }
        count
    }
}

/// A stated number that is not the next one, although numbers of this body go on from meeting to meeting.
#[derive(Debug)]
pub struct OutOfTurn<'d> {
    /// The decision.
    pub decision: &'d Decision,
    /// The number that comes next.
    pub expected: String,
    /// True if it was already given; false if it leaves numbers out.
    pub is_taken: bool,
}

impl Definition {
    /// Numbers the decisions after those of earlier meetings, if the style of the body says so.
    pub fn number_on(&mut self, series: &Series, registry: &Registry) {
        let own = self.style.as_ref().and_then(|style| style.decision_numbers.clone());
        let body = self.bodies.get(self.body.as_str()).or_else(|| registry.bodies.get(self.body.as_str()));
        let of_body = || body?.style.as_ref()?.decision_numbers.clone();
        let Some(pattern) = own.or_else(of_body) else { return };
        let mut count = Count::of(series, &pattern);
        let year = self.time.first_day().year();
        for decision in &mut self.decisions {
            match &decision.number {
                Some(number) => _ = count.stated(decision.kind, year, &number.value),
                None => decision.number = Some(Placed::new(count.next(decision.kind, year), decision.id.place)),
            }
        }
    }

    /// Stated numbers of decisions that are not the next one by the body's `pattern`.
    pub fn out_of_turn(&self, series: &Series, pattern: &str) -> Vec<OutOfTurn<'_>> {
        let mut count = Count::of(series, pattern);
        let year = self.time.first_day().year();
        let mut found = Vec::new();
        for decision in &self.decisions {
            let Some(stated) = &decision.number else { continue };
            let last = count.last(decision.kind, year);
            let number = count.stated(decision.kind, year, &stated.value);
            let (Some(last), Some(number)) = (last, number) else { continue };
            let next = last.saturating_add(1);
            if number != next {
                found.push(OutOfTurn { decision, expected: count.written(year, next), is_taken: number < next });
            }
        }
        found
    }

    /// Takes over numbers that were counted in the whole definition, of which this is a part; `id_of` returns the id that something
    /// has here. Stated numbers are not taken over, because they may be withheld.
    pub fn keep_numbers(&mut self, whole: &Self, id_of: impl Fn(&str) -> Option<String>) {
        let counted = whole.decisions.iter().filter_map(|one| {
            let number = one.number.as_ref().filter(|number| number.place == one.id.place)?;
            Some((id_of(one.id.as_str())?, number))
        });
        let counted: BTreeMap<String, &Placed<String>> = counted.collect();
        for decision in &mut self.decisions {
            decision.number = decision.number.take().or_else(|| counted.get(decision.id.as_str()).copied().cloned());
        }
    }
}

impl Meeting {
    /// The earlier meetings, with the numbers of their decisions. In a pack for an audience, the numbers that it gets are already
    /// stated.
    pub fn earlier_meetings(&self) -> &[Arc<Self>] {
        self.earlier.get_or_init(|| self.numbered_meetings())
    }

    fn numbered_meetings(&self) -> Vec<Arc<Self>> {
        let mut before = Series::default();
        let mut all = Vec::new();
        for one in &self.series.earlier {
            let mut definition = Definition::clone(&one.definition);
            if !self.is_part() {
                definition.number_on(&before, &self.registry);
            }
            before.earlier.push(one.clone());
            let registry = self.registry.clone();
            all.push(Arc::new(Self::new(one.pack.clone(), String::new(), definition, registry, Approvals::default())));
        }
        all
    }
}
