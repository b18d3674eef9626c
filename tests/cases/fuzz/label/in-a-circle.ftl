document-agenda = { document-minutes }
document-minutes = { document-agenda }
