# Todas las palabras que los documentos añaden por su cuenta, en español (estilo de las Naciones Unidas).
# El formato es Project Fluent (projectfluent.org). Un espacio de trabajo puede tener un archivo con este nombre en el que
# figuren únicamente las palabras que desee cambiar.

## Documents

document-agenda = Orden del día
document-annexes = Anexos
document-minutes = Acta
document-annotated-agenda = Orden del día anotado
document-timetable = Programa
document-attendance = Lista de asistentes
document-decisions = Acuerdos
document-resolutions = Resoluciones
document-summary = Resumen de los acuerdos y medidas
document-register = Registro
document-complete = Juego completo de documentos
document-changes = Modificaciones
document-redline = { $document } con modificaciones visibles
document-comments = Observaciones y respuestas
# El título que figura en los metadatos del PDF y en la barra de título del visor.
document-title = { $document }: { $meeting }, { $date }
running-head = { $body } · { $title } · { $date }
running-head-short = { $body } · { $date }
page-number = pág. { $page }
page-of-pages = Página { $page } de { $pages }
page-unused = la página { $page } ya no se utiliza
pages-unused = las páginas { $page } a { $pages } ya no se utilizan

status-draft = Borrador
status-convened = Convocatoria
status-minutes-draft = Borrador
status-circulated = Borrador distribuido para recabar observaciones
status-adopted = Texto aprobado
status-adopted-on = Fecha de aprobación: { $date }
# La marca que lleva cada página hasta la aprobación.
draft-mark = Borrador

## Masthead

distribution = Distr.: { $distribution }
original = Original: { $language }
reissued-on = Publicado nuevamente el { $date }
reissue-replaces = Sustituye al texto enviado el { $date }
addendum-on = Publicado nuevamente con adiciones el { $date }
addendum-to = Complementa el texto enviado el { $date }
corrigendum-on = Publicado nuevamente con correcciones el { $date }
corrigendum-to = Corrige el texto enviado el { $date }
kind-ordinary = Sesión ordinaria
kind-annual = Sesión anual
kind-extraordinary = Sesión extraordinaria
kind-special = Sesión especial
kind-urgent = Sesión urgente
link-with-address = { $title }: { $url }
closed-meeting = Sesión a puerta cerrada
closed = A puerta cerrada
role = { $role }: { $names }
meeting-to-be-confirmed = Por confirmar
meeting-moved = Fecha modificada
meeting-cancelled = Cancelada
meeting-not-held = No celebrada

venue = Lugar: { $place }
platform = En línea: { $platform }
chairs-of-meeting = { $count ->
    [one] Presidencia: { $chairs }
   *[other] Copresidencia: { $chairs }
}
chair-with-role = { $chair } ({ $role })
chairs-separator = {"; "}
moved-from-line = Fecha inicial: { $date }

## Sections of the minutes

section-decisions = Acuerdos y medidas de seguimiento
section-background = Antecedentes
section-participants = Asistentes
contents = Índice
section-agenda = Orden del día
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
    [one] Presidió la sesión { $chairs }.
   *[other] Copresidieron la sesión { $chairs }.
}
# Las fechas pueden ser un día, un período, un mes o un año: van sin artículo.
moved-sentence = La fecha de la reunión se modificó (fecha inicial: { $from }; nueva fecha: { $date }).
participants-introduction = Participaron en representación de sus entidades respectivas:
observers = { $people ->
    [one] Asistió además, con carácter de observador,
   *[other] Asistieron además, con carácter de observador,
} { $people } { $people-are } de { $entities } { $entities-are }.
observers-people = { $count ->
    [one] persona
   *[other] personas
}
observers-entities = { $count ->
    [one] entidad
   *[other] entidades
}
action-owner = Tarea a cargo de: { $owner }
action-due = Plazo: { $due }

