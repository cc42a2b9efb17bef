"""Where it is kept: the append-only store, its migrations and its one transaction."""
