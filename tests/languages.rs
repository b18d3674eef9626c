//! Languages of their own: an annex that is in one only, a language that the program does not know, a body's own paper.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::pdf::{ReadPdf, squeezed};
use crate::support::{Scratch, repository, unzipped};

/// Builds the pack of a workspace that has one.
fn built(scratch: &Scratch, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let (code, out, err) = scratch.run(&[&["build", "--no-cache"], arguments].concat());
    assert_eq!(code, 0, "{out}{err}");
    unzipped(&std::fs::read(scratch.path().join("out/own.zip")).unwrap())
}

fn definition() -> Value {
    json!({
        "version": 1,
        "languages": ["fr"],
        "title": { "fr": "Deuxième réunion" },
        "body": "own",
        "bodies": { "own": { "name": { "fr": "Groupe de lecture" } } },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "agenda": [{ "id": "opening", "title": { "fr": "Ouverture" }, "documents": ["terms", "letter"] }],
        "annexes": [
            { "id": "terms", "title": { "fr": "Mandat" }, "language": "en", "text": "The group *reads* one book a month." },
            { "id": "letter", "title": { "fr": "Lettre" }, "text": { "fr": "Chers amis, à bientôt." } }
        ]
    })
}

/// An annex in another language is marked in brackets where it is named, and its passages say in which language they are.
#[test]
fn an_annex_in_another_language_says_so() {
    let scratch = Scratch::new();
    scratch.write("packs/own/meeting.json", definition().to_string().as_bytes());
    // Nothing is missing: the annex is in English, and says so.
    let (code, _, err) = scratch.run(&["check", "--deny", "missing-translation"]);
    assert_eq!((code, err.as_str()), (0, ""), "{err}");
    let files = built(&scratch, &["--prove"]);
    let annexes = ReadPdf::new(&files["annexes.pdf"]);
    assert_eq!(annexes.language(), "fr");
    let marked = squeezed("[En anglais seulement]");
    assert_eq!(squeezed(&annexes.text()).matches(&marked).count(), 2, "{}", annexes.text());
    assert_eq!(squeezed(&annexes.text_in("en")), squeezed("The group reads one book a month."));
    let page = String::from_utf8(files["index.html"].clone()).unwrap();
    assert!(page.contains("[En anglais seulement]"));
    assert!(page.contains("<p><span lang=\"en\" dir=\"auto\">The group"), "{page}");
}

/// A text that is not given in the language of the edition is shown in the one it has, and marked: in the document where it
/// stands, and as a finding.
#[test]
fn a_text_that_is_not_translated_says_in_which_language_it_is() {
    let scratch = Scratch::new();
    let mut definition = definition();
    definition["agenda"][0]["text"] = json!({ "en": "The Chair opens the meeting." });
    definition["languages"] = json!(["fr", "en"]);
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    let (_, _, err) = scratch.run(&["check"]);
    assert!(err.contains("[missing-translation]"), "{err}");
    let files = built(&scratch, &[]);
    let agenda = ReadPdf::new(&files["fr/agenda.pdf"]);
    assert_eq!(squeezed(&agenda.text_in("en")), squeezed("The Chair opens the meeting."));
    assert!(
        String::from_utf8_lossy(&files["fr/index.html"]).contains("<p><span lang=\"en\" dir=\"auto\">The Chair opens")
    );
}

/// No line ends between a number and what it counts, an initial and a name, or behind a word that a language lists, also after
/// an elision, nor begins with what belongs to a number or a name before it; years, a number that counts nothing, and what would
/// fill a narrow column, stay free.
#[test]
fn spaces_that_keep_words_together() {
    let scratch = Scratch::new();
    let mut definition = definition();
    definition["languages"] = json!(["en", "fr", "ru"]);
    definition["people"] = json!({ "smith": { "name": "J. R. Smith" } });
    let texts = [
        (
            "en",
            "On 19 February 2026 the Board, Ms Rook (Rule 4) and @smith spent USD 5 in 8 or more of 3 interdepartmental \
             votes; item by item, 7% went; article 11 of Mr. van Dam.",
            "On 19~February~2026 the Board, Ms~Rook (Rule~4) and J.~R.~Smith spent USD~5~in 8~or more of 3 interdepartmental \
             votes; item by item, 7% went; article~11 of Mr.~van Dam.",
        ),
        (
            "fr",
            "Le 1 avril, M. Roux et 12 % des membres, en 2026 encore, selon l’article 11 des statuts et l’art. 12 bis.",
            "Le 1~avril, M.~Roux et 12~% des membres, en~2026 encore, selon l’article~11 des statuts et l’art.~12~bis.",
        ),
        (
            "ru",
            "Секретариат и г-н Орлов в п. 7 и далее; 6 апреля 2025 г. и в XX в. 10 млн руб. у Сидоровой С.С. и т. п.",
            "Секретариат и~г-н~Орлов в~п.~7 и~далее; 6~апреля~2025~г. и~в~XX~в. 10~млн~руб. у~Сидоровой~С.С. и~т.~п.",
        ),
    ];
    for (language, typed, _) in &texts {
        definition["agenda"][0]["text"][language] = json!(typed);
    }
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    let files = built(&scratch, &["--allow", "missing-translation", "--allow", "typed-number"]);
    for (language, _, printed) in texts {
        let printed = printed.replace('~', "\u{a0}");
        let shown = ReadPdf::new(&files[&format!("{language}/agenda.pdf")]).text();
        // Where lines end, spaces are not printed.
        let spaced = |text: &str| text.replace(' ', "");
        assert!(spaced(&shown).contains(&spaced(&printed)), "{shown:?}");
        let page = String::from_utf8(files[&format!("{language}/index.html")].clone()).unwrap();
        assert!(page.contains(&printed), "{page}");
    }
}

