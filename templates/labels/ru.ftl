# Все слова, которые документы добавляют от себя, на русском языке (в стиле документов Организации Объединенных Наций).
# Формат — Project Fluent (projectfluent.org). В рабочем каталоге может быть файл с таким же именем, содержащий
# только те слова, которые должны быть иными.
# Имена и названия подставляются в именительном падеже, поэтому слова выбраны так, чтобы их не нужно было склонять.

## Documents

document-agenda = Повестка дня
document-annexes = Приложения
document-minutes = Протокол
document-annotated-agenda = Аннотированная повестка дня
document-timetable = Расписание
document-attendance = Список участников
document-decisions = Решения
document-resolutions = Резолюции
document-summary = Сводка решений и поручений
document-register = Реестр
document-complete = Все документы
document-changes = Изменения
document-redline = { $document } с выделенными изменениями
document-comments = Замечания и ответы
document-title = { $document }: { $meeting }, { $date }
running-head = { $body } · { $title } · { $date }
running-head-short = { $body } · { $date }
page-number = стр. { $page }
page-of-pages = Стр. { $page } из { $pages }
page-unused = стр. { $page } больше не используется
pages-unused = стр. { $page }–{ $pages } больше не используются

status-draft = Проект
status-convened = Заседание созвано
status-minutes-draft = Проект
status-circulated = Проект, распространенный для замечаний
# Стоит и под «Протокол», и под «Решения»: род и число неизвестны.
status-adopted = Утвержденный текст
status-adopted-on = Дата утверждения: { $date }
draft-mark = Проект

## Masthead

# В документах Организации Объединенных Наций на русском языке эти два слова не переводятся.
distribution = Distr.: { $distribution }
original = Original: { $language }
# In the heads of documents of the United Nations in Russian these lines are in English.
language-in-masthead = Russian
reissued-on = Переиздано { $date }
reissue-replaces = Заменяет текст, разосланный { $date }
addendum-on = Переиздано с добавлениями { $date }
addendum-to = Дополняет текст, разосланный { $date }
corrigendum-on = Переиздано с исправлениями { $date }
corrigendum-to = Исправляет текст, разосланный { $date }
kind-ordinary = Очередное заседание
kind-annual = Ежегодное заседание
kind-extraordinary = Внеочередное заседание
kind-special = Специальное заседание
kind-urgent = Экстренное заседание
link-with-address = { $title }: { $url }
closed-meeting = Закрытое заседание
closed = Закрытое заседание
role = { $role }: { $names }
meeting-to-be-confirmed = Подлежит подтверждению
meeting-moved = Перенесено
meeting-cancelled = Отменено
meeting-not-held = Не состоялось
venue = Место проведения: { $place }
platform = Онлайн: { $platform }
# Число здесь не печатается, поэтому единственное число — только при одном лице ([1]), а не при 21 ([one]).
chairs-of-meeting = { $count ->
    [1] Председатель: { $chairs }
   *[other] Сопредседатели: { $chairs }
}
chair-with-role = { $chair } ({ $role })
chairs-separator = {"; "}
moved-from-line = Первоначальная дата: { $date }

## Sections of the minutes

