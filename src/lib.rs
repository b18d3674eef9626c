//! Meeting packs from one JSON definition: agenda, annexes and minutes as accessible, archival PDFs
//! in one zip.
//!
//! # The house
//!
//! ```text
//!  7  cli        speaks to people: arguments, printed findings, exit codes
//!  6  preview    a browser beside the editor: pages while they are written
//!  5  build      takes one pack through the stages; many packs in parallel
//!  4  verify     checks a pack for its recipients, and before it is signed or delivered
//!     changes    what a pack says otherwise than an earlier one
//!     comments   what reviewers did in Word files that were sent out
//!  3  read   check   preflight   compose   write   typeset   bundle   sign   pack   leak      the stages: none knows another
//!     register
//!  2  meeting    edition    the model of a meeting; what stages hand on
//!  1  document   the content of documents, before any format
//!  0  finding    workspace  pdf  picture   what is wrong and where; files in and out; other people's PDFs and pictures, read
//!     worker     compare                  within limits; work in another process, which may die; two texts, word by word
//! ```
//!
//! Each line is a floor, each name on it a room: a module of the crate. A room imports only from lower floors, rooms on one
//! floor do not use each other, and the files of a room do not import each other in a circle: what two of them need has a file
//! of its own. Tests check this (`tests/house.rs`).
//!
//! # The way of the data
//!
//! ```text
//! meeting.json + registry ─ read ─► Meeting       every value knows its place
//!       Meeting ─ check ─► findings               errors end here, all of them at once
//!       Meeting ─ preflight ─► OutsidePdf…        other people's PDFs, inspected before they are used
//!       Meeting ─ compose ─► Document…            templates; elements and text, numbered, each with its place in the JSON
//!     Document… ─ write ─► Project, Page, text    one writer for each format: pages, screens, Word, plain text, calendars
//!       Project ─ typeset ─► Pdf…                 one compile per edition
//!       Project ─ preview ─► pages               the same pages in a browser, drawn again at each change
//!          Pdf… ─ bundle ─► Pdf…                  links between the files, outside PDFs merged in
//!          Pdf… ─ pack ─► Pack                    zip and manifest
//!          Pack ─ leak ─► Leak…                  what an audience must not get, looked for in the finished bytes
//!          Pack ─ sign ─► Pack                    minutes signed, manifest sealed
//!          Pack ─ verify ─► Report                on anybody's machine
//!    Pack, Pack ─ changes ─► Changes              what the later says otherwise
//!
//!    Meetings… ─ compose ─► Row…                  what each meeting gives to a list over many
//!         Row… ─ register ─► Register, file        each thing once, chosen and ordered; as table, CSV, JSON or XLSX
//! ```
//!
//! Data flows forward only: a stage takes values, and returns values and findings. It never calls an earlier stage, prints, or
//! reads the clock.
//!
//! # Where to add what
//!
//! These are all files to change. [asked for] means that the compiler or a test reports it if you forget it.
//!
//! - **a rule**: `src/check/<rule>.rs`, `src/check/mod.rs` (`RULES`), a case in `tests/cases/findings/<code>` [asked for], and
//!   a second case without a finding, if it could be mistaken for one with it;
//! - **a field of the definition**: its type in `src/meeting`; the compiler then names the other places (`src/meeting/parts`),
//!   `packs/meeting.schema.json` (`UPDATE=1 cargo test --release schema`); forms of the preview have it by themselves, under its
//!   key or, if that alone is not plain, under a `title` of the schema;
//! - **a part that can be withheld**: its type in `src/read/withhold/mod.rs` (`TYPES`), `packs/meeting.schema.json`;
//! - **a word of the definition in another form** (a date, a name, a number): its value in `src/compose/context/<part>.rs`, with the key
//!   that it comes from (`derived`, `sourced`; in a label `Scene::say`), so that Word files lead back to it;
//!   `tests/cases/comments/derived.txt` [asked for];
//! - **a label**: `templates/labels/en.ftl` and the files beside it [asked for];
//! - **a language**: `templates/labels/<tag>.ftl`, `src/workspace/embedded.rs` [asked for], fonts for its script in `fonts/`;
//! - **a kind of annex**: its data in `src/meeting/annex.rs` and `src/meeting/mod.rs`, its texts in `src/meeting/parts/annexes.rs`,
//!   what approvals of minutes cover in `src/meeting/content.rs`, what templates see in `src/compose/context/annexes.rs`, its template
//!   `templates/annexes/<kind>.xml.j2`, `src/workspace/embedded.rs` [asked for], its name in `src/check/annexes.rs`;
//! - **a document**: `templates/<name>.xml.j2`, `src/workspace/embedded.rs` [asked for], `src/document/kind.rs`, when it has
//!   content in `src/meeting/joined.rs` [asked for], the things that references to it lead to in `src/compose/homes.rs`, a
//!   label `document-<name>`;
//! - **an element**: `src/document/vocabulary.rs`, an example in `tests/vocabulary/examples.rs` [asked for], how it looks in
//!   `templates/shape`, on screens in `src/write/html/writer.rs` and as text in `src/write/text/mod.rs`, if it is not a plain
//!   block there;
//! - **a format**: a folder in `src/write`, `src/write/mod.rs`, `src/document/kind.rs` (`Format`), when it is made in
//!   `src/build/work.rs`;
//! - **a column of a register**: `HEADS` and the cells in `src/compose/register/<kind>.rs`, a label `column-<name>`, `KEYS` in
//!   `.ci/registers.py`;
//! - **a register**: `RegisterKind` in `src/edition/register.rs`; the compiler then names the other places, and
//!   `src/cli/register_args.rs` has its name on the command line;
//! - **a finding about files**: of a signed pack or PDF in `src/verify`; of other people's PDFs in `src/preflight/inspect` with
//!   its words in `findings.rs` there and a case in `tests/cases/preflight`; of templates, labels and looks in
//!   `src/compose/codes.rs`.
//!
//! # Why the model is cut as it is
//!
//! 31 real agendas, minutes, resolutions and calendars of 15 bodies were read; `tests/cases/features.md` lists what they need
//! and which example shows it. Nothing that two simpler fields can express has a field of its own:
//!
//! - **One tree of items.** Sections, breaks, consent agendas and sub-items are items; an item that only groups others has no
//!   number. A body's own number is text beside the item, never a second numbering.
//! - **One list of events.** Speech, coming and going, changes of chair, recusals, a lost quorum, a roll call and the
//!   taking of a decision are entries of `proceedings`, in order, with the same keys: when, what, who, text.
//! - **A decision with a method.** Motion, resolution, ordinance, election and written procedure are decisions: the proposal,
//!   who moved it, the method, the result. The result is stated, and never calculated from votes.
//! - **A role is words and people.** Presenter, sponsor, rapporteur, vice-chair: bodies have too many for an enumeration.
//! - **One type of time slot** for meeting and sessions; the timetable is derived from items, and so is every clock time.
//! - **What a body does always** (templates, words, order of minutes, numbering) is its `style`, and not part of a meeting.
//! - Money, deadlines and links are types of their own, because languages print them differently, or their values are derived
//!   from others.
//!
//! # Decisions
//!
//! - `edition` and `workspace` are rooms of their own: the values that stages pass on need a floor below the stages, and access
//!   to files belongs neither to `read` nor to `build`.
//! - The content of an annex is stated by its key (`work_plan`, `calendar`) and not by a `kind`: so the schema has no
//!   alternatives, and every error in it is reported exactly.
//! - A section of the agenda is an item without a number: there is one tree, and one way to refer to its parts.
//! - Warnings can be allowed, errors cannot: by code or group, on the command line or in `packs/check.json`, where each
//!   allowance gives its reason. A code takes precedence over a group, the command line over the file.
//! - A document as issued is a pack like others with `as_issued` set. Words that are printed in place of derived ones are
//!   stated beside the data, so the two can be compared; contradictions are then warnings.
//! - The words of a language that a rule needs (for "annex", verbs of decisions) are in the file of that rule: they are never
//!   printed, and a rule is one file. A rule ignores languages for which it has no words. The names of days and months are printed:
//!   `check` gets them from the label files (`edition::DayNames`).
//! - Rules on names search for registered words, never for what looks like a name: so a pack without a registry has no such
//!   findings. Every rule reports nothing if it is not sure.
//! - A document without content is left out of a pack, so that `pack` can list all documents from the start.
//! - Agenda and timetable are drafts until the meeting is convened; everything else is until adoption.
//! - A document is a tree of generic elements with a table of their kinds, without a Rust type for each kind: numbering,
//!   comparing and writing are one short traversal each, and a workspace's own element needs no code. Templates are validated
//!   with the table, and the manual is generated from it.
//! - `document` has a floor of its own, below `meeting`, because both need the list of documents.
//! - Values in the XML are enclosed in characters of the private use area that state the place of each (`compose::marked`): so
//!   no separate list of places is needed, and a value that a template sets and prints later keeps its place.
//! - Writers keep figures that are read as one (ranges, numbers with a sign, dates in Chinese) together, with one function
//!   (`document::pieces`), and spaces in numbers are made unbreakable when texts are composed (`compose::joined`). Both are
//!   done in every language: where lines begin on the right, a number that is broken, or has plain spaces, would also be
//!   reversed.
//! - The set of templates decides on parentheses in Chinese: the United Nations write them as in English, everybody else
//!   full-width.
//! - A table whose words do not fit its columns is set smaller, then turned, and reported: on pages nothing may cover anything
//!   else.
//! - After each mark in the XML there is a sign that differs from process to process and is never printed: even if a template
//!   takes apart what it captured, nothing from a definition can be taken for a mark.
//! - The engine gets the numbers of notes and the marks of lists: it does not count what the document has counted.
//! - A list is always set close to the paragraph that introduces it.
//! - Keys have an order, that of the fields of their type, which types give to whoever deserializes them (`read::order`): the schema
//!   has them by name, and what is written into a definition (`build::change`) is put where a person would.
//! - How something new is laid out is asked of what is there (`build::change::habits`): of the same list first, then of the same type; no rule of
//!   ours could be right for everybody's files.
//! - An id that becomes another is followed by whatever refers to it, in all packs or in none (`build::change::rename`), an action by the
//!   follow-ups of later meetings (`build::change::follow_ups`).
//! - The preview finds again what is open in a form by comparing the file as it was seen with the file as it is
//!   (`build::change::same`): by ids, by what entries say, or by their neighbours. Where that is not certain, it says so and writes nothing.
//! - Pieces of a definition are cut and put by their offsets, since whoever adds a part and removes it again finds the file as it
//!   was, in whatever way it is laid out; no library of concrete syntax trees promises that.
//! - Short texts (titles, places, results) have no references and no Markdown: most of them are printed in headings, running
//!   heads, bookmarks and file names, which support neither. What looks like either is reported.
//! - Lists in prose keep typed marks, unless the set of templates has a pattern of its own, because sentences refer to the
//!   typed marks.
//! - The `group` of an absent participant is printed as heading, as for those present: words of the definition take precedence
//!   over ours.
//! - The document decides what is kept together on a page (`write::typst::keep`), and the engine lays it out with its own
//!   means; nothing is measured. The first row of a table is laid out as a header, the last two as a footer, all tagged as
//!   data: so two rows are kept together at either end, and the tags do not change. Only a list followed by a vote or
//!   signatures is two lists for screen readers, because its last entry is kept with what follows.
//! - The program's templates and labels are compiled once in each process, a workspace's own once in each run
//!   (`compose::environment`, `labels`).
//! - Pages that are only looked at come from the same compile, without a PDF (`typeset::lay_out`). A word on them leads to a literal
//!   of the source, and that to a text of the document. Where texts are written stands beside the source and not in it, so that the
//!   source stays the same when something before gets longer, and the engine lays out again only what changed.
//! - Shapes get words as content and not as strings: a string does not know where it stands in the source.
//! - What names and titles in composed words come from is found by composing the edition once more, of a meeting with marks around
//!   its texts (`read::Trace`), when somebody asks for words of a page: so it costs nothing else, and no function that puts words
//!   together has to know of it. Where the text without its marks differs, nothing is said.
//! - Shapes get language and look of an edition from two files that are written for each edition (`language.typ`, `theme.typ`),
//!   not from `context`: so sides, typefaces and marks are known before any page is laid out.
//! - Files of a workspace for all sets take precedence over files of our sets, and its `look.json` over everything: so they
//!   have effect whichever set its packs use.
//! - Fonts of other scripts are parsed when a text first has a character that the usual ones lack.
//! - Links are inserted into the bytes that the engine wrote (`bundle::splice`). This is the only place where PDF is written by
//!   hand, because reading and writing a whole file takes a tenth of a build.
//! - A language with a region (`en-US`) is its general language plus the labels that differ; a body's own words take precedence
//!   over both.
//! - An approval covers the model and not what is printed: everything that a definition says in one language, with the entries
//!   of the registry that it names, except a short list (`meeting::Content`). So it stays valid when labels, templates or the
//!   version of this program change, and a new field is covered from its first day. Templates of minutes get no data that
//!   approvals do not cover, except procedure and style.
//! - A signed pack is kept complete (`signed.zip`) and delivered unchanged; it is never rebuilt. To rebuild a signed document
//!   byte for byte, every later version of this program would have to keep today's layout.
//! - Each signature binds the whole pack: it contains the digest of the manifest as it was before anybody signed, and seals are
//!   kept in the manifest. So no signer vouches for less than the first did, and it can always be determined what each vouched
//!   for (`Manifest::binding`, `verify::seals`). A signature by another program does not, and is WRONG.
//! - A pack with which nothing is wrong is not a success unless somebody trusted vouches for it: anybody can make a pack (exit
//!   code 4). What cannot be determined (an unknown algorithm, a missing certificate) is treated in the same way, and not as
//!   wrong.
//! - If a definition is at hand, its content may differ from the pack because it changed later. Any other
//!   difference means that the manifest is forged. `.github/SECURITY.md` says who promises what to whom.
//! - The workspace records to whom a certificate in another name belongs (`signers/PERSON.pem`, written by `sign --any-name`).
//!   A pack cannot state it, because a forged pack would state it, too.
//! - Signature fields are links that the engine lays out and tags; `bundle` turns them into fields. The appearance of a field
//!   is typeset by the same engine, and added to the PDF by an incremental update.
//! - Our own code compares the layout of the zip (`pack::layout`), and compressed content is compared by digest: neither
//!   depends on the version of a library. The manifest and its seal are stored uncompressed, because they cannot contain
//!   digests of themselves.
//! - Time stamps are requested over plain HTTP: they are signed, and compared with the request.
//! - Only our templates set anchors; a document of the workspace's own links to the documents to which the things belong.
//! - Every PDF is read by our own reader (`pdf`), because no available library reads within limits. It produces the types of
//!   `lopdf`, which all later code uses. `pdf` is on the ground floor because `preflight`, `bundle` and `sign` need it. An
//!   outside file is opened once in a build, repaired as far as possible, and kept in condensed form until it is merged. Files
//!   that are signed or validated are opened without repairs; otherwise a signature could vouch for content that another reader
//!   does not show.
//! - The validator of standards trusts the numbers in a file, and cannot be interrupted. So it gets only files that were
//!   checked first (`pdf::proof`); a standard on which it does not decide in time is neither claimed nor called wrong.
//! - Outside pages keep their paper size, because printers would scale any other. Their content is reduced by a few per cent to
//!   make space for the stamp, which states the reduction. A body may choose higher pages instead (`look.json`). No content is
//!   covered; content outside the page is clipped, or it would become visible in that space.
//! - What PDF readers draw by themselves (values of fields, annotations without an appearance) is drawn before a file is
//!   inspected, in the font that the file names or else in Helvetica, as readers do; ticks are paths, because files do not
//!   contain the font for them. What cannot be drawn is reported with its text. Hidden layers are then removed, too, with their
//!   parts of the structure, and the others become plain content: the content of a record must not depend on switches.
//! - Pages without tags are enclosed so that validators accept them, but level A and PDF/UA-1 are not claimed: these standards
//!   promise that screen readers can read the pages. If a page cannot be read completely, no standard is claimed, because the
//!   validator skips what it cannot read.
//! - `check` finds the files that prevent a standard by validating each alone, as the merge would write it; claims are
//!   determined on the merged document. `--require` is `--deny` for these findings.
//! - One PDF of everything (`--merged`) is a merge of our own documents in the same way, in which links between them become
//!   internal. They are laid out again for it, because its page numbers are printed on them and in references. The claims of a
//!   merged document are determined last, on the bytes that go into the zip.
//! - The page for browsers is written from the same documents, not by the engine's HTML export, which loses too much. Its head
//!   is written in Rust, so that no template can make it load anything.
//! - A Word file leads back to the definition by hidden bookmarks around paragraphs and by a map that is a part of the file: of all
//!   that was tried, only these come back from word processors. Its digest is of the document as printed, and not of the pack's inputs:
//!   it can be known while the document is written, is the same as long as nothing that is read changes, and tells an audience nothing.
//! - In Word files of audiences the map does not say where texts stand: that would show how much is withheld.
//! - Word files number paragraphs by native lists, one for each sequence of marks: what cannot be counted is the text of a
//!   level. So the numbers shown are those of the other formats.
//! - Arabic letters are in PDFs from left to right, marked as reversed (ISO 32000-1, 14.8.2.3.3), as the engine writes them. In
//!   the order of reading, which was tried, PDFium, poppler, pdf.js and pypdf extract them backwards, separated or without
//!   spaces: readers expect them as they are painted, and reverse them glyph by glyph. So the fonts have a glyph for each
//!   letter, even where two form a ligature, and one for a letter with its vowel mark (`.ci/fonts.py` makes them from Noto's
//!   and says why). `.ci/run` compares the words that PDFium and poppler extract from the Arabic edition with those of its
//!   page.
//! - Every line of text is in a paragraph, a note on a heading comes after the heading, and text that is bold because of its
//!   place is not tagged as emphasized. Shapes do this in Typst, and `tests/structure.rs` checks every example. Typst cannot
//!   express that a list has no marks: this is corrected in the bytes of the PDF (`bundle::marks`).
//! - `check` does the same as a build up to the pages of all editions, with the same processes and limits, because some of what
//!   a build refuses is known only then; `--quick` stops before the pages. The steps after the pages can fail only by a fault
//!   of the program. Neither lays out signed packs again.
//! - An original (`source`) is compared with its PDF only by their names, if these differ in a number. The time of a change is
//!   not an input of a build, and dates inside files are set by the exporting program: most findings from them would be wrong.
//! - In long runs, one process follows another (`build::rotation`), because the engine's cache returns memory only when its
//!   process ends. Their protocol is private.
//! - Packs that may take any time and memory are also built in processes of their own (`build::apart`): those with their own
//!   templates, shapes and fonts, with pictures that are not small and plain, with PDFs as annexes, or with texts of more than
//!   64 KB. Other packs consist only of our own parts, and are built in the process of the run, which saves 7 ms. Exact limits
//!   come first (`picture`, `typeset::fonts`, fuel of templates). The process is for everything that they do not catch, because
//!   an engine that runs programs cannot be limited from inside. The output of `context` and `document` is always made in such
//!   a process.
//! - The preview looks at the state of its files a hundred times a second (`preview::watch`) instead of waiting for events of the system: there
//!   are none on network drives and in containers' folders, and editors that rename lose them. A look takes less than a millisecond.
//! - A text that is edited on a page is found again by ids and neighbours, if the file is another one by now (`build::place_now`): lines
//!   and positions would lead to another text.
//! - A preview has one secret in its address instead of a cookie: nothing of it stays in the browser, and no other page knows it.
//! - All files are read by one module (`workspace::plain`), which accepts only regular files. They are replaced under a lock
//!   beside them (`workspace::lock`), if they have not changed since they were read. Two locks are taken in the order of their
//!   paths.
//! - Names of packs are ASCII (`workspace::names`): letters of other scripts have several byte forms, so zips, addresses and
//!   manifests would depend on the system. Titles can be in any script.
//! - An entry of the cache is used only if it has an authentication code, names all its inputs, and its zip states the same.
//!   Against people who may write into the cache, only a key helps. A comparison (`--check`) never uses the cache.
//! - `for` and `instead` are no fields of the model: `read` notes them, takes them out, and cuts the tree of JSON for a narrower audience
//!   before there is a meeting. So a type that may say for whom it is costs a line (`read::withhold`), and no rule, context or writer can
//!   forget to look. What has a number leaves a stub with an id that says nothing; numbers of paragraphs, which only documents
//!   have, are taken from those of the first audience, by the places of their words.
//! - What an audience must not get is gathered by another walk than the cut (`read::withhold::secrets`), and looked for in the finished
//!   bytes by a room that knows nothing of how they were made (`leak`). `check` does both, too.
//! - A run of words that is the end of an open text, others as a whole, and the beginning of one is no leak (`leak::seams`): pages
//!   print names beside offices and numbers beside titles, and closed items quote them.
//! - The manifest of the whole lists all words that stand in place of others (`instead`), so the signature vouches for them, and an
//!   extract cannot add any.
//! - What our own documents say before any outside page is put into them is no secret of an outside page (`build::work`): earlier
//!   minutes have our labels, destinations and standards in common with these. They are read only if the search found something.
//! - Files of annexes are known by their contents (`build::shares`): whoever gets some pages of a file gets it under no name.
//! - An extract names the first seal of the signed pack that it is of, and no digest of what that says: whoever knows all but a short
//!   secret could try all that it may be. For the same reason its manifest lists no inputs.
//! - Files have the same names for every audience, since links between packs and papers lead to them; the titles of PDFs and pages begin
//!   with the audience, and the head of every page has it: in a frame if not everybody gets the paper. The foot is as in other packs.
//! - An extract has no place for signatures, and a cover of some pages of a file does not say how many the file has: neither may
//!   show how much is missing.
//! - What is withheld is called confidential, and not closed: it may have been discussed in public.
//! - `closed` without `for` is an error where there are audiences, since somebody thought of them; `"for": "public"` says that it is
//!   meant.
//! - Packs for audiences are not kept in the cache: an entry there would be one zip more that has to be kept from somebody.
//! - `meeting.ics` is made by default, since nobody asks for what they do not know of, and only from `convened` on, since what
//!   stands in a calendar is believed. `compose` makes plain events (`edition::CalendarFile`), so that `write::calendar` knows no meeting.
//! - The name of an event (UID) is a digest of ids, not of times: what moves stays the same event. Entries of a calendar have no
//!   id: with their title, and the month first planned, packs that have parts of the same list have the same events.
//! - How often a meeting was sent out is not recorded. `history` may state `convened` several times, and these steps are what
//!   SEQUENCE counts: a field of its own would be forgotten more often. DTSTAMP is the last step, or the start of the meeting.
//! - A meeting names the pack before it, instead of the packs of a body being put in order: so a pack depends on the files of its
//!   series alone, all of which are its inputs, and a meeting that is missing, moved or of a committee changes no others. Earlier
//!   definitions are read without rules: what is wrong with them is reported when they are checked.
//! - Open actions become `earlier_actions` before there is a meeting (`meeting::Series`, `read::series`): so approvals cover
//!   what minutes print of them, and no template, rule or writer knows of series.
//! - References in a carried text that lead to something of its own meeting are replaced by titles: its numbers would be those of
//!   another meeting.
//! - Registers are read from definitions and not from packs that were built: they are of what is known now, and need no build. What
//!   is wrong with a definition does not keep it out, as long as it can be read; if an earlier meeting of a series cannot, neither
//!   numbers nor states of actions are known, and a meeting is left out rather than listed wrongly.
//! - A register of attendance has a row for each person and meeting, and no column for each meeting: every program of tables makes
//!   the second of the first, and can filter only the first.
//! - Dates in registers are written `2026-03-12` in every language and format, so that they sort, and are read alike everywhere.
//! - CSV has no types: before text that begins like a formula it has an apostrophe, which programs of tables know as the mark of a
//!   text. Quotes would not help, and a space is lost when fields are trimmed. Who needs the text itself takes JSON or XLSX.
//! - What changed between two packs is derived from the packs alone (`changes`): from the page for browsers, which has all words
//!   and anchors and is sealed, and from the PDFs. A record of its own in the pack would have to be proved, kept from audiences,
//!   and kept in every later version; so packs of earlier versions can be compared, too.
//! - A block is known by its anchor, which is the id in the definition; one without is known by its place between anchors, and
//!   equal words. So nothing is called moved because it looks alike. What has another id and the same title is the same
//!   (`changes::renamed`): its number, its pages and what refers to it are known by its id.
//! - What only has another shape is compared value by value (`changes::reshaped`): a third paper makes a table of a line, and nobody
//!   changed the first two.
//! - A list of changes has a limit, and nothing else has: packs are compared as a whole, so counts, bars and redlines are of everything.
//! - The ids of placeholders count what is withheld, so the same id may be that of another part in the next pack. The record, which
//!   nobody gets, says for which part each stands; two zips alone are compared by the positions of placeholders.
//! - What a document is that is sent again (`/Rev.`, `/Add.`, `/Corr.`) is derived once: later it is read from the symbol that was sent
//!   out, since symbols that were printed do not change with our rules.
//! - What pages say beside their text (the line at the foot, that they are a draft) is an attribute on the page for browsers: packs
//!   are compared by that page.
//! - Numbers count as consequences only if something was added, removed or moved, and never if they are larger than 999.
//! - Numbers of annexes that stay (`meeting::stable`) are set before a meeting is checked, so that every stage sees the same. Numbers of
//!   pages are known only when pages are laid out: a shape finds them (`house.typ`), from what the record says and from where
//!   parts begin, and says in the manifest what it printed. The record is made of that, so what was sent out is built again as it was.
//! - Keys of JSON objects are also the field names of the model, and the names in templates.

pub mod build;
pub mod bundle;
pub mod changes;
pub mod check;
pub mod cli;
pub mod comments;
pub mod compare;
pub mod compose;
pub mod document;
pub mod edition;
pub mod finding;
pub mod leak;
pub mod meeting;
pub mod pack;
pub mod pdf;
pub mod picture;
pub mod preflight;
pub mod preview;
pub mod read;
pub mod register;
pub mod sign;
pub mod typeset;
pub mod verify;
pub mod worker;
pub mod workspace;
pub mod write;
