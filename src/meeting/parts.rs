//! Everything in a meeting that is text or names something else, for checks that look at all of it.
//!
//! The patterns below name every field: a new field of the model that is not thought of here does
//! not compile.

mod annexes;
mod declarations;
mod printed;
mod said;

use std::collections::BTreeSet;

pub use printed::PrintedIn;
pub use said::{Kind, Part, Parts, Said, Wanted};

use super::{
    Action, Amount, Attendance, Background, Candidate, Chair, Count, Deadline, Decision, Definition, Election, Event,
    Heads, Id, Item, Link, Masthead, Names, Objection, Observers, Paper, Participant, Quorum, Registry, Remark,
    Representation, Resolution, Role, Session, Signatory, Silence, Slot, Style, Venue, Vote,
};
use crate::finding::Placed;

impl<'a> Parts<'a> {
    /// All parts of a definition; of the registry nothing.
    pub fn of(definition: &'a Definition) -> Self {
        let mut parts = Self::from(Part::Masthead);
        parts.definition(definition);
        parts
    }

    /// All parts of a registry; of its own words for labels nothing.
    pub fn of_registry(registry: &'a Registry) -> Self {
        let mut parts = Self::from(Part::Declarations);
        let Registry { schema: _, people, entities, bodies, documents } = registry;
        parts.declarations(people, entities, bodies, documents);
        parts
    }

    fn definition(&mut self, definition: &'a Definition) {
        let Definition {
            schema: _,
            version: _,
            title,
            kind: _,
            closed: _,
            footnote,
            body,
            status: _,
            history,
            silence,
            as_issued: _,
            style,
            pack,
            masthead,
            audiences: _,
            audience_titles,
            languages: _,
            time: _,
            sessions,
            venue,
            links,
            previous,
            next,
            chairs,
            officers,
            non_attribution: _,
            opening,
            attendance,
            decisions,
            background,
            agenda,
            deadlines,
            closing,
            certification,
            signatories,
            annexes,
            people,
            entities,
            bodies,
            documents,
        } = definition;
        self.titles([title]);
        self.titles(audience_titles.iter().map(|(_, title)| title));
        self.prose(footnote);
        self.uses.push((body, Wanted::Body));
        style.iter().for_each(|style| self.style(style));
        pack.iter().for_each(|paper| self.paper(paper));
        masthead.iter().for_each(|masthead| self.masthead(masthead));
        let taken: BTreeSet<&str> =
            definition.items().iter().filter_map(|(item, _)| item.session.as_ref().map(|id| id.as_str())).collect();
        for session in sessions {
            self.session(session, taken.contains(session.id.as_str()));
        }
        self.printed_in(PrintedIn::ANYTHING);
        venue.iter().for_each(|venue| self.venue(venue));
        self.titles(links.iter().map(|Link { title, url: _ }| title));
        self.printed_in(PrintedIn::AGENDA.or(PrintedIn::MINUTES));
        previous.iter().chain(next).for_each(|entry| self.calendar_entry(entry));
        self.printed_in(PrintedIn::ANYTHING);
        for Chair { person, role } in chairs {
            self.uses.push((person, Wanted::Person));
            self.titles(role);
        }
        self.roles(officers);
        self.here = Part::Opening;
        self.printed_in(PrintedIn::MINUTES).prose(opening);
        attendance.iter().for_each(|attendance| self.attendance(attendance));
        decisions.iter().for_each(|decision| self.decision(decision));
        background.iter().for_each(|background| self.background(background));
        agenda.iter().for_each(|item| self.item(item));
        self.here = Part::Closing;
        self.printed_in(PrintedIn::AGENDA.or(PrintedIn::MINUTES));
        for Deadline { id: _, title, date: _, days: _, after } in deadlines {
            self.titles([title]);
            self.uses.extend(after.iter().map(|id| (id, Wanted::Deadline)));
        }
        self.printed_in(PrintedIn::MINUTES).prose(closing);
        self.printed_in(PrintedIn::MINUTES.or(PrintedIn::DECISIONS).or(PrintedIn::RESOLUTIONS)).prose(certification);
        for Signatory { person, capacity } in signatories {
            self.uses.push((person, Wanted::Person));
            self.titles(capacity);
        }
        self.printed_in(PrintedIn::ANYTHING).prose(history.iter().filter_map(|step| step.note.as_ref()));
        silence.iter().for_each(|silence| self.silence(silence));
        annexes.iter().for_each(|annex| self.annex(annex));
        self.declarations(people, entities, bodies, documents);
    }

