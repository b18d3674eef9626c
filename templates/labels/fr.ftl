# Tous les mots que les documents ajoutent d’eux-mêmes, en français.
# Le format est Project Fluent (projectfluent.org). Un espace de travail peut avoir un fichier de ce nom qui ne contient
# que les mots qu’il veut autrement.

## Documents

document-agenda = Ordre du jour
document-annexes = Annexes
document-minutes = Procès-verbal
document-annotated-agenda = Ordre du jour annoté
document-timetable = Programme
document-attendance = Feuille de présence
document-decisions = Relevé de décisions
document-resolutions = Résolutions
document-summary = Récapitulatif des décisions et des mesures à prendre
document-register = Registre
document-complete = Dossier complet
document-changes = Modifications
document-redline = { $document } avec modifications apparentes
document-comments = Observations et réponses
document-title = { $document } : { $meeting }, { $date }
running-head = { $body } · { $title } · { $date }
running-head-short = { $body } · { $date }
page-number = page { $page }
page-of-pages = Page { $page } sur { $pages }
page-unused = la page { $page } n’est plus utilisée
pages-unused = les pages { $page } à { $pages } ne sont plus utilisées

status-draft = Projet
status-convened = Convocation
status-minutes-draft = Projet
status-circulated = Projet diffusé pour observations
status-adopted = Texte adopté
status-adopted-on = Date d’adoption : { $date }
draft-mark = Projet

## Masthead

distribution = Distr. { $distribution }
original = Original : { $language }
reissued-on = Réédité le { $date }
reissue-replaces = Remplace le texte envoyé le { $date }
addendum-on = Réédité avec des ajouts le { $date }
addendum-to = Complète le texte envoyé le { $date }
corrigendum-on = Réédité avec des rectifications le { $date }
corrigendum-to = Rectifie le texte envoyé le { $date }
kind-ordinary = Séance ordinaire
kind-annual = Réunion annuelle
kind-extraordinary = Séance extraordinaire
kind-special = Séance spéciale
kind-urgent = Séance d’urgence
link-with-address = { $title } : { $url }
closed-meeting = Séance à huis clos
closed = Huis clos
role = { $role } : { $names }
meeting-to-be-confirmed = À confirmer
meeting-moved = Déplacée
meeting-cancelled = Annulée
meeting-not-held = N’a pas eu lieu
venue = Lieu : { $place }
platform = En ligne : { $platform }
chairs-of-meeting = { $count ->
    [one] Présidence : { $chairs }
   *[other] Coprésidence : { $chairs }
}
chair-with-role = { $chair } ({ $role })
chairs-separator = {" ; "}
moved-from-line = Date initiale : { $date }

## Sections of the minutes

