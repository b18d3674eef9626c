//! The wording of references and names in running text, and the destination of a reference.

use fluent_bundle::{FluentArgs, FluentValue};
use minijinja::Value;

use super::filled::{derived, recast};
use super::scene::Scene;
use super::value::capital;
use crate::document::{PAGE, numeral};
use crate::finding::{Place, Placed};
use crate::meeting::{
    CHAIRS, Decision, DecisionKind, DocumentTitle, Form, Id, Made, Person, Reference, Section, Target, Text,
};

/// A reference in words, and where it leads.
pub(super) struct Worded {
    /// The words.
    pub(super) text: String,
    /// The words on pages, if they name the page: [`PAGE`] stands for its number.
    pub(super) paged: Option<String>,
    pub(super) anchor: Option<String>,
    /// The web address it leads to, if it is a document elsewhere.
    pub(super) url: Option<String>,
    /// True if the words are a symbol, which is not broken over lines.
    pub(super) symbol: bool,
}

impl Scene {
    /// A text in the language of the edition.
    pub(super) fn words<'a>(&self, text: &'a Text) -> &'a str {
        &text.text_in(&self.language).value
    }

    pub(super) fn person<'a>(&'a self, id: &str) -> Option<&'a Person> {
        self.meeting.registry.people.get(id)
    }

    /// Words, link and page of a reference in prose.
    pub(super) fn reference(&self, reference: &Reference, begins_sentence: bool) -> Worded {
        let form = reference.known_form().unwrap_or_default();
        let text = self.called(&reference.id, form);
        let is_small = begins_sentence && self.is_of_our_words(&reference.id, form);
        let text = if is_small { capital(&text) } else { text };
        let here = self.anchor_here(&reference.id);
        if here.is_some() {
            return Worded { text: self.joined.join(&text), paged: None, anchor: here, url: None, symbol: false };
        }
        let elsewhere = self.anchor_at_home(&reference.id);
        let url = self.url(&reference.id).filter(|_| elsewhere.is_none());
        let with_page = match reference.in_parentheses {
            true => "reference-with-page-in-parentheses",
            false => "reference-with-page",
        };
        let paged = (elsewhere.is_some() && form == Form::Plain).then(|| {
            let text = text.as_str();
            self.joined
                .join(&self.labels.say(with_page, [("reference", text.into()), ("page", PAGE.to_string().into())]))
        });
        let document = self.meeting.registry.documents.get(&reference.id);
        let symbol =
            document.is_some_and(|document| document.symbol.as_ref().is_some_and(|symbol| self.words(symbol) == text));
        Worded { text: self.joined.join(&text), paged, anchor: elsewhere, url, symbol }
    }

    /// The words for an id in a form.
    pub(super) fn called(&self, id: &str, form: Form) -> String {
        if id == CHAIRS {
            let count = self.meeting.definition.chairs.len();
            return self.labels.say("chairs", [("count", count.into())]);
        }
        match self.index.get(id) {
            Some(Target::Item(_)) if form != Form::Plain => self.item_title(id),
            Some(Target::Item(numbers)) if numbers.is_empty() => self.item_title(id),
            Some(Target::Item(_)) if self.mark_of_item(id).is_empty() => self.item_title(id),
            Some(Target::Item(_)) => self.labels.say("reference-to-item", [("number", self.number_of_item(id).into())]),
            Some(Target::Annex(_)) if form != Form::Plain => self.annex_title(id),
            Some(Target::Annex(_)) => self.annex_called(id, true),
            Some(Target::Decision(_)) => self.decision_called(id, form),
            Some(Target::Document) => self.document_called(id, form),
            Some(Target::Session(number)) => self.session_called(id, *number),
            Some(Target::Deadline) => self.deadline_called(id, form),
            Some(Target::Section(section)) => {
                let number = self.section_number(*section);
                self.labels.say("reference-to-section", [("number", number.into())])
            }
            Some(Target::Person) => self.person_called(id, form),
            Some(Target::Entity) => self.entity_called(id, form),
            Some(Target::Body) => self.body_called(id, form),
            None => id.to_owned(),
        }
    }

    /// The names of several in a sentence of ours; none if there is nobody. Languages that put an article before a rank there have a label for it,
    /// which prose has not: who writes it writes the article.
    pub(super) fn in_sentence(&self, ids: &[Placed<Id>], form: impl Fn(&Id) -> Form) -> Option<Value> {
        let with_article = |id: &Placed<Id>| {
            let form = form(id);
            let person = self.person(id.as_str())?;
            // An abbreviated rank stands without an article.
            let is_courtesy = person.rank.is_none() && person.rank_abbreviation.is_none();
            let rank = match form {
                Form::Formal => person.rank.as_ref().or(person.courtesy.as_ref()),
                Form::Short => person.courtesy.as_ref().filter(|_| is_courtesy),
                _ => None,
            };
            let rank = self.words(rank?);
            let called = self.called(id.as_str(), form);
            let name = match form {
                Form::Short => called.strip_prefix(rank)?.trim_start(),
                _ => self.words(&person.name),
            };
            let gender = self.gender(std::iter::once(&id.value));
            let arguments = [("rank", rank.into()), ("name", name.into()), ("gender", gender.into())];
            self.labels.find_with("person-in-sentence", arguments).map(|name| self.joined.join(&name))
        };
        let name = |id: &Placed<Id>| with_article(id).unwrap_or_else(|| self.called(id.as_str(), form(id)));
        let names = ids.iter().map(|id| derived(name(id), id.place, ""));
        self.list(&names.collect::<Vec<_>>())
    }

    /// A sentence of ours about people: with a capital, unless it begins with a name, and articles as the language joins them.
    pub(super) fn sentence(&self, words: &Value, ids: &[Placed<Id>], form: Form) -> Value {
        recast(words, |text| {
            let joined = self.joined.join_articles(text);
            let name = ids.first().filter(|id| !self.is_of_our_words(id.as_str(), form));
            let begins_with_name = name.is_some_and(|id| joined.starts_with(&self.called(id.as_str(), form)));
            if begins_with_name { joined } else { capital(&joined) }
        })
    }

    /// Words within a sentence, with articles as the language joins them: "del" for "de el".
    pub(super) fn within_sentence(&self, words: &Value) -> Value {
        recast(words, |text| self.joined.join_articles(text))
    }

    /// Returns whether what an id is called begins with a word of ours or a rank, and not with a name or title as it is written.
    pub(super) fn is_of_our_words(&self, id: &str, form: Form) -> bool {
        match self.index.get(id) {
            None => id == CHAIRS,
            Some(Target::Person) => {
                let ranked = matches!(form, Form::Formal | Form::Short | Form::Full);
                ranked && self.person(id).is_some_and(|person| person.rank.is_some())
            }
            Some(Target::Item(numbers)) => {
                form == Form::Plain && !numbers.is_empty() && !self.mark_of_item(id).is_empty()
            }
            Some(Target::Annex(_) | Target::Decision(_)) => form == Form::Plain,
            Some(Target::Section(_)) => true,
            _ => false,
        }
    }

    /// The web address of a registered document.
    pub(super) fn url(&self, id: &str) -> Option<String> {
        let document = self.meeting.registry.documents.get(id)?;
        document.url.as_ref().map(|url| url.as_str().to_owned())
    }

    /// Returns whether numbered lists in prose keep the marks that were typed: only the set of the United Nations has a pattern
    /// of its own, and not for the text of an annex, unless the body states one.
    pub(super) fn keeps_typed_marks(&self, is_annex: bool) -> bool {
        (is_annex || self.style.own_templates().is_some()) && !self.labels.has_own("list-pattern")
    }

    pub(super) fn item_title(&self, id: &str) -> String {
        self.item_titles.get(id).map(|(title, _)| title.clone()).unwrap_or_default()
    }

    /// The place of the id of an item or a decision.
    pub(super) fn place_of(&self, id: &str) -> Option<Place> {
        let item = self.item_titles.get(id).map(|(_, place)| *place);
        item.or_else(|| self.meeting.decision(id).map(|decision| decision.id.place))
    }

    /// The number of a decision: the stated one, else its position.
    pub(super) fn number_of_decision(&self, id: &str) -> String {
        match self.index.stated_number(id) {
            Some(stated) => unbroken(stated),
            None if self.style.unnumbered_decisions.unwrap_or_default() => String::new(),
            None => self.index.numbers(id).first().map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// "decision 3", "resolution RES-2017-11"; in the form of a title the title.
    fn decision_called(&self, id: &str, form: Form) -> String {
        let decision = self.meeting.decision(id);
        match decision.and_then(|decision| decision.title.as_ref()).filter(|_| form == Form::Title) {
            Some(title) => self.words(title).to_owned(),
            None => {
                let kind = decision.map_or(DecisionKind::default(), |decision| decision.kind);
                let number = self.number_of_decision(id);
                match number.is_empty() {
                    true => self.labels.say(&format!("reference-to-unnumbered-{}", kind.name()), []),
                    false => self.labels.say(&format!("reference-to-{}", kind.name()), [("number", number.into())]),
                }
            }
        }
    }

    /// The title of a registered document; "Minutes of 12 May 2026 (42nd meeting)" of a meeting before this one.
    fn registered_title(&self, document: &DocumentTitle) -> String {
        let title = self.words(&document.title);
        match &document.minutes_of {
            Some(made) => self.of_meeting("minutes-of-meeting", made),
            None => title.to_owned(),
        }
    }

    /// A label about a meeting of the series, with its title and date.
    pub(super) fn of_meeting(&self, label: &str, made: &Made) -> String {
        let title = self.words(&made.title).to_owned();
        self.labels.say(label, [("title", title.into()), ("date", self.date(made.on).into())])
    }

    /// "A/RES/70/1"; without a symbol, or in the form of a title, the title; in full both.
    fn document_called(&self, id: &str, form: Form) -> String {
        let Some(document) = self.meeting.registry.documents.get(id) else { return id.to_owned() };
        let title = self.registered_title(document);
        match (&document.symbol, form) {
            (None, _) | (_, Form::Title) => title,
            (Some(symbol), Form::Full) => self
                .labels
                .say("document-with-symbol", [("title", title.into()), ("symbol", self.words(symbol).into())]),
            (Some(symbol), _) => self.words(symbol).to_owned(),
        }
    }

    /// The title of a session, else "session 2".
    fn session_called(&self, id: &str, number: usize) -> String {
        match self.meeting.session(id).and_then(|session| session.title.as_ref()) {
            Some(title) => self.words(title).to_owned(),
            None => self.labels.say("session", [("number", number.into())]),
        }
    }

    /// The date of a deadline; in the form of a title what is due.
    fn deadline_called(&self, id: &str, form: Form) -> String {
        let Some(deadline) = self.meeting.deadline(id) else { return id.to_owned() };
        match self.meeting.deadline_date(deadline).filter(|_| form != Form::Title) {
            Some(date) => self.date(date),
            None => self.words(&deadline.title).to_owned(),
        }
    }

    /// The label of an annex: "Annex 3".
    pub(super) fn annex_label(&self, id: &str) -> String {
        self.annex_called(id, false)
    }

    /// "Annex 3", or "Annex to resolution 3". Languages that write it otherwise inside a sentence have labels for that.
    fn annex_called(&self, id: &str, is_inside: bool) -> String {
        let decision = self.meeting.annex(id).and_then(|annex| annex.decision.as_ref());
        let decision = decision.and_then(|id| self.meeting.decision(id.as_str()));
        let siblings = |decision: &Decision| {
            let annexed = self.meeting.definition.annexes.iter().filter_map(|annex| annex.decision.as_ref());
            annexed.filter(|id| id.value == decision.id.value).count()
        };
        let kept = self.index.kept_number(id);
        let lettered = kept.filter(|kept| kept.counted().is_none()).map(|kept| kept.number.as_str());
        let stated = self.index.stated_number(id).or(lettered).map(unbroken);
        let is_alone =
            |decision: &Decision| siblings(decision) == 1 && !self.meeting.kept.had_several(decision.id.as_str());
        let number = match &stated {
            Some(stated) => Some(FluentValue::from(stated)),
            None if decision.is_some_and(is_alone) => None,
            None => self.index.numbers(id).first().map(|number| (*number).into()),
        };
        let say = |inside: &str, label: &str, number: Option<FluentValue<'_>>| {
            let arguments: FluentArgs<'_> = number.into_iter().map(|number| ("number", number)).collect();
            let found = if is_inside { self.labels.find(inside, &arguments) } else { None };
            found.or_else(|| self.labels.find(label, &arguments)).unwrap_or_else(|| self.labels.miss(label))
        };
        let annex = match number {
            Some(number) => say("reference-to-annex", "annex", Some(number)),
            None => say("reference-to-unnumbered-annex", "annex-without-number", None),
        };
        let annex = match kept.map_or(1, |kept| kept.times) {
            0 | 1 => annex,
            times => self.labels.number_again(&annex, times),
        };
        let Some(decision) = decision else { return annex };
        let called = self.decision_called(decision.id.as_str(), Form::Plain);
        let arguments = [
            ("annex", annex.into()),
            ("decision", called.into()),
            ("kind", decision.kind.name().into()),
            ("number", self.number_of_decision(decision.id.as_str()).into()),
        ];
        self.labels.say("annex-to-decision", arguments).trim_end().to_owned()
    }

    fn annex_title(&self, id: &str) -> String {
        let title = self.meeting.annex(id).and_then(|annex| self.meeting.annex_title(annex));
        title.map(|title| self.words(title).to_owned()).unwrap_or_default()
    }

    /// The number of an item: the stated one, else the derived one.
    pub(super) fn number_of_item(&self, id: &str) -> String {
        let stated = self.index.stated_number(id).map(unbroken);
        stated.unwrap_or_else(|| self.item_number(self.index.numbers(id)))
    }

    /// The mark before an item's title. A stated number that ends in a bracket or letter takes no
    /// full stop.
    pub(super) fn mark_of_item(&self, id: &str) -> String {
        match self.index.stated_number(id) {
            // A body's own words for the mark hold for all numbers; ours put no full stop behind a bracket or letter.
            Some(stated)
                if stated.ends_with(|c: char| c.is_ascii_digit())
                    || is_in_capitals(stated)
                    || self.labels.has_own("item-mark") =>
            {
                self.labels.say("item-mark", [("number", unbroken(stated).into())])
            }
            Some(stated) => unbroken(stated),
            None if self.style.unnumbered_items.unwrap_or_default() => String::new(),
            None => self.item_mark(self.index.numbers(id)),
        }
    }

    /// "2", or "2 (a)" for an item inside another.
    fn item_number(&self, numbers: &[usize]) -> String {
        match numbers {
            [] => String::new(),
            [number] => self.labels.say("item-number", [("number", (*number).into())]),
            [outer @ .., last] => self.labels.say(
                "item-number-inside",
                [
                    ("outer", self.item_number(outer).into()),
                    ("letter", self.letter(outer.len(), *last).into()),
                    ("number", (*last).into()),
                ],
            ),
        }
    }

    /// "2.", or "(a)" for an item inside another.
    fn item_mark(&self, numbers: &[usize]) -> String {
        match numbers {
            [] => String::new(),
            [number] => self.labels.say("item-mark", [("number", (*number).into())]),
            [outer @ .., last] => {
                let letter = self.letter(outer.len(), *last);
                self.labels.say("item-mark-inside", [("letter", letter.into()), ("number", (*last).into())])
            }
        }
    }

    /// The letter of an item inside others; deeper than that a number in the way of the language's lists: "ii".
    fn letter(&self, depth: usize, number: usize) -> String {
        match depth {
            0 | 1 => letter(number),
            3 => letter(number).to_uppercase(),
            depth => numeral(&self.labels.say("list-pattern", []), depth - 1, number),
        }
    }

    /// The form of somebody's name in running lists: initials where the style says so, else as people are introduced.
    pub(super) fn listed_form(&self, id: &Id) -> Form {
        if self.style.name_form() == Form::Initials { Form::Initials } else { self.introduced_form(id) }
    }

    /// The form of somebody's name where people are introduced: the whole name, with rank or courtesy where names are formal, and
    /// with a courtesy where they are short, since a courtesy is said of everybody.
    pub(super) fn introduced_form(&self, id: &Id) -> Form {
        let Some(person) = self.person(id.as_str()) else { return Form::Plain };
        let is_courtesy = person.courtesy.is_some() && person.rank.is_none() && person.rank_abbreviation.is_none();
        match self.style.name_form() {
            Form::Formal => Form::Formal,
            Form::Short if is_courtesy => Form::Formal,
            _ => Form::Plain,
        }
    }

    /// "III" for the third section of the minutes.
    pub(super) fn section_number(&self, section: Section) -> String {
        let position = self.meeting.sections().iter().position(|other| *other == section);
        let number = position.map_or(0, |position| position + 1);
        self.labels.say("section-number", [("number", number.into())])
    }

    fn person_called(&self, id: &str, form: Form) -> String {
        let Some(person) = self.person(id) else { return id.to_owned() };
        let name = self.words(&person.name);
        let rank = person.rank.as_ref().or(person.courtesy.as_ref()).map(|rank| self.words(rank));
        let short_rank = person.rank_abbreviation.as_ref().map(|rank| self.words(rank)).or(rank);
        let entity = person.entity.as_ref().map(|entity| self.called(entity.as_str(), Form::Plain));
        // Two of one family name are told apart.
        let apart = self.namesakes.get(id, form).and_then(|namesake| namesake.distinguished.as_deref());
        let family = apart.or_else(|| person.family_name.as_ref().map(|family| self.words(family))).unwrap_or(name);
        let with_rank = |rank: Option<&str>, name: &str| match rank {
            Some(rank) => self.labels.say("person-with-rank", [("rank", rank.into()), ("name", name.into())]),
            None => name.to_owned(),
        };
        let called = match form {
            Form::Plain => name.to_owned(),
            Form::Family => family.to_owned(),
            Form::Initials => person.initials.as_ref().map_or(name, |initials| self.words(initials)).to_owned(),
            Form::Title => person.title.as_ref().map_or(name, |title| self.words(title)).to_owned(),
            Form::Formal => with_rank(rank, name),
            Form::Short if short_rank.is_some_and(|rank| self.stands_before_whole_names(rank)) => {
                with_rank(short_rank, name)
            }
            Form::Short => with_rank(short_rank, family),
            Form::Full => {
                let ranked = with_rank(short_rank, name);
                match entity {
                    Some(entity) => {
                        self.labels.say("person-of-entity", [("person", ranked.into()), ("entity", entity.into())])
                    }
                    None => ranked,
                }
            }
        };
        self.joined.join(&called)
    }

    /// Returns whether a courtesy is never followed by a family name alone: "D. Antonio Galán", and not "D. Galán".
    fn stands_before_whole_names(&self, courtesy: &str) -> bool {
        let listed = self.labels.find_with("before-whole-names", []).unwrap_or_default();
        listed.split_whitespace().any(|one| one == courtesy.trim())
    }

    fn entity_called(&self, id: &str, form: Form) -> String {
        let Some(entity) = self.meeting.registry.entities.get(id) else { return id.to_owned() };
        let name = self.words(&entity.name);
        match (&entity.abbreviation, form) {
            (None, _) | (_, Form::Title | Form::Formal) => name.to_owned(),
            (Some(abbreviation), Form::Plain | Form::Short | Form::Family | Form::Initials) => {
                self.words(abbreviation).to_owned()
            }
            (Some(abbreviation), Form::Full) => self.labels.say(
                "entity-with-abbreviation",
                [("name", name.into()), ("abbreviation", self.words(abbreviation).into())],
            ),
        }
    }

    fn body_called(&self, id: &str, form: Form) -> String {
        let Some(body) = self.meeting.registry.bodies.get(id) else { return id.to_owned() };
        let name = self.words(&body.name);
        let short = body.short_name.as_ref().filter(|_| matches!(form, Form::Plain | Form::Short));
        short.map_or(name, |short| self.words(short)).to_owned()
    }
}

/// A number of a body's own scheme, "7 (a)", which is not broken over lines.
fn unbroken(number: &str) -> String {
    number.replace(' ', "\u{a0}")
}

/// Returns whether a stated number is a Roman one or a letter: "I", "IV", "B".
fn is_in_capitals(number: &str) -> bool {
    number.chars().count() <= 5 && number.chars().all(char::is_uppercase)
}

/// a, b, … z, aa, ab, …
fn letter(number: usize) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
