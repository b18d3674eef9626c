event-opened = { $cnt ->
    [0] The meeting began
   *[other] { $who } began
}
speaker = { BEGIN($who, "i") ->
    [yes] A
   *[no] { $who }
}
