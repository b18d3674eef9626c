//! The parts of the entries that a pack or a registry declares.

use super::PrintedIn;
use super::said::{Part, Parts};
use crate::meeting::{Body, DocumentTitle, Entity, Entries, Person};

impl<'a> Parts<'a> {
    pub(super) fn declarations(
        &mut self,
        people: &'a Entries<Person>,
        entities: &'a Entries<Entity>,
        bodies: &'a Entries<Body>,
        documents: &'a Entries<DocumentTitle>,
    ) {
        self.here = Part::Declarations;
        self.printed_in(PrintedIn::ANYTHING);
        for (
            _,
            Person {
                name,
                courtesy,
                gender: _,
                family_name,
                rank,
                rank_abbreviation,
                title,
                entity: _,
                initials,
                terms: _,
            },
        ) in people.iter()
        {
            self.titles([name]);
            self.titles(courtesy.iter().chain(family_name).chain(rank).chain(rank_abbreviation).chain(title));
            self.symbols(initials);
        }
        for (_, Entity { name, abbreviation }) in entities.iter() {
            self.titles([name]);
            self.titles(abbreviation);
        }
        for (
            _,
            Body { name, short_name, organization, parents, style: _, audiences: _, audience_titles, sign_off: _ },
        ) in bodies.iter()
        {
            self.titles([name]);
            self.titles(short_name.iter().chain(organization).chain(parents));
            self.titles(audience_titles.iter().map(|(_, title)| title));
        }
        for (_, DocumentTitle { title, symbol, url: _, proposed_title, other_names: _, minutes_of: _ }) in
            documents.iter()
        {
            self.titles([title]);
            self.symbols(symbol);
            self.titles(proposed_title);
        }
    }
}
