"""Writes the golden vectors. Frozen: run it only to add cases or for a new format version.

If a test over these files fails, the change is wrong, not the vector. The exception is
`golden.json`'s digest, which follows the SQL: `--digest` writes that alone.
"""

from __future__ import annotations

import asyncio
import base64
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from infoview_sync.clock import HLC_MAX, HLC_MIN, HLC_RECEIVED_MAX, next_hlc
from infoview_sync.events.chain import Head, body_hash, genesis
from infoview_sync.events.envelope import read_envelope
from infoview_sync.ids import id_from_bytes
from infoview_sync.log.store import Erased
from infoview_sync.sync.heads import encode_heads, forks, missing
from infoview_sync.sync.plain import encode_segment
from tests.chains import heads_along
from tests.fold import fold_segments
from tests.notebooks import make_notebook
from tests.segments import segments_of
from tests.vectors.keys import keys_cases, pairing_case, phrase_cases
from tests.vectors.sealed import sealed_cases

HERE = Path(__file__).parent
NOTEBOOK = "0123456789abcdef"
LOG = "fedcba9876543210"


def base64_of(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def body(
    *,
    hlc: int | str = 1795000000000000,
    type_: str = "contact.added",
    subject: str = "0123456789abcdef",
    at: str = "2026-05-01T10:00:00+02:00",
    data: str = '{"name":"Ada","source":"typed"}',
    tail: str = "",
) -> bytes:
    return (
        f'{{"hlc":{hlc},"type":"{type_}","subject":"{subject}","occurred_at":"{at}",'
        f'"tz":"Europe/Berlin","recorded_at":"{at}","salt":"AAAAAAAAAAAAAAAA","data":{data}{tail}}}'
    ).encode()


def envelope_cases() -> list[dict[str, Any]]:
    deep = 30
    bodies: dict[str, bytes] = {
        "plain": body(),
        "unknown type and fields": body(type_="contact.warmed", data='{"x":{"y":[1,2]}}'),
        "extra key at the end": body(tail=',"later":true'),
        "least stamp": body(hlc=HLC_MIN),
        "stamp below the least": body(hlc="0999999999999999"),
        "greatest stamp": body(hlc=HLC_RECEIVED_MAX),
        "stamp above the greatest": body(hlc=HLC_RECEIVED_MAX + 1),
        "stamp of 17 digits": body(hlc=10**16),
        "space before a key": body().replace(b',"type"', b', "type"'),
        "keys in another order": b'{"type":"contact.added","hlc":1795000000000000}',
        "type with a capital": body(type_="Contact.added"),
        "type without a dot": body(type_="contact"),
        "type with two dots": body(type_="a.b.c"),
        "type of 64 characters": body(type_="a." + "b" * 62),
        "type of 65 characters": body(type_="a." + "b" * 63),
        "subject too short": body(subject="0123456789abcde"),
        "subject with a letter that ids lack": body(subject="0123456789abcdei"),
        "before 1970": body(at="1969-12-31T23:59:59+00:00"),
        "1970 here, 1969 in UTC": body(at="1970-01-01T00:30:00+01:00"),
        "first moment of 1970": body(at="1970-01-01T00:00:00+00:00"),
        "29 February of a leap year": body(at="2028-02-29T00:00:00+00:00"),
        "29 February of no leap year": body(at="2026-02-29T00:00:00+00:00"),
        "29 February 2100": body(at="2100-02-29T00:00:00+00:00"),
        "31 April": body(at="2026-04-31T00:00:00+00:00"),
        "month 13": body(at="2026-13-01T00:00:00+00:00"),
        "month 0": body(at="2026-00-01T00:00:00+00:00"),
        "day 0": body(at="2026-01-00T00:00:00+00:00"),
        "hour 24": body(at="2026-01-01T24:00:00+00:00"),
        "minute 60": body(at="2026-01-01T00:60:00+00:00"),
        "second 60": body(at="2026-01-01T00:00:60+00:00"),
        "offset of half an hour": body(at="2026-01-01T00:00:00+05:30"),
        "negative offset": body(at="2026-01-01T00:00:00-09:30"),
        "offset of 15 hours": body(at="2026-01-01T00:00:00+15:00"),
        "offset Z": body(at="2026-01-01T00:00:00Z"),
        "year 2999": body(at="2999-12-31T23:59:59+14:00"),
        "data is a list": body(data="[]"),
        "data is missing": body().replace(b'"data"', b'"date"'),
        "data twice, last an object": body(data='1,"data":{}'),
        "data twice, last a number": body(data='{},"data":1'),
        "not closed": body()[:-1],
        "something after the object": body() + b" {}",
        "space after the object": body() + b" \t\r",
        "line feed": body(data='{"a":\n1}'),
        "raw tab in a string": body(data='{"a":"\t"}'),
        "escaped line feed": body(data='{"a":"\\n"}'),
        "escaped U+0000": body(data='{"a":"x\\u0000"}'),
        "backslash and u0000": body(data='{"a":"x\\\\u0000"}'),
        "backslash and escaped U+0000": body(data='{"a":"x\\\\\\u0000"}'),
        "escaped U+0001": body(data='{"a":"\\u0001"}'),
        "raw U+007F": body(data='{"a":"\x7f"}'),
        "surrogate pair": body(data='{"a":"\\ud83d\\ude42"}'),
        "high surrogate alone": body(data='{"a":"\\ud83d"}'),
        "low surrogate alone": body(data='{"a":"\\ude42"}'),
        "surrogates swapped": body(data='{"a":"\\ude42\\ud83d"}'),
        "surrogate alone in a key": body(data='{"\\ud83d":1}'),
        "not UTF-8": body().replace(b"Ada", b"\xff\xfe"),
        "UTF-8 of a surrogate": body().replace(b"Ada", b"\xed\xa0\x80"),
        "overlong UTF-8": body().replace(b"Ada", b"\xc0\xaf"),
        "byte order mark": b"\xef\xbb\xbf" + body(),
        "integer of 15 digits": body(data='{"a":123456789012345,"b":-123456789012345}'),
        "integer of 16 digits": body(data='{"a":1234567890123456}'),
        "16 digits in a list": body(data='{"a":[1,-1234567890123456]}'),
        "fraction": body(data='{"a":1.5}'),
        "fraction in a list": body(data='{"a":[0.5]}'),
        "exponent": body(data='{"a":1e3}'),
        "exponent after a space": body(data='{"a": 1E3}'),
        "fraction in a string": body(data='{"a":"see:1.5 [2.5,3.5e7"}'),
        "fraction in a string with escapes": body(data='{"a":"\\":1.5","b":"\\\\"}'),
        "fraction after a string with escapes": body(data='{"a":"\\\\","b":1.5}'),
        "fraction after data": body(tail=',"later":1.5'),
        "leading zero": body(data='{"a":01}'),
        "minus zero": body(data='{"a":-0}'),
        "NaN": body(data='{"a":NaN}'),
        "trailing comma": body(data='{"a":[1,]}'),
        "single quotes": body(data="{'a':1}"),
        "comment": body(data='{"a":1/**/}'),
        "bad escape": body(data='{"a":"\\x"}'),
        "deepest allowed": body(data='{"a":' + "[" * deep + "]" * deep + "}"),
        "one too deep": body(data='{"a":' + "[" * (deep + 1) + "]" * (deep + 1) + "}"),
        "many side by side": body(data='{"a":[' + ",".join(["[]"] * 60) + "]}"),
        "brackets in a string": body(data='{"a":"' + "[" * 60 + '"}'),
        "nested 20,000 deep": body(data='{"a":' + "[" * 20_000 + "]" * 20_000 + "}"),
        "emoji and Arabic": body(data='{"name":"🙂 محمد"}'),
        "empty": b"",
        "no JSON": b"\x00\x01\x02",
    }
    longest = body(data='{"a":"' + "x" * (262_144 - len(body(data='{"a":""}'))) + '"}')
    cases = [_envelope_case(name, raw) for name, raw in bodies.items()]
    for name, size in (("longest", 0), ("one byte too long", 1)):
        raw = longest.replace(b'"a":"', b'"a":"' + b"x" * size)
        cases.append(
            {
                **_envelope_case(name, b""),
                "envelope": _envelope(raw),
                "body_base64": None,
                "pad_to_bytes": len(raw),
            }
        )
    return cases


def _envelope_case(name: str, raw: bytes) -> dict[str, Any]:
    return {"name": name, "body_base64": base64_of(raw), "envelope": _envelope(raw)}


def _envelope(raw: bytes) -> dict[str, Any] | None:
    found = read_envelope(raw)
    return None if found is None else found._asdict()


def chain_case() -> dict[str, Any]:
    bodies: list[bytes | Erased] = [body(), body(data='{"name":"Zoë","source":"typed"}')]
    bodies += [Erased(body_hash(b"gone")), b"\xff not readable", body()]
    start = genesis(notebook=NOTEBOOK, log=LOG)
    hashes = [b.hash_of_body if isinstance(b, Erased) else body_hash(b) for b in bodies]
    return {
        "notebook": NOTEBOOK,
        "log": LOG,
        "genesis": start.hash.hex(),
        "bodies": [
            {"erased": b.hash_of_body.hex()}
            if isinstance(b, Erased)
            else {"body_base64": base64_of(b)}
            for b in bodies
        ],
        "hashes": [head.hash.hex() for head in heads_along(start, hashes)],
    }


def segment_cases() -> dict[str, Any]:
    start = genesis(notebook=NOTEBOOK, log=LOG)
    bodies = [body(), Erased(body_hash(b"gone")), body(data='{"name":"Zoë","source":"typed"}')]
    raw = encode_segment(notebook=NOTEBOOK, log=LOG, after=start, bodies=bodies)
    first = encode_segment(notebook=NOTEBOOK, log=LOG, after=start, bodies=bodies[:1])

    def changed(at: int, to: bytes) -> str:
        return base64_of(raw[:at] + to + raw[at + len(to) :])

    return {
        "good": [
            {
                "segment_base64": base64_of(each),
                "notebook": NOTEBOOK,
                "log": LOG,
                "after_seq": 0,
                "after_hash": start.hash.hex(),
                "head_hash": each[72:104].hex(),
                "header_hex": each[:126].hex(),
                "bodies": [
                    {"erased": b.hash_of_body.hex()}
                    if isinstance(b, Erased)
                    else {"body_base64": base64_of(b)}
                    for b in carried
                ],
            }
            for each, carried in ((raw, bodies), (first, bodies[:1]))
        ],
        "bad": {
            "empty": "",
            "header cut": base64_of(raw[:100]),
            "payload cut": base64_of(raw[:-1]),
            "one byte too many": base64_of(raw + b"x"),
            "magic": changed(0, b"X"),
            "format": changed(4, b"\x02"),
            "suite": changed(5, b"\x01"),
            "epoch": changed(9, b"\x01"),
            "first seq 0": changed(30, bytes(8)),
            "first seq 2": changed(37, b"\x02"),
            "no events": changed(38, b"\x00\x00"),
            "too many events": changed(38, b"\x02\x01"),
            "count off by one": changed(39, b"\x02"),
            "previous hash": changed(40, b"\x00"),
            "head hash": changed(72, b"\x00"),
            "lines too long for the header": changed(116, b"\x00\x11\x00\x01"),
            "lines one shorter": changed(119, bytes([raw[119] - 1])),
            "payload bytes": changed(120, b"\xff"),
            "payload flipped": changed(140, bytes([raw[140] ^ 1])),
            "signed head cut": changed(124, b"\x00\x05"),
        },
    }


def heads_cases() -> dict[str, Any]:
    a, b, c = (id_from_bytes(bytes([n]) * 10) for n in (1, 2, 3))
    h = {n: bytes([n]) * 32 for n in range(1, 6)}
    vectors = [
        ({}, {}),
        ({}, {a: (3, 1)}),
        ({a: (3, 1)}, {}),
        ({a: (3, 1)}, {a: (3, 1)}),
        ({a: (2, 1)}, {a: (3, 2)}),
        ({a: (3, 1)}, {a: (3, 2)}),
        ({a: (1, 1), b: (9, 2)}, {b: (12, 3), c: (1, 4)}),
    ]

    def heads(short: dict[str, tuple[int, int]]) -> dict[str, Head]:
        return {log: Head(seq, h[n]) for log, (seq, n) in short.items()}

    cases = []
    for mine, theirs in vectors:
        forked = forks(heads(mine), heads(theirs))
        cases.append(
            {
                "mine": encode_heads(NOTEBOOK, heads(mine)).decode(),
                "theirs": encode_heads(NOTEBOOK, heads(theirs)).decode(),
                "missing": [list(each) for each in missing(heads(mine), heads(theirs))],
                "forks": [[fork.log, fork.seq] for fork in forked.values()],
            }
        )
    return {"missing": cases}


def clock_cases() -> list[dict[str, int]]:
    inputs = [
        (1_795_000_000_000, 0),
        (1_795_000_000_000, 1_795_000_000_000 * 1024),
        (1_795_000_000_000, 1_795_000_000_000 * 1024 + 1023),
        (0, 0),
        (0, HLC_MIN),
        (1_795_000_000_000, HLC_RECEIVED_MAX),
        (9_000_000_000_000, 0),
        (9_000_000_000_000, HLC_RECEIVED_MAX),
        (0, HLC_MAX - 1),
    ]
    return [
        {"wall_ms": wall, "latest_seen": seen, "hlc": next_hlc(wall_ms=wall, latest_seen=seen)}
        for wall, seen in inputs
    ]


def write(name: str, value: Any) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=False) + "\n"
    (HERE / name).write_text(text, encoding="utf-8")


def write_digest() -> None:
    raw = (HERE / "golden.segments").read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        golden = asyncio.run(fold_segments(Path(folder), raw))
    write("golden.json", golden)


def main() -> None:
    if "--digest" not in sys.argv:
        write(
            "ids.json",
            [
                {"hex": raw.hex(), "id": id_from_bytes(raw)}
                for raw in (bytes(10), b"\xff" * 10, bytes(range(10)), b"\x80" + bytes(9))
            ],
        )
        write("clock.json", clock_cases())
        write("envelope.json", envelope_cases())
        write("chain.json", chain_case())
        write("segment.json", segment_cases())
        write("heads.json", heads_cases())
        write("keys.json", keys_cases())
        write("phrases.json", phrase_cases())
        write("pairing.json", pairing_case())
        write("sealed.json", sealed_cases())
        if not (HERE / "golden.segments").exists():
            logs = make_notebook(20261122, events=10_000)
            (HERE / "golden.segments").write_bytes(segments_of(NOTEBOOK, logs))
    write_digest()


if __name__ == "__main__":
    main()
