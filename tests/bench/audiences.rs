//! What packs for three audiences cost against one for all: cutting, composing and typesetting twice more, and the search of the
//! finished bytes.

use std::process::{Command, Stdio};

use crate::report::{Limit, Report};
use crate::{Bench, PACK, RUNS, median, time};

/// Builds packs for three audiences and for one in turn.
pub(super) fn bench(bench: &Bench<'_>, report: &mut Report) {
    let packs = bench.scratch.join("audiences/packs");
    let read = |pack: &str| -> serde_json::Value {
        let path = bench.repository.join("packs").join(pack).join("meeting.json");
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    };
    let write = |pack: &str, definition: &serde_json::Value| {
        std::fs::create_dir_all(packs.join(pack)).unwrap();
        std::fs::write(packs.join(pack).join("meeting.json"), definition.to_string()).unwrap();
    };
    std::fs::create_dir_all(packs.join("hospital/papers")).unwrap();
    let paper = "hospital/papers/opinion.pdf";
    std::fs::copy(bench.repository.join("packs").join(paper), packs.join(paper)).unwrap();
    std::fs::copy(bench.repository.join("packs/registry.json"), packs.join("registry.json")).unwrap();
    write("hospital", &read("hospital"));
    let mut real = read(PACK);
    write("for-all", &real);
    real["audiences"] = serde_json::json!(["members", "observers", "public"]);
    let items = real["agenda"].as_array_mut().unwrap();
    items.last_mut().unwrap()["for"] = "members".into();
    real["annexes"][0]["for"] = "observers".into();
    write("for-three", &real);
    let run = |pack: &str, more: &[&str]| {
        let mut command = Command::new(bench.program);
        command.current_dir(&packs).args(["build", pack, "--no-cache"]).args(more).stderr(Stdio::null());
        time(command)
    };
    let mut times = [(); 5].map(|()| Vec::new());
    for _ in 0..RUNS {
        times[0].push(run("hospital", &["--audience", "members"]));
        times[1].push(run("hospital", &[]));
        times[2].push(run("for-all", &[]));
        times[3].push(run("for-three", &["--audience", "members"]));
        times[4].push(run("for-three", &[]));
    }
    let [small, small_three, all, one, three] = times.map(median);
    report.part(&format!("audiences, whole process, median of {RUNS} runs, in turn"));
    report.figure("audiences", "hospital, one audience", small, "ms");
    report.limited("audiences", "hospital, three audiences against one", small_three / small, "×", Limit::AtMost(2.6));
    report.figure("audiences", &format!("{PACK}, without audiences"), all, "ms");
    report.figure("audiences", &format!("{PACK}, the first of three audiences"), one, "ms");
    report.limited("audiences", &format!("{PACK}, three audiences against none"), three / all, "×", Limit::AtMost(2.6));
}
