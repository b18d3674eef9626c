# Tous les mots que les documents ajoutent d’eux-mêmes, en français.
# Le format est Project Fluent (projectfluent.org). Un espace de travail peut avoir un fichier de ce nom qui ne contient
# que les mots qu’il veut autrement.

## Documents

document-agenda = Ordre du jour
document-annexes = Annexes
document-minutes = Procès-verbal
document-annotated-agenda = Ordre du jour annoté
document-timetable = Programme
document-attendance = Liste de présence
document-decisions = Relevé de décisions
document-resolutions = Résolutions
document-title = { $document } : { $meeting }, { $date }
page-number = page { $page }
page-of-pages = Page { $page } sur { $pages }

status-draft = Projet
status-convened = Convoquée
status-minutes-draft = Projet
status-circulated = Projet, diffusé pour observations
status-adopted = Adopté
draft-mark = Projet

## Masthead

distribution = Distr. : { $distribution }
original = Original : { $language }
kind-ordinary = Réunion ordinaire
kind-annual = Assemblée annuelle
kind-extraordinary = Réunion extraordinaire
kind-special = Réunion spéciale
kind-urgent = Réunion d’urgence
closed-meeting = Séance à huis clos
closed = huis clos
role = { $role } : { $names }
meeting-to-be-confirmed = À confirmer
meeting-moved = Déplacée
meeting-cancelled = Annulée
meeting-not-held = Non tenue
venue = Lieu : { $place }
chairs-of-meeting = { $count ->
    [one] Présidence : { $chairs }
   *[other] Coprésidence : { $chairs }
}
chair-with-role = { $chair } ({ $role })
chairs-separator = {" ; "}
moved-from-line = Initialement prévue le { $date }

## Sections of the minutes

section-decisions = Décisions et mesures à prendre
section-background = Contexte
section-participants = Participants
section-agenda = Ordre du jour
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
    [one] La réunion a été présidée par { $chairs }.
   *[other] La réunion a été coprésidée par { $chairs }.
}
moved-sentence = La réunion, initialement prévue le { $from }, a été reportée au { $date }.
participants-introduction = Ont participé en qualité de représentants :
observers = { $people } { $people-are } de { $entities } { $entities-are } ont en outre participé en qualité d’observateurs.
observers-people = { $count ->
    [one] personne
   *[other] personnes
}
observers-entities = { $count ->
    [one] entité
   *[other] entités
}
action-owner = Responsable : { $owner }
action-due = Échéance : { $due }
decided-on = Décision prise le { $date }
moved = Sur proposition de { $moved }.
seconded = Avec l’appui de { $seconded }.
moved-and-seconded = Sur proposition de { $moved }, appuyée par { $seconded }.
elected = Élection au poste de { $post } : { $names }.
elected-for-term = Élection au poste de { $post } pour la période { $term } : { $names }.
non-attribution = La réunion s’est tenue selon une règle de non-attribution : les propos sont rapportés sans que leurs auteurs soient nommés.
consent-agenda = Les points sous ce titre sont décidés ensemble et sans débat, sauf si un membre demande d’en retirer un.

## What happened

event = { $event }.
event-at = { $time } : { $event }.
event-opened = ouverture de la séance
event-suspended = suspension de la séance
event-resumed = reprise de la séance
event-adjourned = levée de la séance
event-arrived = arrivée de { $who }
event-left = départ de { $who }
event-returned = retour de { $who }
event-took-chair = { $count ->
    [one] { $who } prend la présidence
   *[other] { $who } prennent la présidence
}
event-recused = { $count ->
    [one] { $who } déclare un intérêt et ne prend pas part au point
   *[other] { $who } déclarent un intérêt et ne prennent pas part au point
}
event-pulled = { $who } : demande de débattre du point séparément
event-quorum-lost = le quorum n’est plus atteint
event-quorum-regained = le quorum est de nouveau atteint
event-moved = { $who } : motion de procédure

## Decisions

heading-of-decision = Décision { $number }
heading-of-resolution = Résolution { $number }
heading-of-ordinance = Ordonnance { $number }
heading-of-recommendation = Recommandation { $number }
heading-of-motion = Motion { $number }
heading-of-conclusion = Conclusion { $number }
other-decisions = Autres décisions
method-consensus = par consensus
method-unanimous = à l’unanimité
method-acclamation = par acclamation
method-show-of-hands = à main levée
method-recorded-vote = au vote compté
method-roll-call = par appel nominal
method-secret-ballot = au scrutin secret
method-written-procedure = par procédure écrite
method-silence-procedure = par procédure d’approbation tacite
method-ruling-of-chair = par décision de la présidence
disposition-adopted = Adopté
disposition-rejected = Rejeté
disposition-referred = Renvoyé
disposition-withdrawn = Retiré
disposition-deferred = Ajourné
disposition-on-file = Classé
disposition-second-reading = Renvoyé en deuxième lecture
disposition-carried-over = Reporté
disposition-noted = Dont acte
item-adopted = Adopté
item-rejected = Rejeté
item-referred = Renvoyé
item-withdrawn = Retiré
item-deferred = Ajourné
item-on-file = Classé
item-second-reading = Renvoyé en deuxième lecture
item-carried-over = Reporté à la prochaine réunion
item-noted = Dont acte
result-by-method = { $result } { $method }
decided-by-method = Décidé { $method }
result-with-tally = { $result } : { $tally }
tally-for = { $count } pour
tally-against = { $count } contre
tally-abstain = { $count } { $count ->
    [one] abstention
   *[other] abstentions
}
tally-not-voting = { $count } non-participation au vote
tally-absent = { $count } { $count ->
    [one] absent
   *[other] absents
}
ballot-for = Pour
ballot-against = Contre
ballot-abstain = Abstention
ballot-not-voting = Ne prennent pas part au vote
ballot-absent = Absents
majority-needed = Majorité requise
amount = Montant
action-open = À faire
action-under-way = En cours
action-done = Fait
action-dropped = Abandonné

