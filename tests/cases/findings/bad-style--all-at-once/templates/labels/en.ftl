document-agenda
