//! The steps that are timed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, OnceLock};

use packwright::finding::{Finding, Sources, Spot, show};
use packwright::typeset::{self, Fonts, KeptSources};
use packwright::workspace::PackAddress;
use packwright::{bundle, check as rules, compose, read, write};
use serde_json::Value;

use crate::bare;

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

/// How JSON is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Lines,
    OneLine,
}

/// Milliseconds by step, and what was found.
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

/// Milliseconds that all threads of this process had on the processor; the system counts in hundredths of a second.
fn spent_by_all() -> f64 {
    let counted = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields = counted.rsplit(')').next().unwrap().split_whitespace().skip(11).take(2);
    fields.map(|ticks| ticks.parse::<f64>().unwrap() * 10.0).sum()
}

/// Threads that take turns, step by step: what each works with has left the processor's caches when its turn comes again,
/// as if it were a part of something as large as all of them.
#[derive(Default)]
struct Turns {
    next: Mutex<usize>,
    passed: Condvar,
}

/// One of several threads that take turns.
struct Turn<'a> {
    turns: &'a Turns,
    number: usize,
    of: usize,
    clock: Clock,
    start: f64,
}

impl Turn<'_> {
    fn begin(&mut self) {
        let next = self.turns.next.lock().unwrap();
        drop(self.turns.passed.wait_while(next, |next| *next != self.number).unwrap());
        self.start = spent();
    }

    fn end(&mut self, step: &str) {
        *self.clock.times.entry(step.to_owned()).or_default() += spent() - self.start;
        self.pass();
    }

    fn pass(&self) {
        *self.turns.next.lock().unwrap() = (self.number + 1) % self.of;
        self.turns.passed.notify_all();
    }

    fn time<T>(&mut self, step: &str, work: impl FnOnce() -> T) -> T {
        self.begin();
        let done = work();
        self.end(step);
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

/// Reading, rules, the places of all findings and the look of as many as are shown: of so many equal packs, which take
/// turns. Times are those of all together, the least of several runs: in the first the system gives out memory.
pub(super) fn check(case: &Case, form: Form, packs: usize, runs: usize) -> Clock {
    let (files, pack) = workspace(case, form);
    let turns = Turns::default();
    let of_each: Vec<Vec<Clock>> = std::thread::scope(|scope| {
        let (turns, files, pack) = (&turns, &files, &pack);
        let work = |number| {
            let mut turn = Turn { turns, number, of: packs, clock: Clock::default(), start: 0.0 };
            move || (0..runs).map(|_| one(&mut turn, files, pack)).collect()
        };
        let threads: Vec<_> = (0..packs).map(|number| scope.spawn(work(number))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut least = Clock::default();
    for run in 0..runs {
        let of_run = of_each.iter().map(|clocks| &clocks[run]);
        let mut times: BTreeMap<&str, f64> = BTreeMap::new();
        for (step, time) in of_run.clone().flat_map(|clock| &clock.times) {
            *times.entry(step).or_default() += time;
        }
        for (step, time) in times {
            let known = least.times.entry(step.to_owned()).or_insert(time);
            *known = known.min(time);
        }
        least.found.extend(of_run.flat_map(|clock| &clock.found));
    }
    least
}

fn one(turn: &mut Turn<'_>, files: &Workspace, pack: &PackAddress) -> Clock {
    let files = files.clone();
    let mut sources = Sources::new("");
    let reading = turn.time("read", || read::read(&files, pack, &mut sources));
    let mut findings = reading.findings;
    if let Some(meeting) = &reading.meeting {
        turn.begin();
        rules::by_rule(meeting, &compose::day_names(meeting, &files), &sources, |codes, found| {
            turn.end(&format!("rule {}", codes.first().map_or("", |code| code.name)));
            findings.extend(found);
            turn.begin();
        });
        turn.pass();
    }
    turn.clock.found.extend(findings.iter().map(|finding| finding.code.name));
    turn.time("sort", || {
        findings.sort_by(|a, b| (&a.spot, a.code.name, &a.message).cmp(&(&b.spot, b.code.name, &b.message)));
    });
    turn.time("places", || {
        let places = findings.iter().filter_map(|finding: &Finding| match &finding.spot {
            Spot::Text(place) => Some(sources.locate(*place).column),
            Spot::File(_) => None,
        });
        places.sum::<usize>()
    });
    turn.time("show", || findings.iter().take(SHOWN).map(|finding| show(finding, &sources, true).len()).sum::<usize>());
    let longest = findings.iter().map(|finding| finding.message.len()).max().unwrap_or_default();
    assert!(longest < 4000, "a message of {longest} bytes");
    std::mem::take(&mut turn.clock)
}

/// The step that is not ours.
pub(super) const ENGINE: &str = "the engine alone";

/// Composing, writing, typesetting and linking of so many equal packs: milliseconds that all threads had. And the engine alone, on
/// the same source.
pub(super) fn build(case: &Case, packs: usize) -> Vec<(String, f64)> {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| Fonts::load(&Workspace::new()).0);
    let (files, pack) = workspace(case, Form::OneLine);
    let mut times: Vec<(String, f64)> = Vec::new();
    let mut all: Vec<_> = (0..packs).map(|_| Some(one_read(&files, &pack))).collect();
    let mut projects = Vec::new();
    let mut timed = |stage: &str, work: &mut dyn FnMut()| {
        let start = spent_by_all();
        work();
        times.push((stage.to_owned(), spent_by_all() - start));
    };
    let mut composed = Vec::new();
    timed("compose", &mut || {
        for (meeting, mut sources) in all.iter_mut().filter_map(Option::take) {
            let language = meeting.definition.editions().remove(0);
            let composing = compose::compose(&meeting, &language, &[], &files, &mut sources);
            composed
                .push(composing.composed.unwrap_or_else(|| panic!("not composed: {:?}", composing.findings.first())));
        }
    });
    timed("write", &mut || {
        projects.extend(composed.drain(..).map(|one| write::typst(&one.composition, one.kept)));
    });
    timed(ENGINE, &mut || projects.iter().for_each(bare::run_alone));
    let mut pdfs = Vec::new();
    timed("typeset", &mut || {
        for project in &projects {
            let typesetting = typeset::typeset(project, fonts, &mut KeptSources::default());
            // The next is equal, and would be remembered.
            typst::comemo::evict(0);
            pdfs.push(typesetting.pdfs.unwrap_or_else(|| panic!("not set: {:?}", typesetting.findings.first())));
        }
    });
    timed("link", &mut || {
        for pdfs in std::mem::take(&mut pdfs) {
            bundle::link(pdfs).expect("links can be put in");
        }
    });
    times
}

fn one_read(files: &Workspace, pack: &PackAddress) -> (Arc<packwright::meeting::Meeting>, Sources) {
    let mut sources = Sources::new("");
    (Arc::new(read::read(files, pack, &mut sources).meeting.expect("it can be read")), sources)
}