section-decisions = Décisions et suites à donner
section-background = Contexte
section-participants = Présences
contents = Sommaire
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
    [one] La séance a été présidée par { $chairs }.
   *[other] La séance a été coprésidée par { $chairs }.
}
# Les dates peuvent être un jour, une période, un mois ou une année : elles vont sans article.
moved-sentence = La date de la réunion a été modifiée (date initiale : { $from } ; nouvelle date : { $date }).
participants-introduction = Ont participé en qualité de représentants :
observers = { $people } { $people-are } de { $entities } { $entities-are } { $people ->
    [one] a en outre participé en qualité d’observateur.
   *[other] ont en outre participé en qualité d’observateurs.
}
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
decided-on = Date de la décision : { $date }
moved = Proposition : { $moved }.
seconded = Appui : { $seconded }.
moved-and-seconded = Proposition : { $moved } ; appui : { $seconded }.
# « Est élue présidente » : le poste est écrit au genre de la personne, que le registre indique (`gender`, ou une civilité). Un nom
# de fonction (« présidence »), ou un genre inconnu, demande une formule neutre.
by-method = { $method ->
    [none] {""}
   *[given] {" "}{ $method }
}
elected = { ENDS($post, "ence", "ariat", "orat", "anat", "erie", "airie", "ion", "ture") ->
    [yes] Élection ({ $post }){ by-method }
   *[no] { $gender ->
        [feminine] { $count ->
            [one] Est élue { SMALL($post) }{ by-method }
           *[other] { ENDS($post, "s", "x") ->
                [yes] Sont élues { SMALL($post) }{ by-method }
               *[no] Sont élues ({ SMALL($post) }){ by-method }
            }
        }
        [masculine] { $count ->
            [one] Est élu { SMALL($post) }{ by-method }
           *[other] { ENDS($post, "s", "x") ->
                [yes] Sont élus { SMALL($post) }{ by-method }
               *[no] Sont élus ({ SMALL($post) }){ by-method }
            }
        }
       *[unknown] Élection ({ $post }){ by-method }
    }
} : { $names }.
elected-for-term = { ENDS($post, "ence", "ariat", "orat", "anat", "erie", "airie", "ion", "ture") ->
    [yes] Élection ({ $post }, { $term }){ by-method }
   *[no] { $gender ->
        [feminine] { $count ->
            [one] Est élue { SMALL($post) }{ by-method } ({ $term })
           *[other] { ENDS($post, "s", "x") ->
                [yes] Sont élues { SMALL($post) }{ by-method } ({ $term })
               *[no] Sont élues ({ SMALL($post) }, { $term }){ by-method }
            }
        }
        [masculine] { $count ->
            [one] Est élu { SMALL($post) }{ by-method } ({ $term })
           *[other] { ENDS($post, "s", "x") ->
                [yes] Sont élus { SMALL($post) }{ by-method } ({ $term })
               *[no] Sont élus ({ SMALL($post) }, { $term }){ by-method }
            }
        }
       *[unknown] Élection ({ $post }, { $term }){ by-method }
    }
} : { $names }.
appointed = { ENDS($post, "ence", "ariat", "orat", "anat", "erie", "airie", "ion", "ture") ->
    [yes] Nomination ({ $post }){ by-method }
   *[no] { $gender ->
        [feminine] { $count ->
            [one] Est nommée { SMALL($post) }{ by-method }
           *[other] { ENDS($post, "s", "x") ->
                [yes] Sont nommées { SMALL($post) }{ by-method }
               *[no] Sont nommées ({ SMALL($post) }){ by-method }
            }
        }
        [masculine] { $count ->
            [one] Est nommé { SMALL($post) }{ by-method }
           *[other] { ENDS($post, "s", "x") ->
                [yes] Sont nommés { SMALL($post) }{ by-method }
               *[no] Sont nommés ({ SMALL($post) }){ by-method }
            }
        }
       *[unknown] Nomination ({ $post }){ by-method }
    }
} : { $names }.
appointed-for-term = { ENDS($post, "ence", "ariat", "orat", "anat", "erie", "airie", "ion", "ture") ->
    [yes] Nomination ({ $post }, { $term }){ by-method }
   *[no] { $gender ->
        [feminine] { $count ->
            [one] Est nommée { SMALL($post) }{ by-method } ({ $term })
           *[other] { ENDS($post, "s", "x") ->
                [yes] Sont nommées { SMALL($post) }{ by-method } ({ $term })
               *[no] Sont nommées ({ SMALL($post) }, { $term }){ by-method }
            }
        }
        [masculine] { $count ->
            [one] Est nommé { SMALL($post) }{ by-method } ({ $term })
           *[other] { ENDS($post, "s", "x") ->
                [yes] Sont nommés { SMALL($post) }{ by-method } ({ $term })
               *[no] Sont nommés ({ SMALL($post) }, { $term }){ by-method }
            }
        }
       *[unknown] Nomination ({ $post }, { $term }){ by-method }
    }
} : { $names }.
non-attribution = La réunion s’est tenue selon une règle de non-attribution : les propos sont rapportés sans que leurs auteurs soient nommés.
run-in-title = { $title }.
decision-at-end = ({ $decision })
section-with-number = { $number }. { $title }
consent-agenda = Les points de cette rubrique sont adoptés en bloc, sans débat, sauf si un membre demande l’examen séparé d’un point.
consent-agenda-decided = Les points de cette rubrique ont été adoptés en bloc, sans débat, sauf ceux dont un membre a demandé l’examen séparé.

## What happened

