//! The words after the options in `--help`, which are also those of the manual: what a command does, examples, exit codes. Paragraphs are
//! divided by blank lines; `Examples:` and `Exit codes:` head lists, from which the manual makes sections of its own.

pub(super) const PROGRAM: &str = "\
A pack is a folder with a `meeting.json`. A workspace is a folder with `packs/`, and perhaps `templates/` and \
`fonts/` of its own. The format of a meeting is described in `packs/README.md` and in `packs/meeting.schema.json`.

Examples:
  packwright new packs/spring             start a pack
  packwright check packs/spring           list every problem, with file, line, column and what to do
  packwright build packs/spring           make out/spring.zip
  packwright build                        build every pack of the workspace
  packwright preview packs/spring         see its pages in a browser while you write

Exit codes:
  0  done
  1  there are problems in the packs, or a zip cannot be written; they are listed
  2  incorrect usage: an unknown option, no such pack; or a report, a list or standard output cannot be written (a disk is full)
  3  a fault of the program
  4  `verify`: nothing is wrong with the pack, but nobody you trust vouches for it
  130  stopped by Ctrl-C: packs that were begun were finished, the others were not begun";

pub(super) const BUILD: &str = "\
A pack that has errors is not built, and its earlier zip is kept. The others are built. A zip is written completely \
or not at all. The same files give the same bytes on any machine. If several packs are built, the warnings of a pack \
with more than ten are shortened to one line; `check` shows all of them.

Examples:
  packwright build                        build the pack in whose folder you are, else every pack
  packwright build 'network-*' --merged   all packs of these names, each with one PDF of everything
  packwright build --check                write nothing; list the zips that are out of date
  packwright build --partition 2/5        on the second of five machines, its part of the packs

Exit codes:
  0  all packs were built
  1  there are problems in the packs, or with `--check` a zip is out of date
  2  incorrect usage
  3  a fault of the program
  130  stopped by Ctrl-C";

pub(super) const CHECK: &str = "\
Nothing is written. Errors prevent a build, warnings do not. `packwright explain CODE` says more about a finding. The \
pages are laid out as in a build, which takes nearly as long; `--quick` leaves that out. What a workspace always \
allows or denies is listed in `packs/check.json`, with the reason.

Examples:
  packwright check                        check the pack in whose folder you are, else every pack
  packwright check spring --deny warnings     treat warnings as errors
  packwright check --allow doubled-word       leave out one kind of warning
  packwright check --quick                    do not lay out pages

Exit codes:
  0  no errors
  1  there are errors in the packs
  2  incorrect usage
  3  a fault of the program";

pub(super) const PREVIEW: &str = "\
The address that is printed opens in a browser on this machine, and only there; whoever knows it can read the packs of the \
workspace, and change their definitions and the registry. The pages are those of a build. They change when you save a file in any editor. With an \
error, the last good pages remain, and the error is shown above them. Select a word to see where it comes from, and all \
places where it is printed. Edit a text on the page by a double click, or by Enter: only this text of the definition \
changes. Beside the page is a form for what is selected: there you set dates, minutes, choices and lists, and add, move and \
remove items, decisions, annexes and other entries. F2 leads to the form. All edits can be undone. Nothing is loaded from a network.

Examples:
  packwright preview spring                               print the address, and serve until Ctrl-C
  packwright preview spring --read-only                   write nothing
  packwright preview spring --editor 'code --goto {file}:{line}:{column}'
  packwright preview spring --editor 'emacsclient --no-wait +{line}:{column} {file}'

Exit codes:
  0  ended by Ctrl-C
  2  incorrect usage: there is no such pack, or the port is taken
  3  a fault of the program";

pub(super) const CACHE: &str = "\
Nothing is lost by clearing: packs are built again when they are needed. Only files that packwright wrote are \
removed, and only in a folder that it marked as its cache.

Examples:
  packwright cache prune                  remove entries of packs that no longer exist
  packwright cache clear                  remove all entries

Exit codes:
  0  done
  2  incorrect usage";

pub(super) const APPROVE: &str = "\
The approval is written to `approvals.json` beside the definition, with a digest of what it covers: the texts, numbers \
and names of the definition in one language, including those of the registry. These are more than the minutes print, \
such as the planned minutes of an item. If any of it changes later, `check` and `build` report whose approval is no \
longer valid, and what changed, word by word. Not covered are the layout, what is in annexes, and the steps from draft \
to adoption; `packs/README.md` has the list.

Examples:
  packwright approve spring --as chair                    approve all editions now
  packwright approve spring --as chair --language fr      approve the French edition
  packwright approve spring --as chair --withdraw         withdraw the approval

Exit codes:
  0  done
  1  the pack has errors, or the person is not in office
  2  incorrect usage";

