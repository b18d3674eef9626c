//! Tables of texts: which columns get the room, and where figures stand.

use serde_json::{Value, json};

use crate::layout::files;
use crate::support::pdf::ReadPdf;

/// An agenda whose only item has a text.
fn agenda(text: &str) -> Value {
    json!({ "version": 1, "title": "Meeting", "body": "own", "bodies": { "own": { "name": "Body" } },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "agenda": [{ "id": "one", "title": "One", "text": text }] })
}

#[test]
fn a_full_stop_does_not_hang_over_into_the_space_after_it() {
    // The same letters: in one line the full stop ends what stays together, in the other it does not.
    let definition = agenda("| what | sum |\n|---|--:|\n| a | Rub./sq. mile |\n| b | Rub./sq .mile |\n");
    let pages = ReadPdf::new(&files(&definition)["agenda.pdf"]).lines();
    let begins: Vec<f32> =
        pages.iter().flatten().filter(|line| line.text.starts_with("Rub./sq")).map(|line| line.x).collect();
    assert!(matches!(begins[..], [one, other] if (one - other).abs() < 0.5), "{begins:?}");
}

#[test]
fn figures_and_short_words_leave_their_room_to_longer_texts() {
    let definition = agenda(
        "| N.º | Licitadora | NIF | DEUC | Observaciones |\n|---:|---|---|---|---|\n\
         | 2 | Obras y Reformas Alcudia, S. A. | A-13.004.562 | Sí | Completa |\n\
         | 3 | UTE Campo de Montiel–Gesproyec | U-02.977.140 | Sí | Falta el compromiso de constitución |\n",
    );
    let pages = ReadPdf::new(&files(&definition)["agenda.pdf"]).lines();
    let lines: Vec<&str> = pages.iter().flatten().map(|line| line.text.as_str()).collect();
    assert!(lines.iter().any(|line| line.contains("Reformas Alcudia")), "{lines:?}");
}
