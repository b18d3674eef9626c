# Every word that the documents add of their own, in English (United Nations style).
# The format is Project Fluent (projectfluent.org). A workspace may have a file of this name with
# only the labels that it wants otherwise.

## Documents

document-agenda = Agenda
document-annexes = Annexes
document-minutes = Minutes
document-annotated-agenda = Annotated agenda
document-timetable = Timetable
document-attendance = List of participants
document-decisions = Decisions
document-resolutions = Resolutions
document-summary = Summary of decisions and actions
document-register = Register
document-complete = Complete documents
document-changes = Changes
document-redline = { $document } with changes marked
document-comments = Comments and responses
# The title in the PDF's metadata and in the title bar of a viewer.
document-title = { $document }: { $meeting }, { $date }
running-head = { $body } · { $title } · { $date }
running-head-short = { $body } · { $date }
page-number = page { $page }
page-of-pages = Page { $page } of { $pages }
# On the last page before pages that were removed, where numbers of pages stay as they were sent out.
page-unused = page { $page } is no longer used
pages-unused = pages { $page } to { $pages } are no longer used

status-draft = Draft
status-convened = As convened
status-minutes-draft = Draft
status-circulated = Draft, circulated for comment
status-adopted = Adopted
status-adopted-on = Adopted on { $date }
# The mark on every page until adoption.
draft-mark = Draft

## Masthead

distribution = Distr.: { $distribution }
original = Original: { $language }
reissued-on = Reissued on { $date }
reissue-replaces = Replaces the text sent out on { $date }
addendum-on = Reissued with additions on { $date }
addendum-to = Adds to the text sent out on { $date }
corrigendum-on = Reissued with corrections on { $date }
corrigendum-to = Corrects the text sent out on { $date }
kind-ordinary = Ordinary meeting
kind-annual = Annual meeting
kind-extraordinary = Extraordinary meeting
kind-special = Special meeting
kind-urgent = Urgent meeting
link-with-address = { $title }: { $url }
closed-meeting = Closed meeting
closed = Closed
role = { $role }: { $names }
meeting-to-be-confirmed = To be confirmed
meeting-moved = Moved
meeting-cancelled = Cancelled
meeting-not-held = Not held

venue = Venue: { $place }
platform = Online: { $platform }
chairs-of-meeting = { $count ->
    [one] Chair: { $chairs }
   *[other] Co-Chairs: { $chairs }
}
chair-with-role = { $chair } ({ $role })
chairs-separator = {"; "}
moved-from-line = Originally scheduled for { $date }

## Sections of the minutes

section-decisions = Decisions and Action Points
section-background = Background
section-participants = Participants
contents = Contents
section-agenda = Agenda
section-number = { $number ->
    [1] I
    [2] II
    [3] III
    [4] IV
    [5] V
    [6] VI
    [7] VII
    [8] VIII
    [9] IX
    [10] X
    [11] XI
    [12] XII
   *[other] { $number }
}

## Sentences

chaired-by = { $count ->
    [one] The meeting was chaired by { $chairs }.
   *[other] The meeting was co-chaired by { $chairs }.
}
moved-sentence = The meeting was originally scheduled for { $from }, but was re-scheduled to { $date }.
participants-introduction = Officials participating in a representational capacity:
observers = An additional { $people } { $people-are } from { $entities } { $entities-are } took part as observers.
observers-people = { $count ->
    [one] person
   *[other] people
}
observers-entities = { $count ->
    [one] entity
   *[other] entities
}
action-owner = Action: { $owner }
action-due = Due: { $due }

