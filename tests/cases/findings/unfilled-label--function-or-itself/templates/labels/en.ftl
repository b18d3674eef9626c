document-agenda = { UPPER("agenda") }
page-of-pages = { page-of-pages }
