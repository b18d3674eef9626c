//! The same inputs give the same bytes.

use std::process::Command;

use crate::support::{Scratch, repository};

#[test]
fn same_bytes_in_another_place_zone_locale_and_thread_count() {
    let pack = "un-network-2023-02-08";
    let mut zips = Vec::new();
    for (zone, locale, threads) in [("UTC", "C", "1"), ("Asia/Kathmandu", "ar_EG.UTF-8", "2")] {
        let scratch = Scratch::new();
        let definition = std::fs::read(repository().join(format!("packs/{pack}/meeting.json"))).unwrap();
        scratch.write(&format!("packs/{pack}/meeting.json"), &definition);
        let output = Command::new(env!("CARGO_BIN_EXE_packwright"))
            .current_dir(scratch.path())
            .args(["build", pack])
            .envs([("TZ", zone), ("LANG", locale), ("LC_ALL", locale), ("RAYON_NUM_THREADS", threads)])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        zips.push(std::fs::read(scratch.path().join(format!("out/{}", crate::support::zip_of(pack)))).unwrap());
    }
    let here = tempfile::tempdir().unwrap();
    let out = here.path().to_str().unwrap();
    crate::support::packwright(&repository().join("src"), &["build", pack, "--out", out]);
    zips.push(std::fs::read(here.path().join(crate::support::zip_of(pack))).unwrap());
    assert!(zips.windows(2).all(|pair| pair[0] == pair[1]));
}