section-decisions = Решения и последующие меры
section-background = Справочная информация
section-participants = Участники
contents = Содержание
section-agenda = Повестка дня
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
    [1] Председатель заседания: { $chairs }.
   *[other] Сопредседатели заседания: { $chairs }.
}
moved-sentence = Заседание, первоначально запланированное на { $from }, было перенесено на { $date }.
participants-introduction = Должностные лица, участвовавшие в заседании в качестве представителей:
observers = Кроме того, в качестве наблюдателей в заседании { $people ->
    [one] участвовал
   *[other] участвовали
} { $people } { $people-are } от { $entities } { $entities-are }.
observers-people = { $count ->
    [one] человек
    [few] человека
    [many] человек
   *[other] человека
}
# Родительный падеж: «от 1 структуры», «от 5 структур».
observers-entities = { $count ->
    [one] структуры
   *[other] структур
}
action-owner = Исполнение: { $owner }
action-due = Срок: { $due }
decided-on = Дата решения: { $date }
moved = Внесение предложения: { $moved }.
seconded = Поддержка предложения: { $seconded }.
moved-and-seconded = Внесение предложения: { $moved }; поддержка: { $seconded }.
by-method = { $method ->
    [none] {""}
   *[given] {" "}{ $method }
}
in-brackets-by-method = { $method ->
    [none] {""}
   *[given] {" "}({ $method })
}
# Должность стоит в именительном падеже, поэтому после двоеточия.
elected-by = { $count ->
    [1] { $gender ->
        [feminine] Избрана{ by-method }
        [masculine] Избран{ by-method }
       *[unknown] По итогам выборов{ in-brackets-by-method }
    }
   *[other] Избраны{ by-method }
}
elected = { elected-by }: { SMALL($post) } — { $names }.
elected-for-term = { elected-by }: { SMALL($post) } ({ $term }) — { $names }.
appointed-by = { $count ->
    [1] { $gender ->
        [feminine] Назначена{ by-method }
        [masculine] Назначен{ by-method }
       *[unknown] Назначение{ in-brackets-by-method }
    }
   *[other] Назначены{ by-method }
}
appointed = { appointed-by }: { SMALL($post) } — { $names }.
appointed-for-term = { appointed-by }: { SMALL($post) } ({ $term }) — { $names }.
non-attribution = Заседание проводилось на условиях анонимности высказываний: излагается то, что было сказано, без указания, кем это было сказано.
run-in-title = { $title }.
decision-at-end = ({ $decision })
section-with-number = { $number }. { $title }
consent-agenda = Решения по пунктам этого раздела принимаются вместе и без обсуждения, если никто из членов не просит рассмотреть какой-либо пункт отдельно.
consent-agenda-decided = Решения по пунктам этого раздела приняты вместе и без обсуждения, за исключением пунктов, которые по просьбе члена рассмотрены отдельно.

## What happened

# Как в кратких отчетах, в настоящем времени: оно не зависит от рода.
event = { $event }.
event-at = { $time }. { $event }.
speaker = { $who }
speaker-at = { $time }. { $who }
speaker-in-own-words = { $who }:
said-at = { $time }.
event-opened = { $count ->
    [0] Заседание открывается
    [1] { $who } открывает заседание
   *[other] { $who } открывают заседание
}
event-suspended = { $count ->
    [0] Заседание прерывается
    [1] { $who } прерывает заседание
   *[other] { $who } прерывают заседание
}
event-resumed = { $count ->
    [0] Заседание возобновляется
    [1] { $who } возобновляет заседание
   *[other] { $who } возобновляют заседание
}
event-adjourned = { $count ->
    [0] Заседание закрывается
    [1] { $who } закрывает заседание
   *[other] { $who } закрывают заседание
}
event-arrived = { $count ->
    [1] { $who } прибывает на заседание
   *[other] { $who } прибывают на заседание
}
event-left = { $count ->
    [1] { $who } покидает заседание
   *[other] { $who } покидают заседание
}
event-returned = { $count ->
    [1] { $who } возвращается на заседание
   *[other] { $who } возвращаются на заседание
}
event-took-chair = { $again ->
    [yes] { $count ->
        [1] { $who } вновь занимает место Председателя
       *[other] { $who } вновь занимают места сопредседателей
    }
   *[no] { $count ->
        [1] { $who } занимает место Председателя
       *[other] { $who } занимают места сопредседателей
    }
}
event-recused = { $count ->
    [1] { $who } заявляет о личной заинтересованности и не участвует в рассмотрении этого пункта
   *[other] { $who } заявляют о личной заинтересованности и не участвуют в рассмотрении этого пункта
}
event-pulled = { $count ->
    [1] { $who } просит рассмотреть этот пункт отдельно
   *[other] { $who } просят рассмотреть этот пункт отдельно
}
event-quorum-lost = Кворум утрачен
event-quorum-regained = Кворум восстановлен
event-moved = { $count ->
    [1] { $who } вносит процедурное предложение
   *[other] { $who } вносят процедурное предложение
}

## Decisions

