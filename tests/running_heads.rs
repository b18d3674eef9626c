//! Heads and feet of pages: what they name is whole as long as there is room for it.

use serde_json::{Value, json};

use crate::support::pdf::{Line, ReadPdf};
use crate::support::{Scratch, unzipped};

/// The lines of the second page of minutes in a language.
fn second_page(language: &str, change: impl FnOnce(&mut Value)) -> Vec<Line> {
    let mut definition = json!({
        "version": 1, "title": "Meeting", "body": "own", "status": "adopted", "languages": [language],
        "bodies": { "own": { "name": "Reading Circle" } }, "style": { "minutes": "by-item" },
        "time": { "start": "2026-03-10T18:30", "minutes": 60, "zone": "Europe/Paris" },
        "agenda": [{ "id": "one", "title": "One", "proceedings": [{ "text": "Text of one line.\n\n".repeat(60) }] }],
        "pack": [{ "document": "minutes" }],
    });
    change(&mut definition);
    let scratch = Scratch::new();
    scratch.write("packs/own/meeting.json", definition.to_string().as_bytes());
    let (code, out, err) = scratch.run(&["build", "own", "--no-cache", "--allow", "warnings"]);
    assert_eq!(code, 0, "{out}{err}");
    let files = unzipped(&std::fs::read(scratch.path().join("out/own.zip")).unwrap());
    ReadPdf::new(&files["minutes.pdf"]).lines().swap_remove(1)
}

/// The lines of the foot of a page.
fn foot(lines: &[Line]) -> Vec<&str> {
    lines.iter().filter(|line| line.y < 60.0 || line.y > 790.0).map(|line| line.text.trim()).collect()
}

#[test]
fn names_are_whole_while_there_is_room() {
    for (language, body, title, foot_line) in [
        (
            "en",
            "Board of Trustees",
            "Report of the Board on the Use of the Rooms",
            "Board of Trustees · Meeting · 10 March 2026",
        ),
        (
            "es",
            "Consejo de Administración",
            "Acta de la sesión ordinaria del Consejo",
            "Consejo de Administración · Meeting · 10 de marzo de 2026",
        ),
        ("es", "Comunidad del Edificio", "Acta", "Comunidad del Edificio · Meeting · 10 de marzo de 2026"),
        (
            "fr",
            "Association des amis de l’horloge",
            "Procès-verbal de la séance du conseil",
            "Association des amis de l’horloge · Meeting · 10 mars 2026",
        ),
        (
            "ru",
            "Комитет по использованию помещений",
            "Доклад о работе комитета и его бюро",
            "Комитет по использованию помещений · Meeting · 10 марта 2026 года",
        ),
    ] {
        let page = second_page(language, |definition| {
            definition["bodies"]["own"]["name"] = json!(body);
            definition["pack"][0]["title"] = json!(title);
        });
        let texts = foot(&page);
        assert!(texts.iter().any(|line| line == &foot_line), "{body}: {texts:?}");
        assert!(texts.iter().any(|line| line == &title), "{title}: {texts:?}");
        // The head has the line of the foot, too, if there is room for both.
        let count = texts.iter().filter(|line| **line == foot_line).count();
        assert_eq!(count, if language == "ru" { 1 } else { 2 }, "{body}: {texts:?}");
    }
    for (language, body) in [("zh", "文件无障碍问题不限成员名额工作组"), ("ar", "الفريق العامل المعني بالوثائق")]
    {
        let page = second_page(language, |definition| definition["bodies"]["own"]["name"] = json!(body));
        let texts = foot(&page).concat();
        assert!(!texts.contains('…'), "{body}: {texts}");
    }
}

#[test]
fn names_that_are_too_long_are_cut_between_words_and_the_date_stays() {
    for (language, body, title, foot_line, name) in [
        (
            "en",
            "Intergovernmental Committee on the Peaceful Uses of Outer Space and of the Resources in the Depths of the Sea",
            "Report of the Intergovernmental Committee on the Peaceful Uses of Outer Space and of the Depths of the Sea",
            "Intergovernmental Committee on the Peaceful Uses of Outer Space… · 10 March 2026",
            "Report of the Intergovernmental Committee on the Peaceful Uses of Outer Space…",
        ),
        (
            "en",
            "Friends of the Church of St. Andrew, its Tower, its Bells and its Gardens by the River Wear and the Old Mill",
            "Summary record: second part of the ninth session of the General Assembly of the Friends, held in the tower",
            "Friends of the Church of St. Andrew, its Tower · 10 March 2026",
            "Summary record: second part of the ninth session of the General Assembly of the Friends",
        ),
        (
            "zh",
            "关于文件无障碍问题与多种语文出版工作以及会议记录保存和查阅办法并其他有关事项的不限成员名额工作组第二分委员会",
            "会议记录",
            "关于文件无障碍问题与多种语文出版工作以及会议记录保存和查阅办法并…2026年3月10日",
            "会议记录",
        ),
    ] {
        let page = second_page(language, |definition| {
            definition["bodies"]["own"]["name"] = json!(body);
            definition["pack"][0]["title"] = json!(title);
        });
        let plain = |text: &str| text.replace([' ', '·'], "");
        let texts: Vec<String> = foot(&page).into_iter().map(plain).collect();
        // Where letters are parted by nothing, readers part the name from the date.
        assert!(texts.concat().contains(&plain(foot_line)), "{body}: {texts:?}");
        assert!(texts.iter().any(|line| line.contains(&plain(name))), "{title}: {texts:?}");
    }
}
