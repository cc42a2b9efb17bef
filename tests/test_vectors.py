"""The golden vectors, from Python's side; web/tests runs the same files.

If one fails, the change is wrong, not the vector.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from infoview_sync.clock import next_hlc
from infoview_sync.errors import BadSegment
from infoview_sync.events.chain import body_hash, genesis
from infoview_sync.events.envelope import read_envelope
from infoview_sync.ids import id_from_bytes, id_to_bytes
from infoview_sync.log.store import Body, Erased
from infoview_sync.sync.header import HEADER_BYTES
from infoview_sync.sync.heads import decode_heads, encode_heads, forks, heads_of, missing
from infoview_sync.sync.plain import decode_segment, encode_segment
from tests.chains import heads_along
from tests.fold import fold_segments

VECTORS = Path(__file__).parent / "vectors"


def read(name: str) -> Any:
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


def body_of(case: dict[str, str]) -> Body:
    if "erased" in case:
        return Erased(bytes.fromhex(case["erased"]))
    return base64.b64decode(case["body_base64"])


@pytest.mark.parametrize("case", read("ids.json"))
def test_an_id_is_ten_bytes_in_sixteen_characters(case: dict[str, str]) -> None:
    assert id_from_bytes(bytes.fromhex(case["hex"])) == case["id"]
    assert id_to_bytes(case["id"]).hex() == case["hex"]


@pytest.mark.parametrize("case", read("clock.json"))
def test_the_clock_never_goes_back(case: dict[str, int]) -> None:
    assert next_hlc(wall_ms=case["wall_ms"], latest_seen=case["latest_seen"]) == case["hlc"]


@pytest.mark.parametrize("case", read("envelope.json"), ids=lambda case: case["name"])
def test_a_body_is_readable_or_not(case: dict[str, Any]) -> None:
    found = read_envelope(envelope_body(case))
    assert (None if found is None else found._asdict()) == case["envelope"]


def envelope_body(case: dict[str, Any]) -> bytes:
    if case["body_base64"] is not None:
        return base64.b64decode(case["body_base64"])
    plain = next(each for each in read("envelope.json") if each["name"] == "plain")
    head, _, _ = base64.b64decode(plain["body_base64"]).partition(b'"data":')
    return head + b'"data":{"a":"' + b"x" * (case["pad_to_bytes"] - len(head) - 16) + b'"}}'


def test_the_chain_hashes_bodies_and_what_is_left_of_them() -> None:
    case = read("chain.json")
    start = genesis(notebook=case["notebook"], log=case["log"])
    assert start.hash.hex() == case["genesis"]
    bodies = [body_of(each) for each in case["bodies"]]
    hashes = [b.hash_of_body if isinstance(b, Erased) else body_hash(b) for b in bodies]
    assert [head.hash.hex() for head in heads_along(start, hashes)] == case["hashes"]


@pytest.mark.parametrize("case", read("segment.json")["good"])
def test_a_segment_is_read_and_written_back(case: dict[str, Any]) -> None:
    raw = base64.b64decode(case["segment_base64"])
    segment = decode_segment(raw)
    bodies = [body_of(each) for each in case["bodies"]]
    assert (segment.notebook, segment.log) == (case["notebook"], case["log"])
    assert (segment.after.seq, segment.after.hash.hex()) == (case["after_seq"], case["after_hash"])
    assert segment.head.hash.hex() == case["head_hash"]
    assert list(segment.bodies) == bodies
    again = encode_segment(
        notebook=segment.notebook, log=segment.log, after=segment.after, bodies=bodies
    )
    # Another zlib may deflate otherwise; everything before the payload's length is exact.
    assert again[:120] == raw[:120]
    assert raw[:HEADER_BYTES].hex() == case["header_hex"]
    assert list(decode_segment(again).bodies) == bodies


@pytest.mark.parametrize("name", read("segment.json")["bad"])
def test_a_bad_segment_is_refused(name: str) -> None:
    with pytest.raises(BadSegment):
        decode_segment(base64.b64decode(read("segment.json")["bad"][name]))


@pytest.mark.parametrize("case", read("heads.json")["missing"])
def test_what_is_missing_follows_from_two_heads(case: dict[str, Any]) -> None:
    mine, theirs = (decode_heads(case[side].encode()) for side in ("mine", "theirs"))
    assert encode_heads(mine.notebook, heads_of(mine)).decode() == case["mine"]
    found = missing(heads_of(mine), heads_of(theirs))
    assert [list(each) for each in found] == case["missing"]
    forked = forks(heads_of(mine), heads_of(theirs))
    assert [[fork.log, fork.seq] for fork in forked.values()] == case["forks"]


async def test_the_golden_log_folds_to_the_golden_digest(tmp_path: Path) -> None:
    """If the SQL was changed on purpose: `python -m tests.vectors.write --digest`."""
    golden = await fold_segments(tmp_path, (VECTORS / "golden.segments").read_bytes())
    assert golden == read("golden.json")
    assert all(count > 0 for count in golden["rows"].values())