pub(super) const SIGN: &str = "\
A signed pack is kept in its folder as `signed.zip`, which every build delivers unchanged, and is copied to `--out`. \
If you name a zip, the zip itself is signed; keep it as `signed.zip` in the pack's folder. Several people sign one \
after the other; earlier signatures stay valid. Nobody can sign before the minutes are approved and adopted, or \
outside their `terms` of office. A signer vouches for the whole pack: the signature has a digest of all other files, \
of title, dates, signatories and approvals. A pack with which `verify` finds anything wrong cannot be signed. The \
signature is PAdES B-B, or B-T with a time stamp; the seal is a CMS signature on the manifest, by the same key.

Examples:
  packwright sign spring --key chair.p12                  sign as the person whom the certificate names
  packwright sign out/spring.zip --key secretary.pem      sign a zip that somebody sent you

Exit codes:
  0  signed
  1  the pack, key or certificate cannot be used
  2  incorrect usage";

pub(super) const VERIFY: &str = "\
Nothing is written, and no network is used. You can verify any zip: nothing in it is trusted or run. The definition \
is taken from `--definition`, or from the workspace that you are in, if it has a pack of that name. Anybody can make \
a pack, and a certificate to sign it: only `--trust` shows who signed.

Examples:
  packwright verify spring.zip --trust authority.pem      check everything, against an authority that you trust
  packwright verify spring.zip --untrusted                check only that nothing was changed

Exit codes:
  0  nothing is wrong, and those you trust vouch for every signature (or `--untrusted` was given)
  1  something is wrong: do not rely on the pack
  2  incorrect usage
  4  nothing is wrong, but nobody you trust vouches for the pack: it is not signed, `--trust` was not given, or something cannot be determined";

pub(super) const NEW: &str = "\
No file of yours is overwritten. The example `smallest` has a dozen lines. The others are whole meetings for you to change: \
board, council, allotments-march to allotments-december (a series), plenary, session, assemblee, round-table, \
hospital, sign-off, six-languages, water-points, un-network-2023-02-08 and un-network-2023-02-08-as-issued. A \
registry, and the schemas that editors use to complete keys, are put beside the pack in `packs`.

Examples:
  packwright new packs/spring                             a meeting of a dozen lines
  packwright new packs/board-may --like board             a board meeting, with everything that it can have
  packwright new packs/board-june --after board-may       the meeting after that: same body, members, venue and standing items

Exit codes:
  0  done
  2  incorrect usage: the pack exists already, or there is no such example";

pub(super) const CONTEXT: &str = "\
The output has one object for each document, with the names that its template can use. Texts are in the language of \
the edition. A page number is a placeholder (a character of the private use area), because only the typesetting \
engine knows it.

Examples:
  packwright context spring --document minutes

Exit codes:
  0  done
  1  there are errors in the pack
  2  incorrect usage";

pub(super) const DOCUMENT: &str = "\
The output is the document before it is written in a format: elements and text, each with its place in the \
definition. `templates/README.md` lists the elements.

Examples:
  packwright document spring minutes                      elements, as JSON
  packwright document spring minutes --text               plain text

Exit codes:
  0  done
  1  there are errors in the pack
  2  incorrect usage";

pub(super) const LABELS: &str = "\
Examples:
  packwright labels fr                                    the words of French documents
  packwright labels en                                    the words to translate for another language

Exit codes:
  0  done
  2  incorrect usage: there are no labels for this language";

pub(super) const TEMPLATE: &str = "\
Examples:
  packwright template                                     list all templates
  packwright template minutes.xml.j2                      print one, as a start for your own

Exit codes:
  0  done
  2  incorrect usage: there is no such template";

pub(super) const EXPLAIN: &str = "\
Examples:
  packwright explain                                      list all kinds of findings
  packwright explain doubled-word                         what it means, and what to do
  packwright explain style                                all kinds of findings of a group

Exit codes:
  0  done
  2  incorrect usage: there is no such code or group";

pub(super) const REGISTER: &str = "\
A register is a list over many meetings, made from their definitions. Definitions are read, but not checked. A pack \
that cannot be read is reported, and the others are listed. A table leaves out some columns and wraps long texts; the \
other formats have everything. JSON also has ids and states that are the same in every language. In CSV and XLSX, \
text that begins like a formula remains text; in CSV an apostrophe is put before it. Without `--audience`, a register \
has everything that the definitions have: it is for the secretariat only. An action is listed once, in the state \
after the last meeting that followed it up.

Examples:
  packwright register actions --open                      what is still to be done, in all packs
  packwright register actions --overdue 2026-03-01 --owner ana-silva
  packwright register actions decisions --format xlsx --out register.xlsx
  packwright register decisions 'board-*' --from 2026 --format csv --bom --out decisions.csv
  packwright register calendar --audience public --language fr

Exit codes:
  0  done
  1  some packs could not be read; the others are listed
  2  incorrect usage
  3  a fault of the program";

