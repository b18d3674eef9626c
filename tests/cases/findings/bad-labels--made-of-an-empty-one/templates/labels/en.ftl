document-minutes = { "" }
date-day = {""}
reference-to-item = {""}
event-opened = {""}
session =
    Part { $number }