event = { $event }.
event-at = { $time } : { $event }.
speaker = { $who }
speaker-at = { $time } : { $who }
speaker-in-own-words = { $who } :
said-at = { $time } :
event-opened = { $count ->
    [0] ouverture de la séance
    [one] { $who } ouvre la séance
   *[other] { $who } ouvrent la séance
}
event-suspended = { $count ->
    [0] suspension de la séance
    [one] { $who } suspend la séance
   *[other] { $who } suspendent la séance
}
event-resumed = { $count ->
    [0] reprise de la séance
    [one] { $who } reprend la séance
   *[other] { $who } reprennent la séance
}
event-adjourned = { $count ->
    [0] levée de la séance
    [one] { $who } lève la séance
   *[other] { $who } lèvent la séance
}
event-arrived = { $count ->
    [one] { $who } rejoint la séance
   *[other] { $who } rejoignent la séance
}
event-left = { $count ->
    [one] { $who } quitte la séance
   *[other] { $who } quittent la séance
}
event-returned = { $count ->
    [one] { $who } revient en séance
   *[other] { $who } reviennent en séance
}
event-took-chair = { $again ->
    [yes] { $count ->
        [one] { $who } reprend la présidence
       *[other] { $who } reprennent la présidence
    }
   *[no] { $count ->
        [one] { $who } prend la présidence
       *[other] { $who } prennent la présidence
    }
}
event-recused = { $count ->
    [one] { $who } déclare un intérêt et ne prend part ni au débat ni au vote
   *[other] { $who } déclarent un intérêt et ne prennent part ni au débat ni au vote
}
event-pulled = { $who } : demande d’examen séparé du point
event-quorum-lost = le quorum n’est plus atteint
event-quorum-regained = le quorum est de nouveau atteint
event-moved = { $who } : motion de procédure

## Decisions

heading-of-decision = Décision { $number }
heading-of-resolution = Résolution { $number }
heading-of-ordinance = Ordonnance { $number }
heading-of-recommendation = Recommandation { $number }
heading-of-motion = Motion { $number }
heading-of-conclusion = Conclusion { $number }
heading-of-unnumbered-decision = Décision
heading-of-unnumbered-resolution = Résolution
heading-of-unnumbered-ordinance = Ordonnance
heading-of-unnumbered-recommendation = Recommandation
heading-of-unnumbered-motion = Motion
heading-of-unnumbered-conclusion = Conclusion
other-decisions = Autres décisions
method-consensus = par consensus
method-unanimous = à l’unanimité
method-acclamation = par acclamation
method-show-of-hands = à main levée
method-recorded-vote = par vote enregistré
method-roll-call = par appel nominal
method-secret-ballot = à bulletin secret
method-written-procedure = par procédure écrite
method-silence-procedure = par procédure d’approbation tacite
method-ruling-of-chair = par décision de la présidence
disposition-adopted = Adoptée
disposition-rejected = Rejetée
disposition-referred = Renvoyée
disposition-withdrawn = Retirée
disposition-deferred = Ajournée
disposition-on-file = Versée au dossier
disposition-second-reading = Renvoyée en deuxième lecture
disposition-carried-over = Reportée à la prochaine réunion
disposition-noted = Il en est pris acte
item-adopted = Adopté
item-rejected = Rejeté
item-referred = Renvoyé
item-withdrawn = Retiré
item-deferred = Ajourné
item-on-file = Versé au dossier
item-second-reading = Renvoyé en deuxième lecture
item-carried-over = Reporté à la prochaine réunion
item-noted = Il en est pris acte
result-on = { $result } le { $date }
result-elected = { $count ->
    [one] Élection acquise
   *[other] Élections acquises
}
result-not-elected = Personne n’est élu
result-appointed = { $count ->
    [one] Nomination décidée
   *[other] Nominations décidées
}
stated-result-by-method = { $result }, { $method }
result-by-method = { $result } { $method }
decided-by-method = Décision prise { $method }
result-with-tally = { $result } : { $tally }
tally-for = { $count } pour
tally-against = { $count } contre
tally-abstain = { $count } { $count ->
    [one] abstention
   *[other] abstentions
}
tally-papers = { $count } { $count ->
    [one] suffrage exprimé
   *[other] suffrages exprimés
}
tally-blank = { $count } { $count ->
    [one] bulletin blanc
   *[other] bulletins blancs
}
tally-invalid = { $count } { $count ->
    [one] bulletin nul
   *[other] bulletins nuls
}
tally-not-voting = { $count } ne prenant pas part au vote
tally-absent = { $count } { $count ->
    [one] absent
   *[other] absents
}
tally-for-unit = { $count } { $unit } pour
tally-against-unit = { $count } { $unit } contre
tally-abstain-unit = { $count } { $unit } d’abstention
tally-blank-unit = { $count } { $unit } en blanc
tally-invalid-unit = { $count } { $unit } en bulletins nuls
tally-not-voting-unit = { $count } { $unit } ne prenant pas part au vote
tally-absent-unit = { $count } { $unit } d’absents
nobody = Néant
votes = voix
# Ce qui se compte, outre les membres : le singulier vaut aussi pour zéro.
form-of-count = { $count ->
    [one] 1
   *[other] 2
}
units = part|parts, part sociale|parts sociales, action|actions, voix|voix, vote|votes, suffrage|suffrages, mandat|mandats, droit de vote|droits de vote, tantième|tantièmes, millième|millièmes, dix-millième|dix-millièmes, centième|centièmes, point|points, membre|membres, associé|associés, actionnaire|actionnaires, copropriétaire|copropriétaires, délégué|délégués, délégation|délégations, État membre|États membres, État|États
count-of = { $count } { $unit }
ballot-line = { $label } : { $names }
ballots-separator = {" ; "}
ballot-for = Pour
ballot-against = Contre
ballot-abstain = Abstentions
ballot-blank = Bulletins blancs
ballot-invalid = Bulletins nuls
ballot-not-voting = Ne prennent pas part au vote
ballot-absent = Absents
majority-needed = Condition d’adoption
amount = Montant
action-open = À faire
action-under-way = En cours
action-done = Exécutée
action-dropped = Abandonnée