decided-on = Fecha del acuerdo: { $date }
# Sin género: lo propuesto puede ser un acuerdo, una resolución, una moción.
moved = A propuesta de { $moved }.
seconded = Con el apoyo de { $seconded }.
moved-and-seconded = A propuesta de { $moved }, con el apoyo de { $seconded }.
# Sin género: quien escribe el cargo lo concuerda.
elected = { $method ->
    [none] Se elige para el cargo de { SMALL($post) } a { $names }.
   *[given] Se elige { $method } para el cargo de { SMALL($post) } a { $names }.
}
elected-for-term = { $method ->
    [none] Se elige para el cargo de { SMALL($post) } ({ $term }) a { $names }.
   *[given] Se elige { $method } para el cargo de { SMALL($post) } ({ $term }) a { $names }.
}
appointed = { $method ->
    [none] Se nombra para el cargo de { SMALL($post) } a { $names }.
   *[given] Se nombra { $method } para el cargo de { SMALL($post) } a { $names }.
}
appointed-for-term = { $method ->
    [none] Se nombra para el cargo de { SMALL($post) } ({ $term }) a { $names }.
   *[given] Se nombra { $method } para el cargo de { SMALL($post) } ({ $term }) a { $names }.
}
non-attribution = La reunión se celebró conforme a una norma de no atribución: se recoge lo que se dijo, sin indicar quién lo dijo.
run-in-title = { $title }.
decision-at-end = ({ $decision })
section-with-number = { $number }. { $title }
consent-agenda = Los temas que figuran bajo este epígrafe se deciden en bloque y sin debate, salvo que un miembro solicite que alguno de ellos se examine por separado.
consent-agenda-decided = Los temas que figuran bajo este epígrafe se decidieron en bloque y sin debate, salvo los que un miembro solicitó examinar por separado.

## What happened

event = { $event }.
event-at = { $time }: { $event }.
speaker = { $who }
speaker-at = { $time }: { $who }
speaker-in-own-words = { $who }:
said-at = { $time }:
event-opened = { $count ->
    [0] se abre la sesión
    [one] { $who } abre la sesión
   *[other] { $who } abren la sesión
}
event-suspended = { $count ->
    [0] se suspende la sesión
    [one] { $who } suspende la sesión
   *[other] { $who } suspenden la sesión
}
event-resumed = { $count ->
    [0] se reanuda la sesión
    [one] { $who } reanuda la sesión
   *[other] { $who } reanudan la sesión
}
event-adjourned = { $count ->
    [0] se levanta la sesión
    [one] { $who } levanta la sesión
   *[other] { $who } levantan la sesión
}
event-arrived = { $count ->
    [one] { $who } se incorpora a la sesión
   *[other] { $who } se incorporan a la sesión
}
event-left = { $count ->
    [one] { $who } se retira de la sesión
   *[other] { $who } se retiran de la sesión
}
event-returned = { $count ->
    [one] { $who } se reincorpora a la sesión
   *[other] { $who } se reincorporan a la sesión
}
event-took-chair = { $again ->
    [yes] { $count ->
        [one] { $who } vuelve a ocupar la Presidencia
       *[other] { $who } vuelven a ocupar la Presidencia
    }
   *[no] { $count ->
        [one] { $who } ocupa la Presidencia
       *[other] { $who } ocupan la Presidencia
    }
}
event-recused = { $count ->
    [one] { $who } declara tener un interés en el asunto y no participa en el examen del tema
   *[other] { $who } declaran tener un interés en el asunto y no participan en el examen del tema
}
event-pulled = { $count ->
    [one] { $who } solicita que el tema se examine por separado
   *[other] { $who } solicitan que el tema se examine por separado
}
event-quorum-lost = deja de haber quórum
event-quorum-regained = vuelve a haber quórum
event-moved = { $count ->
    [one] { $who } presenta una moción de procedimiento
   *[other] { $who } presentan una moción de procedimiento
}

## Decisions

