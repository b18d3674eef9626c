//! `new`: a pack to start from.

use std::path::Path;

use super::args::New;
use super::exit::Exit;
use super::report;
use crate::finding::{near_miss, quoted_list};
use crate::read::definition_schema;
use crate::workspace::{EXAMPLES, StartError, start};

/// Starts a pack like an example.
pub(super) fn new(args: &New) -> Exit {
    let schema = format!("{:#}\n", definition_schema());
    match start(Path::new("."), &args.folder, &args.like, &schema) {
        Ok(definition) => {
            let folder = args.folder.display();
            report::say(&format!("{} is like `{}`", definition.display(), args.like));
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
            let names = || EXAMPLES.iter().map(|(name, _)| *name);
            let hint = match near_miss(&args.like, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}", quoted_list(names()).replace(" or ", " and ")),
            };
            (format!("there is no example `{}`", args.like), hint)
        }
        StartError::Exists => (format!("`{folder}` has a `meeting.json` already"), "choose another folder".to_owned()),
        StartError::BadName(misnamed) => (misnamed.to_string(), misnamed.hint()),
        StartError::Unwritten(error) => (error.to_string(), error.hint("choose another folder, or make room")),
    }
}
