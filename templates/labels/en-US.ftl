# What English of the United States says otherwise. Everything else is in `en.ftl`.

date-day = { $month } { $day }, { $year }
period-of-days = { $month } { $first }–{ $last }, { $year }
weekday-and-date = { $weekday }, { $date }
time = { $hour12 }:{ $minute } { $half ->
    [am] a.m.
   *[other] p.m.
}
money-USD = ${ $sum }
kind-ordinary = Regular meeting
method-unanimous = unanimously
participants-excused = Excused
participants-staff = Staff
disposition-on-file = Received and filed
item-on-file = Received and filed
event-adjourned = { $count ->
    [0] the meeting was adjourned
   *[other] { $who } adjourned the meeting
}