heading-of-decision = Acuerdo { $number }
heading-of-resolution = Resolución { $number }
heading-of-ordinance = Ordenanza { $number }
heading-of-recommendation = Recomendación { $number }
heading-of-motion = Moción { $number }
heading-of-conclusion = Conclusión { $number }
heading-of-unnumbered-decision = Acuerdo
heading-of-unnumbered-resolution = Resolución
heading-of-unnumbered-ordinance = Ordenanza
heading-of-unnumbered-recommendation = Recomendación
heading-of-unnumbered-motion = Moción
heading-of-unnumbered-conclusion = Conclusión
other-decisions = Otros acuerdos
method-consensus = por consenso
method-unanimous = por unanimidad
method-acclamation = por aclamación
method-show-of-hands = en votación a mano alzada
method-recorded-vote = en votación registrada
method-roll-call = en votación nominal
method-secret-ballot = en votación secreta
method-written-procedure = mediante el procedimiento escrito
method-silence-procedure = mediante el procedimiento de acuerdo tácito
method-ruling-of-chair = por decisión de la Presidencia
# «Acuerdo» es masculino; resolución, ordenanza, recomendación, moción y conclusión, femeninos.
disposition-adopted = { $kind ->
    [decision] Aprobado
   *[other] Aprobada
}
disposition-rejected = { $kind ->
    [decision] Rechazado
   *[other] Rechazada
}
disposition-referred = { $kind ->
    [decision] Remitido
   *[other] Remitida
}
disposition-withdrawn = { $kind ->
    [decision] Retirado
   *[other] Retirada
}
disposition-deferred = { $kind ->
    [decision] Aplazado
   *[other] Aplazada
}
disposition-on-file = { $kind ->
    [decision] Archivado
   *[other] Archivada
}
disposition-second-reading = { $kind ->
    [decision] Remitido a segunda lectura
   *[other] Remitida a segunda lectura
}
disposition-carried-over = { $kind ->
    [decision] Trasladado a la próxima sesión
   *[other] Trasladada a la próxima sesión
}
disposition-noted = Se toma nota
item-adopted = Aprobado
item-rejected = Rechazado
item-referred = Remitido
item-withdrawn = Retirado
item-deferred = Aplazado
item-on-file = Archivado
item-second-reading = Remitido a segunda lectura
item-carried-over = Trasladado a la próxima sesión
item-noted = Se toma nota
result-on = { $result } el { $date }
result-elected = Elección efectuada
result-not-elected = Nadie resulta elegido
result-appointed = { $count ->
    [one] Nombramiento efectuado
   *[other] Nombramientos efectuados
}
# Lo que el órgano dice con sus propias palabras, seguido del método.
stated-result-by-method = { $result }, { $method }
result-by-method = { $result } { $method }
decided-by-method = Se acuerda { $method }
result-with-tally = { $result }: { $tally }
tally-for = { $count ->
    [0] ningún voto
    [one] { $count } voto
   *[other] { $count } votos
} a favor
tally-against = { $count ->
    [0] ningún voto
    [one] { $count } voto
   *[other] { $count } votos
} en contra
tally-abstain = { $count ->
    [0] ninguna abstención
    [one] { $count } abstención
   *[other] { $count } abstenciones
}
tally-papers = { $count ->
    [0] ninguna papeleta válida
    [one] { $count } papeleta válida
   *[other] { $count } papeletas válidas
}
tally-blank = { $count ->
    [0] ningún voto en blanco
    [one] { $count } voto en blanco
   *[other] { $count } votos en blanco
}
tally-invalid = { $count ->
    [0] ningún voto nulo
    [one] { $count } voto nulo
   *[other] { $count } votos nulos
}
tally-not-voting = { $count } sin participar en la votación
tally-absent = { $count ->
    [0] ninguna ausencia
    [one] { $count } ausencia
   *[other] { $count } ausencias
}
tally-for-unit = { $count } { $unit } a favor
tally-against-unit = { $count } { $unit } en contra
tally-abstain-unit = { $count } { $unit } en abstención
tally-blank-unit = { $count } { $unit } en blanco
tally-invalid-unit = { $count } { $unit } en papeletas nulas
tally-not-voting-unit = { $count } { $unit } sin participar en la votación
tally-absent-unit = { $count } { $unit } { $count ->
    [one] ausente
   *[other] ausentes
}
nobody = Ninguno
votes = { $count ->
    [one] voto
   *[other] votos
}
# Lo que se cuenta, además de los miembros.
form-of-count = { $count ->
    [one] 1
   *[other] 2
}
units = acción|acciones, participación|participaciones, participación social|participaciones sociales, voto|votos, derecho de voto|derechos de voto, cuota|cuotas, milésima|milésimas, centésima|centésimas, punto|puntos, miembro|miembros, socio|socios, propietario|propietarios, accionista|accionistas, delegado|delegados, delegación|delegaciones, Estado miembro|Estados miembros, Estado|Estados
count-of = { $count } { $unit }
ballot-line = { $label }: { $names }
ballots-separator = {"; "}
ballot-for = Votos a favor
ballot-against = Votos en contra
ballot-abstain = Abstenciones
ballot-blank = Votos en blanco
ballot-invalid = Votos nulos
ballot-not-voting = No participan en la votación
ballot-absent = Ausentes
majority-needed = Mayoría necesaria
amount = Importe
action-open = Pendiente
action-under-way = En curso
action-done = Concluida
action-dropped = Descartada

