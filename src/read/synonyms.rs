//! Keys as people write them who have not read the schema, and what the format calls them.

/// Words that mean a key, the key, and how it is written if that does not follow from the word.
const SYNONYMS: &[(&str, &str, &str)] = &[
    ("location place room where address platform link_to_meeting", "venue", r#""venue": { "place": "…" }"#),
    ("location room where address site name", "place", ""),
    (
        "date when datetime day start begin starts_at start_time start_date timezone time_zone zone end until end_time \
         duration minutes",
        "time",
        r#""time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" }"#,
    ),
    ("date begin begins from starts_at start_time start_date time when", "start", ""),
    ("date day when deadline by until due_date", "due", ""),
    ("day when due deadline", "date", ""),
    ("end ends to ends_at end_time end_date finish", "until", ""),
    ("duration length time mins allotted duration_minutes", "minutes", ""),
    ("timezone time_zone tz", "zone", ""),
    ("name subject heading topic headline label meeting", "title", ""),
    ("title full_name fullname first_name firstname given_name", "name", ""),
    ("surname last_name lastname", "family_name", ""),
    ("abbreviation acronym", "short_name", ""),
    ("salutation honorific prefix", "courtesy", ""),
    (
        "organization organisation organizer organiser committee board group host",
        "body",
        r#""body": "board", "bodies": { "board": { "name": "…" } }"#,
    ),
    (
        "organization organisation organizer organiser committee board group host",
        "bodies",
        r#""bodies": { "board": { "name": "…" } }"#,
    ),
    ("organization organisation company employer agency institution", "entity", ""),
    ("organization organisation company entity", "affiliation", ""),
    ("items agenda_items topics programme program points schedule", "agenda", ""),
    ("agenda children sub_items subitems topics points agenda_items", "items", ""),
    (
        "activities goals objectives strands",
        "pillars",
        r#""pillars": [{ "title": "…", "activities": [{ "title": "…" }] }]"#,
    ),
    ("activities events meetings dates items rows", "entries", r#""entries": [{ "title": "…" }]"#),
    ("paragraphs clauses articles", "operative", r#""operative": ["…"]"#),
    ("chapters parts headings", "sections", r#""sections": [{ "title": "…", "paragraphs": ["…"] }]"#),
    ("start begin since start_date", "from", ""),
    ("description body content details prose paragraphs summary note notes paragraph", "text", ""),
    ("presenter presenters facilitator owner responsible led_by moderator speaker who", "lead", ""),
    ("presenter presenters panelists panellists", "speakers", ""),
    (
        "attendees present participants members people_present apologies",
        "attendance",
        r#""attendance": { "participants": [{ "who": "…" }] }"#,
    ),
    ("attendees present members", "participants", ""),
    ("absent apologies excused regrets", "participants", r#""participants": [{ "who": "…", "presence": "excused" }]"#),
    ("excused absent apologies present", "presence", r#""presence": "excused""#),
    ("attendees participants members persons person contacts", "people", ""),
    ("organizations organisations companies", "entities", ""),
    ("chairman chairwoman chairperson president presided_by", "chairs", r#""chairs": ["…"]"#),
    ("secretary rapporteur treasurer vice_chair officer", "officers", r#""officers": [{ "role": "…", "who": ["…"] }]"#),
    ("owner assignee assigned_to responsible who lead by", "owners", ""),
    ("attachments appendices annexures enclosures papers files", "annexes", ""),
    ("attachments papers references", "documents", ""),
    ("path pdf filename file_name src href", "file", ""),
    ("file path pdf filename file_name", "files", r#""files": [{ "file": "…" }]"#),
    ("resolutions motions outcomes conclusions", "decisions", ""),
    ("discussion events minutes log notes", "proceedings", ""),
    ("todos tasks action_items follow_up", "actions", ""),
    ("alt_text caption description", "alt", ""),
    ("lang language locale", "languages", r#""languages": ["en"]"#),
    ("lang locale", "language", ""),
    ("href link address website uri", "url", ""),
    ("mover proposed_by proposer moved", "moved_by", ""),
    ("seconder seconded", "seconded_by", ""),
    ("outcome result state status", "disposition", ""),
    ("outcome outcomes status", "result", ""),
    ("type category", "kind", ""),
    ("type aim objective goal", "purpose", ""),
    ("state stage draft", "status", ""),
    ("what type", "document", ""),
    ("type kind event action", "what", ""),
    ("speaker person by name id", "who", ""),
    ("who id name", "person", ""),
    ("time when clock", "at", ""),
    ("sum value price cost budget amount", "amounts", r#""amounts": [{ "title": "…", "sum": "EUR 100" }]"#),
    ("amount value", "sum", ""),
    ("yes in_favour in_favor ayes aye pro", "for", ""),
    ("no nays noes nay opposed contra", "against", ""),
    ("abstained abstentions", "abstain", ""),
    ("comment comments $comment _comment", "remarks", ""),
    ("next_meeting", "next", ""),
    ("previous_meeting last_meeting", "previous", ""),
    ("job_title position function", "title", ""),
    ("link url video zoom", "platform", ""),
    ("private confidential in_camera", "closed", ""),
];

/// Words that mean a value, and the value.
const VALUES: &[(&str, &str)] = &[
    ("completed complete finished closed implemented achieved resolved", "done"),
    ("done finished complete", "completed"),
    ("in-progress ongoing started continuing pending", "under-way"),
    ("cancelled canceled abandoned withdrawn obsolete superseded", "dropped"),
    ("new todo to-do pending not-started outstanding", "open"),
    ("approved carried passed agreed accepted", "adopted"),
    ("canceled called-off", "cancelled"),
    ("apologies apology regrets", "excused"),
    ("arrives joined enters came", "arrived"),
    ("leaves departed exits", "left"),
    ("returns rejoined came-back", "returned"),
];

/// The value that was probably meant by another word.
pub(super) fn value_synonym<'k>(typed: &str, known: &[&'k str]) -> Option<&'k str> {
    let typed = snake_case(typed).replace('_', "-");
    let meant = VALUES.iter().filter(|(words, _)| is_among(words, &typed));
    meant.filter_map(|(_, value)| known.iter().find(|known| *known == value)).next().copied()
}

/// The keys that may be meant by one that is not known, likely ones first, and how each is written, if that is not as it was typed.
pub(super) fn synonyms<'k>(typed: &str, known: &[&'k str]) -> Vec<(&'k str, &'static str)> {
    let typed = snake_case(typed);
    let known_as = |key: &str| known.iter().find(|known| **known == key).copied();
    if let Some(known) = known_as(&typed) {
        return vec![(known, "")];
    }
    let meant = SYNONYMS.iter().filter(|(words, ..)| is_among(words, &typed));
    meant.filter_map(|(_, key, example)| Some((known_as(key)?, *example))).collect()
}

fn is_among(words: &str, typed: &str) -> bool {
    words.split(' ').any(|word| word == typed)
}

/// `startTime`, `Start-Time` and `START TIME` as `start_time`.
fn snake_case(typed: &str) -> String {
    let mut snake = String::new();
    let mut before = ' ';
    for c in typed.trim().chars() {
        let separates = matches!(c, '-' | ' ' | '_');
        if (separates || (c.is_uppercase() && before.is_lowercase())) && !snake.ends_with('_') && !snake.is_empty() {
            snake.push('_');
        }
        if !separates {
            snake.extend(c.to_lowercase());
        }
        before = c;
    }
    snake
}
