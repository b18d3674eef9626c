# German labels, from outside the binary: a test uses them to show that a language is one file.

## Documents

document-agenda = Tagesordnung
document-annexes = Anlagen
document-minutes = Protokoll
document-annotated-agenda = Erläuterte Tagesordnung
document-timetable = Zeitplan
document-attendance = Liste der Teilnehmenden
document-decisions = Beschlüsse
document-resolutions = Resolutionen
document-summary = Übersicht über die Beschlüsse und Maßnahmen
document-register = Register
document-complete = Alle Dokumente
document-changes = Änderungen
document-redline = Niederschrift mit Änderungsmarken
document-comments = Stellungnahmen und Antworten
document-title = { $document }: { $meeting }, { $date }
running-head = { $body } · { $title } · { $date }
running-head-short = { $body } · { $date }
page-number = Seite { $page }
page-of-pages = Seite { $page } von { $pages }
page-unused = Seite { $page } wird nicht mehr verwendet
pages-unused = Seiten { $page } bis { $pages } werden nicht mehr verwendet

status-draft = Entwurf
status-convened = Laut Einladung
status-minutes-draft = Entwurf
status-circulated = Entwurf, zur Stellungnahme verteilt
status-adopted = Genehmigt
status-adopted-on = Genehmigt am { $date }
draft-mark = Entwurf

## Masthead

distribution = Verteilung: { $distribution }
original = Original: { $language }
reissued-on = Neu herausgegeben am { $date }
reissue-replaces = Ersetzt den am { $date } versandten Text
addendum-on = Mit Ergänzungen neu herausgegeben am { $date }
addendum-to = Ergänzt den am { $date } versandten Text
corrigendum-on = Mit Berichtigungen neu herausgegeben am { $date }
corrigendum-to = Berichtigt den am { $date } versandten Text
kind-ordinary = Ordentliche Sitzung
kind-annual = Jahressitzung
kind-extraordinary = Außerordentliche Sitzung
kind-special = Sondersitzung
kind-urgent = Dringlichkeitssitzung
link-with-address = { $title }: { $url }
closed-meeting = Nichtöffentliche Sitzung
closed = Nichtöffentlich
role = { $role }: { $names }
meeting-to-be-confirmed = Noch zu bestätigen
meeting-moved = Verlegt
meeting-cancelled = Abgesagt
meeting-not-held = Ausgefallen

venue = Ort: { $place }
platform = Online: { $platform }
chairs-of-meeting = { $count ->
    [one] Vorsitz: { $chairs }
   *[other] Ko-Vorsitz: { $chairs }
}
chair-with-role = { $chair } ({ $role })
chairs-separator = {"; "}
moved-from-line = Ursprünglicher Termin: { $date }

## Sections of the minutes

section-decisions = Beschlüsse und Maßnahmen
section-background = Hintergrund
section-participants = Teilnehmende
contents = Inhalt
section-agenda = Tagesordnung
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

# Names and titles come in the nominative ("Herr", not "Herrn"): they are the subject here, or stand behind a colon.
chaired-by = { $count ->
    [one] Den Vorsitz führte { $chairs }.
   *[other] Den Vorsitz führten gemeinsam { $chairs }.
}
moved-sentence = Die Sitzung war ursprünglich für den { $from } anberaumt und wurde auf den { $date } verlegt.
participants-introduction = Als Vertreterinnen und Vertreter nahmen teil:
observers = Ferner { $people ->
    [one] nahm
   *[other] nahmen
} { $people } { $people-are } aus { $entities } { $entities-are } beobachtend teil.
observers-people = { $count ->
    [one] Person
   *[other] Personen
}
# In the dative, behind "aus".
observers-entities = { $count ->
    [one] Einrichtung
   *[other] Einrichtungen
}
action-owner = Zuständig: { $owner }
action-due = Frist: { $due }