## Agenda

purpose-decide = Para decisión
purpose-endorse = Para refrendo
purpose-elect = Para elección
purpose-discuss = Para debate
purpose-note = Para tomar nota
purpose-inform = Para información
annotations = Anotaciones
documents = { $count ->
    [one] Documento:
   *[other] Documentos:
}
document-with-title = { $document } ({ $title })
documents-separator = {"; "}
deadlines = Plazos
participants-elsewhere = La lista de asistentes figura en un documento aparte:
minutes-of-last-meeting = Acta de la reunión anterior
matters-arising = Cuestiones derivadas del acta anterior
minutes-of-meeting = Acta ({ $title }, { $date })
action-made = { $title }, { $date }
previous-meeting = Reunión anterior
next-meeting = Próxima reunión
remark-to-be-confirmed = por confirmar
remark-moved = fecha modificada
remark-cancelled = cancelada
remark-not-held = no celebrada
with-remark = { $text } ({ $remark })
label = { $label }:
label-with-title = { $label }: { $title }
session = { $number }.ª sesión
chaired = Presidencia: { $names }

duration = { $minutes ->
    [one] ({ $minutes } minuto)
   *[other] ({ $minutes } minutos)
}
led-by = {" "}– { $names }
facilitated-by = {" "}– facilitación a cargo de { $names }
questions = Preguntas para la reflexión
endorsement-of = Se someten a refrendo los elementos siguientes:
list-continues = ;
list-end = .
remarks = Breves observaciones de { $speaker }.
remarks-in-capacity = Breves observaciones de { $speaker } ({ $capacity }).
annexes = Anexos
annex-with-title = { $annex }: { $title }
outside-page = { $annex }, página { $page } de { $pages }

## References

annex = Anexo { $number }
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
annex-without-number = Anexo
reference-to-unnumbered-annex = anexo
annex-to-decision = { $annex } { $kind ->
    [decision] del acuerdo
    [resolution] de la resolución
    [ordinance] de la ordenanza
    [recommendation] de la recomendación
    [motion] de la moción
   *[conclusion] de la conclusión
} { $number }
item-number = { $number }
item-number-inside = { $outer } { $letter })
# Lo que precede al título de un tema.
item-mark = { $number }.
item-mark-inside = { $letter })
reference-to-item = tema { $number }
reference-to-decision = acuerdo { $number }
reference-to-resolution = resolución { $number }
reference-to-ordinance = ordenanza { $number }
reference-to-recommendation = recomendación { $number }
reference-to-motion = moción { $number }
reference-to-conclusion = conclusión { $number }
reference-to-unnumbered-decision = el acuerdo
reference-to-unnumbered-resolution = la resolución
reference-to-unnumbered-ordinance = la ordenanza
reference-to-unnumbered-recommendation = la recomendación
reference-to-unnumbered-motion = la moción
reference-to-unnumbered-conclusion = la conclusión
document-with-symbol = { $title } ({ $symbol })
reference-to-annex = anexo { $number }
reference-to-section = sección { $number }
reference-with-page = { $reference } (pág. { $page })
reference-with-page-in-parentheses = { $reference }, pág. { $page }

## People and entities

chairs = { $count ->
    [one] la Presidencia
   *[other] la Copresidencia
}
person-with-rank = { $rank } { $name }
# Un cargo lleva artículo en la frase: «a propuesta del concejal Juan Pérez». Un tratamiento («don», «D.ª») no lo lleva.
person-in-sentence = { BEGINS($rank, "el ", "la ", "don ", "doña ", "d. ", "d.ª ", "dña. ") ->
    [yes] { $rank } { $name }
   *[no] { $gender ->
        [unknown] { $rank } { $name }
        [feminine] la { $rank } { $name }
       *[masculine] el { $rank } { $name }
    }
}
person-of-entity = { $person }, { $entity }
person-with-title-and-entity = { $name }, { $title } ({ $entity })
entity-with-abbreviation = { $name } ({ $abbreviation })
representative-separator = {"; "}
representative-last-separator = {"; y "}

