# Every word that the documents add of their own, in English (United Nations style).
# The format is Project Fluent (projectfluent.org). A workspace may have a file of this name with
# only the labels that it wants otherwise.

## Documents

document-agenda = Agenda
document-annexes = Annexes
document-minutes = Minutes
# The title in the PDF's metadata and in the title bar of a viewer.
document-title = { $document }: { $meeting }, { $date }
page-number = page { $page }
page-of-pages = Page { $page } of { $pages }

status-draft = Draft
status-convened = As convened
status-minutes-draft = Draft
status-circulated = Draft, circulated for comment
status-adopted = Adopted
# The mark on every page until adoption.
draft-mark = Draft

## Masthead

venue = Venue: { $place }
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

## Agenda

duration = { $minutes ->
    [one] ({ $minutes } minute)
   *[other] ({ $minutes } minutes)
}
facilitated-by = {" "}– facilitated by { $names }
questions = Questions for reflection
endorsement-of = Endorsement of
list-continues = ;
list-end = .
remarks = Brief remarks by { $speaker }.
remarks-in-capacity = Brief remarks by { $speaker } ({ $capacity }).
annexes = Annexes
annex-with-title = { $annex }: { $title }

## References

annex = Annex { $number }
item-number = { $number }
item-number-inside = { $outer } ({ $letter })
# What stands before an item's title.
item-mark = { $number }.
item-mark-inside = ({ $letter })
reference-to-item = item { $number }
reference-to-decision = decision { $number }
reference-to-section = Section { $number }
reference-with-page = { $reference } (page { $page })
reference-with-page-in-parentheses = { $reference }, page { $page }

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

## Lists

list-separator = {", "}
list-of-two = { $first } and { $last }
list-of-many = { $first } and { $last }

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
column-page = Page
with-partners = With { $partners }
activity-planned = Planned
activity-under-way = Under way
activity-completed = Completed
activity-on-hold = On hold
entry-confirmed = Confirmed
entry-to-be-confirmed = To be confirmed
entry-moved = Moved
entry-cancelled = Cancelled
moved-from = from { $date }

## Dates and times

date-day = { $day } { $month } { $year }
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
time = { $hour }:{ $minute }
time-range = { $start }–{ $end } ({ $zone })
time-range-into-another-day = { $times } until { $date }
time-range-on-another-day = { $times }, { $date }
time-in-zone = { $time } ({ $zone })
date-and-times = { $date }, { $times }
zone-separator = {" / "}
period = { $from } – { $until }
period-from = From { $from }
period-until = Until { $until }
period-continuing = Continuing
