//! Everything in a meeting that is text or names something else, for checks that look at all of it.
//!
//! The patterns below name every field: a new field of the model that is not thought of here does
//! not compile.

use super::{
    Action, Activity, ActivitySummary, Annex, Attendance, Background, Calendar, CalendarEntry, Chair, Decision,
    Definition, Heads, Id, Item, Observers, OutcomeDocument, OutcomeSection, Pillar, Prose, Remark, Representation,
    SummaryEntry, Text, Venue, WorkPlan,
};
use crate::finding::Placed;

/// What an id is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A person.
    Person,
    /// An entity.
    Entity,
    /// Anybody who can act: a person, an entity, or all chairs.
    Anybody,
    /// An item of the agenda.
    Item,
    /// A body.
    Body,
}

/// Texts and uses of ids, in the order of the definition.
#[derive(Debug, Default)]
pub struct Parts<'a> {
    /// Plain texts.
    pub texts: Vec<&'a Text>,
    /// Markdown.
    pub prose: Vec<&'a Prose>,
    /// Ids that are stated as such, apart from `@id` in prose.
    pub uses: Vec<(&'a Placed<Id>, Wanted)>,
}

impl<'a> Parts<'a> {
    /// All parts of a definition; of the registry nothing.
    pub fn of(definition: &'a Definition) -> Self {
        let mut parts = Self::default();
        parts.definition(definition);
        parts
    }

    fn anybody(&mut self, ids: &'a [Placed<Id>]) {
        self.uses.extend(ids.iter().map(|id| (id, Wanted::Anybody)));
    }

    fn definition(&mut self, definition: &'a Definition) {
        let Definition {
            schema: _,
            version: _,
            title,
            body,
            status: _,
            languages: _,
            time: _,
            venue,
            chairs,
            opening,
            attendance,
            decisions,
            background,
            agenda,
            annexes,
            people,
            entities,
            bodies,
            documents,
        } = definition;
        self.texts.push(title);
        self.uses.push((body, Wanted::Body));
        if let Some(Venue { place, platform }) = venue {
            self.texts.extend(place.iter().chain(platform));
        }
        for Chair { person, role } in chairs {
            self.uses.push((person, Wanted::Person));
            self.texts.extend(role);
        }
        self.prose.extend(opening);
        attendance.iter().for_each(|attendance| self.attendance(attendance));
        decisions.iter().for_each(|decision| self.decision(decision));
        background.iter().for_each(|background| self.background(background));
        agenda.iter().for_each(|item| self.item(item));
        annexes.iter().for_each(|annex| self.annex(annex));
        for (_, person) in people.iter() {
            self.texts.push(&person.name);
            self.texts.extend(person.family_name.iter().chain(&person.rank));
            self.texts.extend(person.rank_abbreviation.iter().chain(&person.title));
        }
        for (_, entity) in entities.iter() {
            self.texts.push(&entity.name);
            self.texts.extend(&entity.abbreviation);
        }
        for (_, body) in bodies.iter() {
            self.texts.push(&body.name);
            self.texts.extend(body.short_name.iter().chain(&body.organization));
        }
        for (_, document) in documents.iter() {
            self.texts.push(&document.title);
            self.texts.extend(&document.proposed_title);
        }
    }

    fn attendance(&mut self, attendance: &'a Attendance) {
        let Attendance { summary, representatives, observers } = attendance;
        self.prose.extend(summary);
        for Representation { entity, people } in representatives {
            self.uses.push((entity, Wanted::Entity));
            self.uses.extend(people.iter().map(|person| (person, Wanted::Person)));
        }
        if let Some(Observers { people: _, people_are, entities: _, entities_are }) = observers {
            self.texts.extend(people_are.iter().chain(entities_are));
        }
    }

    fn decision(&mut self, decision: &'a Decision) {
        let Decision { id: _, text, items, actions } = decision;
        self.prose.push(text);
        self.uses.extend(items.iter().map(|item| (item, Wanted::Item)));
        for Action { text, owners, due: _ } in actions {
            self.prose.push(text);
            self.anybody(owners);
        }
    }

    fn background(&mut self, background: &'a Background) {
        let Background { text, heads, request } = background;
        self.prose.push(text);
        if let Some(Heads { introduction, list }) = heads {
            self.prose.push(introduction);
            self.prose.extend(list);
        }
        self.prose.extend(request);
    }

    fn item(&mut self, item: &'a Item) {
        let Item {
            id: _,
            title,
            section: _,
            minutes: _,
            lead,
            speakers,
            text,
            questions,
            for_endorsement,
            remarks,
            note,
            items,
        } = item;
        self.texts.push(title);
        self.anybody(lead);
        self.anybody(speakers);
        self.prose.extend(text.iter().chain(questions).chain(for_endorsement));
        for Remark { by, capacity, minutes: _ } in remarks {
            self.uses.push((by, Wanted::Person));
            self.texts.extend(capacity);
        }
        self.prose.extend(note);
        items.iter().for_each(|item| self.item(item));
    }

    fn annex(&mut self, annex: &'a Annex) {
        let Annex { id: _, title, proposed_title, notice, work_plan, activity_summary, outcome_document, calendar } =
            annex;
        self.texts.extend(title.iter().chain(proposed_title).chain(notice));
        work_plan.iter().for_each(|plan| self.work_plan(plan));
        activity_summary.iter().for_each(|summary| self.activity_summary(summary));
        outcome_document.iter().for_each(|document| self.outcome_document(document));
        calendar.iter().for_each(|calendar| self.calendar(calendar));
    }

    fn work_plan(&mut self, plan: &'a WorkPlan) {
        let WorkPlan { introduction, pillars } = plan;
        self.prose.extend(introduction);
        for Pillar { title, objective, activities } in pillars {
            self.texts.push(title);
            self.prose.extend(objective);
            for Activity { title, lead, partners, from: _, until: _, resources, status: _ } in activities {
                self.prose.push(title);
                self.anybody(lead);
                self.anybody(partners);
                self.prose.extend(resources);
            }
        }
    }

    fn activity_summary(&mut self, summary: &'a ActivitySummary) {
        let ActivitySummary { introduction, entries } = summary;
        self.prose.extend(introduction);
        for SummaryEntry { date: _, until: _, title, place, outcome, partners } in entries {
            self.texts.push(title);
            self.texts.extend(place);
            self.prose.push(outcome);
            self.anybody(partners);
        }
    }

    fn outcome_document(&mut self, document: &'a OutcomeDocument) {
        let OutcomeDocument { introduction, preamble, operative, sections } = document;
        self.prose.extend(introduction.iter().chain(preamble).chain(operative));
        for OutcomeSection { title, paragraphs } in sections {
            self.texts.push(title);
            self.prose.extend(paragraphs);
        }
    }

    fn calendar(&mut self, calendar: &'a Calendar) {
        let Calendar { introduction, zone: _, entries } = calendar;
        self.prose.extend(introduction);
        for CalendarEntry { title, date: _, until: _, start: _, zone: _, level, place, state: _, moved_from: _ } in
            entries
        {
            self.texts.push(title);
            self.texts.extend(level.iter().chain(place));
        }
    }
}