decided-on = Beschlussdatum: { $date }
moved = Antragstellung: { $moved }.
seconded = Unterstützung: { $seconded }.
moved-and-seconded = Antragstellung: { $moved }; Unterstützung: { $seconded }.
elected = Gewählt ({ $post }): { $names }.
elected-for-term = Gewählt ({ $post }, { $term }): { $names }.
appointed = Ernannt ({ $post }): { $names }.
appointed-for-term = Ernannt ({ $post }, { $term }): { $names }.
non-attribution = Für die Sitzung galt, dass Äußerungen nicht namentlich zugeordnet werden: Wiedergegeben wird, was gesagt wurde, nicht aber, von wem.
run-in-title = { $title }.
decision-at-end = ({ $decision })
section-with-number = { $number }. { $title }
consent-agenda = Über die Punkte dieses Abschnitts wird gemeinsam und ohne Aussprache entschieden, sofern nicht ein Mitglied die gesonderte Behandlung eines Punktes verlangt.
consent-agenda-decided = Über die Punkte dieses Abschnitts wurde gemeinsam und ohne Aussprache entschieden, mit Ausnahme derer, für die ein Mitglied die gesonderte Behandlung verlangte.

## What happened

event = { $event }.
event-at = { $time } Uhr: { $event }.
speaker = { $who }
speaker-at = { $time } Uhr: { $who }
speaker-in-own-words = { $who }:
said-at = { $time } Uhr:
event-opened = { $count ->
    [0] Die Sitzung wird eröffnet
    [one] { $who } eröffnet die Sitzung
   *[other] { $who } eröffnen die Sitzung
}
event-suspended = { $count ->
    [0] Die Sitzung wird unterbrochen
    [one] { $who } unterbricht die Sitzung
   *[other] { $who } unterbrechen die Sitzung
}
event-resumed = { $count ->
    [0] Die Sitzung wird wieder aufgenommen
    [one] { $who } nimmt die Sitzung wieder auf
   *[other] { $who } nehmen die Sitzung wieder auf
}
event-adjourned = { $count ->
    [0] Die Sitzung wird geschlossen
    [one] { $who } schließt die Sitzung
   *[other] { $who } schließen die Sitzung
}
event-arrived = { $count ->
    [one] { $who } trifft ein
   *[other] { $who } treffen ein
}
event-left = { $count ->
    [one] { $who } verlässt die Sitzung
   *[other] { $who } verlassen die Sitzung
}
event-returned = { $count ->
    [one] { $who } kehrt in die Sitzung zurück
   *[other] { $who } kehren in die Sitzung zurück
}
event-took-chair = { $count ->
    [one] { $who } übernimmt den Vorsitz
   *[other] { $who } übernehmen den Vorsitz
}
event-recused = { $count ->
    [one] { $who } erklärt sich für befangen und nimmt an der Behandlung des Punktes nicht teil
   *[other] { $who } erklären sich für befangen und nehmen an der Behandlung des Punktes nicht teil
}
event-pulled = { $count ->
    [one] { $who } verlangt die gesonderte Behandlung des Punktes
   *[other] { $who } verlangen die gesonderte Behandlung des Punktes
}
event-quorum-lost = Die Beschlussfähigkeit ist nicht mehr gegeben
event-quorum-regained = Die Beschlussfähigkeit ist wieder gegeben
event-moved = { $count ->
    [one] { $who } stellt einen Antrag zur Geschäftsordnung
   *[other] { $who } stellen einen Antrag zur Geschäftsordnung
}

## Decisions

