//! When deadlines are due: each is stated, or counted from another.

use super::{Action, Counted, Date, Deadline, Meeting};

impl Meeting {
    /// The date by which an action is due: its own, or that of the deadline that it names.
    pub fn due(&self, action: &Action) -> Option<Date> {
        let deadline = || self.deadline(action.deadline.as_ref()?.as_str());
        action.due.or_else(|| self.deadline_date(deadline()?))
    }

    /// The date of a deadline. `None` if it states none, if it is counted in a circle, or from something that is not
    /// known to the day.
    pub fn deadline_date(&self, deadline: &Deadline) -> Option<Date> {
        match self.counted(deadline) {
            Counted::From(date, 0) => Some(date),
            Counted::From(date, days) => later(date, days),
            Counted::Undated | Counted::Nowhere | Counted::Circle { .. } => None,
        }
    }

    /// From what a deadline is counted, over any number of others.
    pub fn counted(&self, deadline: &Deadline) -> Counted {
        let all = self.all_counted();
        match self.position_of_deadline(deadline.id.as_str()) {
            Some(at) if std::ptr::eq(&self.definition.deadlines[at], deadline) => all[at],
            // Of several of one id only the first can be counted from.
            _ => self.step(deadline, |at| all[at].into_it()),
        }
    }

    /// One step: what a deadline says itself, or what is known of the one that it is counted from.
    fn step(&self, deadline: &Deadline, known: impl FnOnce(usize) -> Counted) -> Counted {
        if let Some(date) = deadline.date {
            return Counted::From(date, 0);
        }
        let days = deadline.days.as_ref().map(|days| i64::from(days.value));
        let Some(after) = &deadline.after else {
            let slot = &self.definition.time;
            return match (slot.ends_on(), days) {
                (day @ Date::Day(_), Some(days)) => Counted::From(day, days),
                _ => Counted::Undated,
            };
        };
        let Some(at) = self.position_of_deadline(after.as_str()) else { return Counted::Nowhere };
        match (known(at), days) {
            (Counted::From(date, before), Some(days)) => Counted::From(date, before + days),
            (Counted::From(..), None) => Counted::Undated,
            (other, _) => other,
        }
    }

    /// All deadlines in the order of the definition, each computed once.
    fn all_counted(&self) -> &[Counted] {
        self.counted.get_or_init(|| {
            let deadlines = &self.definition.deadlines;
            let next = |at: usize| {
                let deadline: &Deadline = &deadlines[at];
                let after = deadline.after.as_ref().filter(|_| deadline.date.is_none())?;
                self.position_of_deadline(after.as_str())
            };
            let mut known: Vec<Option<Counted>> = vec![None; deadlines.len()];
            // When each was come by, on the way from which start.
            let mut passed: Vec<Option<usize>> = vec![None; deadlines.len()];
            for start in 0..deadlines.len() {
                let mut way = Vec::new();
                let mut at = Some(start);
                while let Some(here) = at.filter(|at| known[*at].is_none() && passed[*at] != Some(start)) {
                    passed[here] = Some(start);
                    way.push(here);
                    at = next(here);
                }
                let closed = at.filter(|at| known[*at].is_none());
                let mut of_it = closed.is_some();
                for here in way.into_iter().rev() {
                    known[here] = Some(match closed {
                        Some(first) => {
                            let circle = Counted::Circle { of_it };
                            of_it &= here != first;
                            circle
                        }
                        None => self.step(&deadlines[here], |next| known[next].unwrap_or(Counted::Nowhere).into_it()),
                    });
                }
            }
            known.into_iter().map(|one| one.unwrap_or(Counted::Nowhere)).collect()
        })
    }
}

fn later(date: Date, days: i64) -> Option<Date> {
    let Date::Day(day) = date else { return None };
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Date::Day)
}
