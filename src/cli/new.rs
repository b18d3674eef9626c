//! `new`: a pack to start from.

use std::path::Path;

use clap::ValueEnum;

use super::approve::the_pack;
use super::args::{New, SchemaOf};
use super::exit::Exit;
use super::report;
use super::schema::text_of;
use crate::build::{self, Begun, Next};
use crate::finding::{did_you_mean, near_miss, quoted_and};
use crate::workspace::{Beginning, EXAMPLES, Misplaced, Schema, StartError, Started, start};

/// Starts a pack like an example, or the next one of a series.
pub(super) fn new(args: &New) -> Exit {
    match &args.after {
        Some(former) => after(args, former),
        None => like(args),
    }
}

fn schemas() -> Vec<Schema> {
    let schema = |of: &SchemaOf| {
        let name = of.to_possible_value().expect("each schema can be asked for");
        Schema { of: name.get_name().to_owned(), text: format!("{}\n", text_of(*of)) }
    };
    SchemaOf::value_variants().iter().map(schema).collect()
}

fn like(args: &New) -> Exit {
    match start(Path::new("."), &args.folder, Beginning::Like(&args.like), &schemas()) {
        Ok(Started { definition, keeps_registry }) => {
            report::tell(&format!("{} is like `{}`", definition.display(), args.like));
            if keeps_registry {
                report::tell("the registry exists and was not changed; `check` says which entries the example needs");
            }
            go_on(args)
        }
        Err(error) => refuse(&error, args),
    }
}

fn after(args: &New, former: &str) -> Exit {
    let Some((workspace, pack)) = the_pack(Some(former)) else { return Exit::IncorrectUsage };
    let Next { definition, findings, sources } = build::next(&workspace, &pack, args.on);
    report::show_errors(&findings, &sources);
    let begun = match definition {
        Ok(begun) => begun,
        Err(refusal) => return report::refuse(&refusal),
    };
    let folder = workspace.root.join(&pack.folder);
    let beginning = Beginning::After { definition: &begun.text, folder: &folder };
    match start(Path::new("."), &args.folder, beginning, &schemas()) {
        Ok(Started { definition, .. }) => {
            let Begun { title, start, source, .. } = &begun;
            let when = start.replace('T', ", ");
            report::tell(&format!("{} follows `{}`: {title}, {when}, {source}", definition.display(), pack.id));
            report::tell("check title, time and participants first");
            go_on(args)
        }
        Err(error) => refuse(&error, args),
    }
}

fn go_on(args: &New) -> Exit {
    let folder = args.folder.display();
    report::tell(&format!("edit it, then: packwright check {folder} && packwright build {folder}"));
    Exit::Done
}

fn refuse(error: &StartError, args: &New) -> Exit {
    let (message, hint) = wording(error, args);
    report::misuse(&format!("{message}\nhint: {hint}"))
}

fn wording(error: &StartError, args: &New) -> (String, String) {
    let folder = args.folder.display();
    match error {
        StartError::NoSuchExample => {
            let names = || EXAMPLES.iter().map(|example| example.name);
            let hint = did_you_mean(near_miss(&args.like, names()), || format!("there are {}", quoted_and(names())));
            (format!("there is no example `{}`", args.like), hint)
        }
        StartError::Exists => (format!("`{folder}` has a `meeting.json` already"), "choose another folder".to_owned()),
        StartError::BadName(misnamed) => (misnamed.to_string(), misnamed.hint_for_new()),
        StartError::Misplaced(Misplaced { inside, better }) => {
            let like = if args.like == "smallest" { String::new() } else { format!(" --like {}", args.like) };
            let inside = inside.file_name().unwrap_or_default().to_string_lossy();
            (
                format!("`{folder}` would be in the folder `{inside}` of a workspace, where packs are not looked for"),
                format!("type `packwright new {}{like}`", better.display()),
            )
        }
        StartError::Apart => (
            format!("`{folder}` is not beside the pack of the previous meeting, so it cannot name that pack"),
            format!(
                "type `packwright new packs/{} --after {}`",
                args.folder.file_name().unwrap_or_default().display(),
                args.after.as_deref().unwrap_or_default()
            ),
        ),
        StartError::NeedsRegistry => (
            format!("`{}` needs a registry or other packs, which are in `packs`", args.like),
            "start it in that folder: `packwright new packs/NAME`".to_owned(),
        ),
        StartError::Unwritten(error) => (error.to_string(), error.hint("choose another folder, or free some space")),
    }
}