heading-of-decision = Beschluss { $number }
heading-of-resolution = Resolution { $number }
heading-of-ordinance = Verordnung { $number }
heading-of-recommendation = Empfehlung { $number }
heading-of-motion = Antrag { $number }
heading-of-conclusion = Schlussfolgerung { $number }
heading-of-unnumbered-decision = Beschluss
heading-of-unnumbered-resolution = Resolution
heading-of-unnumbered-ordinance = Verordnung
heading-of-unnumbered-recommendation = Empfehlung
heading-of-unnumbered-motion = Antrag
heading-of-unnumbered-conclusion = Schlussfolgerung
other-decisions = Weitere Beschlüsse
method-consensus = im Konsens
# A key of a choice in `result-by-method` and `decided-by-method`.
method-unanimous = einstimmig
method-acclamation = durch Akklamation
method-show-of-hands = durch Handzeichen
method-recorded-vote = in aufgezeichneter Abstimmung
method-roll-call = in namentlicher Abstimmung
method-secret-ballot = in geheimer Abstimmung
method-written-procedure = im schriftlichen Verfahren
method-silence-procedure = im Verfahren der stillschweigenden Zustimmung
method-ruling-of-chair = durch Entscheidung des Vorsitzes
disposition-adopted = Angenommen
disposition-rejected = Abgelehnt
disposition-referred = Überwiesen
disposition-withdrawn = Zurückgezogen
disposition-deferred = Vertagt
disposition-on-file = Zu den Akten genommen
disposition-second-reading = Zur zweiten Lesung überwiesen
disposition-carried-over = Auf die nächste Sitzung verschoben
disposition-noted = Zur Kenntnis genommen
item-adopted = Angenommen
item-rejected = Abgelehnt
item-referred = Überwiesen
item-withdrawn = Zurückgezogen
item-deferred = Vertagt
item-on-file = Zu den Akten genommen
item-second-reading = Zur zweiten Lesung überwiesen
item-carried-over = Auf die nächste Sitzung verschoben
item-noted = Zur Kenntnis genommen
result-on = { $result } am { $date }
result-elected = Gewählt
result-not-elected = Niemand gewählt
result-appointed = Ernannt
stated-result-by-method = { $result }, { $method }
# A bare adverb comes first: "Einstimmig angenommen". Keys of a choice are of a–z and without spaces, so that the
# results with an umlaut or of several words take the way of `other`.
result-by-method = { $method ->
    [einstimmig] { $result ->
        [Angenommen] Einstimmig angenommen
        [Abgelehnt] Einstimmig abgelehnt
        [Vertagt] Einstimmig vertagt
        [Ernannt] Einstimmig ernannt
       *[other] { $result } durch einstimmigen Beschluss
    }
   *[other] { $result } { $method }
}
decided-by-method = { $method ->
    [einstimmig] Einstimmig beschlossen
   *[other] Beschlossen { $method }
}
result-with-tally = { $result }: { $tally }
tally-for = { $count ->
    [0] keine Ja-Stimmen
    [one] { $count } Ja-Stimme
   *[other] { $count } Ja-Stimmen
}
tally-against = { $count ->
    [0] keine Nein-Stimmen
    [one] { $count } Nein-Stimme
   *[other] { $count } Nein-Stimmen
}
tally-abstain = { $count ->
    [0] keine Enthaltungen
    [one] { $count } Enthaltung
   *[other] { $count } Enthaltungen
}
tally-blank = { $count } leer
tally-invalid = { $count } ungültig
tally-not-voting = { $count } ohne Stimmabgabe
tally-absent = { $count } abwesend
tally-for-unit = { $count } { $unit } dafür
tally-against-unit = { $count } { $unit } dagegen
tally-abstain-unit = { $count } { $unit } mit Enthaltung
tally-blank-unit = { $count } { $unit } leer
tally-invalid-unit = { $count } { $unit } ungültig
tally-not-voting-unit = { $count } { $unit } ohne Stimmabgabe
tally-absent-unit = { $count } { $unit } abwesend
nobody = Niemand
votes = { $count ->
    [one] Stimme
   *[other] Stimmen
}
form-of-count = { $count ->
    [one] 1
   *[other] 2
}
units = Anteil|Anteile, Aktie|Aktien, Stimme|Stimmen, Tausendstel|Tausendstel, Punkt|Punkte, Mitglied|Mitglieder, Mitgliedstaat|Mitgliedstaaten, Delegation|Delegationen, Eigentümer|Eigentümer
count-of = { $count } { $unit }
ballot-line = { $label }: { $names }
ballots-separator = {"; "}
ballot-for = Ja
ballot-against = Nein
ballot-abstain = Enthaltung
ballot-blank = Leer
ballot-invalid = Ungültig
ballot-not-voting = Ohne Stimmabgabe
ballot-absent = Abwesend
majority-needed = Erforderliche Mehrheit
amount = Betrag
action-open = Offen
action-under-way = In Bearbeitung
action-done = Erledigt
action-dropped = Nicht weiterverfolgt

## Agenda

purpose-decide = Zur Beschlussfassung
purpose-endorse = Zur Billigung
purpose-elect = Zur Wahl
purpose-discuss = Zur Erörterung
purpose-note = Zur Kenntnisnahme
purpose-inform = Zur Information
annotations = Erläuterungen
documents = { $count ->
    [one] Dokument:
   *[other] Dokumente:
}
document-with-title = { $document } ({ $title })
documents-separator = {"; "}
deadlines = Fristen
participants-elsewhere = Die Teilnehmenden sind in einem gesonderten Dokument aufgeführt:
minutes-of-last-meeting = Protokoll der letzten Sitzung
matters-arising = Offene Punkte
minutes-of-meeting = Protokoll vom { $date } ({ $title })
action-made = { $title }, { $date }
previous-meeting = Vorherige Sitzung
next-meeting = Nächste Sitzung
remark-to-be-confirmed = noch zu bestätigen
remark-moved = verlegt
remark-cancelled = abgesagt
remark-not-held = ausgefallen
with-remark = { $text } ({ $remark })
label = { $label }:
label-with-title = { $label }: { $title }
session = Teilsitzung { $number }
chaired = Vorsitz: { $names }

