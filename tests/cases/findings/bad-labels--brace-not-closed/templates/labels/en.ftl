document-agenda = What we do
page-of-pages = { $page
document-minutes = What we did
