event-opened = { $count ->
    [0] the meeting was { $more ->
        [yes] opened again
       *[no] opened
    }
    [other] { $who } opened the meeting
}
