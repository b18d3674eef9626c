//! The rule that the recording of a closed sitting is not for everybody.

use super::{Rule, Subject};
use crate::finding::{Code, Finding, Group, Place};

pub(super) const RULE: Rule = Rule { codes: &[&OPEN_RECORDING], check };

const OPEN_RECORDING: Code = Code::warning(
    "open-recording",
    "Part of the meeting was closed, but everybody gets the address of a recording, as a link of the pack or in a text. If the \
     recording includes the closed part, withhold the link: `\"for\": \"members\"`. Recordings are recognized by words in \
     titles and addresses, such as \"webcast\" or `/rec/`.",
)
.of(Group::Consistency);

/// Words for a recording, in the languages of the United Nations, parted by `|`.
const RECORDINGS: &str = "recording|webcast|video|stream|replay|watch again|listen again|enregistrement|vidéo|rediffusion|revoir|\
    réécouter|grabación|vídeo|volver a ver|запис|трансляци|录音|录像|录播|视频|回放|直播|تسجيل|بث مباشر";

/// Parts of addresses of recordings.
const ADDRESSES: &str = "/rec/|/rec?|/recording|/replay|/vod/|webtv|webcast|youtube.|youtu.be|vimeo.|stream|/video|dailymotion.|\
    mediasite";

/// Meetings by video, which nobody has to have recorded, and memoranda.
const OTHERS: &str = "videoconf|video conf|video-conf|vidéoconf|записк";

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let meeting = subject.meeting;
    let definition = &meeting.definition;
    let Some(everybody) = meeting.audiences().len().checked_sub(1).filter(|last| *last > 0) else { return Vec::new() };
    let is_closed = definition.closed
        || definition.sessions.iter().any(|session| session.closed)
        || definition.items().iter().any(|(item, _)| item.closed || meeting.rank_at(item.id.place) < everybody);
    if !is_closed {
        return Vec::new();
    }
    let links = definition.links.iter().filter(|link| {
        link.title.all().any(|title| is_of_recording(title, RECORDINGS))
            || is_of_recording(link.url.as_str(), ADDRESSES)
    });
    let mut places: Vec<Place> = links.map(|link| link.title.place).collect();
    for passage in subject.passages.iter().filter(|passage| passage.markdown.is_some()) {
        let addresses = addresses(&passage.text.value)
            .filter(|(words, address, _)| is_of_recording(words, RECORDINGS) || is_of_recording(address, ADDRESSES));
        places.extend(addresses.map(|(_, address, at)| passage.place(at..at + address.len(), subject.sources)));
    }
    let finding = |place: Place| {
        Finding::new(
            &OPEN_RECORDING,
            place,
            "part of the meeting was closed, but everybody gets this link to a recording",
        )
        .hint(format!(
            "if the recording has the closed part, withhold the link: `\"for\": \"{}\"`",
            meeting.audiences()[0].as_str()
        ))
    };
    places.into_iter().filter(|place| meeting.rank_at(*place) == everybody).map(finding).collect()
}

fn is_of_recording(text: &str, words: &str) -> bool {
    let text = OTHERS.split('|').fold(text.to_lowercase() + "/", |text, other| text.replace(other, ""));
    words.split('|').any(|word| text.contains(word))
}

/// The addresses in a text, each with the words that are linked to it and where it begins.
fn addresses(text: &str) -> impl Iterator<Item = (&str, &str, usize)> {
    let starts = text.match_indices("http").map(|(at, _)| at);
    starts.filter(|at| text[*at..].starts_with("http://") || text[*at..].starts_with("https://")).map(|at| {
        let rest = &text[at..];
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"')).unwrap_or(rest.len());
        let before = &text[..at];
        let words = before.strip_suffix("](").and_then(|before| before.rsplit('[').next()).unwrap_or_default();
        (words, &rest[..end], at)
    })
}