heading-of-decision = Решение { $number }
heading-of-resolution = Резолюция { $number }
heading-of-ordinance = Постановление { $number }
heading-of-recommendation = Рекомендация { $number }
heading-of-motion = Предложение { $number }
heading-of-conclusion = Заключение { $number }
heading-of-unnumbered-decision = Решение
heading-of-unnumbered-resolution = Резолюция
heading-of-unnumbered-ordinance = Постановление
heading-of-unnumbered-recommendation = Рекомендация
heading-of-unnumbered-motion = Предложение
heading-of-unnumbered-conclusion = Заключение
other-decisions = Другие решения
method-consensus = консенсусом
method-unanimous = единогласно
method-acclamation = путем аккламации
method-show-of-hands = поднятием рук
method-recorded-vote = заносимым в отчет о заседании голосованием
method-roll-call = поименным голосованием
method-secret-ballot = тайным голосованием
method-written-procedure = по письменной процедуре
method-silence-procedure = по процедуре отсутствия возражений
method-ruling-of-chair = постановлением Председателя
# «Резолюция» и «рекомендация» — женского рода, прочие виды решений — среднего.
disposition-adopted = { $kind ->
    [resolution] Принята
    [recommendation] Принята
   *[other] Принято
}
disposition-rejected = { $kind ->
    [resolution] Отклонена
    [recommendation] Отклонена
   *[other] Отклонено
}
disposition-referred = { $kind ->
    [resolution] Передана на рассмотрение
    [recommendation] Передана на рассмотрение
   *[other] Передано на рассмотрение
}
disposition-withdrawn = { $kind ->
    [resolution] Отозвана
    [recommendation] Отозвана
   *[other] Отозвано
}
disposition-deferred = { $kind ->
    [resolution] Отложена
    [recommendation] Отложена
   *[other] Отложено
}
disposition-on-file = { $kind ->
    [resolution] Приобщена к материалам
    [recommendation] Приобщена к материалам
   *[other] Приобщено к материалам
}
disposition-second-reading = { $kind ->
    [resolution] Передана на второе чтение
    [recommendation] Передана на второе чтение
   *[other] Передано на второе чтение
}
disposition-carried-over = { $kind ->
    [resolution] Перенесена на следующее заседание
    [recommendation] Перенесена на следующее заседание
   *[other] Перенесено на следующее заседание
}
disposition-noted = { $kind ->
    [resolution] Принята к сведению
    [recommendation] Принята к сведению
   *[other] Принято к сведению
}
# О пункте повестки дня — безлично: название пункта может быть любого рода и числа.
item-adopted = Принято
item-rejected = Отклонено
item-referred = Передано на рассмотрение
item-withdrawn = Снято с рассмотрения
item-deferred = Отложено
item-on-file = Приобщено к материалам
item-second-reading = Передано на второе чтение
item-carried-over = Перенесено на следующее заседание
item-noted = Принято к сведению
result-on = { $result } { $date }
result-elected = Выборы проведены
result-not-elected = Никто не избран
result-appointed = Назначение произведено
stated-result-by-method = { $result }, { $method }
result-by-method = { $result } { $method }
decided-by-method = Решение принято { $method }
result-with-tally = { $result }: { $tally }
tally-for = за — { $count }
tally-against = против — { $count }
tally-abstain = воздержались — { $count }
tally-papers = действительные бюллетени — { $count }
tally-blank = незаполненные бюллетени — { $count }
tally-invalid = недействительные бюллетени — { $count }
tally-not-voting = не участвовали в голосовании — { $count }
tally-absent = отсутствовали — { $count }
tally-for-unit = за — { $count } { $unit }
tally-against-unit = против — { $count } { $unit }
tally-abstain-unit = воздержались — { $count } { $unit }
tally-blank-unit = незаполненные бюллетени — { $count } { $unit }
tally-invalid-unit = недействительные бюллетени — { $count } { $unit }
tally-not-voting-unit = не участвовали в голосовании — { $count } { $unit }
tally-absent-unit = отсутствовали — { $count } { $unit }
nobody = Нет
votes = { $count ->
    [one] голос
    [few] голоса
    [many] голосов
   *[other] голоса
}
# Что подсчитывается, кроме членов: формы при 1, при 2–4 и при прочих числах.
form-of-count = { $count ->
    [one] 1
    [few] 2
   *[other] 3
}
units = голос|голоса|голосов, акция|акции|акций, доля|доли|долей, пай|пая|паев, балл|балла|баллов, процент|процента|процентов, член|члена|членов, участник|участника|участников, делегат|делегата|делегатов, делегация|делегации|делегаций, государство-член|государства-члена|государств-членов, государство|государства|государств, собственник|собственника|собственников, акционер|акционера|акционеров
count-of = { $count } { $unit }
ballot-line = { $label }: { $names }
ballots-separator = {"; "}
ballot-for = Голосовали за
ballot-against = Голосовали против
ballot-abstain = Воздержались
ballot-blank = Незаполненные бюллетени
ballot-invalid = Недействительные бюллетени
ballot-not-voting = Не участвовали в голосовании
ballot-absent = Отсутствовали
majority-needed = Необходимое большинство
amount = Сумма
action-open = К исполнению
action-under-way = Исполняется
action-done = Исполнено
action-dropped = Снято

