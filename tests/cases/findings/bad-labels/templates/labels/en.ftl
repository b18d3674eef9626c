document-agenda = Programme
== what