decided-on = Decided on { $date }
moved = Moved by { $moved }.
seconded = Seconded by { $seconded }.
moved-and-seconded = Moved by { $moved }, seconded by { $seconded }.
# The method is `none` where none is stated.
elected = { $method ->
    [none] Elected ({ $post }): { $names }.
   *[given] Elected { $method } ({ $post }): { $names }.
}
elected-for-term = { $method ->
    [none] Elected ({ $post }, { $term }): { $names }.
   *[given] Elected { $method } ({ $post }, { $term }): { $names }.
}
appointed = { $method ->
    [none] Appointed ({ $post }): { $names }.
   *[given] Appointed { $method } ({ $post }): { $names }.
}
appointed-for-term = { $method ->
    [none] Appointed ({ $post }, { $term }): { $names }.
   *[given] Appointed { $method } ({ $post }, { $term }): { $names }.
}
non-attribution = The meeting was held under a rule of non-attribution: what was said is reported, and not by whom.
# A title that the text runs on from.
run-in-title = { $title }.
decision-at-end = ({ $decision })
section-with-number = { $number }. { $title }
consent-agenda = The items under this heading are decided together and without discussion, unless a member asks for one to be taken out.
consent-agenda-decided = The items under this heading were decided together and without discussion, except any that a member asked to be taken out.

## What happened

event = { $event }.
event-at = { $time }: { $event }.
speaker = { $who }
speaker-at = { $time }: { $who }
speaker-in-own-words = { $who }:
said-at = { $time }:
event-opened = { $count ->
    [0] the meeting was opened
   *[other] { $who } opened the meeting
}
event-suspended = { $count ->
    [0] the meeting was suspended
   *[other] { $who } suspended the meeting
}
event-resumed = { $count ->
    [0] the meeting was resumed
   *[other] { $who } resumed the meeting
}
# More is "yes" if the meeting went on later, as on another day.
event-adjourned = { $count ->
    [0] the meeting was { $more ->
        [yes] adjourned
       *[no] closed
    }
   *[other] { $who } { $more ->
        [yes] adjourned
       *[no] closed
    } the meeting
}
event-arrived = { $who } arrived
event-left = { $who } left
event-returned = { $who } returned
event-took-chair = { $again ->
    [yes] { $who } resumed the chair
   *[no] { $who } took the chair
}
event-recused = { $who } declared an interest and took no part in the item
event-pulled = { $who } asked that the item be taken out of the consent agenda
event-quorum-lost = the quorum was lost
event-quorum-regained = the quorum was restored
event-moved = { $who } made a procedural motion

## Decisions

heading-of-decision = Decision { $number }
heading-of-resolution = Resolution { $number }
heading-of-ordinance = Ordinance { $number }
heading-of-recommendation = Recommendation { $number }
heading-of-motion = Motion { $number }
heading-of-conclusion = Conclusion { $number }
heading-of-unnumbered-decision = Decision
heading-of-unnumbered-resolution = Resolution
heading-of-unnumbered-ordinance = Ordinance
heading-of-unnumbered-recommendation = Recommendation
heading-of-unnumbered-motion = Motion
heading-of-unnumbered-conclusion = Conclusion
other-decisions = Other decisions
method-consensus = by consensus
method-unanimous = unanimously
method-acclamation = by acclamation
method-show-of-hands = by show of hands
method-recorded-vote = by recorded vote
method-roll-call = by roll call
method-secret-ballot = by secret ballot
method-written-procedure = by written procedure
method-silence-procedure = by silence procedure
method-ruling-of-chair = by ruling of the Chair
disposition-adopted = Adopted
disposition-rejected = Rejected
disposition-referred = Referred
disposition-withdrawn = Withdrawn
disposition-deferred = Deferred
disposition-on-file = Placed on file
disposition-second-reading = Passed to second reading
disposition-carried-over = Carried over
disposition-noted = Noted
item-adopted = Adopted
item-rejected = Rejected
item-referred = Referred
item-withdrawn = Withdrawn
item-deferred = Deferred
item-on-file = Placed on file
item-second-reading = Passed to second reading
item-carried-over = Carried over to the next meeting
item-noted = Noted
# Under the title of a resolution.
result-on = { $result } on { $date }
result-elected = Elected
result-not-elected = Nobody elected
result-appointed = Appointed
# What the body says in its own words, and the method behind it.
stated-result-by-method = { $result }, { $method }
result-by-method = { $result } { $method }
decided-by-method = Decided { $method }
result-with-tally = { $result }: { $tally }
tally-for = { $count } for
tally-against = { $count } against
tally-abstain = { $count } { $count ->
    [one] abstention
   *[other] abstentions
}
tally-papers = { $count } valid ballot { $count ->
    [one] paper
   *[other] papers
}
tally-blank = { $count } blank
tally-invalid = { $count } invalid
tally-not-voting = { $count } not voting
tally-absent = { $count } absent
tally-for-unit = { $count } { $unit } for
tally-against-unit = { $count } { $unit } against
tally-abstain-unit = { $count } { $unit } abstaining
tally-blank-unit = { $count } { $unit } blank
tally-invalid-unit = { $count } { $unit } invalid
tally-not-voting-unit = { $count } { $unit } not voting
tally-absent-unit = { $count } { $unit } absent
nobody = None
votes = { $count ->
    [one] vote
   *[other] votes
}
# What is counted besides members, each in the forms that `form-of-count` chooses among: for one, for several. A definition that
# says "shares" gets "1 share".
form-of-count = { $count ->
    [one] 1
   *[other] 2
}
units = share|shares, vote|votes, voting right|voting rights, thousandth|thousandths, hundredth|hundredths, point|points, unit|units, member|members, member State|member States, State|States, delegation|delegations, delegate|delegates, owner|owners, shareholder|shareholders
count-of = { $count } { $unit }
ballot-line = { $label }: { $names }
ballots-separator = {"; "}
ballot-for = For
ballot-against = Against
ballot-abstain = Abstaining
ballot-blank = Blank
ballot-invalid = Invalid
ballot-not-voting = Not voting
ballot-absent = Absent
majority-needed = Majority needed
amount = Amount
action-open = Open
action-under-way = Under way
action-done = Done
action-dropped = Dropped

