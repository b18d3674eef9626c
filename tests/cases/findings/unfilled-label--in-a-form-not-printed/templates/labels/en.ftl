event-opened = { $count ->
    [0] { $whoo } began
   *[other] { $who } began
}
