minutes-long = { $minutes ->
    [one] { $minutes } minute
    [other] { $minutes } minutes
}