## Agenda

purpose-decide = Pour décision
purpose-endorse = Pour approbation
purpose-elect = Pour élection
purpose-discuss = Pour discussion
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
participants-elsewhere = La liste des présents fait l’objet d’un document distinct :
minutes-of-last-meeting = Procès-verbal de la réunion précédente
matters-arising = Questions découlant du procès-verbal précédent
minutes-of-meeting = Procès-verbal ({ $title }, { $date })
action-made = { $title }, { $date }
previous-meeting = Réunion précédente
next-meeting = Prochaine réunion
remark-to-be-confirmed = à confirmer
remark-moved = déplacée
remark-cancelled = annulée
remark-not-held = n’a pas eu lieu
with-remark = { $text } ({ $remark })
label = { $label } :
label-with-title = { $label } : { $title }
session = Séance { $number }
chaired = Présidence : { $names }
duration = { $minutes ->
    [one] ({ $minutes } minute)
   *[other] ({ $minutes } minutes)
}
led-by = {" "}– { $names }
facilitated-by = {" "}– animation : { $names }
questions = Questions à examiner
endorsement-of = Éléments soumis à approbation :
list-continues =  ;
list-end = .
remarks = Brèves observations : { $speaker }.
remarks-in-capacity = Brèves observations : { $speaker } ({ $capacity }).
annexes = Annexes
annex-with-title = { $annex } : { $title }
outside-page = { $annex }, page { $page } sur { $pages }

## References

annex = Annexe { $number }
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
annex-without-number = Annexe
reference-to-unnumbered-annex = annexe
annex-to-decision = { $annex } { $kind ->
    [decision] à la décision
    [resolution] à la résolution
    [ordinance] à l’ordonnance
    [recommendation] à la recommandation
    [motion] à la motion
   *[conclusion] à la conclusion
} { $number }
item-number = { $number }
item-number-inside = { $outer } { $letter })
item-mark = { $number }.
item-mark-inside = { $letter })
reference-to-item = point { $number }
reference-to-decision = décision { $number }
reference-to-resolution = résolution { $number }
reference-to-ordinance = ordonnance { $number }
reference-to-recommendation = recommandation { $number }
reference-to-motion = motion { $number }
reference-to-conclusion = conclusion { $number }
reference-to-unnumbered-decision = la décision
reference-to-unnumbered-resolution = la résolution
reference-to-unnumbered-ordinance = l’ordonnance
reference-to-unnumbered-recommendation = la recommandation
reference-to-unnumbered-motion = la motion
reference-to-unnumbered-conclusion = la conclusion
document-with-symbol = { $title } ({ $symbol })
reference-to-annex = annexe { $number }
reference-to-section = section { $number }
reference-with-page = { $reference } (page { $page })
reference-with-page-in-parentheses = { $reference }, page { $page }

## People and entities