duration = { $minutes ->
    [one] ({ $minutes } Minute)
   *[other] ({ $minutes } Minuten)
}
led-by = {" "}– { $names }
facilitated-by = {" "}– Moderation: { $names }
questions = Leitfragen
endorsement-of = Zur Billigung vorgelegt:
list-continues = ;
list-end = .
remarks = Kurze Ausführungen: { $speaker }.
remarks-in-capacity = Kurze Ausführungen: { $speaker } ({ $capacity }).
annexes = Anlagen
annex-with-title = { $annex }: { $title }
outside-page = { $annex }, Seite { $page } von { $pages }

## References

annex = Anlage { $number }
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
annex-without-number = Anlage
annex-to-decision = { $annex } zu { $decision }
item-number = { $number }
item-number-inside = { $outer } { $letter })
item-mark = { $number }.
item-mark-inside = { $letter })
# Without an article, here and in `chairs`: in prose its case follows from the sentence, and is the author's to write.
reference-to-item = Tagesordnungspunkt { $number }
reference-to-decision = Beschluss { $number }
reference-to-resolution = Resolution { $number }
reference-to-ordinance = Verordnung { $number }
reference-to-recommendation = Empfehlung { $number }
reference-to-motion = Antrag { $number }
reference-to-conclusion = Schlussfolgerung { $number }
reference-to-unnumbered-decision = Beschluss
reference-to-unnumbered-resolution = Resolution
reference-to-unnumbered-ordinance = Verordnung
reference-to-unnumbered-recommendation = Empfehlung
reference-to-unnumbered-motion = Antrag
reference-to-unnumbered-conclusion = Schlussfolgerung
document-with-symbol = { $title } ({ $symbol })
reference-to-section = Abschnitt { $number }
reference-with-page = { $reference } (Seite { $page })
reference-with-page-in-parentheses = { $reference }, Seite { $page }

## People and entities

chairs = { $count ->
    [one] Vorsitz
   *[other] Ko-Vorsitz
}
person-with-rank = { $rank } { $name }
person-of-entity = { $person }, { $entity }
person-with-title-and-entity = { $title } { $name } ({ $entity })
entity-with-abbreviation = { $name } ({ $abbreviation })
representative-separator = {"; "}
representative-last-separator = {"; "}

participants-member = { $count ->
    [one] Mitglied
   *[other] Mitglieder
}
participants-alternate = { $count ->
    [one] Stellvertretendes Mitglied
   *[other] Stellvertretende Mitglieder
}
participants-observer = Mit Beobachterstatus
participants-invited = { $count ->
    [one] Gast
   *[other] Gäste
}
participants-staff = Sekretariat
participants-by-proxy = Durch Vollmacht vertreten
participants-excused = Entschuldigt
participants-absent = Abwesend
participant-remote = zugeschaltet
participant-from = ab { $value } Uhr
participant-until = bis { $value } Uhr
participant-alternate-for = in Vertretung von { $value }
participant-proxy = vertreten durch { $value }
quorum = Beschlussfähigkeit: { $present } { $unit } anwesend oder vertreten, { $needed } erforderlich.
# In the genitive plural ("7 der 9 Mitglieder"), which is like the nominative plural of nouns that are counted.
quorum-of = Beschlussfähigkeit: { $present } der { $of } { $unit ->
    [Mitglied] Mitglieder
   *[other] { $unit }
} anwesend oder vertreten, { $needed } erforderlich.
quorum-members = { $count ->
    [one] Mitglied
   *[other] Mitglieder
}

## Lists

list-pattern = a)i)
details-separator = {", "}
list-separator = {", "}
list-of-two = { $first } und { $last }
list-of-many = { $first } und { $last }

## Sign-off

