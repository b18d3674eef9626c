//! Meetings whose members are counted and not listed: figures are held against a reckoning of their own, as those of members who are
//! listed are (`votes`).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Scratch, events};
use crate::votes::Dice;

/// Codes that are about numbers of votes and of those who were there.
const CODES: [&str; 4] = ["more-votes-than-members", "more-votes-than-there", "present-unknown", "quorum-count"];

const WAYS: [&str; 5] = ["for", "against", "abstain", "blank", "invalid"];

struct Made {
    in_person: usize,
    represented: usize,
    all: usize,
    needed: usize,
    present: Option<usize>,
    votes: Vec<[usize; 5]>,
}

fn made(dice: &mut Dice) -> Made {
    let size = [10, 400, 30_000][dice.roll(3)];
    let (in_person, represented) = (1 + dice.roll(size), [0, dice.roll(size)][dice.roll(2)]);
    let all = in_person + represented + dice.roll(size);
    let present = match dice.roll(4) {
        0 => None,
        1 => Some(in_person),
        2 => Some(in_person + represented),
        _ => Some(all + dice.roll(3)),
    };
    let vote = |dice: &mut Dice| {
        let most = [in_person, in_person + represented, all][dice.roll(3)] + dice.roll(3);
        let mut left = most;
        let mut parts = [0; 5];
        for part in &mut parts[1..] {
            *part = dice.roll(left / 2 + 1);
            left -= *part;
        }
        parts[0] = left;
        parts
    };
    let votes = (0..3).map(|_| vote(dice)).collect();
    Made { in_person, represented, all, needed: 1 + dice.roll(in_person), present, votes }
}

impl Made {
    fn definition(&self) -> String {
        let mut counts = vec![json!({ "of": "Members present", "people": self.in_person })];
        if self.represented > 0 {
            counts.push(json!({ "of": "Absent members", "people": self.represented, "presence": "by-proxy" }));
        }
        counts.push(json!({ "of": "Neighbours", "people": 7, "class": "observer" }));
        let mut quorum = json!({ "needed": self.needed, "of": self.all });
        self.present.iter().for_each(|present| quorum["present"] = (*present).into());
        let decision = |(at, votes): (usize, &[usize; 5])| {
            let vote: serde_json::Map<String, Value> =
                WAYS.iter().zip(votes).map(|(way, votes)| ((*way).to_owned(), (*votes).into())).collect();
            json!({ "id": format!("d{at}"), "items": ["i"], "title": format!("Matter {at}"), "vote": vote }).to_string()
        };
        let decisions: Vec<String> = self.votes.iter().enumerate().map(decision).collect();
        format!(
            "{{ \"version\": 1, \"title\": \"Meeting\", \"body\": \"own\", \"status\": \"minutes-draft\", \
             \"style\": {{ \"templates\": \"plain\" }}, \"bodies\": {{ \"own\": {{ \"name\": \"Assembly\" }} }}, \
             \"time\": {{ \"start\": \"2026-03-10\" }}, \"agenda\": [{{ \"id\": \"i\", \"title\": \"Matters\" }}],\n\
             \"attendance\": {{ \"counts\": {}, \"quorum\": {quorum} }},\n\"decisions\": [\n{}\n]}}",
            json!(counts),
            decisions.join(",\n")
        )
    }

    /// What there is to tell of each vote, and of the quorum, by lines.
    fn findings(&self) -> BTreeSet<(usize, String)> {
        let mut found = BTreeSet::new();
        let mut tell = |line, code: &str| found.extend([(line, code.to_owned())]);
        if self.present.is_some_and(|present| present > self.all) {
            tell(2, "quorum-count");
        }
        if self.present.is_none() {
            tell(2, "present-unknown");
        }
        let there = match self.present {
            Some(present) if present > self.in_person => Some(present),
            _ => (self.present.is_some() || self.in_person + self.represented >= self.needed)
                .then_some(self.in_person + self.represented),
        };
        for (at, votes) in self.votes.iter().enumerate() {
            let cast: usize = votes.iter().sum();
            match () {
                () if cast > self.all.max(self.present.unwrap_or_default()) => tell(at + 4, "more-votes-than-members"),
                () if there.is_some_and(|there| cast > there) => tell(at + 4, "more-votes-than-there"),
                () => {}
            }
        }
        // Where each of three or more votes is too many, the list is wrong: that is told once.
        for code in ["more-votes-than-members", "more-votes-than-there"] {
            let lines: Vec<usize> = found.iter().filter(|(_, of)| of == code).map(|(line, _)| *line).collect();
            if lines.len() > 2 && lines.len() == self.votes.len() {
                found.retain(|(line, of)| of != code || *line == lines[0]);
            }
        }
        found
    }

    /// The sentence on the quorum.
    fn quorum(&self) -> String {
        let present = self.present.map_or("…".to_owned(), grouped);
        let is_represented = self.represented > 0 && self.present.is_some_and(|present| present > self.in_person);
        let there = if is_represented { "present or represented" } else { "present" };
        let members = if self.all == 1 { "member" } else { "members" };
        format!("Quorum: {present} of {} {members} {there}, {} needed.", grouped(self.all), grouped(self.needed))
    }
}

/// "12,345".
fn grouped(number: usize) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1000), number % 1000),
    }
}

#[test]
fn members_who_are_only_counted_are_reckoned_with() {
    const MEETINGS: usize = 60;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let scratch = Scratch::new();
    scratch.write("packs/registry.json", b"{}");
    let all: Vec<Made> = (0..MEETINGS).map(|_| made(&mut dice)).collect();
    for (at, one) in all.iter().enumerate() {
        scratch.write(&format!("packs/c{at}/meeting.json"), one.definition().as_bytes());
    }
    let (_, out, _) = scratch.run(&["check", "--quick", "--format", "json"]);
    let mut told: Vec<BTreeSet<(usize, String)>> = vec![BTreeSet::new(); MEETINGS];
    let packs = events(&out, "pack");
    for finding in packs.iter().filter_map(|pack| pack["findings"].as_array()).flatten() {
        let code = finding["code"].as_str().unwrap_or_default().to_owned();
        let path = finding["file"].as_str().unwrap_or_default();
        let pack = path.split('/').nth(1).and_then(|name| name[1..].parse::<usize>().ok());
        if let Some(pack) = pack.filter(|_| CODES.contains(&code.as_str())) {
            told[pack].insert((finding["line"].as_u64().unwrap_or_default() as usize, code));
        }
    }
    let mut by_code: BTreeSet<String> = BTreeSet::new();
    for (at, one) in all.iter().enumerate() {
        let wanted = one.findings();
        assert_eq!(told[at], wanted, "{}", one.definition());
        by_code.extend(wanted.into_iter().map(|(_, code)| code));
        if one.present.is_some_and(|present| present > one.all) {
            continue;
        }
        let (_, out, err) = scratch.run(&["document", &format!("c{at}"), "minutes", "--text"]);
        let text = out.replace(['\u{a0}', '\n'], " ");
        assert!(text.contains(&one.quorum()), "{} is not in {text}{err}", one.quorum());
    }
    assert_eq!(by_code.len(), CODES.len(), "{by_code:?}");
}