## Agenda

purpose-decide = For decision
purpose-endorse = For endorsement
purpose-elect = For election
purpose-discuss = For discussion
purpose-note = To note
purpose-inform = For information
annotations = Annotations
documents = { $count ->
    [one] Document:
   *[other] Documents:
}
document-with-title = { $document } ({ $title })
documents-separator = {"; "}
deadlines = Deadlines
participants-elsewhere = Those who took part are listed in a document of their own:
minutes-of-last-meeting = Minutes of the previous meeting
matters-arising = Matters arising
minutes-of-meeting = Minutes of { $date } ({ $title })
action-made = { $title }, { $date }
previous-meeting = Previous meeting
next-meeting = Next meeting
remark-to-be-confirmed = to be confirmed
remark-moved = moved
remark-cancelled = cancelled
remark-not-held = not held
with-remark = { $text } ({ $remark })
label = { $label }:
label-with-title = { $label }: { $title }
session = Session { $number }
chaired = Chair: { $names }

duration = { $minutes ->
    [one] ({ $minutes } minute)
   *[other] ({ $minutes } minutes)
}
led-by = {" "}– { $names }
facilitated-by = {" "}– facilitated by { $names }
questions = Questions for reflection
endorsement-of = Endorsement of
list-continues = ;
list-end = .
remarks = Brief remarks by { $speaker }.
remarks-in-capacity = Brief remarks by { $speaker } ({ $capacity }).
annexes = Annexes
annex-with-title = { $annex }: { $title }
# Stamped on each page of an annex that is somebody else's file.
outside-page = { $annex }, page { $page } of { $pages }

## References

# A number is not parted from what it numbers.
annex = Annex { $number }
# A number, or an annex with its number, that is used again for what was inserted behind it: 14 bis. The first use has no word.
number-again = { $times ->
    [2] { $number } bis
    [3] { $number } ter
    [4] { $number } quater
    [5] { $number } quinquies
    [6] { $number } sexies
    [7] { $number } septies
    [8] { $number } octies
    [9] { $number } novies
    [10] { $number } decies
   *[other] { $number } ({ $times })
}
annex-without-number = Annex
annex-to-decision = { $annex } to { $decision }
item-number = { $number }
item-number-inside = { $outer } ({ $letter })
# What stands before an item's title.
item-mark = { $number }.
item-mark-inside = ({ $letter })
reference-to-item = item { $number }
reference-to-decision = decision { $number }
reference-to-resolution = resolution { $number }
reference-to-ordinance = ordinance { $number }
reference-to-recommendation = recommendation { $number }
reference-to-motion = motion { $number }
reference-to-conclusion = conclusion { $number }
reference-to-unnumbered-decision = the decision
reference-to-unnumbered-resolution = the resolution
reference-to-unnumbered-ordinance = the ordinance
reference-to-unnumbered-recommendation = the recommendation
reference-to-unnumbered-motion = the motion
reference-to-unnumbered-conclusion = the conclusion
document-with-symbol = { $title } ({ $symbol })
reference-to-section = Section { $number }
reference-with-page = { $reference } (page { $page })
reference-with-page-in-parentheses = { $reference }, page { $page }

