"""A client's side of the file routes: a file goes up, lines of JSON come back."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import httpx

OCTETS = {"content-type": "application/octet-stream"}
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ada,Novak,https://www.linkedin.com/in/ada,ada@example.org,Fieldnote,Editor,04 May 2026\n"
    "Boris,Kim,https://www.linkedin.com/in/boris,,Night Desk,Reporter,05 May 2026\n"
    f"Carla,Diaz,https://www.linkedin.com/in/carla,,{'Harbour ' * 100},Editor,06 May 2026\n"
)


def word(name: str = "Connections.csv", **more: object) -> dict[str, str]:
    return OCTETS | {"infoview-file": quote(json.dumps({"name": name} | more))}


def ended(answer: httpx.Response) -> dict[str, Any]:
    """The last line of the answer; those before it are steps."""
    assert answer.status_code == 200, answer.text
    *steps, end = [json.loads(line) for line in answer.text.splitlines()]
    assert all(set(step) == {"step", "done", "total"} for step in steps)
    found: dict[str, Any] = end
    return found


async def sent(
    client: httpx.AsyncClient, path: str, content: str | bytes, name: str = "Connections.csv",
    **more: object,
) -> dict[str, Any]:  # fmt: skip
    """What became of it, whether `result` or `error`."""
    return ended(await client.post(path, content=content, headers=word(name, **more)))


async def result(
    client: httpx.AsyncClient, path: str, content: str | bytes, name: str = "Connections.csv",
    **more: object,
) -> dict[str, Any]:  # fmt: skip
    end = await sent(client, path, content, name, **more)
    found: dict[str, Any] = end["result"]
    return found
