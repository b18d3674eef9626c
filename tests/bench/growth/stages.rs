//! The steps that are timed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::OnceLock;
use std::time::Instant;

use packwright::finding::{Finding, Placed, Sources, Spot, show};
use packwright::meeting::Parts;
use packwright::typeset::{self, Fonts};
use packwright::workspace::PackAddress;
use packwright::{bundle, check as rules, compose, read, write};
use serde_json::Value;

/// Findings that are shown to measure what showing one costs; more are shown to nobody.
const SHOWN: usize = 200;

/// What a pack is made of.
pub(super) struct Case {
    pub(super) definition: Value,
    pub(super) registry: Option<Value>,
    pub(super) approvals: Option<Value>,
    /// The definition as it is written, where it is no good JSON.
    pub(super) raw: Option<String>,
}

impl From<Value> for Case {
    fn from(definition: Value) -> Self {
        Self { definition, registry: None, approvals: None, raw: None }
    }
}

/// What is linear for certain, and yet grows faster where data no longer fits the processor's caches: reading JSON as it
/// comes, copying a definition, and passing over its texts.
pub(super) const PLAIN_READING: &str = "plain reading";
pub(super) const PLAIN_COPY: &str = "plain copy";
pub(super) const PLAIN_PASS: &str = "plain pass";

/// How JSON is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Lines,
    OneLine,
}

/// Milliseconds by step.
#[derive(Default)]
pub(super) struct Clock {
    pub(super) times: BTreeMap<String, f64>,
    pub(super) found: BTreeSet<&'static str>,
}

/// Milliseconds that this thread had on the processor. It gives way first, which brings the system's count up to date.
fn spent() -> f64 {
    std::thread::yield_now();
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    counted.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e6
}

impl Clock {
    fn time<T>(&mut self, step: &str, work: impl FnOnce() -> T) -> T {
        let start = spent();
        let done = work();
        *self.times.entry(step.to_owned()).or_default() += spent() - start;
        done
    }
}

type Workspace = BTreeMap<String, Vec<u8>>;

fn workspace(case: &Case, form: Form) -> (Workspace, PackAddress) {
    let pack = PackAddress { id: "case".to_owned(), folder: "packs/case".to_owned() };
    let text = |value: &Value| match form {
        Form::Lines => format!("{value:#}").into_bytes(),
        Form::OneLine => value.to_string().into_bytes(),
    };
    let raw = case.raw.as_ref().map(|raw| match form {
        Form::Lines => raw.clone().into_bytes(),
        Form::OneLine => raw.replace('\n', "").into_bytes(),
    });
    let definition = raw.unwrap_or_else(|| text(&case.definition));
    let mut files = Workspace::from([(pack.definition(), definition)]);
    files.extend(case.registry.iter().map(|registry| (read::REGISTRY.to_owned(), text(registry))));
    files.extend(case.approvals.iter().map(|approvals| (pack.approvals(), text(approvals))));
    (files, pack)
}

fn letters(text: &Placed<String>) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Reading, rules, the places of all findings and the look of as many as are shown.
pub(super) fn check(case: &Case, form: Form, clock: &mut Clock) {
    let (files, pack) = workspace(case, form);
    let mut sources = Sources::new("");
    let plain = clock.time(PLAIN_READING, || {
        files.values().filter_map(|text| serde_json::from_slice::<Value>(text).ok()).collect::<Vec<_>>()
    });
    clock.time(PLAIN_READING, || drop(plain));
    let reading = clock.time("read", || read::read(&files, &pack, &mut sources));
    let mut findings = reading.findings;
    if let Some(meeting) = reading.meeting {
        let copy = clock.time(PLAIN_COPY, || meeting.definition.clone());
        clock.time(PLAIN_COPY, || drop(copy));
        let pass =
            || Parts::of(&meeting.definition).said.iter().flat_map(|said| said.text.all()).map(letters).sum::<usize>();
        clock.time(PLAIN_PASS, pass);
        let mut start = spent();
        rules::by_rule(&meeting, &sources, |codes, found| {
            let step = format!("rule {}", codes.first().map_or("", |code| code.name));
            let now = spent();
            *clock.times.entry(step).or_default() += now - start;
            findings.extend(found);
            start = spent();
        });
    }
    clock.found.extend(findings.iter().map(|finding| finding.code.name));
    clock.time("sort", || {
        findings.sort_by(|a, b| (&a.spot, a.code.name, &a.message).cmp(&(&b.spot, b.code.name, &b.message)));
    });
    clock.time("places", || {
        let places = findings.iter().filter_map(|finding: &Finding| match &finding.spot {
            Spot::Text(place) => Some(sources.locate(*place).column),
            Spot::File(_) => None,
        });
        places.sum::<usize>()
    });
    clock
        .time("show", || findings.iter().take(SHOWN).map(|finding| show(finding, &sources, true).len()).sum::<usize>());
    let longest = findings.iter().map(|finding| finding.message.len()).max().unwrap_or_default();
    assert!(longest < 4000, "a message of {longest} bytes");
}

/// Rendering, typesetting and linking, by the wall: they work in parallel.
pub(super) fn build(case: &Case) -> Vec<(String, f64)> {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    let (files, pack) = workspace(case, Form::OneLine);
    let fonts = FONTS.get_or_init(|| Fonts::load(&Workspace::new()).0);
    let mut sources = Sources::new("");
    let mut times = Vec::new();
    let mut timed = |stage: &str, start: Instant| {
        times.push((format!("build {stage}"), start.elapsed().as_secs_f64() * 1000.0));
    };
    let meeting = Arc::new(read::read(&files, &pack, &mut sources).meeting.expect("it can be read"));
    let start = Instant::now();
    let language = meeting.definition.editions().remove(0);
    let composing = compose::compose(&meeting, &language, &[], &files, &mut sources);
    let Some(composed) = composing.composed else {
        panic!("it cannot be composed: {:?}", composing.findings.first());
    };
    timed("compose", start);
    let start = Instant::now();
    let project = write::typst(&composed.composition, composed.kept);
    timed("write", start);
    let start = Instant::now();
    let typesetting = typeset::typeset(&project, fonts);
    timed("typeset", start);
    let Some(pdfs) = typesetting.pdfs else {
        panic!("it cannot be set: {:?}", typesetting.findings.first());
    };
    let start = Instant::now();
    bundle::link(pdfs).expect("links can be put in");
    timed("link", start);
    times
}
