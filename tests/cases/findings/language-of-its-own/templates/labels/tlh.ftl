document-agenda = paQDI’norgh