participants-member = { $count ->
    [one] Miembro
   *[other] Miembros
}
participants-alternate = { $count ->
    [one] Suplente
   *[other] Suplentes
}
participants-observer = { $gender ->
    [feminine] { $count ->
        [one] Con carácter de observadora
       *[other] Observadoras
    }
   *[other] { $count ->
        [one] Con carácter de observador
       *[other] Observadores
    }
}
participants-invited = Por invitación
participants-staff = Secretaría
participants-by-proxy = Con representación por poder
participants-excused = Ausencias justificadas
participants-absent = { $count ->
    [one] Ausente
   *[other] Ausentes
}
participant-remote = a distancia
participant-from = desde las { $value }
participant-until = hasta las { $value }
participant-alternate-for = suplente de { $value }
participant-proxy = poder conferido a { $value }
# La unidad («acciones», «cuotas») puede ser femenina.
quorum-represented = { ENDS($unit, "a", "as", "ión", "iones", "dad", "dades", "parte", "partes") ->
    [yes] representadas
   *[no] representados
}
quorum = { $represented ->
    [0] Quórum: { $present } { $unit } { $present ->
        [one] presente
       *[other] presentes
    }; mínimo necesario: { $needed }.
    [unknown] Quórum: { $present } { $unit }; mínimo necesario: { $needed }.
   *[other] Quórum: { $present } { $unit }, presentes o { quorum-represented }; mínimo necesario: { $needed }.
}
quorum-of = { $represented ->
    [0] Quórum: { $present } de { $of } { $unit-of } { $of ->
        [one] presente
       *[other] presentes
    }; mínimo necesario: { $needed }.
    [unknown] Quórum: { $present } de { $of } { $unit-of }; mínimo necesario: { $needed }.
   *[other] Quórum: { $present } de { $of } { $unit-of }, presentes o { quorum-represented }; mínimo necesario: { $needed }.
}
quorum-members = { $count ->
    [one] miembro
   *[other] miembros
}

## Lists

# Cómo se marcan, nivel por nivel, los elementos de las listas ordenadas del texto (patrón de numeración de Typst).
list-pattern = a)i)
details-separator = {", "}
list-separator = {", "}
# «y» pasa a «e» ante el sonido «i», pero no ante el diptongo: «Ana e Ilze», «agua y hielo».
list-of-two = { $first } { BEGINS($last, "hia", "hie", "hio") ->
    [yes] y
   *[no] { BEGINS($last, "i", "í", "hi", "hí") ->
        [yes] e
       *[no] y
    }
} { $last }
list-of-many = { list-of-two }

## Sign-off

history = Historial de la presente acta
column-step = Etapa
step-draft = Inicio de la redacción
step-convened = Convocatoria de la reunión
step-minutes-draft = Redacción del acta
step-circulated = Distribución del acta
step-adopted = Aprobación del acta
step-silence-over = Vencimiento del plazo del procedimiento de acuerdo tácito
step-objection = Objeción de { $who }
step-resolved = Objeción de { $who }: resuelta
signature-field = Firma digital de { $name }: hora (UTC) y certificado
signed-by = Firmado digitalmente por { $name }
signed-for = Firmado digitalmente por { $signer } en nombre de { $name }
signed-at = { $date }, { $time } (UTC)
signed-with-number = Certificado núm. { $serial }
signed-with = Certificado: { $subject }, expedido por { $issuer }, núm. { $serial }

## Annexes

