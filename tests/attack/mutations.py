"""Messages that are nearly right: made of real ones by a seed, broken where a reader decides."""

from __future__ import annotations

import json
import random
import zlib

from infoview_sync.events.chain import Head, body_hash, genesis
from infoview_sync.sync.header import HEADER_BYTES, NO_NONCE
from infoview_sync.sync.lines import Packed
from infoview_sync.sync.segment import seal_packed
from tests.authors import Author
from tests.chains import heads_along
from tests.notebooks import Bodies

_FIELDS = [
    (4, 1),
    (5, 1),
    (6, 4),
    (10, 10),
    (20, 10),
    (30, 8),
    (38, 2),
    (116, 4),
    (120, 4),
    (124, 2),
]
"""(offset, bytes) of what a reader decides by."""
_RUN = 12

Logs = dict[str, Bodies]


class Mutator:
    """`segment` and `heads` return one message each; `authored` is every body's hash."""

    def __init__(self, author: Author, logs: Logs, seed: int) -> None:
        self._rng = random.Random(seed)
        self._author = author
        self._notebook = author.notebook
        self._logs = logs
        self.authored = {body_hash(b) for bodies in self._logs.values() for b in bodies}

    def segment(self) -> bytes:
        rng = self._rng
        log, after, bodies, raw = self._good()
        match rng.randrange(9):
            case 0:
                for _ in range(rng.randrange(1, 4)):
                    raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
            case 1:
                at, count = rng.choice(_FIELDS)
                raw[at : at + count] = rng.choice(
                    (bytes(count), b"\xff" * count, rng.randbytes(count))
                )
            case 2:
                del raw[rng.randrange(len(raw)) :]
            case 3:
                raw += rng.randbytes(rng.randrange(200))
            case 4:
                raw += raw[: rng.randrange(len(raw))]
            case 5:
                raw = self._with_lines(log, after, bodies, rng.sample(bodies, len(bodies)))
            case 6:
                erased = [
                    rng.choice((b"!", b"! ", b"!!", b"!A")) + body_hash(each).hex().encode()
                    if rng.random() < 0.4
                    else each
                    for each in bodies
                ]
                raw = self._with_lines(log, after, bodies, erased)
            case 7:
                raw[HEADER_BYTES:] = self._good()[3][HEADER_BYTES:]
            case _:
                pass
        return bytes(raw)

    def heads(self) -> bytes:
        rng = self._rng
        text = json.dumps(
            {
                "protocol": 1,
                "notebook": self._notebook,
                "heads": {
                    log: {
                        "seq": rng.choice((1, len(bodies), 2**49, 2**49 + 1, 0, -1, 1.5, 10**30)),
                        "hash": rng.choice(("0" * 64, "x", "A" * 64, "é" * 64)),
                    }
                    for log, bodies in self._logs.items()
                },
            }
        )
        at = rng.randrange(len(text))
        match rng.randrange(5):
            case 0:
                strange = rng.choice(('"', "{", "[", "\\u0000", "\\ud800", "9" * 400, "NaN", "\0"))
                text = text[:at] + strange + text[at:]
            case 1:
                text = text[:at]
            case 2:
                text = "[" * rng.randrange(1, 50_000)
            case 3:
                text = text.replace('"seq"', '"seq":1,"seq"')
            case _:
                text = text.replace("1", rng.choice(("true", "null", "1e1", "01", "-0")), 1)
        return text.encode()

    def _good(self) -> tuple[str, Head, Bodies, bytearray]:
        log = self._rng.choice(sorted(self._logs))
        at = self._rng.randrange(0, len(self._logs[log]), _RUN)
        before, bodies = self._logs[log][:at], self._logs[log][at : at + _RUN]
        start = genesis(notebook=self._notebook, log=log)
        after = [start, *heads_along(start, map(body_hash, before))][-1]
        return log, after, bodies, bytearray(self._author.segment(log, bodies, after))

    def _with_lines(self, log: str, after: Head, bodies: Bodies, lines: Bodies) -> bytearray:
        """Sealed and signed for these bodies, and holding other lines: a device gone bad."""
        joined = b"".join(line + b"\n" for line in lines)
        packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated = packer.compress(joined) + packer.flush()
        head = heads_along(after, map(body_hash, bodies))[-1]
        return bytearray(
            seal_packed(
                Packed(head, len(bodies), len(joined), deflated),
                notebook=self._notebook, log=log, after=after, epoch=self._author.epoch,
                nonce=NO_NONCE, signature=self._author.sign(log, head),
            )
        )  # fmt: skip