## Agenda

purpose-decide = Pour décision
purpose-endorse = Pour approbation
purpose-elect = Pour élection
purpose-discuss = Pour débat
purpose-note = Pour prise d’acte
purpose-inform = Pour information
annotations = Annotations
documents = { $count ->
    [one] Document :
   *[other] Documents :
}
document-with-title = { $document } ({ $title })
documents-separator = {" ; "}
deadlines = Échéances
previous-meeting = Réunion précédente
next-meeting = Prochaine réunion
with-remark = { $text } ({ $remark })
label = { $label } :
label-with-title = { $label } : { $title }
session = Séance { $number }
chaired = Présidence : { $names }
duration = { $minutes ->
    [one] ({ $minutes } minute)
   *[other] ({ $minutes } minutes)
}
facilitated-by = {" "}– animé par { $names }
questions = Questions pour la réflexion
endorsement-of = Approbation des éléments suivants :
list-continues =  ;
list-end = .
remarks = Brèves observations de { $speaker }.
remarks-in-capacity = Brèves observations de { $speaker } ({ $capacity }).
annexes = Annexes
annex-with-title = { $annex } : { $title }

## References

annex = Annexe { $number }
item-number = { $number }
item-number-inside = { $outer } { $letter })
item-mark = { $number }.
item-mark-inside = { $letter })
reference-to-item = point { $number }
reference-to-decision = décision { $number }
reference-to-resolution = résolution { $number }
reference-to-ordinance = ordonnance { $number }
reference-to-recommendation = recommandation { $number }
reference-to-motion = motion { $number }
reference-to-conclusion = conclusion { $number }
document-with-symbol = { $title } ({ $symbol })
reference-to-section = section { $number }
reference-with-page = { $reference } (page { $page })
reference-with-page-in-parentheses = { $reference }, page { $page }

## People and entities

chairs = { $count ->
    [one] la présidence
   *[other] la coprésidence
}
person-with-rank = { $rank } { $name }
person-of-entity = { $person }, { $entity }
person-with-title-and-entity = { $name }, { $title } ({ $entity })
entity-with-abbreviation = { $name } ({ $abbreviation })
representative-separator = {" ; "}
representative-last-separator = {" ; et "}
participants-member = { $count ->
    [one] Membre présent
   *[other] Membres présents
}
participants-alternate = { $count ->
    [one] Suppléant
   *[other] Suppléants
}
participants-observer = { $count ->
    [one] Observateur
   *[other] Observateurs
}
participants-invited = { $count ->
    [one] Invité
   *[other] Invités
}
participants-staff = Secrétariat
participants-by-proxy = { $count ->
    [one] Représenté
   *[other] Représentés
}
participants-excused = { $count ->
    [one] Excusé
   *[other] Excusés
}
participants-absent = { $count ->
    [one] Absent
   *[other] Absents
}
participant-remote = à distance
participant-from = à partir de { $value }
participant-until = jusqu’à { $value }
participant-alternate-for = suppléant de { $value }
participant-proxy = procuration donnée à { $value }
quorum = Quorum : { $present } { $unit } présents ou représentés, { $needed } requis.
quorum-of = Quorum : { $present } { $unit } présents ou représentés sur { $of }, { $needed } requis.
quorum-members = membres

## Lists

list-separator = {", "}
list-of-two = { $first } et { $last }
list-of-many = { $first } et { $last }

## Annexes

pillar = Axe { $number }
column-activity = Activité
column-lead = Pilote
column-partners = Partenaires
column-timeline = Calendrier
column-resources = Moyens
column-status = État
column-date = Date
column-event = Activité
column-outcome = Résultat
column-time = Heure
column-meeting = Réunion
column-level = Niveau
column-place = Lieu
column-annex = Annexe
column-title = Titre
column-page = Page
column-due = Échéance
column-item = Point
candidates = Candidats
column-candidate = Candidat
column-nominated-by = Proposé par
column-votes = Voix
column-vote = Vote
column-count = Nombre
column-names = Noms
column-action = Mesure
column-owner = Responsable
remote = À distance
host = Hôte : { $host }
with-partners = Avec { $partners }
activity-planned = Prévu
activity-under-way = En cours
activity-completed = Achevé
activity-on-hold = En suspens
entry-confirmed = Confirmée
entry-to-be-confirmed = À confirmer
entry-moved = Déplacée
entry-cancelled = Annulée
entry-not-held = Non tenue
moved-from = du { $date }

## Dates and times

date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
weekday-1 = Lundi
weekday-2 = Mardi
weekday-3 = Mercredi
weekday-4 = Jeudi
weekday-5 = Vendredi
weekday-6 = Samedi
weekday-7 = Dimanche
time = { $hour } h { $minute }
time-range = { $start } – { $end } ({ $zone })
time-range-without-zone = { $start } – { $end }
weekday-and-date = { $weekday } { $date }
time-range-into-another-day = { $times }, jusqu’au { $date }
time-range-on-another-day = { $times }, le { $date }
time-in-zone = { $time } ({ $zone })
date-and-times = { $date }, { $times }
zone-separator = {" / "}
period = { $from } – { $until }
period-of-days = { $first }–{ $last } { $month } { $year }
period-from = À partir de { $from }
period-until = Jusqu’à { $until }
period-continuing = En continu

## Money

money = { $sum } { $currency }
negative = −{ $sum }
thousands-separator = {" "}
decimal-separator = {","}
