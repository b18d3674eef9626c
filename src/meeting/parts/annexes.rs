//! The parts of annexes.

use std::collections::BTreeSet;

use super::PrintedIn;
use super::said::{Part, Parts, Wanted};
use crate::meeting::{
    Activity, ActivitySummary, Annex, AnnexFile, Calendar, CalendarEntry, Language, OutcomeDocument, OutcomeSection,
    Pillar, SummaryEntry, WorkPlan,
};

impl Annex {
    /// The languages it is in, if it is not in that of an edition; in the order in which its texts need them.
    pub fn foreign_in<'a>(&'a self, language: &Language) -> Vec<&'a Language> {
        if let Some(own) = &self.language {
            return if own.general() == language.general() { Vec::new() } else { vec![own] };
        }
        let own = Parts::of_annex(self).said.into_iter();
        let of_files = self.files_in(language).into_iter().filter_map(|(_, file)| file.language.as_ref());
        let of_files = of_files.filter(|other| other.general() != language.general());
        let mut seen = BTreeSet::new();
        let foreign = own.filter_map(|said| said.text.foreign_in(language)).chain(of_files);
        foreign.filter(|language| seen.insert(*language)).collect()
    }
}

impl<'a> Parts<'a> {
    fn of_annex(annex: &'a Annex) -> Self {
        let mut parts = Self::from(Part::Annex(annex));
        parts.annex(annex);
        parts
    }

    pub(super) fn annex(&mut self, annex: &'a Annex) {
        let Annex {
            id: _,
            number,
            decision,
            title,
            proposed_title,
            draft: _,
            language: _,
            footnote,
            notice,
            work_plan,
            activity_summary,
            outcome_document,
            calendar,
            text,
            files,
        } = annex;
        self.here = Part::Annex(annex);
        self.numbers.extend(number);
        self.uses.extend(decision.iter().map(|id| (id, Wanted::Decision)));
        // Of two titles the status chooses.
        self.printed_in(PrintedIn::ANYTHING).titles(proposed_title);
        let listed = PrintedIn::ANNEXES.or(PrintedIn::AGENDA).or(PrintedIn::SECTIONS);
        self.printed_in(if proposed_title.is_none() { listed } else { PrintedIn::ANYTHING }).titles(title);
        self.printed_in(PrintedIn::ANNEXES).prose(footnote.iter().chain(text));
        self.titles(notice);
        work_plan.iter().for_each(|plan| self.work_plan(plan));
        activity_summary.iter().for_each(|summary| self.activity_summary(summary));
        outcome_document.iter().for_each(|document| self.outcome_document(document));
        calendar.iter().for_each(|calendar| self.calendar(calendar));
        for AnnexFile { file: _, pages: _, title, language: _, alt, source: _ } in files {
            self.titles(title.iter().chain(alt));
        }
    }

    fn work_plan(&mut self, plan: &'a WorkPlan) {
        let WorkPlan { introduction, pillars } = plan;
        self.prose(introduction);
        for Pillar { title, objective, activities } in pillars {
            self.titles([title]);
            self.prose(objective);
            for Activity { title, lead, partners, from: _, until: _, resources, status: _ } in activities {
                self.prose([title]);
                self.anybody(lead);
                self.anybody(partners);
                self.prose(resources);
            }
        }
    }

    fn activity_summary(&mut self, summary: &'a ActivitySummary) {
        let ActivitySummary { introduction, entries } = summary;
        self.prose(introduction);
        for SummaryEntry { date: _, until: _, title, place, outcome, partners } in entries {
            self.titles([title]);
            self.titles(place);
            self.prose([outcome]);
            self.anybody(partners);
        }
    }

    fn outcome_document(&mut self, document: &'a OutcomeDocument) {
        let OutcomeDocument { introduction, preamble, operative, sections } = document;
        self.prose(introduction.iter().chain(preamble).chain(operative));
        for OutcomeSection { title, paragraphs } in sections {
            self.titles([title]);
            self.prose(paragraphs);
        }
    }

    fn calendar(&mut self, calendar: &'a Calendar) {
        let Calendar { introduction, zone: _, entries } = calendar;
        self.prose(introduction);
        entries.iter().for_each(|entry| self.calendar_entry(entry));
    }

    pub(super) fn calendar_entry(&mut self, entry: &'a CalendarEntry) {
        let CalendarEntry {
            pack: _,
            title,
            group,
            date: _,
            until: _,
            start: _,
            zone: _,
            level,
            place,
            remote: _,
            host,
            held_with,
            url: _,
            state: _,
            moved_from: _,
        } = entry;
        self.titles(title.iter().chain(group).chain(level).chain(place).chain(host).chain(held_with));
    }
}
