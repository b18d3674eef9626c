document-agenda = Tagesordnung