## People and entities

chairs = { $count ->
    [one] the Chair
   *[other] the co-Chairs
}
person-with-rank = { $rank } { $name }
person-of-entity = { $person }, { $entity }
person-with-title-and-entity = { $title } ({ $entity }) { $name }
entity-with-abbreviation = { $name } ({ $abbreviation })
representative-separator = {"; "}
representative-last-separator = {"; and "}

participants-member = { $count ->
    [one] Member
   *[other] Members
}
participants-alternate = { $count ->
    [one] Alternate
   *[other] Alternates
}
participants-observer = { $count ->
    [one] Observer
   *[other] Observers
}
participants-invited = Invited
participants-staff = Secretariat
participants-by-proxy = Represented by proxy
participants-excused = Apologies
participants-absent = Absent
participant-remote = remotely
participant-from = from { $value }
participant-until = until { $value }
participant-alternate-for = for { $value }
participant-proxy = proxy held by { $value }
# How many of those present are represented by proxy: 0 if nobody is, or if proxies do not count for the quorum.
quorum = { $represented ->
    [0] Quorum: { $present } { $unit } present, { $needed } needed.
    [unknown] Quorum: { $present } { $unit } present, { $needed } needed.
   *[other] Quorum: { $present } { $unit } present or represented, { $needed } needed.
}
quorum-of = { $represented ->
    [0] Quorum: { $present } of { $of } { $unit-of } present, { $needed } needed.
    [unknown] Quorum: { $present } of { $of } { $unit-of } present, { $needed } needed.
   *[other] Quorum: { $present } of { $of } { $unit-of } present or represented, { $needed } needed.
}
quorum-members = { $count ->
    [one] member
   *[other] members
}

## Lists

# How the entries of ordered lists in prose are marked, level by level (a numbering pattern of Typst).
list-pattern = (a)(i)
# Between what is said of one: name, capacity, entity; and between the figures of a vote.
details-separator = {", "}
list-separator = {", "}
list-of-two = { $first } and { $last }
list-of-many = { $first } and { $last }

## Sign-off

history = History of these minutes
column-step = Step
step-draft = Drafting begun
step-convened = Meeting convened
step-minutes-draft = Minutes drafted
step-circulated = Minutes circulated
step-adopted = Minutes adopted
step-silence-over = Deadline of the silence procedure
step-objection = Objection by { $who }
step-resolved = Objection by { $who }: resolved
signature-field = { $name } signs digitally here; shown are the time (UTC), the certificate and who issued it
signed-by = Digitally signed by { $name }
signed-for = Digitally signed by { $signer } for { $name }
signed-at = { $date }, { $time } UTC
signed-with-number = Certificate No. { $serial }
signed-with = Certificate: { $subject }, issued by { $issuer }, No. { $serial }

## Annexes

pillar = Pillar { $number }
column-activity = Activity
column-lead = Lead
column-partners = Partners
column-timeline = Timeline
column-resources = Resources
column-status = Status
column-date = Date
column-event = Activity
column-outcome = Outcome
column-time = Time
column-meeting = Meeting
column-level = Level
column-place = Place
column-annex = Annex
column-title = Title
column-document = Document
column-symbol = Symbol
column-purpose = For
column-page = Page
column-pages = Pages
column-original = Original
column-due = Due
column-item = Item
item-of-agenda = { column-item }
post = Post
seats = Seats
candidates = { $count ->
    [one] Candidate
   *[other] Candidates
}
column-candidate = Candidate
column-nominated-by = Nominated by
column-votes = Votes
column-vote = Vote
column-count = Number
column-names = Names
actions = Actions
column-decision = Decision
column-action = Action
column-owner = Owner
remote = Remote
host = Host: { $host }
with-partners = With { $partners }
activity-planned = Planned
activity-under-way = Under way
activity-completed = Completed
activity-on-hold = On hold
entry-confirmed = Confirmed
entry-to-be-confirmed = To be confirmed
entry-moved = Moved
entry-cancelled = Cancelled
entry-not-held = Not held
moved-from = from { $date }