chairs = { $count ->
    [one] la présidence
   *[other] la coprésidence
}
person-with-rank = { $rank } { $name }
# Un grade ou une fonction prend l’article dans une phrase : « par le conseiller Luc Marsan ». Une civilité n’en a pas.
person-in-sentence = { BEGINS($rank, "le ", "la ", "l’", "l'", "m. ", "mme ", "mlle ", "me ") ->
    [yes] { $rank } { $name }
   *[no] { $gender ->
        [unknown] { $rank } { $name }
       *[other] { BEGINS($rank, "a", "à", "â", "e", "é", "è", "ê", "i", "î", "o", "ô", "u", "ho", "hu") ->
            [yes] l’{ $rank } { $name }
           *[no] { $gender ->
                [feminine] la { $rank } { $name }
               *[masculine] le { $rank } { $name }
            }
        }
    }
}
person-of-entity = { $person }, { $entity }
person-with-title-and-entity = { $name }, { $title } ({ $entity })
entity-with-abbreviation = { $name } ({ $abbreviation })
representative-separator = {" ; "}
representative-last-separator = {" ; "}
participants-member = { $gender ->
    [feminine] { $count ->
        [one] Membre
       *[other] Membres présentes
    }
   *[other] { $count ->
        [one] Membre
       *[other] Membres présents
    }
}
participants-alternate = { $gender ->
    [feminine] { $count ->
        [one] Suppléante
       *[other] Suppléantes
    }
   *[other] { $count ->
        [one] Suppléant
       *[other] Suppléants
    }
}
participants-observer = { $gender ->
    [feminine] { $count ->
        [one] Observatrice
       *[other] Observatrices
    }
   *[other] { $count ->
        [one] Observateur
       *[other] Observateurs
    }
}
participants-invited = { $gender ->
    [feminine] { $count ->
        [one] Invitée
       *[other] Invitées
    }
   *[other] { $count ->
        [one] Invité
       *[other] Invités
    }
}
participants-staff = Secrétariat
participants-by-proxy = { $gender ->
    [feminine] { $count ->
        [one] Représentée
       *[other] Représentées
    }
   *[other] { $count ->
        [one] Représenté
       *[other] Représentés
    }
}
participants-excused = { $gender ->
    [feminine] { $count ->
        [one] Excusée
       *[other] Excusées
    }
   *[other] { $count ->
        [one] Excusé
       *[other] Excusés
    }
}
participants-absent = { $gender ->
    [feminine] { $count ->
        [one] Absente
       *[other] Absentes
    }
   *[other] { $count ->
        [one] Absent
       *[other] Absents
    }
}
participant-remote = à distance
participant-from = à partir de { $value }
participant-until = jusqu’à { $value }
participant-alternate-for = suppléance : { $value }
participant-proxy = pouvoir donné à { $value }
quorum = { $represented ->
    [0] Quorum (présents) : { $present } { $unit } ; minimum requis : { $needed }.
    [unknown] Quorum : { $present } { $unit } ; minimum requis : { $needed }.
   *[other] Quorum (présence ou représentation) : { $present } { $unit } ; minimum requis : { $needed }.
}
quorum-of = { $represented ->
    [0] Quorum (présents) : { $present } { $unit } sur { $of } ; minimum requis : { $needed }.
    [unknown] Quorum : { $present } { $unit } sur { $of } ; minimum requis : { $needed }.
   *[other] Quorum (présence ou représentation) : { $present } { $unit } sur { $of } ; minimum requis : { $needed }.
}
quorum-members = { $count ->
    [one] membre
   *[other] membres
}

## Lists

list-pattern = a)i)
details-separator = {", "}
list-separator = {", "}
list-of-two = { $first } et { $last }
list-of-many = { $first } et { $last }

## Sign-off

history = Historique du présent procès-verbal
column-step = Étape
step-draft = Début de la rédaction
step-convened = Convocation de la réunion
step-minutes-draft = Rédaction du procès-verbal
step-circulated = Diffusion du procès-verbal
step-adopted = Adoption du procès-verbal
step-silence-over = Terme de la procédure d’approbation tacite
step-objection = Objection ({ $who })
step-resolved = Objection ({ $who }) : levée
signature-field = Signature électronique de { $name } : heure (TU) et certificat
signed-by = Signé électroniquement par { $name }
signed-for = Signé électroniquement par { $signer } pour { $name }
signed-at = { $date }, { $time } TU
signed-with-number = Certificat n° { $serial }
signed-with = Certificat : { $subject }, délivré par { $issuer }, n° { $serial }

