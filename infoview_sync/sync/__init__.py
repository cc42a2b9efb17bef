"""How two logs become one: heads, segments, the session, and the transports that carry them."""
