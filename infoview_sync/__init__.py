"""InfoView Sync: a person's networking history, recorded offline and the same on every device."""

__version__ = "0.1.0"
