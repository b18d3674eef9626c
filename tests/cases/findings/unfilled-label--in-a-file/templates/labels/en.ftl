# Ours.
venue = Where: { $place }
document-agenda = Programme of { $nobody }
