"""What an attacker sends: bodies, segments and bytes on a socket, made up by hand."""

from __future__ import annotations

import re
import socket
import zlib
from collections.abc import Sequence
from pathlib import Path

from infoview_sync.events.chain import genesis, next_head
from infoview_sync.sync.header import NO_NONCE
from infoview_sync.sync.lines import Packed
from infoview_sync.sync.segment import seal_packed
from tests.authors import Author

SEGMENTS = {"content-type": "application/octet-stream"}
HEADS = {"content-type": "application/json"}
ANSWER_WITHIN_S = 5.0


def body(subject: str, *, hlc: int = 1_795_000_000_000_000, name: str = "Ada") -> bytes:
    moment = "2026-05-01T10:00:00+02:00"
    return (
        f'{{"hlc":{hlc:016d},"type":"contact.added","subject":"{subject}","occurred_at":"{moment}",'
        f'"tz":"Europe/Berlin","recorded_at":"{moment}","salt":"AAAAAAAAAAAAAAAA",'
        f'"data":{{"name":"{name}","source":"typed"}}}}'
    ).encode()


def forged(author: Author, log: str, *, lines: bytes, hashes: Sequence[bytes]) -> bytes:
    """A segment sealed and signed for these hashes, whatever the lines say: a device gone bad."""
    head = start = genesis(notebook=author.notebook, log=log)
    for each in hashes:
        head = next_head(head, each)
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = packer.compress(lines) + packer.flush()
    return seal_packed(
        Packed(head, len(hashes), len(lines), deflated),
        notebook=author.notebook, log=log, after=start, epoch=author.epoch,
        nonce=NO_NONCE, signature=author.sign(log, head),
    )  # fmt: skip


def knock(port: int, request: bytes, *, then_close: bool = False) -> bytes:
    """What the server answers to these bytes until it closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_WITHIN_S) as sock:
        sock.sendall(request)
        if then_close:
            sock.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := sock.recv(65_536):
            answer += chunk
        return answer


def resident_mb(pid: int) -> float:
    """The memory that a process holds, this one if 0 (Linux only)."""
    status = Path(f"/proc/{pid or 'self'}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+([0-9]+) kB", status)
    assert found is not None
    return int(found[1]) / 1024