## Agenda

purpose-decide = Для принятия решения
purpose-endorse = Для одобрения
purpose-elect = Для проведения выборов
purpose-discuss = Для обсуждения
purpose-note = Для принятия к сведению
purpose-inform = Для информации
annotations = Аннотации
documents = { $count ->
    [1] Документ:
   *[other] Документы:
}
document-with-title = { $document } ({ $title })
documents-separator = {"; "}
deadlines = Сроки
participants-elsewhere = Участники перечислены в отдельном документе:
minutes-of-last-meeting = Протокол предыдущего заседания
matters-arising = Вопросы, вытекающие из протокола
minutes-of-meeting = Протокол ({ $title }, { $date })
action-made = { $title }, { $date }
previous-meeting = Предыдущее заседание
next-meeting = Следующее заседание
remark-to-be-confirmed = подлежит подтверждению
remark-moved = перенесено
remark-cancelled = отменено
remark-not-held = не состоялось
with-remark = { $text } ({ $remark })
label = { $label }:
label-with-title = { $label }. { $title }
session = Заседание { $number }
chaired = Председательство: { $names }
duration = { $minutes ->
    [one] ({ $minutes } минута)
    [few] ({ $minutes } минуты)
    [many] ({ $minutes } минут)
   *[other] ({ $minutes } минуты)
}
led-by = {" "}— { $names }
facilitated-by = {" "}— ведение обсуждения: { $names }
questions = Вопросы для размышления
endorsement-of = На одобрение представляются:
list-continues = ;
list-end = .
remarks = Краткое выступление: { $speaker }.
remarks-in-capacity = Краткое выступление: { $speaker } ({ $capacity }).
annexes = Приложения
annex-with-title = { $annex }. { $title }
outside-page = { $annex }, стр. { $page } из { $pages }

## References

annex = Приложение { $number }
number-again = { $times ->
    [2] { $number }-бис
    [3] { $number }-тер
    [4] { $number }-кватер
    [5] { $number }-квинквиес
    [6] { $number }-сексиес
    [7] { $number }-септиес
    [8] { $number }-октиес
    [9] { $number }-новиес
    [10] { $number }-дециес
   *[other] { $number } ({ $times })
}
annex-without-number = Приложение
annex-to-decision = { $annex } { $kind ->
    [decision] к решению
    [resolution] к резолюции
    [ordinance] к постановлению
    [recommendation] к рекомендации
    [motion] к предложению
   *[conclusion] к заключению
} { $number }
item-number = { $number }
item-number-inside = { $outer } { $letter })
item-mark = { $number }.
item-mark-inside = { $letter })
reference-to-item = п. { $number }
reference-to-decision = решение { $number }
reference-to-resolution = резолюция { $number }
reference-to-ordinance = постановление { $number }
reference-to-recommendation = рекомендация { $number }
reference-to-motion = предложение { $number }
reference-to-conclusion = заключение { $number }
reference-to-unnumbered-decision = решение
reference-to-unnumbered-resolution = резолюция
reference-to-unnumbered-ordinance = постановление
reference-to-unnumbered-recommendation = рекомендация
reference-to-unnumbered-motion = предложение
reference-to-unnumbered-conclusion = заключение
document-with-symbol = { $title } ({ $symbol })
reference-to-annex = приложение { $number }
reference-to-section = разд. { $number }
reference-with-page = { $reference } (стр. { $page })
reference-with-page-in-parentheses = { $reference }, стр. { $page }

## People and entities

