//! Sound texts, on which `check` has nothing to say. Each is a file in `tests/cases/sound`: the definition of a small
//! meeting, written as councils, boards, associations, bodies of the United Nations and technical groups write. Adding one
//! is adding a file.

use crate::support::{Scratch, repository};

#[test]
fn sound_texts_are_not_told_of() {
    let folder = repository().join("tests/cases/sound");
    let scratch = Scratch::new();
    scratch.write("packs/registry.json", b"{}");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        scratch.write(&format!("packs/{name}/meeting.json"), &std::fs::read(&path).unwrap());
        count += 1;
    }
    assert!(count >= 30, "there are only {count} sound texts");
    let (code, out, err) = scratch.run(&["check"]);
    assert!(code == 0 && !err.contains("warning[") && !out.contains("warning["), "{out}{err}");
}