history = Entstehung dieses Protokolls
column-step = Schritt
step-draft = Beginn der Ausarbeitung
step-convened = Einberufung der Sitzung
step-minutes-draft = Abfassung des Protokolls
step-circulated = Verteilung des Protokolls
step-adopted = Genehmigung des Protokolls
step-silence-over = Ablauf der Frist für die stillschweigende Zustimmung
step-objection = Einwand ({ $who })
step-resolved = Einwand ({ $who }) ausgeräumt
signature-field = Elektronische Signatur von { $name }: Zeit (UTC) und Zertifikat
signed-by = Elektronisch signiert von { $name }
signed-for = Elektronisch signiert von { $signer } für { $name }
signed-at = { $date }, { $time } Uhr (UTC)
signed-with-number = Zertifikat Nr. { $serial }
signed-with = Zertifikat: { $subject }, ausgestellt von { $issuer }, Nr. { $serial }

## Annexes

pillar = Säule { $number }
column-activity = Aktivität
column-lead = Federführung
column-partners = Partner
column-timeline = Zeitrahmen
column-resources = Mittel
column-status = Stand
column-date = Datum
column-event = Aktivität
column-outcome = Ergebnis
column-time = Uhrzeit
column-meeting = Sitzung
column-level = Ebene
column-place = Ort
column-annex = Anlage
column-title = Titel
column-document = Dokument
column-symbol = Zeichen
column-purpose = Zweck
column-page = Seite
column-pages = Seiten
column-original = Original
column-due = Frist
column-item = Tagesordnungspunkt
item-of-agenda = { column-item }
post = Amt
seats = Zahl der Sitze
candidates = Kandidaturen
column-candidate = Kandidatur
column-nominated-by = Vorgeschlagen von
column-votes = Stimmen
column-vote = Stimmabgabe
column-count = Anzahl
column-names = Namen
actions = Maßnahmen
column-decision = Beschluss
column-action = Maßnahme
column-owner = Zuständig
remote = Virtuell
host = Ausrichtung: { $host }
with-partners = Partner: { $partners }
activity-planned = Geplant
activity-under-way = Läuft
activity-completed = Abgeschlossen
activity-on-hold = Ausgesetzt
entry-confirmed = Bestätigt
entry-to-be-confirmed = Noch zu bestätigen
entry-moved = Verlegt
entry-cancelled = Abgesagt
entry-not-held = Ausgefallen
moved-from = ursprünglich: { $date }

## Dates and times