    fn silence(&mut self, silence: &'a Silence) {
        let Silence { circulated: _, deadline: _, zone: _, objections } = silence;
        for Objection { by, at: _, text, resolution } in objections {
            self.anybody(std::slice::from_ref(by));
            self.prose([text]);
            self.prose(resolution.iter().map(|Resolution { on: _, text }| text));
        }
    }

    fn roles(&mut self, roles: &'a [Role]) {
        for Role { role, who } in roles {
            self.titles([role]);
            self.anybody(who);
        }
    }

    fn style(&mut self, style: &'a Style) {
        let Style {
            templates: _,
            minutes: _,
            numbered_paragraphs: _,
            unnumbered_items: _,
            unnumbered_decisions: _,
            decision_numbers: _,
            unnumbered_clauses: _,
            names: _,
            names_in_votes: _,
            votes: _,
            resolutions: _,
            history: _,
            reissue_symbols: _,
            change_bars: _,
            stable_pages: _,
            movers_first: _,
            movers_after_preamble: _,
            decisions: _,
            attendance: _,
            speech: _,
            opening: _,
            covers: _,
            labels,
        } = style;
        self.labels(labels.iter().map(|(_, words)| words));
    }

    fn paper(&mut self, paper: &'a Paper) {
        let Paper { document: _, formats: _, title, masthead, contents: _, introduction, closing, registers: _ } =
            paper;
        self.titles(title);
        masthead.iter().for_each(|masthead| self.masthead(masthead));
        self.prose(introduction.iter().chain(closing));
    }

    fn masthead(&mut self, masthead: &'a Masthead) {
        let Masthead {
            symbol,
            distribution,
            date: _,
            original,
            reissued_as: _,
            session,
            lines,
            agenda_item,
            job_number,
            order: _,
        } = masthead;
        self.symbols(symbol.iter().chain(job_number));
        self.titles(distribution.iter().chain(original).chain(session).chain(lines).chain(agenda_item));
    }

    /// A session; minutes have headings of those in which items are taken up.
    fn session(&mut self, session: &'a Session, is_taken: bool) {
        let Session { id: _, title, time, venue, closed: _, chairs, text } = session;
        let Slot { start: _, until: _, minutes: _, zone: _, shown_in: _, moved_from: _, state: _ } = time;
        let planned = PrintedIn::AGENDA.or(PrintedIn::TIMETABLE);
        self.printed_in(planned.or(PrintedIn::MINUTES.when(is_taken))).titles(title);
        venue.iter().for_each(|venue| self.venue(venue));
        self.printed_in(planned);
        self.uses.extend(chairs.iter().map(|chair| (chair, Wanted::Person)));
        self.prose(text);
    }

    fn venue(&mut self, venue: &'a Venue) {
        let Venue { place, platform } = venue;
        self.titles(place.iter().chain(platform));
    }

    fn attendance(&mut self, attendance: &'a Attendance) {
        let Attendance { summary, representatives, observers, participants, by_entity: _, counts, quorum } = attendance;
        self.here = Part::AttendanceSummary;
        self.printed_in(PrintedIn::MINUTES).prose(summary);
        self.here = Part::Participants;
        let listed = PrintedIn::MINUTES.or(PrintedIn::ATTENDANCE);
        self.printed_in(listed);
        for Representation { entity, people, as_issued } in representatives {
            self.titles(as_issued);
            self.uses.push((entity, Wanted::Entity));
            self.uses.extend(people.iter().map(|person| (person, Wanted::Person)));
        }
        if let Some(Observers { people: _, people_are, entities: _, entities_are, as_issued }) = observers {
            self.titles(as_issued);
            // The sentence as issued stands in place of these.
            self.printed_in(listed.when(as_issued.is_none())).titles(people_are.iter().chain(entities_are));
            self.printed_in(listed);
        }
        participants.iter().for_each(|participant| self.participant(participant));
        self.titles(counts.iter().map(|Count { of, people: _, class: _, presence: _ }| of));
        if let Some(Quorum { needed: _, present: _, of: _, unit }) = quorum {
            self.titles(unit);
        }
    }

