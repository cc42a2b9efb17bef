"""Options and arguments that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from infoview_sync.cli.completing import people_completing

Home = Annotated[
    Path | None,
    typer.Option(
        "--home",
        metavar="DIR",
        help="The notebook's folder; also INFOVIEW_HOME, else the system's own for app data.",
        file_okay=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="WHEN", help="When it happened, if not now: 'yesterday 3pm'."),
]
Person = Annotated[
    list[str],
    typer.Argument(
        metavar="PERSON",
        help="Words of the name, or the id or its beginning.",
        autocompletion=people_completing,
        show_default=False,
    ),
]
InterviewId = Annotated[
    str | None,
    typer.Option("--interview", metavar="ID", help="Which interview, if not the nearest in time."),
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="At most so many rows.")]
