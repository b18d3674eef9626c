document-agenda = Order of business
# direction = left
direction = left
page-of-pages = { $page }
document-agenda = Programme
