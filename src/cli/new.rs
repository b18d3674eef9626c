//! `new`: a pack to start from.

use std::path::Path;

use super::args::New;
use super::exit::Exit;
use super::report;
use crate::finding::{near_miss, quoted_and};
use crate::read::{definition_schema, registry_schema};
use crate::workspace::{EXAMPLES, Misplaced, Schemas, StartError, Started, start};

/// Starts a pack like an example.
pub(super) fn new(args: &New) -> Exit {
    let schemas =
        Schemas { definition: format!("{:#}\n", definition_schema()), registry: format!("{:#}\n", registry_schema()) };
    match start(Path::new("."), &args.folder, &args.like, &schemas) {
        Ok(Started { definition, keeps_registry }) => {
            let folder = args.folder.display();
            report::say(&format!("{} is like `{}`", definition.display(), args.like));
            if keeps_registry {
                report::say("the registry exists and was not changed; `check` says which entries the example needs");
            }
            report::say(&format!("edit it, then: packwright check {folder} && packwright build {folder}"));
            Exit::Done
        }
        Err(error) => {
            let (message, hint) = wording(&error, args);
            report::complain(&format!("error: {message}\nhint: {hint}"));
            Exit::IncorrectUsage
        }
    }
}

fn wording(error: &StartError, args: &New) -> (String, String) {
    let folder = args.folder.display();
    match error {
        StartError::NoSuchExample => {
            let names = || EXAMPLES.iter().map(|example| example.name);
            let hint = match near_miss(&args.like, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}", quoted_and(names())),
            };
            (format!("there is no example `{}`", args.like), hint)
        }
        StartError::Exists => (format!("`{folder}` has a `meeting.json` already"), "choose another folder".to_owned()),
        StartError::BadName(misnamed) => (misnamed.to_string(), misnamed.hint()),
        StartError::Misplaced(Misplaced { inside, better }) => {
            let like = if args.like == "smallest" { String::new() } else { format!(" --like {}", args.like) };
            let inside = inside.file_name().unwrap_or_default().to_string_lossy();
            (
                format!("`{folder}` would lie in the folder `{inside}` of a workspace, where no pack is found"),
                format!("type `packwright new {}{like}`", better.display()),
            )
        }
        StartError::NeedsRegistry => (
            format!("`{}` needs people and bodies of a registry, which is in `packs`", args.like),
            "start it in that folder: `packwright new packs/NAME`".to_owned(),
        ),
        StartError::Unwritten(error) => (error.to_string(), error.hint("choose another folder, or free some space")),
    }
}