## Annexes

pillar = Axe { $number }
column-activity = Activité
column-lead = Chef de file
column-partners = Partenaires
column-timeline = Calendrier
column-resources = Moyens
column-status = État
column-date = Date
column-event = Événement
column-outcome = Résultat
column-time = Heure
column-meeting = Réunion
column-level = Niveau
column-place = Lieu
column-annex = Annexe
column-title = Titre
column-document = Document
column-symbol = Cote
column-purpose = Objet
column-page = Page
column-pages = Pages
column-original = Original
column-due = Échéance
column-item = Point
item-of-agenda = { column-item }
post = Poste
seats = Sièges à pourvoir
# Des noms qui valent pour les femmes et pour les hommes.
candidates = { $count ->
    [one] Candidature
   *[other] Candidatures
}
column-candidate = Candidature
column-nominated-by = Présentée par
column-votes = Voix
column-vote = Vote
column-count = Nombre
column-names = Noms
actions = Mesures à prendre
column-decision = Décision
column-action = Mesure
column-owner = Responsable
remote = À distance
host = Hôte : { $host }
with-partners = Partenaires : { $partners }
activity-planned = Prévue
activity-under-way = En cours
activity-completed = Achevée
activity-on-hold = Suspendue
entry-confirmed = Confirmée
entry-to-be-confirmed = À confirmer
entry-moved = Déplacée
entry-cancelled = Annulée
entry-not-held = N’a pas eu lieu
moved-from = date initiale : { $date }

## Dates and times

date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-month = { $month } { $year }
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
time = { ENDS($minute, "00") ->
    [yes] { $hour } h
   *[no] { $hour } h { $minute }
}
time-at-start = { time }
time-range = { $start } – { $end } ({ $zone })
time-range-without-zone = { $start } – { $end }
weekday-and-date = { $weekday } { $date }
time-range-with-dates = { $start } – { $end }
time-range-on-another-day = { $times }, le { $date }
time-in-zone = { $time } ({ $zone })
date-and-times = { $date }, { $times }
zone-separator = {" / "}
# Abréviations connues des lecteurs ; les autres fuseaux s’écrivent « UTC+2 ».
zone-abbreviations = UTC GMT
zone-utc = UTC
zone-offset = UTC{ $offset }
period = { $from } – { $until }
period-of-days = { $first ->
    [1] 1er
   *[other] { $first }
}–{ $last } { $month } { $year }
period-from = Début : { $from }
period-until = Fin : { $until }
period-continuing = En continu

## Money

money-EUR = { $sum } €
money-GBP = { $sum } £
money = { $sum } { $currency }
negative = −{ $sum }
thousands-separator = {" "}
decimal-separator = {","}

## Languages

language-own = Français
direction = ltr
only-in = [{ $count ->
    [one] En { $languages } seulement
   *[other] Uniquement dans les langues suivantes : { $languages }
}]
language-ar = arabe
language-en = anglais
language-es = espagnol
language-fr = français
language-ru = russe
language-zh = chinois

## Registers

register-attendance = Présences
register-calendar = Calendrier
column-id = Identifiant
column-number = N°
column-remark = Observations
column-as-of = Situation au
column-origin = Point ou décision
column-body = Organe
column-pack = Dossier
column-kind = Nature
column-in-favour = Pour
column-against = Contre
column-abstaining = Abstentions
column-name = Nom
column-entity = Organisation
column-capacity = Fonction
column-class = Qualité
column-presence = Présence
column-until = Fin
column-zone = Fuseau horaire
presence-present = Présence
presence-excused = Absence excusée
presence-absent = Absence
presence-by-proxy = Représentation par procuration

## Audiences

withheld-item = Point confidentiel
withheld-annex = Annexe confidentielle
withheld-decision = Décision confidentielle
withheld-session = Séance privée
withheld-reference = un point confidentiel
withheld-passage = [Passage non communiqué]
withheld-annex-text = Cette annexe ne fait pas partie du présent dossier.
extract-of-minutes = Extrait du procès-verbal. Seul fait foi le procès-verbal complet, qui ne fait pas partie du présent dossier.
audience-members = Membres uniquement
audience-observers = Membres et observateurs
audience-staff = Secrétariat uniquement
audience-press = Presse
audience-public = Public
audience-and-title = { $audience } · { $title }