    fn participant(&mut self, participant: &'a Participant) {
        let Participant {
            who,
            name,
            entity,
            affiliation,
            capacity,
            class: _,
            group,
            votes: _,
            presence: _,
            remote: _,
            proxy,
            alternate_for,
            from: _,
            until: _,
        } = participant;
        self.anybody(who.as_slice());
        self.titles(name.iter().chain(capacity).chain(group));
        self.symbols(affiliation);
        self.uses.extend(entity.iter().map(|id| (id, Wanted::Entity)));
        self.anybody(proxy.as_slice());
        self.anybody(alternate_for.as_slice());
    }

    fn decision(&mut self, decision: &'a Decision) {
        let Decision {
            id: _,
            kind: _,
            number,
            title,
            footnote,
            text,
            preamble,
            operative,
            items,
            documents,
            moved_by,
            seconded_by,
            method: _,
            vote,
            disposition: _,
            result,
            date: _,
            election,
            amounts,
            actions,
        } = decision;
        self.here = Part::Decision(decision);
        self.numbers.extend(number);
        let whole =
            PrintedIn::MINUTES.or(PrintedIn::DECISIONS).or(PrintedIn::RESOLUTIONS.when(decision.kind.is_resolution()));
        let in_short = whole.or(PrintedIn::SUMMARY).or(PrintedIn::REGISTER);
        self.printed_in(in_short).titles(title);
        self.printed_in(if title.is_none() { in_short } else { whole }).prose(text);
        self.printed_in(whole).prose(footnote.iter().chain(preamble).chain(operative));
        self.uses.extend(items.iter().map(|item| (item, Wanted::Item)));
        let apart = PrintedIn::DECISIONS.or(PrintedIn::RESOLUTIONS.when(decision.kind.is_resolution()));
        for item in items {
            let others = self.decided_under.entry(item.as_str()).or_insert(apart);
            *others = others.or(apart);
        }
        self.documents(documents);
        self.anybody(moved_by);
        self.anybody(seconded_by);
        self.printed_in(in_short).symbols(result);
        self.printed_in(whole);
        vote.iter().for_each(|vote| self.vote(vote));
        election.iter().for_each(|election| self.election(election));
        self.amounts(amounts);
        self.actions(actions, true);
    }

    fn documents(&mut self, ids: &'a [Placed<Id>]) {
        self.uses.extend(ids.iter().map(|id| (id, Wanted::Document)));
    }

    fn amounts(&mut self, amounts: &'a [Amount]) {
        self.titles(amounts.iter().flat_map(|Amount { title, sum: _ }| title));
    }

    fn actions(&mut self, actions: &'a [Action], are_new: bool) {
        let whole = self.printed_in.or(PrintedIn::REGISTER);
        let in_short = whole.or(PrintedIn::SUMMARY.when(are_new));
        for Action { id: _, text, number, url: _, owners, due: _, deadline, status: _, from, remark, made: _ } in
            actions
        {
            self.printed_in(in_short).prose([text]);
            self.printed_in(whole);
            self.numbers.extend(number);
            self.anybody(owners);
            self.uses.extend(deadline.iter().map(|id| (id, Wanted::Deadline)));
            self.titles(from);
            self.prose(remark);
        }
    }

    fn vote(&mut self, vote: &'a Vote) {
        let Vote {
            in_favour: _,
            against: _,
            abstain: _,
            blank: _,
            invalid: _,
            not_voting: _,
            absent: _,
            names,
            groups,
            unit,
            needed,
        } = vote;
        groups.iter().for_each(|group| self.anybody(std::slice::from_ref(&group.who)));
        let whole = self.printed_in;
        // The tally says what is counted.
        self.printed_in(whole.or(PrintedIn::SUMMARY)).titles(unit);
        self.printed_in(whole).titles(needed);
        if let Some(Names { in_favour, against, abstain, not_voting, absent }) = names {
            let lists = [in_favour, against, abstain, not_voting, absent];
            lists.into_iter().flatten().for_each(|names| self.anybody(names));
        }
    }

