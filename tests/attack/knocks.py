"""What an attacker sends: bodies, segments and bytes on a socket, made up by hand."""

from __future__ import annotations

import re
import socket
import zlib
from collections.abc import Sequence
from pathlib import Path

from infoview_sync.events.chain import Head, genesis, next_head
from infoview_sync.ids import id_to_bytes
from infoview_sync.sync.header import NO_NONCE, SUITE_PLAIN, Header, header_bytes
from infoview_sync.sync.plain import encode_segment

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


def segment(notebook: str, log: str, bodies: Sequence[bytes], after: Head | None = None) -> bytes:
    start = after or genesis(notebook=notebook, log=log)
    return encode_segment(notebook=notebook, log=log, after=start, bodies=bodies)


def forged(notebook: str, log: str, *, lines: bytes, hashes: Sequence[bytes]) -> bytes:
    """A segment whose header is right for these hashes, whatever the lines say."""
    start = head = genesis(notebook=notebook, log=log)
    for each in hashes:
        head = next_head(head, each)
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    payload = packer.compress(lines) + packer.flush()
    header = Header(
        SUITE_PLAIN, 0, id_to_bytes(notebook), id_to_bytes(log), 1, len(hashes),
        start.hash, head.hash, NO_NONCE, len(lines), len(payload), 0,
    )  # fmt: skip
    return header_bytes(header) + payload


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
    """The memory that a process holds (Linux only)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+([0-9]+) kB", status)
    assert found is not None
    return int(found[1]) / 1024
