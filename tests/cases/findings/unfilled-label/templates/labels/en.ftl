venue = { plaec }
