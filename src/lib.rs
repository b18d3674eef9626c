//! Meeting packs from one JSON definition: agenda, annexes and minutes as accessible, archival PDFs
//! in one zip.
//!
//! # The house
//!
//! ```text
//!  6  cli        speaks to people: arguments, printed findings, exit codes
//!  5  build      takes one pack through the stages; many packs in parallel
//!  4  verify     is a pack what it says, for whoever is handed one, and before it is signed or delivered
//!  3  read   check   preflight   compose   write   typeset   bundle   sign   pack      the stages: none knows another
//!  2  meeting    edition    the model of a meeting; what stages hand on
//!  1  document   what a document says, before any format
//!  0  finding    workspace  pdf  picture   what is wrong and where; files in and out; other people's PDFs and pictures, read
//!     worker                              within bounds; work that another process does, which may die
//! ```
//!
//! A room imports only from lower floors, rooms of one floor do not see each other, and the files of a room form no
//! circle: what two of them need has a file of its own. Tests prove it (`tests/house.rs`).
//!
//! # The way of the data
//!
//! ```text
//! meeting.json + registry ─ read ─► Meeting       every value knows its place
//!       Meeting ─ check ─► findings               errors end here, all of them at once
//!       Meeting ─ preflight ─► OutsidePdf…        other people's PDFs, looked through before anything is made of them
//!       Meeting ─ compose ─► Document…            templates; elements and text, numbered, each with its place in the JSON
//!     Document… ─ write ─► Project, Page, text    one writer a format: pages, screens, plain text
//!       Project ─ typeset ─► Pdf…                 one compile per edition
//!          Pdf… ─ bundle ─► Pdf…                  links between the files, outside PDFs merged in
//!          Pdf… ─ pack ─► Pack                    zip and manifest
//!          Pack ─ sign ─► Pack                    minutes signed, manifest sealed
//!          Pack ─ verify ─► Report                on anybody's machine
//! ```
//!
//! Forward only: a stage takes values and returns values plus findings. It never calls back, prints,
//! or looks at the clock.
//!
//! # Where to add what
//!
//! Every file that is touched. What the compiler or a test asks for is in brackets.
//!
//! - **a rule**: `src/check/<rule>.rs`, `src/check/mod.rs` (`RULES`), a case in `tests/cases/findings/<code>` [asked for], and a
//!   second one that does not fire, if it is easily taken for one that does;
//! - **a field of the definition**: its type in `src/meeting`; the compiler then names the other places (`src/meeting/parts`),
//!   `packs/meeting.schema.json` (`UPDATE=1 cargo test --release schema`);
//! - **a label**: `templates/labels/en.ftl` and the files beside it [asked for];
//! - **a language**: `templates/labels/<tag>.ftl`, `src/workspace/embedded.rs` [asked for], fonts for its script in `fonts/`;
//! - **a kind of annex**: its data in `src/meeting/annex.rs` and `src/meeting/mod.rs`, its texts in `src/meeting/parts/annexes.rs`,
//!   what minutes vouch for in `src/meeting/content.rs`, what templates see in `src/compose/context/annexes.rs`, its template
//!   `templates/annexes/<kind>.xml.j2`, `src/workspace/embedded.rs` [asked for], its name in `src/check/annexes.rs`;
//! - **a document**: `templates/<name>.xml.j2`, `src/workspace/embedded.rs` [asked for], `src/document/kind.rs`, when there is something for
//!   it to say in `src/meeting/joined.rs` [asked for], what is at home in it in `src/compose/homes.rs`, a label `document-<name>`;
//! - **an element**: `src/document/vocabulary.rs`, an example in `src/document/examples.rs` [asked for], how it looks in `templates/shape`, on
//!   screens in `src/write/html/writer.rs` and as text in `src/write/text/mod.rs`, if it is no plain block there;
//! - **a format**: a folder in `src/write`, `src/write/mod.rs`, `src/document/kind.rs` (`Format`), when it is made in `src/build/work.rs`;
//! - **a finding about files**: of a signed pack or PDF in `src/verify`; of other people's PDFs in `src/preflight/inspect` with its words in
//!   `findings.rs` there and a case in `tests/cases/preflight`; of templates, labels and looks in `src/compose/codes.rs`.
//!
//! # Why the model is cut as it is
//!
//! 31 real agendas, minutes, resolutions and calendars of 15 bodies were read; `tests/cases/features.md` lists what they
//! need and which example shows it. A field of its own was given to nothing that two plainer ones say:
//!
//! - **One tree of items.** Sections, breaks, consent agendas and sub-items are items; what only groups has no number.
//!   A number of the body's own scheme is text beside the item, never a second numbering.
//! - **One list of events.** Speech, coming and going, changes of chair, recusals, a lost quorum, a roll call and the
//!   taking of a decision are entries of `proceedings`, in order, of one shape: when, what, who, words.
//! - **A decision with a method.** Motion, resolution, ordinance, election and written procedure are decisions: what was
//!   put, by whom, how it was decided, what became of it. The result is data and never reckoned from votes.
//! - **A role is words and people.** Presenter, sponsor, rapporteur, vice-chair: bodies have too many for an enumeration.
//! - **One slot of time** for meeting and sessions; the timetable is derived from items, and so is every clock time.
//! - **What a body does always** (templates, words, order of minutes, numbering) is its `style`, and not part of a meeting.
//! - Money, deadlines and links are values of their own, since languages print them differently or chains derive them.
//!
//! # Decisions
//!
//! - `edition` and `workspace` are rooms beside those of the first design: the values that stages
//!   hand on need a floor below the stages, and files a place that is neither `read` nor `build`.
//! - An annex says what is in it by the key it has (`work_plan`, `calendar`) and not by a `kind`:
//!   the schema stays free of alternatives, so every error in it is told exactly.
//! - A section of the agenda is an item without a number: one tree, one way to refer into it.
//! - Errors are never allowed, warnings are: by code or group, on the command line or in `packs/check.json`, where each
//!   allowance gives its reason. A code goes before a group, what was typed before the file.
//! - A document as issued is a pack like others with `as_issued` set. What is printed in place of derived words is stated
//!   beside the data it was derived from, so the two can be held against each other; contradictions are warnings then.
//! - What rules know of a language (words for "annex", verbs of decisions) stands in the rule that uses it: it is never
//!   printed, and a rule stays one file. Other languages than those it names are passed over, not guessed at.
//! - Rules on names look for registered words, never for what looks like a name: a pack without a registry is not
//!   bothered. Every rule prefers to say nothing to saying something wrong.
//! - A document that there is nothing for yet is left out of a pack, so that `pack` can list all documents from the start.
//! - Agenda and timetable are no drafts once the meeting is convened; everything else is until adoption.
//! - A document is a tree of generic elements with a table of their kinds, and not a type a kind: numbering, comparing and
//!   writing are one short walk each, and a workspace's own element needs no code. The table is validator and manual, too.
//! - `document` has a floor of its own, below `meeting`: which documents there are is asked in both.
//! - Values stand in the XML between characters of the private use area that say where each is written (`compose::marked`): no
//!   list beside it has to be kept in step, and a value that a template sets and prints later keeps its place.
//! - Figures that are read as one (ranges, numbers with a sign, dates in Chinese) are set apart by writers, from one function
//!   (`document::pieces`), and spaces in numbers are made unbreakable when texts are composed (`compose::joined`): both hold in
//!   every language, since where lines begin on the right a number that breaks, or has plain spaces, is also turned round.
//! - Chinese has parentheses as the set has them: the United Nations write them as in English, everybody else as wide as a letter.
//! - A table whose words do not fit its columns is set smaller, then turned, and told: on pages nothing may cover anything.
//! - Each mark in the XML has a sign behind it that differs from process to process and is never printed: a template may take
//!   apart what it captured, and nothing that a definition says is taken for a mark then.
//! - Numbers of notes are handed to the engine, and marks of lists with them: it counts nothing that the document has counted.
//! - A list stands close to the paragraph that leads it in, everywhere: before, that depended on the template.
//! - Short texts (titles, places, results) have no references and no Markdown: most of them stand in headings, running heads, bookmarks
//!   and names of files, where neither can be. What looks like either is told.
//! - Lists in prose keep typed marks but where a set of templates has a pattern of its own: prose cites what was typed.
//! - The group of somebody who was not there is their heading, as it is of those who were: words of the definition come before ours.
//! - What stays together on a page is decided from the document (`write::typst::keep`) and laid out by the engine's own means;
//!   nothing is measured. The first row of a table is laid out as a head, the last two as a foot, all marked as data: so two
//!   rows stand together at either end, and tags say what they said. Only lists that a vote or signatures follow are two lists
//!   to those who listen, since their last entry goes with what follows.
//! - Templates and labels of ours are compiled once a process, a workspace's own once a run (`compose::environment`, `labels`).
//! - Shapes learn language and look of an edition from two sheets that are written anew for each (`language.typ`, `theme.typ`), not
//!   from `context`: sides, typefaces and marks are then known before any page is laid out.
//! - What a workspace has for all sets comes before what a set of ours has, and its `look.json` over all: what a body owns has
//!   effect whatever set its packs use.
//! - Fonts of other scripts are parsed when a text first has a character that the usual ones lack.
//! - Links are spliced into the engine's own bytes (`bundle::splice`): the one place where PDF is written by hand, because
//!   reading and writing all of a file takes a tenth of a build.
//! - A language with a region (`en-US`) is its general language with what differs; a body's own words go over both.
//! - An approval is bound to the model and not to what is printed: everything a definition says, in one language, with the
//!   entries of the registry that it names, less a short list of what is apart (`meeting::Content`). So it outlives labels,
//!   templates and versions of this program, and a new field is covered from its first day. Templates of minutes see
//!   nothing that approvals do not cover, but how the papers go on and how they look.
//! - A signed pack is kept whole (`signed.zip`) and delivered as it is; nothing rebuilds it. To rebuild a signed document
//!   bit by bit would bind every later version of this program to the layout of today.
//! - Each signature binds the whole pack: it carries the digest of the manifest as it was before anybody signed, and seals are kept in
//!   the manifest. So no signer vouches for less than the first did, and what each vouched for can be told for ever
//!   (`Manifest::binding`, `verify::seals`). A signature by another program does not, and is WRONG.
//! - That nothing is wrong is no success while nobody who is trusted vouches for it: anybody can make a pack (exit code 4).
//!   What cannot be told (an algorithm that is not known, a missing certificate) counts as that, and not as wrong.
//! - A definition at hand explains what it says otherwise itself (its content changed), and nothing else: a manifest that
//!   does not follow from it is forged. Who promises what to whom stands in `.github/SECURITY.md`.
//! - Whose a certificate in another name is, the workspace keeps (`signers/PERSON.pem`, written by `sign --any-name`): a pack
//!   cannot say it itself, since a forger's would say it too.
//! - Fields for signatures are links that the engine lays out and tags; `bundle` makes fields of them. What a field shows is
//!   typeset by the same engine, and taken into the PDF by an incremental update.
//! - The zip's layout is compared by code of our own (`pack::layout`), what is compressed by digest: neither depends on the
//!   version of a library. The manifest and its seal lie uncompressed, since no digest of them can stand in them.
//! - Time stamps are asked for over plain HTTP: they are signed, and held against what was asked.
//! - Anchors are set by our templates only; a document of a workspace's own links to the documents in which things are at home.
//! - Every PDF is read by a reader of our own (`pdf`), since no library at hand does so within bounds; what it reads is
//!   `lopdf`'s own types, which everything after it works with. `pdf` is a room on the ground floor because `preflight`,
//!   `bundle` and `sign` need it. Somebody else's file is opened once a build, mended as far as can be, and kept in few bytes
//!   until it is merged; what is signed or proved is opened without mending anything, or a signature could vouch for what
//!   another reader does not see.
//! - The validator of standards believes what a file says and cannot be interrupted. So it gets only files that were looked
//!   through (`pdf::proof`), and what it cannot tell in time is neither claimed nor called wrong.
//! - A sheet of somebody else's keeps its size, or printers would scale it: what is on it makes room for the stamp by being a few
//!   per cent smaller, which the stamp states. A body may have higher sheets instead (`look.json`). No content is covered; what lay
//!   outside the page is clipped away, or the room would uncover it.
//! - What readers draw by themselves (values of fields, annotations without an appearance) is drawn before a file is looked at, in
//!   the font that the file names or else in Helvetica, as they do; ticks are paths, since the font for them is in no file. What
//!   cannot be drawn is told with what it says. Hidden layers are taken out then, too, with what structure says of them, and
//!   others become plain content: a record has nothing to switch.
//! - Pages without tags are wrapped so that validators would let them pass. They are not claimed all the same: level A and
//!   PDF/UA-1 say that somebody is told what is on them. Where a page cannot be read whole, nothing is claimed: the validator
//!   passes over what it cannot read.
//! - `check` says which file prevents a standard by looking at it alone, as the merge would write it; what is claimed is found
//!   out on the merged document. `--require` is `--deny` of these findings.
//! - One PDF of everything (`--merged`) is a merge of our own documents by the same way, which turns links inwards. They are
//!   typeset anew for it, since its numbers of pages are printed on them, and where one refers to another. What a merged
//!   document claims is the last thing that is done to it, on the bytes that go into the zip.
//! - The page for browsers is written from the same documents, not by the engine's HTML export, which drops too much; its head is
//!   written in Rust, so that nothing can let it load anything.
//! - Letters of Arabic lie in PDFs from left to right, marked as reversed (ISO 32000-1, 14.8.2.3.3), as the engine writes them.
//!   Put in the order of reading, which was tried, they come out of PDFium, poppler, pdf.js and pypdf backwards, torn apart or
//!   without spaces: readers expect them as they are painted, and turn them round, glyph by glyph. So the fonts have a glyph
//!   for each letter, also where two ligate, and one for a letter with its vowel mark (`.ci/fonts.py` makes them from Noto's
//!   and says why). `.ci/run` holds the words that PDFium and poppler read in the Arabic edition against those of its page.
//! - Every line of text is in a paragraph, a note on a heading stands behind the heading, and what is bold by its place is
//!   not tagged as stressed: shapes say so in Typst, and `tests/structure.rs` holds every example to it. The one thing that
//!   Typst does not let a shape say, that a list has no marks, is mended in its bytes (`bundle::marks`).
//! - `check` goes the way of a build up to the pages of all editions, with the same processes and bounds, since some of what a
//!   build refuses is known only then; `--quick` ends before. What comes after pages fails by a fault of ours alone. What was
//!   signed is not set again by either.
//! - An original (`source`) is held against its PDF by their names alone, where these differ in a number. When files were
//!   changed is no input, and what files say of themselves is set by whatever exports them: most of that would be told wrongly.
//! - Long runs are done by processes that relieve each other (`build::rotation`), since the engine's cache gives memory back
//!   only when its process ends. What they say to each other is nobody else's interface.
//! - So are runs of packs that bring along what may take any time and memory (`build::apart`): own templates, shapes and
//!   fonts, pictures that are not small and plain, annexes that are PDFs, texts of more than 64 KB. All that other packs are
//!   made of is ours, and is done in the process of the run, which saves 7 ms. The exact bounds come first (`picture`,
//!   `typeset::fonts`, fuel of templates); the process is for what they do not catch, since an engine that runs programs
//!   cannot be bounded from inside. What `context` and `document` show is always made there.
//! - Files are read through one door (`workspace::plain`) that takes plain files only, and replaced under a lock beside them
//!   (`workspace::lock`), if they still are what was read. Two locks are taken in the order of their paths.
//! - Names of packs are ASCII, wherever they are named (`workspace::names`): the same letters of other scripts have several
//!   byte forms, so zips, addresses and manifests would depend on the system. Titles are in any script.
//! - A cache is believed as far as its entries carry a code, name all their inputs, and their zips say the same of themselves.
//!   Against those who may write there only a key helps. A comparison (`--check`) believes no cache.
//! - Keys of JSON objects are the field names of the model and the names templates see.

pub mod build;
pub mod bundle;
pub mod check;
pub mod cli;
pub mod compose;
pub mod document;
pub mod edition;
pub mod finding;
pub mod meeting;
pub mod pack;
pub mod pdf;
pub mod picture;
pub mod preflight;
pub mod read;
pub mod sign;
pub mod typeset;
pub mod verify;
pub mod worker;
pub mod workspace;
pub mod write;