date-day = { $day }. { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
# "Uhr" stands once, behind a range ("14:30–16:00 Uhr"), so that it is in the labels around the time and not in it.
time = { $hour24 }:{ $minute }
time-at-start = { time }
time-range = { $start }–{ $end } Uhr ({ $zone })
time-range-without-zone = { $start }–{ $end } Uhr
weekday-and-date = { $weekday }, { $date }
time-range-with-dates = { $start } – { $end }
time-range-on-another-day = { $times } am { $date }
time-in-zone = { $time } Uhr ({ $zone })
date-and-times = { $date }, { $times }
zone-separator = {" / "}
zone-abbreviations = UTC CET+1 CEST+2
zone-utc = UTC
zone-offset = UTC{ $offset }
period = { $from } bis { $until }
period-of-days = { $first }.–{ $last }. { $month } { $year }
period-from = Ab { $from }
period-until = Bis { $until }
period-continuing = Fortlaufend

## Money

money-EUR = { $sum } €
money-GBP = { $sum } £
money = { $sum } { $currency }
negative = −{ $sum }
thousands-separator = {"."}
decimal-separator = {","}

## Languages

language-own = Deutsch
direction = ltr
only-in = [Nur auf { $languages }]
language-ar = Arabisch
language-en = Englisch
language-es = Spanisch
language-fr = Französisch
language-ru = Russisch
language-zh = Chinesisch

## Registers

register-attendance = Anwesenheit
register-calendar = Kalender
column-id = Kennung
column-number = Nr.
column-remark = Bemerkung
column-as-of = Stand
column-origin = Punkt oder Beschluss
column-body = Gremium
column-pack = Mappe
column-kind = Art
column-in-favour = Ja
column-against = Nein
column-abstaining = Enthaltungen
column-name = Name
column-entity = Organisation
column-capacity = Funktion
column-class = Teilnahme als
column-presence = Anwesenheit
column-until = Ende
column-zone = Zeitzone
presence-present = Anwesend
presence-excused = Entschuldigt
presence-absent = Abwesend
presence-by-proxy = Durch Vollmacht vertreten

## Audiences

withheld-item = Vertraulicher Punkt
withheld-annex = Vertrauliche Anlage
withheld-decision = Vertraulicher Beschluss
withheld-session = Vertrauliche Sitzung
withheld-reference = ein vertraulicher Punkt
withheld-passage = [Nicht enthalten]
withheld-annex-text = Diese Anlage ist in diesen Unterlagen nicht enthalten.
extract-of-minutes = Auszug aus dem Protokoll. Maßgeblich ist das vollständige Protokoll; es ist in diesen Unterlagen nicht enthalten.
audience-members = Nur Mitglieder
audience-observers = Mitglieder und Beobachter
audience-staff = Nur Sekretariat
audience-press = Presse
audience-public = Öffentlich
audience-and-title = { $audience } · { $title }

## What changed since a pack was sent out

changes-since = Änderungen seit der Ausgabe { $number } dieser Unterlagen, versandt am { $date }:
changes-marked = Änderungen seit der Ausgabe { $number } dieser Unterlagen, versandt am { $date }, sind markiert: Hinzugefügtes ist unterstrichen, Entferntes durchgestrichen.
redline-moved-from = [von hier verschoben]
redline-moved-to = [hierher verschoben]
changes-new-edition = Diese Sprachfassung ist neu: In der Ausgabe { $number } vom { $date } war sie nicht enthalten.
changes-new-audience = Diese Unterlagen gehen zum ersten Mal an diese Empfänger: Es gibt keine frühere Ausgabe zum Vergleich.
changes-meeting = Sitzung, Zeiten und Orte
changes-running = Auf jeder Seite
changes-filing = Zeichen, Datum und Verteiler
change-added = Neu
change-removed = Entfallen
change-moved = Verschoben
change-changed = Geändert
change-replaced = Ersetzt
change-redrawn = Gleicher Wortlaut, andere Darstellung
change-after = nach „{ $title }“
change-first = an erster Stelle
change-under = unter „{ $title }“
change-page = Seite { $page } der Anlage
change-page-from = ab Seite { $page }
change-pages = Seiten { $from } bis { $to }
change-times = { $what } ({ $number })
change-number = { $before } ist jetzt { $after }
changes-numbers = Nummern, die sich dadurch ändern: { $list }
change-also = Ebenso in: { $documents }
column-where = Wo
column-before = Bisher
column-now = Jetzt
changes-left-out = { $number ->
    [one] Eine weitere Änderung ist nicht aufgeführt.
   *[other] { $number } weitere Änderungen sind nicht aufgeführt.
}

## What reviewers said of documents that were sent out

comments-marked = In vorgeschlagenen Änderungen sind zu streichende Wörter durchgestrichen und hinzuzufügende unterstrichen.
comments-left-out = Weitere Stellungnahmen, die nicht aufgeführt sind: { $number }
comment-paragraph = Abs. { $number }
comment-answer = Antwort auf { $author }
comment-resolved = Als erledigt gekennzeichnet
comment-joined = Mit dem nächsten Absatz verbunden
comment-level = Andere Ebene in der Liste
comment-withdrawn = Streicht, was jemand anders hinzugefügt hatte
comment-not-recorded = Nicht als Änderung aufgezeichnet
response-accepted = Angenommen
response-rejected = Nicht angenommen
response-noted = Zur Kenntnis genommen
column-paragraph = Absatz
column-sent = Versandter Text
column-comment = Stellungnahme oder Änderungsvorschlag
column-reviewer = Von
column-response = Antwort

## The page for browsers

pack-title = { $meeting }, { $date }
skip-to-text = Zum Text springen
other-languages = Weitere Sprachen
add-meeting = Diese Sitzung in den Kalender eintragen
add-calendar = Alle Termine in den Kalender eintragen
for-the-screen = Diese Seite ist für das Lesen am Bildschirm bestimmt. Die Dokumente der Sitzung sind die beigefügten PDF-Dateien.
notes = Anmerkungen
back-to-text = Zurück zum Text

joined-to-names = Hr. Fr. Dr. Prof. Nr. Abs. Art. S. Anlage Artikel Abschnitt Seite Tabelle
joined-to-words = { "" }