    fn election(&mut self, election: &'a Election) {
        let Election { post, seats: _, appointed: _, term, candidates, elected } = election;
        let whole = self.printed_in;
        // The summary says who was elected to what.
        let told = whole.or(PrintedIn::SUMMARY.when(!elected.is_empty()));
        self.printed_in(told).titles(std::iter::once(post).chain(term));
        self.printed_in(whole);
        for Candidate { who, votes: _, nominated_by } in candidates {
            self.anybody(std::slice::from_ref(who));
            self.anybody(nominated_by);
        }
        self.anybody(elected);
    }

    fn background(&mut self, background: &'a Background) {
        let Background { text, heads, request } = background;
        self.here = Part::Background;
        self.printed_in(PrintedIn::MINUTES).prose([text]);
        if let Some(Heads { introduction, list }) = heads {
            self.prose([introduction]);
            self.prose(list);
        }
        self.prose(request);
    }

    fn item(&mut self, item: &'a Item) {
        let Item {
            id,
            title,
            number,
            footnote,
            section: _,
            consent: _,
            is_break: _,
            purpose: _,
            standing: _,
            stage,
            closed: _,
            session,
            start: _,
            minutes: _,
            as_issued,
            lead,
            speakers,
            roles,
            documents,
            purposes,
            text,
            annotation,
            amounts,
            questions,
            for_endorsement,
            remarks,
            note,
            proceedings,
            earlier_actions,
            // It is printed as what it makes of earlier actions.
            follow_up: _,
            actions,
            disposition: _,
            result,
            items,
            counted_to: _,
        } = item;
        self.here = Part::Item(item);
        self.numbers.extend(number);
        let annotated = PrintedIn::ANNOTATED_AGENDA.when(!item.is_break);
        let listed = PrintedIn::AGENDA.or(PrintedIn::SECTIONS).or(annotated);
        // A break is in the minutes if something happened in it.
        let listed = listed.or(PrintedIn::MINUTES.when(!item.is_break || item.has_happened()));
        let timed = listed.or(PrintedIn::TIMETABLE.when(!item.section));
        let planned = PrintedIn::AGENDA.or(PrintedIn::SECTIONS);
        let named = self.decided_under.get(id.as_str()).copied().unwrap_or(PrintedIn::NOTHING);
        self.printed_in(timed.or(named)).titles([title]);
        self.printed_in(timed).titles(stage);
        self.printed_in(planned).titles(as_issued);
        self.printed_in(listed).prose(footnote);
        self.printed_in(timed);
        self.uses.extend(session.iter().map(|id| (id, Wanted::Session)));
        self.anybody(lead);
        self.anybody(speakers);
        self.roles(roles);
        self.documents(documents);
        self.uses.extend(purposes.iter().map(|(id, _)| (id, Wanted::Document)));
        // Minutes tell what happened in place of what was planned. A section has no such place.
        let is_repeated = proceedings.is_empty() || item.section;
        let asked = PrintedIn::AGENDA.or(PrintedIn::SECTIONS.when(is_repeated));
        self.printed_in(if annotation.is_none() { asked.or(annotated) } else { asked }).prose(text);
        self.printed_in(annotated).prose(annotation);
        self.printed_in(asked).prose(questions);
        self.printed_in(listed);
        self.amounts(amounts);
        self.here = Part::Tabled(item);
        self.printed_in(planned);
        self.prose(for_endorsement);
        self.here = Part::Item(item);
        for Remark { by, capacity, minutes: _ } in remarks {
            self.uses.push((by, Wanted::Person));
            self.titles(capacity);
        }
        self.prose(note);
        self.here = Part::Proceedings(item);
        self.printed_in(PrintedIn::MINUTES);
        for Event { what: _, at: _, who, text, decision, action } in proceedings.iter().map(|event| &event.value) {
            self.anybody(who);
            self.prose(text);
            self.uses.extend(decision.iter().map(|id| (id, Wanted::Decision)));
            self.actions(action.as_slice(), true);
        }
        self.here = Part::Item(item);
        self.symbols(result);
        self.actions(actions, true);
        self.printed_in(PrintedIn::AGENDA.or(PrintedIn::MINUTES));
        self.actions(earlier_actions, false);
        items.iter().for_each(|item| self.item(item));
    }
}