## Dates and times

date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
# { $hour } is a number, { $hour24 } has two digits, { $hour12 } goes with { $half }: am or pm.
time = { $hour }:{ $minute }
time-at-start = { time }
time-range = { $start }–{ $end } ({ $zone })
time-range-without-zone = { $start }–{ $end }
weekday-and-date = { $weekday }, { $date }
time-range-with-dates = { $start } – { $end }
time-range-on-another-day = { $times }, { $date }
time-in-zone = { $time } ({ $zone })
date-and-times = { $date }, { $times }
zone-separator = {" / "}
# Abbreviations of time zones that readers of this language know, each with the hours from UTC that it means. Any other zone is
# printed as its distance from UTC, and so are zones of a pack of which one abbreviation would mean two times. The clocks of
# a place may have a name of their own: `zone-asia-shanghai = Beijing time`.
zone-abbreviations = UTC GMT BST+1 IST+1 IST+5:30 WET WEST+1 CET+1 CEST+2 EET+2 EEST+3 MSK+3 SAST+2 WAT+1 CAT+2 EAT+3 PKT+5 HKT+8 JST+9 KST+9 AWST+8 ACST+9:30 ACDT+10:30 AEST+10 AEDT+11 NZST+12 NZDT+13 NST-3:30 NDT-2:30 AST-4 ADT-3 EST-5 EDT-4 CST-6 CDT-5 MST-7 MDT-6 PST-8 PDT-7 AKST-9 AKDT-8 HST-10
zone-utc = UTC
zone-offset = UTC{ $offset }
period = { $from } – { $until }
period-of-days = { $first }–{ $last } { $month } { $year }
period-from = From { $from }
period-until = Until { $until }
period-continuing = Continuing

## Money

# A currency may have a form of its own: `money-CHF = Fr. { $sum }`.
money-EUR = €{ $sum }
money-GBP = £{ $sum }
money = { $currency } { $sum }
negative = −{ $sum }
thousands-separator = {","}
decimal-separator = {"."}

## Languages

# What the language calls itself, and whether its lines begin on the left (ltr) or on the right (rtl).
language-own = English
direction = ltr
# Behind the title of an annex that is not in the language of the edition. The names stand in brackets behind files as well.
only-in = [{ $languages } only]
language-ar = Arabic
language-en = English
language-es = Spanish
language-fr = French
language-ru = Russian
language-zh = Chinese

## Registers

# Lists over many meetings. Most heads of their columns are those of tables in documents.
register-attendance = Attendance
register-calendar = Calendar
column-id = ID
column-number = No.
column-remark = Remark
column-as-of = As of
column-origin = Agreed under
column-body = Body
column-pack = Pack
column-kind = Kind
column-in-favour = For
column-against = Against
column-abstaining = Abstaining
column-name = Name
column-entity = Organization
column-capacity = Capacity
column-class = Took part as
column-presence = Presence
column-until = Until
column-zone = Time zone
presence-present = Present
presence-excused = Excused
presence-absent = Absent
presence-by-proxy = Represented by proxy

## Audiences

# What stands in the place of what an audience does not get, where the definition states no words for it.
withheld-item = Confidential item
withheld-annex = Confidential annex
withheld-decision = Confidential decision
withheld-session = Confidential session
withheld-reference = a confidential item
withheld-passage = [Not included in this pack]
withheld-annex-text = This annex is not included in this pack.
# Over minutes of which an audience gets a part.
extract-of-minutes = Extract from the minutes. The full minutes are authoritative; they are not part of this pack.
# For whom a pack is, by the id of the audience; it stands in the head of each document and at the foot of each page.
audience-members = Members only
audience-observers = Members and observers
audience-staff = Secretariat only
audience-press = For the press
audience-public = Public
audience-and-title = { $audience } · { $title }

