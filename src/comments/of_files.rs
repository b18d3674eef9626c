//! Findings about files of reviewers, and about what was done with their changes.

use super::codes as c;
use super::located::{Located, quoted};
use super::remark::RemarkKind;
use super::word_file::WordFileFault;
use crate::finding::{Finding, Place, Spot, quoted_and};

/// A file that could not be read.
pub fn unreadable(path: &str, fault: &WordFileFault) -> Finding {
    Finding::new(&c::UNREADABLE_WORD_FILE, Spot::File(path.to_owned()), fault.to_string()).hint(fault.hint())
}

/// A file of another pack.
pub fn other_pack(path: &str, of: &str, pack: &str) -> Finding {
    let message = match of {
        "" => format!("it does not say what it was made from, and is like no document of `{pack}`"),
        of => format!("it was made from `{}`, and not from `{pack}`", quoted(of)),
    };
    let hint = "name the pack that it was made from (`--pack`), or leave the file out";
    Finding::new(&c::OTHER_WORD_FILE, Spot::File(path.to_owned()), message).hint(hint)
}

/// A matrix of comments that was handed in as if it were a file of a reviewer.
pub fn is_matrix(path: &str, responses: &str) -> Finding {
    let message = "this is the matrix of comments itself, and not a document that reviewers got";
    let hint = format!("write responses into `{responses}`, and make the matrix again; name the files of reviewers");
    Finding::new(&c::OTHER_WORD_FILE, Spot::File(path.to_owned()), message).hint(hint)
}

/// A file for another audience than those before it, of which a matrix is made.
pub fn several_audiences(path: &str, (audience, other): (&str, &str)) -> Finding {
    let message = format!(
        "this file is for {audience}, and others are for {other}: a matrix of both would show what one must not get"
    );
    let hint = "make a matrix for each audience, of its own files";
    Finding::new(&c::SEVERAL_AUDIENCES, Spot::File(path.to_owned()), message).hint(hint)
}

/// A file without its map.
pub fn lost_map(path: &str, document: &str) -> Finding {
    let message =
        format!("the file no longer says where its texts come from: it is compared with `{document}` as it is now");
    let hint = "ask reviewers to send back the file itself, with changes recorded";
    Finding::new(&c::LOST_MAP, Spot::File(path.to_owned()), message).hint(hint)
}

/// Approvals that no longer hold if changes are written.
pub fn breaks_approvals(place: Option<Place>, definition: &str, who: &[String], state: Option<&str>) -> Finding {
    let spot = place.map_or_else(|| Spot::File(definition.to_owned()), Spot::Text);
    let message = match (who, state) {
        ([], Some(state)) => {
            format!("these minutes are {state}: people have read them without the changes that are written now")
        }
        (who, _) => {
            format!("changes that are written now break the approval by {}", quoted_and(who.iter().map(String::as_str)))
        }
    };
    Finding::new(&c::BREAKS_APPROVALS, spot, message)
        .hint("send the changed minutes out again, and have them approved again")
}

/// A change that was chosen and not written; `rejected` is the file of responses if that is why.
pub fn not_applied(located: &Located, definition: &str, why: &str, rejected: Option<&str>) -> Finding {
    let spot = located.place.map_or_else(|| Spot::File(definition.to_owned()), Spot::Text);
    let message = format!("{} was not written: {why}", located.remark.id);
    let hint = match (rejected, &located.remark.kind) {
        (Some(responses), _) => format!("change its `state` in `{responses}` first, if it is to be written"),
        (None, RemarkKind::Comment { .. }) => "answer it in the matrix of comments (`--matrix`)".to_owned(),
        _ => "write it in the definition yourself".to_owned(),
    };
    Finding::new(&c::NOT_APPLIED, spot, message).note(located.note()).hint(hint)
}

/// A file of a pack that is called otherwise now.
pub fn renamed_pack(path: &str, of: &str, pack: &str) -> Finding {
    let message = format!("it was made from `{}`, which is taken for what is called `{pack}` now", quoted(of));
    let hint = "if that is another pack, leave the file out";
    Finding::new(&c::RENAMED_PACK, Spot::File(path.to_owned()), message).hint(hint)
}