/// Readers of PDFs turn round one by one what stands for letters of Arabic: each code stands for one letter, alone or with
/// its vowel mark.
#[test]
fn each_letter_of_arabic_has_a_glyph() {
    let scratch = Scratch::new();
    let definition = std::fs::read(repository().join("tests/cases/arabic.json")).unwrap();
    scratch.write("packs/own/meeting.json", &definition);
    let files = built(&scratch, &["--prove"]);
    let is_letter = |c: &char| matches!(c, '\u{621}'..='\u{64a}' | '\u{671}'..='\u{6d3}');
    let is_mark = |c: char| matches!(c, '\u{64b}'..='\u{652}' | '\u{670}');
    let agenda = ReadPdf::new(&files["agenda.pdf"]);
    let texts = agenda.stand_for();
    let several: Vec<&String> = texts.iter().filter(|text| text.chars().filter(is_letter).count() > 1).collect();
    assert!(several.is_empty(), "{several:?}");
    let marked: Vec<&String> = texts.iter().filter(|text| text.contains(is_mark)).collect();
    assert!(marked.len() > 40 && marked.iter().all(|text| text.starts_with(|c| is_letter(&c))), "{marked:?}");
    // Where a letter and its mark are two glyphs, what both stand for is said in their place.
    let replaced = agenda.replaced();
    assert!(!replaced.iter().any(|text| text.contains(|c| is_letter(&c))), "{replaced:?}");
}

/// A language is a file of labels (here in the workspace, not in the program), and nothing else.
#[test]
fn german_is_added_by_a_label_file() {
    let scratch = Scratch::new();
    let labels = std::fs::read(repository().join("tests/cases/labels/de.ftl")).unwrap();
    scratch.write("templates/labels/de.ftl", &labels);
    let text = std::fs::read_to_string(repository().join("packs/un-network-2023-02-08/meeting.json")).unwrap();
    let mut network: Value = serde_json::from_str(&text).unwrap();
    network["languages"] = json!(["de", "en"]);
    scratch.write("packs/own/meeting.json", network.to_string().as_bytes());
    let files = built(&scratch, &["--allow", "missing-translation", "--prove"]);
    let minutes = ReadPdf::new(&files["de/minutes.pdf"]);
    assert_eq!(minutes.language(), "de");
    let text = squeezed(&minutes.text());
    let page = squeezed(&String::from_utf8_lossy(&files["de/index.html"]));
    for words in ["8. Februar 2023", "Protokoll", "Tagesordnung", "Anlage 1"] {
        assert!(text.contains(&squeezed(words)), "no `{words}` in {text}");
        assert!(page.contains(&squeezed(words)), "no `{words}` on the page");
    }
    assert!(page.contains("<htmllang=\"de\""));
    // The same paper in English beside it, with the same structure.
    let roles = |path: &str| ReadPdf::new(&files[path]).tree().into_iter().map(|one| one.role).collect::<Vec<_>>();
    let heads = |path: &str| roles(path).into_iter().filter(|role| role.starts_with('H')).collect::<Vec<_>>();
    assert_eq!(heads("de/minutes.pdf"), heads("en/minutes.pdf"));
}

/// A body owns paper, colours and logo by one small file.
#[test]
fn a_body_owns_its_paper() {
    let scratch = Scratch::new();
    let mut definition = definition();
    definition["annexes"][0].as_object_mut().unwrap().remove("language");
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    let look = json!({
        "paper": "us-letter", "duplex": true, "logo": { "file": "logo.svg", "height": 10, "alt": "Three waves" },
    });
    scratch.write("templates/look.json", look.to_string().as_bytes());
    let logo = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'><path d='M0 20 q15 -20 30 0 t30 0 t30 0'/></svg>";
    scratch.write("templates/logo.svg", logo.as_bytes());
    let files = built(&scratch, &["--prove"]);
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".pdf")) {
        let document = lopdf::Document::load_mem(bytes).unwrap();
        let pages = document.get_pages();
        assert_eq!(pages.len() % 2, 0, "{path} does not end a sheet");
        for page in pages.values() {
            let media = document.get_dictionary(*page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
            let sides: Vec<i64> = media.iter().map(|side| side.as_float().unwrap().round() as i64).collect();
            assert_eq!(sides, [0, 0, 612, 792], "{path} is not on Letter");
        }
        assert!(ReadPdf::new(bytes).descriptions().contains(&"Three waves".to_owned()), "{path} has no logo");
    }
    // The index, and each annex on a sheet of its own.
    assert_eq!(ReadPdf::new(&files["annexes.pdf"]).pages(), 6);
}