chairs = { $count ->
    [1] Председатель
   *[other] Сопредседатели
}
person-with-rank = { $rank } { $name }
person-of-entity = { $person }, { $entity }
person-with-title-and-entity = { $title } ({ $entity }) { $name }
entity-with-abbreviation = { $name } ({ $abbreviation })
representative-separator = {"; "}
representative-last-separator = {"; "}
participants-member = { $count ->
    [1] Член
   *[other] Члены
}
participants-alternate = { $count ->
    [1] Заместитель
   *[other] Заместители
}
participants-observer = { $count ->
    [1] Наблюдатель
   *[other] Наблюдатели
}
participants-invited = По приглашению
participants-staff = Секретариат
participants-by-proxy = { $count ->
    [1] { $gender ->
        [feminine] Представлена по доверенности
        [masculine] Представлен по доверенности
       *[unknown] Представлены по доверенности
    }
   *[other] Представлены по доверенности
}
participants-excused = { $count ->
    [1] { $gender ->
        [feminine] Отсутствовала по уважительной причине
        [masculine] Отсутствовал по уважительной причине
       *[unknown] Отсутствовали по уважительной причине
    }
   *[other] Отсутствовали по уважительной причине
}
participants-absent = { $count ->
    [1] { $gender ->
        [feminine] Отсутствовала
        [masculine] Отсутствовал
       *[unknown] Отсутствовали
    }
   *[other] Отсутствовали
}
participant-remote = дистанционно
participant-from = с { $value }
participant-until = до { $value }
participant-alternate-for = замещает: { $value }
participant-proxy = доверенное лицо: { $value }
quorum = { $represented ->
    [0] Кворум: присутствуют — { $present } { $unit }; требуется — { $needed }.
    [unknown] Кворум: присутствуют — { $present } { $unit }; требуется — { $needed }.
   *[other] Кворум: присутствуют или представлены — { $present } { $unit }; требуется — { $needed }.
}
quorum-of = { $represented ->
    [0] Кворум: присутствуют — { $present } { $unit } из { $of }; требуется — { $needed }.
    [unknown] Кворум: присутствуют — { $present } { $unit } из { $of }; требуется — { $needed }.
   *[other] Кворум: присутствуют или представлены — { $present } { $unit } из { $of }; требуется — { $needed }.
}
quorum-members = { $count ->
    [one] член
    [few] члена
    [many] членов
   *[other] члена
}

## Lists

list-pattern = a)i)
details-separator = {", "}
list-separator = {", "}
list-of-two = { $first } и { $last }
list-of-many = { $first } и { $last }

## Sign-off

history = История подготовки настоящего протокола
column-step = Этап
step-draft = Начало подготовки
step-convened = Созыв заседания
step-minutes-draft = Составление проекта протокола
step-circulated = Распространение протокола
step-adopted = Утверждение протокола
step-silence-over = Истечение срока процедуры отсутствия возражений
step-objection = Возражение ({ $who })
step-resolved = Возражение ({ $who }): снято
signature-field = Электронная подпись: { $name }; время (UTC) и сертификат
signed-by = Подписано электронной подписью: { $name }
signed-for = Подписано электронной подписью: { $signer } (от имени: { $name })
signed-at = { $date }, { $time } UTC
signed-with-number = Сертификат № { $serial }
signed-with = Сертификат: { $subject }, издатель: { $issuer }, № { $serial }

## Annexes

pillar = Направление { $number }
column-activity = Мероприятие
column-lead = Ведущая структура
column-partners = Партнеры
column-timeline = Сроки
column-resources = Ресурсы
column-status = Статус
column-date = Дата
column-event = Мероприятие
column-outcome = Результат
column-time = Время
column-meeting = Заседание
column-level = Уровень
column-place = Место
column-annex = Приложение
column-title = Название
column-document = Документ
column-symbol = Условное обозначение
column-purpose = Цель
column-page = Стр.
column-pages = Число страниц
column-original = Оригинал
column-due = Срок
column-item = Пункт
item-of-agenda = { column-item }
post = Должность
seats = Число мест
candidates = { $count ->
    [1] Кандидатура
   *[other] Кандидатуры
}
column-candidate = Кандидат
column-nominated-by = Выдвигающая сторона
column-votes = Голоса
column-vote = Голосование
column-count = Число
column-names = Поименный список
actions = Поручения
column-decision = Решение
column-action = Поручение
column-owner = Исполнение
remote = Дистанционно
host = принимающая сторона: { $host }
with-partners = Партнеры: { $partners }
# Слова для узкой графы: длинные в нее не помещаются.
activity-planned = Намечено
activity-under-way = Проводится
activity-completed = Завершено
activity-on-hold = Временно прервано
entry-confirmed = Подтверждено
entry-to-be-confirmed = Подлежит подтверждению
entry-moved = Перенесено
entry-cancelled = Отменено
entry-not-held = Не состоялось
moved-from = первоначальная дата: { $date }

## Dates and times

