"""The HTTP edge: the app's own files, and the sync routes behind a door."""
