"""Places that hold no key: a shared folder, a relay; and how devices of one notebook meet there."""
