"""Free ports that stay free: below those that the system hands to outgoing connections."""

from __future__ import annotations

import random
import socket
from contextlib import ExitStack

LOWEST, HIGHEST = 20_000, 32_000
TRIES = 100


def free_port(*also: int) -> int:
    """A port that is free now, together with those so many above it."""
    chance = random.SystemRandom()
    for _ in range(TRIES):
        port = chance.randrange(LOWEST, HIGHEST)
        try:
            with ExitStack() as held:
                for offset in (0, *also):
                    held.enter_context(socket.create_server(("127.0.0.1", port + offset)))
        except OSError:
            continue
        return port
    raise RuntimeError("no free port was found")
