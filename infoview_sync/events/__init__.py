"""What can be said: the envelope, the hash chain and the catalogue of event types."""