pub(super) const ISSUE: &str = "\
Use this when you have sent out a pack. It records what the zips in `out` say, in `issues.json` beside the \
definition; keep that file in your repository. From then on, a pack whose text changed begins with `changes.pdf`: \
what has changed since, by document and item, with the earlier and the present text side by side. If nothing has \
changed, it is not added. Each audience reads only what changed for it. To correct the date of an issue, change it in \
`issues.json`; to withdraw the last issue, remove its entry there.

Examples:
  packwright build board && packwright issue board --on 2026-03-05
  packwright issue hospital --on 2026-03-05 --audience members

Exit codes:
  0  recorded
  1  nothing was recorded: the pack has errors, or there is no zip of it
  2  incorrect usage: there is no such pack or audience, or nothing new to record
  3  a fault of the program";

pub(super) const COMMENTS: &str = "\
Send out the Word files that `packwright build --docx` makes; changes are recorded in them from the beginning. \
This command reads what comes back, and reports each change and each comment with its author, at its line and column of \
`meeting.json`. Nothing is changed unless you say `--apply`; then only the bytes of the texts that you chose change, and \
`check` runs.

A change is written only if the document then prints what the reviewer wrote, and everything else stays in its place. If \
several reviewers changed the same words, none of these changes is written unless you choose one. Changes that were not \
recorded, or that nobody sees, are written only if you choose them by their id; changes that are rejected in \
`responses.json` are never written. Names, dates and numbers are derived, and what they are derived from is reported. \
After writing, only what was not written is reported, with the reason.

`--matrix comments` writes all comments and changes as one table with responses, in the order of the text: comments.pdf, \
comments.html, comments.docx and comments.xlsx; `--matrix comments.pdf` writes only that file. Type the responses in `responses.json` beside the \
definition, where each new comment gets an entry; what you typed stays, also in later rounds. Then write the table again.

Examples:
  packwright comments minutes-ana.docx minutes-boris.docx
  packwright comments minutes-*.docx --apply --dry-run
  packwright comments minutes-*.docx --apply --accept \"Ana Reyes\"
  packwright comments minutes-*.docx --apply --only 3f21c0 --only a90b7e
  packwright comments minutes-*.docx --matrix comments

Exit codes:
  0  the files were read, whether reviewers changed anything or not; of the chosen changes, at least one was written
  1  a file cannot be read or belongs to a different pack; none of the chosen changes could be written; or the definition has errors afterwards
  2  incorrect usage: there is no such file or pack, or nothing that could be chosen like this
  3  a fault of the program";

pub(super) const CHANGES: &str = "\
Only the two zips are read, so anybody who has both can compare them. Both are checked against their manifests first. \
The words of the documents are compared, language by language, and so are the pages of annexes that are files. Items, \
annexes and decisions are recognized by their ids, so one that moved is reported as moved. Numbers that changed only \
because something was added, removed or moved are listed in one line. A change that is in several documents is listed \
once.

Examples:
  packwright changes sent/board.zip out/board.zip
  packwright changes old.zip new.zip --format json
  packwright changes old.zip new.zip --redline redline.html

Exit codes:
  0  the packs were compared, whether anything changed or not
  1  they cannot be compared: different meetings or audiences, a damaged zip, another version
  2  incorrect usage: there is no such file
  3  a fault of the program";

pub(super) const COMPLETIONS: &str = "\
The shell then also completes names of packs, codes of findings, examples, languages and templates.

Examples:
  source <(packwright completions bash)                   in ~/.bashrc
  source <(packwright completions zsh)                    in ~/.zshrc
  packwright completions fish | source                    in ~/.config/fish/config.fish

Exit codes:
  0  done
  2  incorrect usage";

pub(super) const MANUAL: &str = "\
Examples:
  packwright manual /usr/local/share/man/man1             for `man packwright-build`
  packwright manual && man ./man/packwright.1             read it here

Exit codes:
  0  done
  2  incorrect usage: the folder cannot be written";

pub(super) const SCHEMA: &str = "\
Examples:
  packwright schema meeting                               of a pack's `meeting.json`
  packwright schema registry                              of `packs/registry.json`

Exit codes:
  0  done
  2  incorrect usage";

/// A part of these words: its heading, if it has one, and its lines.
pub(super) type Part<'a> = (Option<&'a str>, Vec<&'a str>);

/// Divides words into their parts.
pub(super) fn parts(words: &str) -> Vec<Part<'_>> {
    let of = |paragraph| {
        let lines: Vec<&str> = str::lines(paragraph).collect();
        match lines.split_first() {
            Some((first, rest)) if first.ends_with(':') && rest.iter().all(|line| line.starts_with("  ")) => {
                (Some(first.trim_end_matches(':')), rest.iter().map(|line| line.trim()).collect())
            }
            _ => (None, lines),
        }
    };
    words.split("\n\n").map(of).collect()
}
