//! Registers over many packs, alone and in series, again when nothing changed; and what it costs to say what changed.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::report::{Limit, Report};
use crate::{Bench, median, time};

const PACKS: usize = 1000;
const RUNS: usize = 5;
/// Meetings that follow each other.
const SERIES: [usize; 3] = [1, 25, 200];

/// Registers of packs that follow none, and of series.
pub(super) fn registers(bench: &Bench<'_>, report: &mut Report) {
    let folders = SERIES.map(|length| {
        let folder = bench.scratch.join(format!("series-of-{length}"));
        (0..PACKS).for_each(|number| write(&folder, number, number % length));
        let registry =
            json!({ "bodies": { "board": { "name": "Board" } }, "people": { "ana": { "name": "Ana Ruiz" } } });
        std::fs::write(folder.join("packs/registry.json"), registry.to_string()).unwrap();
        folder
    });
    let run = |folder: &Path, more: &[&str]| {
        let mut command = Command::new(bench.program);
        command.current_dir(folder).args(["register", "actions", "decisions", "--format", "json"]).args(more);
        time({
            command.stdout(Stdio::null());
            command
        })
    };
    let mut times = [(); 4].map(|()| Vec::new());
    for _ in 0..RUNS {
        for (times, folder) in times.iter_mut().zip(&folders) {
            times.push(run(folder, &["--no-cache"]));
        }
    }
    run(&folders[1], &[]);
    for _ in 0..RUNS {
        times[3].push(run(&folders[1], &[]));
    }
    let [alone, short, long, again] = times.map(median);
    report.part(&format!("registers of {PACKS} packs, median of {RUNS} runs, in turn"));
    report.figure("registers", "packs that follow none", alone, "ms");
    report.limited("registers", "series of 25 against these", short / alone, "×", Limit::AtMost(1.8));
    report.limited("registers", "series of 200 against these", long / alone, "×", Limit::AtMost(4.0));
    report.limited("registers", "again, nothing changed", 100.0 * again / short, "%", Limit::AtMost(30.0));
}

/// A meeting with some 15 KB of text, an action, and a decision.
fn write(folder: &Path, number: usize, position: usize) {
    let pack = folder.join(format!("packs/m{number:04}"));
    std::fs::create_dir_all(&pack).unwrap();
    let question = "The Board heard a report on the work of the year, and discussed it at some length? ".repeat(4);
    let mut meeting: Value = json!({
        "version": 1, "title": format!("Meeting {number}"), "body": "board",
        "time": { "start": format!("{}-{:02}-05T18:00", 2001 + position / 12, position % 12 + 1), "minutes": 60, "zone": "Europe/Paris" },
        "agenda": [
            { "id": "old", "title": "Matters arising", "follow_up": [] },
            { "id": "new", "title": "New", "questions": vec![question; 45], "actions": [{ "id": "act", "text": "Do it.", "owners": ["ana"] }] },
        ],
        "decisions": [{ "id": "so", "title": "So it is", "text": "So it is.", "items": ["new"], "disposition": "adopted" }],
    });
    match position {
        0 => drop(meeting["agenda"].as_array_mut().unwrap().remove(0)),
        _ => meeting["previous"] = json!({ "pack": format!("m{:04}", number - 1) }),
    }
    if position % 2 == 1 {
        meeting["agenda"][0]["follow_up"] = json!([{ "action": format!("m{:04}/act", number - 1), "status": "done" }]);
    }
    std::fs::write(pack.join("meeting.json"), meeting.to_string()).unwrap();
}

/// A pack that begins with what changed against the same without.
pub(super) fn changes(bench: &Bench<'_>, report: &mut Report) {
    const PACK: &str = "board";
    let packs = bench.scratch.join("changes/packs");
    let text = std::fs::read_to_string(bench.repository.join("packs").join(PACK).join("meeting.json")).unwrap();
    let write = |pack: &str, text: &str| {
        std::fs::create_dir_all(packs.join(pack)).unwrap();
        std::fs::write(packs.join(pack).join("meeting.json"), text).unwrap();
    };
    std::fs::create_dir_all(&packs).unwrap();
    std::fs::copy(bench.repository.join("packs/registry.json"), packs.join("registry.json")).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(bench.program);
        command.current_dir(&packs).args(arguments).stderr(Stdio::null()).stdout(Stdio::null());
        time(command)
    };
    write("without", &text);
    write("with", &text);
    run(&["build", "with"]);
    run(&["issue", "with", "--on", "2026-03-05"]);
    std::fs::copy(packs.join("../out/with.zip"), packs.join("../sent.zip")).unwrap();
    let changed = text.replace("T14:00", "T15:00").replace("The Board", "The Trustees");
    assert_ne!(changed, text);
    ["without", "with"].into_iter().for_each(|pack| write(pack, &changed));
    let mut times = [(); 3].map(|()| Vec::new());
    for _ in 0..RUNS * 4 {
        times[0].push(run(&["build", "without", "--no-cache"]));
        times[1].push(run(&["build", "with", "--no-cache"]));
        times[2].push(run(&["changes", "../sent.zip", "../out/with.zip"]));
    }
    let [without, with, told] = times.map(median);
    report.part(&format!("what changed in `{PACK}`, whole process, median of {} runs, in turn", RUNS * 4));
    report.figure("changes", "a pack without", without, "ms");
    report.limited("changes", "with what changed against without", with / without, "×", Limit::AtMost(1.3));
    report.figure("changes", "two zips compared", told, "ms");
}
