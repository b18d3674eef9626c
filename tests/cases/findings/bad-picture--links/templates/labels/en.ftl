venue = Where: { $place }