pillar = Pilar { $number }
column-activity = Actividad
column-lead = Responsable
column-partners = Asociados
column-timeline = Calendario
column-resources = Recursos
column-status = Estado
column-date = Fecha
column-event = Actividad
column-outcome = Resultado
column-time = Hora
column-meeting = Reunión
column-level = Nivel
column-place = Lugar
column-annex = Anexo
column-title = Título
column-document = Documento
column-symbol = Signatura
column-purpose = Finalidad
column-page = Página
column-pages = Páginas
column-original = Original
column-due = Plazo
column-item = Tema
item-of-agenda = Punto del orden del día
post = Cargo
seats = Puestos
candidates = { $count ->
    [one] Candidatura
   *[other] Candidaturas
}
column-candidate = Candidatura
column-nominated-by = Presentada por
column-votes = Votos
column-vote = Voto
column-count = Número
column-names = Nombres
actions = Medidas
column-decision = Acuerdo
column-action = Medida
column-owner = A cargo de
remote = A distancia
host = Anfitrión: { $host }
with-partners = Asociados: { $partners }
activity-planned = Prevista
activity-under-way = En curso
activity-completed = Concluida
activity-on-hold = En suspenso
entry-confirmed = Confirmada
entry-to-be-confirmed = Por confirmar
entry-moved = Fecha modificada
entry-cancelled = Cancelada
entry-not-held = No celebrada
moved-from = fecha inicial: { $date }

## Dates and times