## What changed since a pack was sent out

changes-since = Modifications depuis l’envoi n° { $number } du présent dossier, le { $date } :
changes-marked = Les modifications apportées depuis l’envoi n° { $number } du présent dossier, le { $date }, sont apparentes : les ajouts sont soulignés, les suppressions sont barrées et entre crochets.
changes-marked-between = Les différences avec un dossier antérieur sont apparentes : les ajouts sont soulignés, les suppressions sont barrées et entre crochets.
redline-moved-from = [déplacé d’ici]
redline-moved-to = [déplacé ici]
changes-new-edition = La présente version linguistique est nouvelle : elle ne figurait pas dans l’envoi n° { $number }, du { $date }.
changes-new-audience = Le présent dossier est envoyé à ces destinataires pour la première fois : il n’existe pas d’envoi antérieur auquel le comparer.
changes-meeting = Réunion, dates, heures et lieux
changes-running = Sur chaque page
changes-filing = Cote, date et distribution
change-added = Ajout
change-removed = Suppression
change-moved = Déplacement
change-changed = Modification
change-replaced = Remplacement
change-redrawn = Même texte, présentation différente
change-after = après « { $title } »
change-first = en première position
change-under = sous « { $title } »
change-page = Page { $page } de l’annexe
change-page-from = à partir de la page { $page }
change-pages = pages { $from } à { $to }
change-times = { $what } ({ $number })
change-number = { $before } devient { $after }
changes-numbers = Numéros qui changent en conséquence : { $list }
changes-items-renumbered = Points dont le numéro change : { $list }
changes-paragraphs-renumbered = Paragraphes dont le numéro change : { $list }
change-also = Également dans : { $documents }
column-where = Endroit
column-before = Avant
column-now = Maintenant
changes-listed = Sur { $number } modifications, les { $listed } plus importantes sont indiquées.

## What reviewers said of documents that were sent out

comments-marked = Dans les modifications proposées, les mots à supprimer sont barrés et les mots à ajouter sont soulignés.
comments-left-out = Autres observations non reproduites : { $number }
comment-paragraph = par. { $number }
comment-answer = Réponse à { $author }
comment-resolved = Marquée comme résolue
comment-joined = Réunion avec le paragraphe suivant
comment-level = Autre niveau dans la liste
comment-moved-after = Déplacé après « { $title } »
comment-withdrawn = Suppression d’un ajout fait par une autre personne
comment-not-recorded = Modification sans suivi
response-accepted = Acceptée
response-rejected = Non retenue
response-noted = Il en est pris note
column-paragraph = Paragraphe
column-sent = Texte envoyé
column-comment = Observation ou modification proposée
column-reviewer = Présentée par
column-response = Réponse

## The page for browsers

pack-title = { $meeting }, { $date }
skip-to-text = Aller au texte
other-languages = Autres langues
add-meeting = Ajouter cette réunion à votre calendrier
add-calendar = Ajouter toutes les dates à votre calendrier
for-the-screen = Cette page est destinée à la lecture à l’écran. Les documents de la réunion sont les fichiers PDF qui l’accompagnent.
notes = Notes
back-to-text = Retour au texte

# Words that no line of a text ends with: before a name or a number, and before any word; then words that no line begins with, after
# a number. Divided by spaces.
joined-to-names = M. MM. Mme Mmes Mlle Dr Pr Me n° nº nos no annexe Annexe article Article art. chapitre figure page p. pp. par. paragraphe paragraphes point Point partie règle Règle section Section tableau Tableau annexes alinéa alinéas Chapitre lot lots salle Salle résolution résolutions Résolution décision décisions Décision exercice titre Titre
joined-to-words = { "" }
joined-to-numbers = { "" }
# Courtesies that stand before a whole name only. Divided by spaces.
before-whole-names = { "" }
# Words whose full stop is not the end of a sentence, besides those above. Divided by spaces.
abbreviations = etc. abs. al. approx. av. bd. boul. dép. env. excl. incl. maj. unan. Cie. Éts. Sté. Co. Corp. Inc. janv. févr. avr. juill. sept. oct. nov. déc.
# Two words of ours within a sentence, and the one that they become. Divided by commas.
joined-articles = de le du, de les des, à le au, à les aux