## What changed since a pack was sent out

changes-since = Changes since issue { $number } of this pack, which was sent out on { $date }:
changes-marked = Changes since issue { $number } of this pack, which was sent out on { $date }, are marked: what was added is underlined, what was removed is struck through and in brackets.
changes-marked-between = Changes from an earlier pack are marked: what was added is underlined, what was removed is struck through and in brackets.
redline-moved-from = [moved from here]
redline-moved-to = [moved here]
changes-new-edition = This edition is new: issue { $number } of this pack, which was sent out on { $date }, did not have it.
changes-new-audience = This is the first issue of this pack for these recipients: there is no earlier one to compare it with.
changes-meeting = Meeting, times and places
changes-running = On each page
changes-filing = Symbol, date and distribution
change-added = New
change-removed = Removed
change-moved = Moved
change-changed = Changed
change-replaced = Replaced
change-redrawn = Same text, different appearance
change-after = after “{ $title }”
change-first = first
change-under = under “{ $title }”
change-page = Page { $page } of the annex
change-page-from = from page { $page }
change-pages = pages { $from }–{ $to }
change-times = { $what } ({ $number })
change-number = { $before } is now { $after }
changes-numbers = Renumbered as a result: { $list }
changes-items-renumbered = Items renumbered: { $list }
changes-paragraphs-renumbered = Paragraphs renumbered: { $list }
change-also = Also in: { $documents }
column-where = Where
column-before = Before
column-now = Now
changes-listed = Of { $number } changes, the { $listed } most important are listed.

## What reviewers said of documents that were sent out

comments-marked = In proposed changes, words to be removed are struck through, and words to be added are underlined.
comments-left-out = Further comments that are not listed: { $number }
comment-paragraph = para. { $number }
comment-answer = Reply to { $author }
comment-resolved = Marked as resolved
comment-joined = Joined with the next paragraph
comment-level = Another level in its list
comment-moved-after = Moved after “{ $title }”
comment-withdrawn = Removes what somebody else had added
comment-not-recorded = Not recorded as a change
response-accepted = Accepted
response-rejected = Not accepted
response-noted = Noted
column-paragraph = Paragraph
column-sent = Text as sent
column-comment = Comment or proposed change
column-reviewer = Submitted by
column-response = Response

## The page for browsers

pack-title = { $meeting }, { $date }
skip-to-text = Skip to the text
other-languages = Other languages
add-meeting = Add this meeting to your calendar
add-calendar = Add all dates to your calendar
for-the-screen = This page is for reading on a screen. The documents of the meeting are the PDF files beside it.
notes = Notes
back-to-text = Back to the text

# Words that no line of a text ends with: before a name or a number, and before any word; then words that no line begins with, after
# a number. Divided by spaces.
joined-to-names = Mr Mr. Mrs Mrs. Ms Ms. Mx Dr Dr. Prof. St. No. Nos. no. nos. Annex annex Appendix appendix Article article art. arts. Chapter chapter Figure figure item Item items paragraph paragraphs para. paras. page p. pp. Part Rule rule Section section sect. Table table Annexes annexes Articles articles resolution resolutions Resolution decision decisions Decision rules Rules sections Sections room Room
joined-to-words = { "" }
joined-to-numbers = { "" }
# Courtesies that stand before a whole name only. Divided by spaces.
before-whole-names = { "" }
# Words whose full stop is not the end of a sentence, besides those above. Divided by spaces.
abbreviations = etc. unan. tem. con. dis. diss. maj. incl. excl. approx. dept. ed. eds. esp. ext. fig. figs. hrs. resp. rev. vol. vols. Ave. Bros. Co. Corp. Dept. Esq. Inc. Rev. Univ. Jan. Feb. Aug. Sept. Oct. Nov. Dec.
# Two words of ours within a sentence, and the one that they become. Divided by commas.
joined-articles = { "" }