date-day = { $day } de { $month } de { $year }
date-month = { $month } de { $year }
date-year = { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
weekday-1 = Lunes
weekday-2 = Martes
weekday-3 = Miércoles
weekday-4 = Jueves
weekday-5 = Viernes
weekday-6 = Sábado
weekday-7 = Domingo
# { $hour } es un número, { $hour24 } tiene dos cifras y { $hour12 } va con { $half }: am o pm.
time = { $hour }.{ $minute } h
time-at-start = { $hour }.{ $minute }
time-range = de { $start } a { $end } ({ $zone })
time-range-without-zone = de { $start } a { $end }
weekday-and-date = { $weekday } { $date }
time-range-with-dates = { $start } a { $end }
time-range-on-another-day = { $times }, el { $date }
time-in-zone = { $time } ({ $zone })
date-and-times = { $date }, { $times }
zone-separator = {" / "}
# Siglas que los lectores conocen; los demás husos se escriben «UTC+2».
zone-abbreviations = UTC GMT
zone-utc = UTC
zone-offset = UTC{ $offset }
period = { $from } a { $until }
period-of-days = { $first } al { $last } de { $month } de { $year }
period-from = Desde: { $from }
period-until = Hasta: { $until }
period-continuing = De forma continua

## Money

# Una moneda puede tener una forma propia: `money-CHF = { $sum } francos suizos`.
money-EUR = { $sum } euros
money-GBP = { $sum } libras esterlinas
money = { $sum } { $currency }
negative = −{ $sum }
thousands-separator = {"."}
decimal-separator = {","}

## Languages

language-own = Español
direction = ltr
# Con «en», porque el nombre figura también entre paréntesis tras el título de un archivo, y para evitar «y inglés».
only-in = [Únicamente { $languages }]
language-ar = en árabe
language-en = en inglés
language-es = en español
language-fr = en francés
language-ru = en ruso
language-zh = en chino

## Registers

register-attendance = Asistencia
register-calendar = Calendario
column-id = Identificador
column-number = N.º
column-remark = Observaciones
column-as-of = Situación al
column-origin = Tema o acuerdo
column-body = Órgano
column-pack = Expediente
column-kind = Tipo
column-in-favour = A favor
column-against = En contra
column-abstaining = Abstenciones
column-name = Nombre
column-entity = Organización
column-capacity = Cargo
column-class = En calidad de
column-presence = Asistencia
column-until = Hasta
column-zone = Zona horaria
presence-present = Presencia
presence-excused = Ausencia justificada
presence-absent = Ausencia
presence-by-proxy = Representación por poder

## Audiences

withheld-item = Tema reservado
withheld-annex = Anexo reservado
withheld-decision = Acuerdo reservado
withheld-session = Sesión privada
withheld-reference = un tema reservado
withheld-passage = [Texto no incluido]
withheld-annex-text = Este anexo no forma parte de esta documentación.
extract-of-minutes = Extracto del acta. Solo da fe el acta completa, que no forma parte de esta documentación.
audience-members = Solo miembros
audience-observers = Miembros y observadores
audience-staff = Solo secretaría
audience-press = Prensa
audience-public = Público
audience-and-title = { $audience } · { $title }

## What changed since a pack was sent out

changes-since = Modificaciones desde el envío núm. { $number } de esta documentación, el { $date }:
changes-marked = Se señalan las modificaciones introducidas desde el envío núm. { $number } de esta documentación, el { $date }: lo añadido figura subrayado y lo suprimido, tachado y entre corchetes.
changes-marked-between = Se señalan las diferencias con una versión anterior de esta documentación: lo añadido figura subrayado y lo suprimido, tachado y entre corchetes.
redline-moved-from = [trasladado desde aquí]
redline-moved-to = [trasladado aquí]
changes-new-edition = Esta versión lingüística es nueva: no figuraba en el envío núm. { $number }, del { $date }.
changes-new-audience = Esta documentación se envía a estos destinatarios por primera vez: no hay ningún envío anterior con el que compararla.
changes-meeting = Reunión, fechas, horas y lugares
changes-running = En cada página
changes-filing = Signatura, fecha y distribución
change-added = Adición
change-removed = Supresión
change-moved = Traslado
change-changed = Modificación
change-replaced = Sustitución
change-redrawn = El mismo texto, presentado de otra manera
change-after = después de «{ $title }»
change-first = en primer lugar
change-under = en «{ $title }»
change-page = Página { $page } del anexo
change-page-from = a partir de la pág. { $page }
change-pages = págs. { $from } a { $to }
change-times = { $what } ({ $number })
change-number = { $before } pasa a ser { $after }
changes-numbers = Números que cambian en consecuencia: { $list }
changes-items-renumbered = Temas cuyo número cambia: { $list }
changes-paragraphs-renumbered = Párrafos cuyo número cambia: { $list }
change-also = También en: { $documents }
column-where = Dónde
column-before = Antes
column-now = Ahora
changes-listed = De { $number } modificaciones se indican las { $listed } más importantes.

## What reviewers said of documents that were sent out

comments-marked = En las modificaciones propuestas, las palabras que se suprimirían figuran tachadas y las que se añadirían, subrayadas.
comments-left-out = Otras observaciones que no figuran: { $number }
comment-paragraph = párr. { $number }
comment-answer = Respuesta a { $author }
comment-resolved = Marcada como resuelta
comment-joined = Unión con el párrafo siguiente
comment-level = Otro nivel en la lista
comment-moved-after = Trasladado después de «{ $title }»
comment-withdrawn = Supresión de un añadido de otra persona
comment-not-recorded = Cambio sin control de cambios
response-accepted = Aceptada
response-rejected = No aceptada
response-noted = Se toma nota
column-paragraph = Párrafo
column-sent = Texto enviado
column-comment = Observación o modificación propuesta
column-reviewer = Presentada por
column-response = Respuesta

## The page for browsers

pack-title = { $meeting }, { $date }
skip-to-text = Ir al texto
other-languages = Otros idiomas
add-meeting = Añadir esta reunión a su calendario
add-calendar = Añadir todas las fechas a su calendario
for-the-screen = Esta página está pensada para leerse en pantalla. Los documentos de la reunión son los archivos PDF que la acompañan.
notes = Notas
back-to-text = Volver al texto

# Words that no line of a text ends with: before a name or a number, and before any word; then words that no line begins with, after
# a number. Divided by spaces.
joined-to-names = Sr. Sra. Sres. Sras. Srta. Dr. Dra. D. Dña. Prof. núm. núms. anexo Anexo apéndice artículo Artículo art. arts. capítulo cuadro Cuadro figura página pág. págs. párrafo párrafos párr. párrs. parte regla Regla sección Sección tema Tema artículos apartado apartados Apartado punto puntos Punto resolución resoluciones Resolución acuerdo acuerdos Acuerdo Capítulo D.ª sala Sala título Título
joined-to-words = { "" }
joined-to-numbers = { "" }
# Courtesies that stand before a whole name only. Divided by spaces.
before-whole-names = D. D.ª Dª Dña. Don Doña don doña
# Words whose full stop is not the end of a sentence, besides those above. Divided by spaces.
abbreviations = etc. abs. aprox. admón. avda. ayto. depto. dpto. excl. incl. may. unan. unán. Cía. Ltda. Hnos. Co. Corp. Inc. ene. febr. abr. ag. sept. oct. nov. dic.
# Two words of ours within a sentence, and the one that they become. Divided by commas.
joined-articles = de el del, a el al
