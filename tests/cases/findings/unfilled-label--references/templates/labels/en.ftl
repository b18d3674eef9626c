event = { event-openned }.
speaker = { -opening } { $who }
document-agenda = { document-minutes }
document-minutes = { document-agenda }
page-of-pages = { $page } of { $pages } of { $total }
