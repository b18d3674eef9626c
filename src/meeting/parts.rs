//! Everything in a meeting that is text or names something else, for checks that look at all of it.
//!
//! The patterns below name every field: a new field of the model that is not thought of here does
//! not compile.

use super::{
    Action, Activity, ActivitySummary, Annex, Attendance, Background, ByLanguage, Calendar, CalendarEntry, Chair,
    Decision, Definition, Heads, Id, Item, Observers, OutcomeDocument, OutcomeSection, Pillar, Prose, Remark,
    Representation, SummaryEntry, Text, Venue, WorkPlan,
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

/// What part of a meeting a text belongs to.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// What the meeting is called, where it is, who chairs.
    Masthead,
    /// The text that opens the minutes.
    Opening,
    /// The sentence on attendance.
    AttendanceSummary,
    /// The list of those who took part.
    Participants,
    /// A decision, or an action that follows from it.
    Decision(&'a Decision),
    /// Why the meeting was held.
    Background,
    /// An item of the agenda.
    Item(&'a Item),
    /// What an item asks the meeting to endorse.
    Tabled(&'a Item),
    /// An annex.
    Annex(&'a Annex),
    /// People, entities, bodies and documents that the pack declares itself.
    Declarations,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Plain text in one line.
    Title,
    /// Markdown.
    Prose,
}

/// A text of a definition.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The text, in its languages.
    pub text: &'a ByLanguage,
    /// Whether it is Markdown.
    pub kind: Kind,
    /// Where it belongs.
    pub part: Part<'a>,
}

/// Texts and uses of ids, in the order of the definition.
#[derive(Debug)]
pub struct Parts<'a> {
    /// All texts.
    pub said: Vec<Said<'a>>,
    /// Ids that are stated as such, apart from `@id` in prose.
    pub uses: Vec<(&'a Placed<Id>, Wanted)>,
    here: Part<'a>,
}

impl<'a> Parts<'a> {
    /// All parts of a definition; of the registry nothing.
    pub fn of(definition: &'a Definition) -> Self {
        let mut parts = Self { said: Vec::new(), uses: Vec::new(), here: Part::Masthead };
        parts.definition(definition);
        parts
    }

    fn titles(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        let part = self.here;
        self.said.extend(texts.into_iter().map(|text| Said { text, kind: Kind::Title, part }));
    }

    fn prose(&mut self, texts: impl IntoIterator<Item = &'a Prose>) {
        let part = self.here;
        self.said.extend(texts.into_iter().map(|text| Said { text, kind: Kind::Prose, part }));
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
            as_issued: _,
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
        self.titles([title]);
        self.uses.push((body, Wanted::Body));
        if let Some(Venue { place, platform }) = venue {
            self.titles(place.iter().chain(platform));
        }
        for Chair { person, role } in chairs {
            self.uses.push((person, Wanted::Person));
            self.titles(role);
        }
        self.here = Part::Opening;
        self.prose(opening);
        attendance.iter().for_each(|attendance| self.attendance(attendance));
        decisions.iter().for_each(|decision| self.decision(decision));
        background.iter().for_each(|background| self.background(background));
        agenda.iter().for_each(|item| self.item(item));
        annexes.iter().for_each(|annex| self.annex(annex));
        self.here = Part::Declarations;
        for (_, person) in people.iter() {
            self.titles([&person.name]);
            self.titles(person.family_name.iter().chain(&person.rank));
            self.titles(person.rank_abbreviation.iter().chain(&person.title));
        }
        for (_, entity) in entities.iter() {
            self.titles([&entity.name]);
            self.titles(&entity.abbreviation);
        }
        for (_, body) in bodies.iter() {
            self.titles([&body.name]);
            self.titles(body.short_name.iter().chain(&body.organization));
        }
        for (_, document) in documents.iter() {
            self.titles([&document.title]);
            self.titles(&document.proposed_title);
        }
    }

    fn attendance(&mut self, attendance: &'a Attendance) {
        let Attendance { summary, representatives, observers } = attendance;
        self.here = Part::AttendanceSummary;
        self.prose(summary);
        self.here = Part::Participants;
        for Representation { entity, people, as_issued } in representatives {
            self.titles(as_issued);
            self.uses.push((entity, Wanted::Entity));
            self.uses.extend(people.iter().map(|person| (person, Wanted::Person)));
        }
        if let Some(Observers { people: _, people_are, entities: _, entities_are, as_issued }) = observers {
            self.titles(as_issued);
            self.titles(people_are.iter().chain(entities_are));
        }
    }

    fn decision(&mut self, decision: &'a Decision) {
        let Decision { id: _, text, items, actions } = decision;
        self.here = Part::Decision(decision);
        self.prose([text]);
        self.uses.extend(items.iter().map(|item| (item, Wanted::Item)));
        for Action { text, owners, due: _ } in actions {
            self.prose([text]);
            self.anybody(owners);
        }
    }

    fn background(&mut self, background: &'a Background) {
        let Background { text, heads, request } = background;
        self.here = Part::Background;
        self.prose([text]);
        if let Some(Heads { introduction, list }) = heads {
            self.prose([introduction]);
            self.prose(list);
        }
        self.prose(request);
    }

    fn item(&mut self, item: &'a Item) {
        let Item {
            id: _,
            title,
            number: _,
            section: _,
            is_break: _,
            minutes: _,
            as_issued,
            lead,
            speakers,
            text,
            questions,
            for_endorsement,
            remarks,
            note,
            items,
        } = item;
        self.here = Part::Item(item);
        self.titles(std::iter::once(title).chain(as_issued));
        self.anybody(lead);
        self.anybody(speakers);
        self.prose(text.iter().chain(questions));
        self.here = Part::Tabled(item);
        self.prose(for_endorsement);
        self.here = Part::Item(item);
        for Remark { by, capacity, minutes: _ } in remarks {
            self.uses.push((by, Wanted::Person));
            self.titles(capacity);
        }
        self.prose(note);
        items.iter().for_each(|item| self.item(item));
    }

    fn annex(&mut self, annex: &'a Annex) {
        let Annex { id: _, title, proposed_title, notice, work_plan, activity_summary, outcome_document, calendar } =
            annex;
        self.here = Part::Annex(annex);
        self.titles(title.iter().chain(proposed_title).chain(notice));
        work_plan.iter().for_each(|plan| self.work_plan(plan));
        activity_summary.iter().for_each(|summary| self.activity_summary(summary));
        outcome_document.iter().for_each(|document| self.outcome_document(document));
        calendar.iter().for_each(|calendar| self.calendar(calendar));
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
        for CalendarEntry { title, date: _, until: _, start: _, zone: _, level, place, state: _, moved_from: _ } in
            entries
        {
            self.titles([title]);
            self.titles(level.iter().chain(place));
        }
    }
}
