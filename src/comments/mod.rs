//! What reviewers did and said in Word files that were sent out, and where it belongs in the definition.
//!
//! A file is read as letters, each with who inserted it and who deleted it ([`read`]). Its paragraphs are those of its map
//! ([`WordMap`](crate::edition::WordMap)), which says what each was made of. What differs from the text that was sent is a remark
//! ([`remarks`]), and so is each comment; [`Values`] says which letters of which string of the definition a remark is about, and
//! [`rewritten()`] puts changes into the text of that string, and [`written()`] writes them into these letters and nothing else.
//!
//! A file comes from outside and may say anything of itself: it is read within bounds, and its map is believed only where the
//! definition has the same letters. Formatting is not looked at.
//!
//! Of meetings it knows only their Markdown. It refuses to read or write files.

mod aligned;
mod body;
mod bound;
mod codes;
mod comment_part;
mod comment_places;
mod done;
mod edits;
mod fields;
mod hidden;
mod levels;
mod links;
mod located;
mod map_part;
mod markup;
mod moves;
mod of_files;
mod originals;
mod pictures;
mod placing;
mod present;
mod remark;
mod reviewed;
mod rewritten;
mod run;
mod setting;
mod stamps;
mod tell;
mod telling;
mod values;
mod windows;
mod word_file;
mod written;
mod xml;

pub use codes::CODES;
pub use located::Located;
pub use of_files::{
    breaks_approvals, is_matrix, lost_map, not_applied, other_pack, renamed_pack, several_audiences, unreadable,
};
pub use present::Found;
pub use remark::{Nested, Remark, RemarkKind};
pub use reviewed::{WordFile, read};
pub use rewritten::{ALL_OF_TEXT, Misfit, TextChange, moved_text, rewritten};
pub use setting::OtherSetting;
pub use tell::SIGNED;
pub use telling::remarks;
pub use values::{Aim, Values};
pub use word_file::WordFileFault;
pub use written::{Replacement, written};