/// "y" is "e" before the sound of "i" in Spanish, but not before a diphthong: which, the label file says.
#[test]
fn words_change_before_others_where_a_language_wants_it() {
    let scratch = Scratch::new();
    for (last, joined) in
        [("Ilze", "Ana e Ilze"), ("Hilario", "Ana e Hilario"), ("Hiedra", "Ana y Hiedra"), ("Yago", "Ana y Yago")]
    {
        let mut definition = definition();
        definition["languages"] = json!(["es"]);
        definition["people"] = json!({ "ana": { "name": "Ana" }, "other": { "name": last } });
        definition["agenda"][0]["lead"] = json!(["ana", "other"]);
        scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
        let files = built(&scratch, &["--allow", "missing-translation"]);
        let agenda = ReadPdf::new(&files["agenda.pdf"]).text();
        assert!(squeezed(&agenda).contains(&squeezed(joined)), "no `{joined}` in {agenda}");
    }
}

/// In running text a courtesy has an article where the language wants one, by who is meant; lists have none.
#[test]
fn courtesies_have_articles_in_spanish_text() {
    let scratch = Scratch::new();
    let definition = json!({
        "version": 1, "languages": ["es"], "title": "Pleno", "body": "own", "status": "minutes-draft",
        "bodies": { "own": { "name": "Ayuntamiento" } },
        "style": { "templates": "plain", "names": "short" },
        "time": { "start": "2026-03-26T19:00", "until": "2026-03-26T21:40", "zone": "Europe/Madrid" },
        "people": {
            "garrido": { "name": "Marta Garrido", "family_name": "Garrido", "courtesy": "Sra." },
            "vidal": { "name": "Luis Vidal", "family_name": "Vidal", "courtesy": "Sr." },
            "rueda": { "name": "Ana Rueda", "family_name": "Rueda", "courtesy": "Sra." },
            "soto": { "name": "Pilar Soto", "family_name": "Soto", "courtesy": "D.ª" }
        },
        "agenda": [{ "id": "luz", "title": "Alumbrado", "proceedings": [
            { "what": "opened", "who": ["garrido"] },
            { "what": "arrived", "at": "19:15", "who": ["vidal", "rueda"] },
            { "who": ["vidal"], "text": "defendió la moción." },
            { "who": ["rueda"], "text": "¿Cuándo terminan las obras?" },
            { "decision": "farolas" }
        ] }],
        "decisions": [{
            "id": "farolas", "items": ["luz"], "title": "Farolas", "text": "Renovar las farolas.",
            "moved_by": ["vidal", "soto"], "seconded_by": ["rueda"], "disposition": "adopted",
            "actions": [{ "text": "Pedir ofertas.", "owners": ["soto"], "due": "2026-05" }]
        }]
    });
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    let (code, text, err) = scratch.run(&["document", "own", "minutes", "--text"]);
    assert_eq!(code, 0, "{err}");
    let text = text.replace('\u{a0}', " ");
    for words in [
        "La Sra. Garrido abre la sesión.",
        "19.15 h: el Sr. Vidal y la Sra. Rueda se incorporan a la sesión.",
        "El Sr. Vidal defendió la moción.",
        "Sra. Rueda: ¿Cuándo",
        "A propuesta del Sr. Vidal y D.ª Pilar Soto, con el apoyo de la Sra. Rueda.",
        "Tarea a cargo de: D.ª Pilar Soto",
        "26 de marzo de 2026, de 19.00 a 21.40 h",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

/// A courtesy that has no article keeps none, though its gender is known.
#[test]
fn courtesies_without_articles_keep_none() {
    for (language, courtesy, words) in [
        ("fr", "M.", "M. Luc Marsan ouvre la séance."),
        ("fr", "Mme", "Mme Luc Marsan ouvre"),
        ("es", "Don", "Don Luc Marsan abre"),
    ] {
        let scratch = Scratch::new();
        let definition = json!({
            "version": 1, "languages": [language], "title": "Réunion", "body": "own", "status": "minutes-draft",
            "bodies": { "own": { "name": "Conseil" } }, "style": { "templates": "plain", "names": "formal" },
            "time": { "start": "2026-03-26" }, "people": { "luc": { "name": "Luc Marsan", "courtesy": courtesy } },
            "agenda": [{ "id": "luz", "title": "Ouverture", "proceedings": [{ "what": "opened", "who": ["luc"] }] }]
        });
        scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
        let (code, text, err) = scratch.run(&["document", "own", "minutes", "--text"]);
        assert_eq!(code, 0, "{err}");
        let text = text.replace('\u{a0}', " ");
        let has_article = ["Le ", "La ", "El "].iter().any(|article| text.contains(&format!("{article}{words}")));
        assert!(text.contains(words) && !has_article, "{words}: {text}");
    }
}
