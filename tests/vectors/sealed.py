"""Golden vectors of sealed segments: good ones, and ones that only a key holder could have made."""

from __future__ import annotations

import base64
from functools import partial
from typing import Any

from infoview_sync.events.chain import Head, body_hash, genesis
from infoview_sync.keys.derivation import EpochKey
from infoview_sync.keys.signing import sign_head
from infoview_sync.log.store import Body, Erased
from infoview_sync.sync.header import HEADER_BYTES
from infoview_sync.sync.lines import Packed, pack
from infoview_sync.sync.segment import seal_packed
from tests.vectors.keys import EPOCH, LAPTOP, LOG, NOTEBOOK, OTHER_LOG, PHONE, secret

BODY = (
    b'{"hlc":1795000000000000,"type":"contact.added","subject":"0123456789abcdef",'
    b'"occurred_at":"2026-05-01T10:00:00+02:00","tz":"Europe/Berlin",'
    b'"recorded_at":"2026-05-01T10:00:00+02:00","salt":"AAAAAAAAAAAAAAAA",'
    b'"data":{"name":"Ada","source":"typed"}}'
)
BODIES: list[Body] = [
    BODY,
    Erased(body_hash(b"gone")),
    b"\xff not readable",
]
START = genesis(notebook=NOTEBOOK, log=LOG)
NONCE = secret("nonce")[:12]
sign = partial(sign_head, LAPTOP.signing_seed, notebook=NOTEBOOK, log=LOG)


def text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def seal(packed: Packed, *, epoch: EpochKey = EPOCH, after: Head = START) -> bytes:
    return seal_packed(
        packed,
        notebook=NOTEBOOK,
        log=LOG,
        after=after,
        epoch=epoch,
        nonce=NONCE,
        signature=sign(packed.head),
    )


def good_case(after: Head, bodies: list[Body]) -> dict[str, Any]:
    packed = pack(after, bodies)
    return {
        "segment_base64": text(seal(packed, after=after)),
        "after_seq": after.seq,
        "after_hash": after.hash.hex(),
        "head_hash": packed.head.hash.hex(),
        "lines_bytes": packed.lines_bytes,
        "deflated_base64": text(packed.deflated),
        "signature": sign(packed.head).hex(),
        "bodies": [
            {"erased": body.hash_of_body.hex()}
            if isinstance(body, Erased)
            else {"body_base64": text(body)}
            for body in bodies
        ],
    }


def sealed_cases() -> dict[str, Any]:
    packed = pack(START, BODIES)
    raw = seal(packed)
    first = pack(START, BODIES[:1])

    def changed(at: int, to: bytes) -> bytes:
        return raw[:at] + to + raw[at + len(to) :]

    def flipped(at: int) -> bytes:
        return changed(at, bytes([raw[at] ^ 1]))

    tag, signature = len(raw) - 64 - 16, len(raw) - 64
    bad = {
        **{
            f"{name} flipped": flipped(at)
            for name, at in {
                "suite": 5,
                "epoch": 9,
                "notebook": 10,
                "log": 20,
                "first seq": 37,
                "count": 39,
                "previous hash": 40,
                "head hash": 72,
                "nonce": 104,
                "lines bytes": 119,
                "payload bytes": 123,
                "signed head bytes": 125,
                "payload": HEADER_BYTES,
                "tag": tag,
            }.items()
        },
        "cut in the payload": raw[: HEADER_BYTES + 10],
        "cut in the signature": raw[:-1],
        "one byte too many": raw + b"x",
        "epoch 0": changed(6, bytes(4)),
        "payload shorter than a tag": changed(120, b"\x00\x00\x00\x0f"),
        "no signature": changed(124, b"\x00\x00")[:-64],
        # What follows opens: its author holds the key, and lies or errs.
        "sealed by another key": seal(packed, epoch=EpochKey(EPOCH.number, secret("other"))),
        "sealed: chain does not fit": seal(packed._replace(head=first.head)),
        "sealed: fewer events": seal(packed._replace(event_count=2)),
        "sealed: more events": seal(packed._replace(event_count=4)),
        "sealed: shorter lines": seal(packed._replace(lines_bytes=packed.lines_bytes - 1)),
        "sealed: longer lines": seal(packed._replace(lines_bytes=packed.lines_bytes + 1)),
        "sealed: not deflate": seal(packed._replace(deflated=b"\xff" * 40)),
        "sealed: bytes after deflate": seal(packed._replace(deflated=packed.deflated + b"x")),
    }
    unsigned = {
        "signature flipped": flipped(signature),
        "last byte of the signature": flipped(len(raw) - 1),
        "no signature at all": raw[:signature] + bytes(64),
        "signed by another device": raw[:signature]
        + sign_head(PHONE.signing_seed, packed.head, notebook=NOTEBOOK, log=LOG),
        "signed for another log": raw[:signature]
        + sign_head(LAPTOP.signing_seed, packed.head, notebook=NOTEBOOK, log=OTHER_LOG),
        "signed at another head": raw[:signature] + sign(first.head),
    }
    return {
        "notebook": NOTEBOOK,
        "log": LOG,
        "epoch": EPOCH.number,
        "epoch_key": EPOCH.key.hex(),
        "nonce": NONCE.hex(),
        "public_key": LAPTOP.public.public_key.hex(),
        "good": [good_case(START, BODIES), good_case(first.head, BODIES[1:])],
        "bad": {name: text(each) for name, each in bad.items()},
        "unknown_epoch": text(seal(packed, epoch=EpochKey(9, EPOCH.key))),
        "unsigned": {name: text(each) for name, each in unsigned.items()},
    }