# «8 февраля 2023 года», но «февраль 2023 года»: month-1 … month-12 — лишь ключи, по которым здесь выбирается падеж.
# Тому, кто пишет свои date-day, date-month или period-of-days, нужен такой же выбор.
date-day = { $day } { $month ->
    [jan] января
    [feb] февраля
    [mar] марта
    [apr] апреля
    [may] мая
    [jun] июня
    [jul] июля
    [aug] августа
    [sep] сентября
    [oct] октября
    [nov] ноября
    [dec] декабря
   *[other] { $month }
} { $year } года
date-month = { $month ->
    [jan] январь
    [feb] февраль
    [mar] март
    [apr] апрель
    [may] май
    [jun] июнь
    [jul] июль
    [aug] август
    [sep] сентябрь
    [oct] октябрь
    [nov] ноябрь
    [dec] декабрь
   *[other] { $month }
} { $year } года
date-year = { $year } год
month-1 = jan
month-2 = feb
month-3 = mar
month-4 = apr
month-5 = may
month-6 = jun
month-7 = jul
month-8 = aug
month-9 = sep
month-10 = oct
month-11 = nov
month-12 = dec
weekday-1 = Понедельник
weekday-2 = Вторник
weekday-3 = Среда
weekday-4 = Четверг
weekday-5 = Пятница
weekday-6 = Суббота
weekday-7 = Воскресенье
time = { $hour }:{ $minute }
time-at-start = { time }
time-range = { $start }–{ $end } ({ $zone })
time-range-without-zone = { $start }–{ $end }
weekday-and-date = { $weekday }, { $date }
time-range-with-dates = { $start } — { $end }
time-range-on-another-day = { $times }, { $date }
time-in-zone = { $time } ({ $zone })
date-and-times = { $date }, { $times }
zone-separator = {" / "}
# Сокращения, понятные читателям; остальные пояса пишутся «UTC+2».
zone-abbreviations = UTC GMT
zone-utc = UTC
zone-offset = UTC{ $offset }
zone-europe-moscow = МСК
period = { $from } — { $until }
period-of-days = { $first }–{ $last } { $month ->
    [jan] января
    [feb] февраля
    [mar] марта
    [apr] апреля
    [may] мая
    [jun] июня
    [jul] июля
    [aug] августа
    [sep] сентября
    [oct] октября
    [nov] ноября
    [dec] декабря
   *[other] { $month }
} { $year } года
period-from = Начало: { $from }
period-until = Окончание: { $until }
period-continuing = На постоянной основе

## Money

money-EUR = { $sum } евро
money-GBP = { $sum } ф. ст.
money = { $currency ->
    [CHF] { $sum } швейц. фр.
    [RUB] { $sum } руб.
    [USD] { $sum } долл. США
   *[other] { $sum } { $currency }
}
negative = −{ $sum }
thousands-separator = {" "}
decimal-separator = {","}

## Languages

language-own = Русский
direction = ltr
# Эти слова стоят и здесь, и сами по себе: в скобках после названия файла.
only-in = [Только { $languages }]
language-ar = на арабском языке
language-en = на английском языке
language-es = на испанском языке
language-fr = на французском языке
language-ru = на русском языке
language-zh = на китайском языке

## Registers

register-attendance = Участие
register-calendar = Календарь
column-id = Идентификатор
column-number = №
column-remark = Примечание
column-as-of = По состоянию на
column-origin = Пункт или решение
column-body = Орган
column-pack = Комплект
column-kind = Вид
column-in-favour = За
column-against = Против
column-abstaining = Воздержались
column-name = Имя и фамилия
column-entity = Организация
column-capacity = Должность
column-class = Статус участника
column-presence = Присутствие
column-until = Окончание
column-zone = Часовой пояс
presence-present = Присутствие
presence-excused = Отсутствие по уважительной причине
presence-absent = Отсутствие
presence-by-proxy = Представительство по доверенности

## Audiences

withheld-item = Конфиденциальный пункт
withheld-annex = Конфиденциальное приложение
withheld-decision = Конфиденциальное решение
withheld-session = Закрытое заседание
withheld-reference = конфиденциальный пункт
withheld-passage = [Текст не включен]
withheld-annex-text = Это приложение не входит в настоящий комплект документов.
extract-of-minutes = Выписка из протокола. Официальным является полный текст протокола, который не входит в настоящий комплект документов.
audience-members = Только для членов
audience-observers = Для членов и наблюдателей
audience-staff = Только для секретариата
audience-press = Для прессы
audience-public = Для общего доступа
audience-and-title = { $audience } · { $title }

