"""The docs cannot rot: what is missing from them fails here."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.routing import Route

from infoview_sync.cli.app import create_command
from infoview_sync.cli.reference import reference
from infoview_sync.events.catalogue import EVENT_TYPES
from infoview_sync.projections import norms

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
COMMANDS: dict[str, Any] = create_command().commands


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    _, _, section = text.partition(f"### `infoview {name}")
    section = section.partition("\n### ")[0]
    assert COMMANDS[name].help in section
    assert f"\ninfoview {name} " in section or f"\ninfoview {name}\n" in section
    for option in COMMANDS[name].params:
        if option.param_type_name == "option":
            assert option.opts[0] in section, option.opts


def test_the_reference_is_as_the_commands_are() -> None:
    """If this fails: .venv/bin/python -m infoview_sync.cli.reference."""
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_but_those_that_wait_for_somebody_can_print_json(name: str) -> None:
    options = {each for option in COMMANDS[name].params for each in option.opts}
    assert ("--json" in options) != (name in ("up", "pair"))
    assert "Every command but `up` and `pair` takes `--json`" in reference()


def test_the_norms_page_is_as_the_sql_is() -> None:
    """If this fails: .venv/bin/python -m infoview_sync.projections.norms."""
    text = (DOCS / "norms.md").read_text(encoding="utf-8")
    assert text == norms.page()
    assert text.count("\n| `") > 30


def test_the_guide_names_only_commands_that_exist() -> None:
    text = "".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ("docs/guide.md", "README.md")
    )
    named = set(re.findall(r"\binfoview(?: --home \S+)? ([a-z][a-z-]+)", text))
    assert len(named) > 30
    assert named - set(COMMANDS) == set()


def test_every_event_type_is_in_the_docs() -> None:
    text = (DOCS / "events.md").read_text(encoding="utf-8")
    assert [name for name in EVENT_TYPES if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_every_event_type_says_what_it_means(name: str) -> None:
    assert EVENT_TYPES[name].__doc__, "its docstring is what docs/events.md says of it"


def test_every_route_of_the_relay_is_in_the_docs() -> None:
    from infoview_sync.relay.app import create_relay

    text = (DOCS / "relay.md").read_text(encoding="utf-8")
    nowhere: Any = None
    for route in create_relay(nowhere, []).routes:
        assert isinstance(route, Route)
        (method,) = (route.methods or set()) - {"HEAD"}
        assert f"`{method} {route.path}`" in text


def test_every_route_is_in_the_docs() -> None:
    from infoview_sync.server.app import create_app
    from infoview_sync.server.changes import Changes
    from infoview_sync.server.door import Doors, nobody
    from infoview_sync.server.inviting import Inviting

    text = "".join(
        (DOCS / name).read_text(encoding="utf-8")
        for name in ("sync-protocol.md", "server.md", "security.md")
    )
    # Making the routes opens no notebook; only serving them does.
    closed: Any = SimpleNamespace(database=Path("home/notebook.sqlite3"))
    app = create_app(closed, Doors({}, nobody), Inviting("", None), Changes())
    routes = [
        route for route in app.routes
        if isinstance(route, Route) and route.path != "/{path:path}"
    ]  # fmt: skip
    assert len(routes) >= 8
    for route in routes:
        (method,) = (route.methods or set()) - {"HEAD"}
        assert f"`{method} {route.path}`" in text
