"""A relay: a store over HTTP for devices that reach no common network. It holds no key."""