## What changed since a pack was sent out

changes-since = Изменения после рассылки этих документов { $date } (выпуск { $number }):
changes-marked = Выделены изменения, внесенные после рассылки этих документов { $date } (выпуск { $number }): добавленное подчеркнуто, исключенное зачеркнуто и заключено в квадратные скобки.
changes-marked-between = Выделены отличия от более ранних документов: добавленное подчеркнуто, исключенное зачеркнуто и заключено в квадратные скобки.
redline-moved-from = [перемещено отсюда]
redline-moved-to = [перемещено сюда]
changes-new-edition = Эта языковая версия новая: в выпуске { $number }, разосланном { $date }, ее не было.
changes-new-audience = Этим получателям документы рассылаются впервые: предыдущего выпуска для сравнения нет.
changes-meeting = Заседание, даты, время и место
changes-running = На каждой странице
changes-filing = Условное обозначение, дата и рассылка
change-added = Добавлено
change-removed = Исключено
change-moved = Перемещено
change-changed = Изменено
change-replaced = Заменено
change-redrawn = Тот же текст в другом оформлении
change-after = после «{ $title }»
change-first = на первом месте
change-under = под заголовком «{ $title }»
change-page = Страница { $page } приложения
change-page-from = начиная со стр. { $page }
change-pages = стр. { $from }–{ $to }
change-times = { $what } ({ $number })
change-number = { $before } — теперь { $after }
changes-numbers = Номера, изменившиеся вследствие этого: { $list }
changes-items-renumbered = Пункты повестки дня, номера которых изменились: { $list }
changes-paragraphs-renumbered = Абзацы, номера которых изменились: { $list }
change-also = Также в документах: { $documents }
column-where = Где
column-before = Прежде
column-now = Теперь
changes-listed = Указаны наиболее важные изменения: { $listed } из { $number }.

## What reviewers said of documents that were sent out

comments-marked = В предлагаемых изменениях исключаемые слова зачеркнуты, а добавляемые подчеркнуты.
comments-left-out = Другие замечания, не вошедшие в таблицу: { $number }
comment-paragraph = п. { $number }
comment-answer = Ответ: { $author }
comment-resolved = Отмечено как решенное
comment-joined = Объединение со следующим пунктом
comment-level = Другой уровень в списке
comment-moved-after = Перемещено: после «{ $title }»
comment-withdrawn = Исключение слов, добавленных другим лицом
comment-not-recorded = Без записи исправлений
response-accepted = Принято
response-rejected = Не принято
response-noted = Принято к сведению
column-paragraph = Пункт
column-sent = Разосланный текст
column-comment = Замечание или предлагаемое изменение
column-reviewer = Кем представлено
column-response = Ответ

## The page for browsers

pack-title = { $meeting }, { $date }
skip-to-text = Перейти к тексту
other-languages = Другие языки
add-meeting = Добавить это заседание в календарь
add-calendar = Добавить все даты в календарь
for-the-screen = Эта страница предназначена для чтения с экрана. Документами заседания являются прилагаемые файлы PDF.
notes = Примечания
back-to-text = Вернуться к тексту

# Words that no line of a text ends with: before a name or a number, and before any word; then words that no line begins with, after
# a number. Divided by spaces.
joined-to-names = г-н г-на г-ну г-ном г-жа г-жи г-же г-жу гг. г. им. № д-р проф. гл. глава ст. статья статьи п. пп. пункт пункта пункты правило правила приложение приложения раздел раздела рис. с. стр. страница табл. таблица часть статью статье статьей пунктом пункте пункту главы главу главе разделу разделе страницы страницу
joined-to-words = а А в В и И к К о О с С у У я Я т. см.
joined-to-numbers = г. гг. год года году в. вв. тыс. млн млрд трлн руб. коп. чел. долл.
# Courtesies that stand before a whole name only. Divided by spaces.
before-whole-names = { "" }
# Words whose full stop is not the end of a sentence, besides those above. Divided by spaces.
abbreviations = единогл. др. пр. тыс. млн. млрд. руб. коп. вв. обл. ул. корп. чел. ч. мин. янв. февр. апр. авг. сент. окт. нояб. дек.
# Two words of ours within a sentence, and the one that they become. Divided by commas.
joined-articles = { "" }
