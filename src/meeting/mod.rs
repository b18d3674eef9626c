//! The model: what a meeting is, as plain data.
//!
//! [`Definition`] is what one `meeting.json` says, [`Registry`] what all packs of a workspace share,
//! [`Meeting`] both together. Identity is written once (ids), everything else is derived:
//! [`Index`] gives each id its kind and number.
//!
//! It refuses to do input or output, and to hold words for people: sentences, labels and date forms
//! live in `templates/`.

mod agenda;
mod annex;
mod annex_file;
mod approval;
mod attendance;
mod audience;
mod audiences;
mod by_language;
mod content;
mod counted;
mod date;
mod deadline;
mod decision;
mod definition;
mod due;
mod entries;
mod followed;
mod holders;
mod id;
mod index;
mod joined;
mod kept;
mod ladder;
mod link;
mod markdown;
mod money;
mod named;
mod namesakes;
mod numbered_on;
mod paper;
mod parts;
mod placeholders;
mod positions;
mod proceedings;
mod registry;
mod reissue;
mod response;
mod series;
mod settings;
mod sitting;
mod stable;
mod stated;
mod symbols;
mod tally;
mod time;
mod trees;
mod vote;
mod voters;
mod written;
mod zone;

pub use agenda::{Item, Purpose, Remark};
pub use annex::{
    Activity, ActivityStatus, ActivitySummary, Annex, AnnexContent, Calendar, CalendarEntry, EntryState,
    OutcomeDocument, OutcomeSection, Pillar, SummaryEntry, WorkPlan,
};
pub use annex_file::{AnnexFile, FileKind, FilePath, OutOfRange, PageRanges};
pub use approval::{Approval, Approvals, Given};
pub use attendance::{Attendance, Chair, Class, Count, Observers, Participant, Presence, Quorum, Representation};
pub use audience::{Tallies, Withheld, WithheldPart, Withholdings, WordsInstead};
pub use by_language::{ByLanguage, Language, Prose, Text};
pub use content::{Content, Line};
pub use date::{Clock, Date, Instant, LocalTime, When};
pub use deadline::{Counted, Deadline};
pub use decision::{Action, ActionStatus, Decision, DecisionKind, Disposition, FollowUp, Made, Method};
pub use definition::{Background, Definition, Heads, MeetingKind};
pub use entries::Entries;
pub use followed::series_of;
pub use holders::Holders;
pub use id::{CHAIRS, Id, PREVIOUS_MINUTES, PREVIOUS_MINUTES_PDF, Section};
pub use index::{Clash, Index, Target, counts_after_sections};
pub use joined::Meeting;
pub use kept::{KeptNumbers, SentAnnex};
pub use ladder::{Objection, Resolution, Silence, Status, Step};
pub use link::{Link, Url};
pub(crate) use markdown::may_precede_reference;
pub use markdown::{
    Block, Container, Form, Image, Inline, Markdown, Reference, Side, TextBlock, TextBlockKind, Unsupported,
};
pub use money::{Amount, Money};
pub(crate) use namesakes::is_initial;
pub use namesakes::{Namesake, Namesakes};
pub use numbered_on::OutOfTurn;
pub use paper::{
    AttendanceForm, Covers, DecisionForm, HeadPart, Listing, Masthead, MinutesOrder, NameForm, OpeningPlace, Paper,
    ResolutionForm, Signatory, SpeechForm, Style, UN_TEMPLATES, VoteForm,
};
pub use parts::{Kind, Part, Parts, PrintedIn, Said, Wanted};
pub use proceedings::{Event, Role, What};
pub use registry::{Body, Demand, DocumentTitle, Entity, Gender, Person, Registry, SignOff, Term};
pub use reissue::{Reissue, ReissueKind, ReissueSymbols, read_suffix, suffix};
pub use response::{Response, ResponseState, Responses};
pub use series::{EarlierAction, EarlierMeeting, Meant, Series, Unsaid, last_held};
pub use settings::{Allowance, AnnexLimits, CheckSettings};
pub use sitting::{Entry, Sitting};
pub use stated::StatedTime;
pub use tally::Tally;
pub use time::{Session, Slot, Venue};
pub use vote::{Ballot, Candidate, Election, GroupVote, Names, Vote};
pub use zone::{Moment, Shown, Zone};
