"""What it means now: the shared SQL, the projector that runs it, queries and replay."""
