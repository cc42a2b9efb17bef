"""Files into the notebook over HTTP: what one would change, and taking it in (docs/server.md).

Both routes take the file itself as their body and what the user said of it in one header. They
answer with lines of JSON: `{"step", "done", "total"}` while it goes on, and at the end one
`{"result": …}` or `{"error": …}`. A recording that has begun goes on to its end though the
browser goes away; the list of imports shows it, and undoes it. If this process is stopped instead,
whole batches are kept, and importing the file again adds the rest.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from typing import IO, Any
from urllib.parse import unquote

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from infoview_sync.errors import NOT_JSON, InfoViewError
from infoview_sync.files.columns import FIELDS, MANY
from infoview_sync.files.identity import email_address
from infoview_sync.files.own import check, looks_own
from infoview_sync.files.reading import read_stream
from infoview_sync.files.refusal import BadHeader, FileRefused, NoHeader, NoPeople
from infoview_sync.files.source import HEAD_BYTES
from infoview_sync.files.table import SOURCE as PLAIN_TABLE
from infoview_sync.files.taking.columns import table_in
from infoview_sync.files.taking.own import take_own
from infoview_sync.files.taking.plan import Outcome, knowledge_of, plan
from infoview_sync.files.taking.told import told
from infoview_sync.files.taking.writing import write
from infoview_sync.locking import held_file, try_lock
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.own_emails import own_emails
from infoview_sync.server.answers import refusal
from infoview_sync.server.bodies import TooLarge, chunks, too_large, wrong_type
from infoview_sync.settings import IMPORT_LOCK_NAME

FILE_BYTES_MAX = 256 * 1024 * 1024
"""A million events of our own. Of other programs' files, `files/source` takes 64 MiB."""
FILES_AT_ONCE = 2
"""Each may fill that much of the disk for a while; the next ones wait."""
WORD_HEADER = "infoview-file"
WORD_BYTES_MAX = 16 * 1024
NAME_CHARS_MAX = 255
COLUMNS_MAX = 100
ME_MAX = 10
TOLD_EVERY_S = 0.1
"""More often nobody sees a bar move."""
LOCK_ASKED_EVERY_S = 0.1
OCTETS = "application/octet-stream"
LINES = "application/x-ndjson"

_LOG = logging.getLogger(__name__)


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the user says of a file: its name, what its columns hold, their own addresses."""

    name: str
    columns: tuple[tuple[str, str], ...] = ()
    me: tuple[str, ...] = ()


Tell = Callable[[str, int, int], None]
"""Told (step, done, in all), from any thread."""


class ImportRoutes:
    """The two routes over one notebook; `close` when the server ends."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._room = asyncio.Semaphore(FILES_AT_ONCE)
        self._recording = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    def routes(self) -> list[Route]:
        return [
            Route("/files/preview", self.preview, methods=["POST"]),
            Route("/files/import", self.take, methods=["POST"]),
        ]

    async def preview(self, request: Request) -> Response:
        return await self._answer(request, is_preview=True)

    async def take(self, request: Request) -> Response:
        return await self._answer(request, is_preview=False)

    async def close(self) -> None:
        """Stop between two batches; whole batches are kept."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _answer(self, request: Request, *, is_preview: bool) -> Response:
        if request.headers.get("content-type") != OCTETS:
            return wrong_type(OCTETS)
        word = _word(request.headers.getlist(WORD_HEADER))
        if isinstance(word, str):
            return refusal(400, "bad_word", word)
        await self._room.acquire()
        with ExitStack() as held:
            held.callback(self._room.release)
            # In the notebook's own folder: the words of a file belong nowhere else on this disk.
            folder = self._notebook.database.parent
            file = held.enter_context(tempfile.TemporaryFile(dir=folder))
            try:
                async for chunk in chunks(request, FILE_BYTES_MAX):
                    file.write(chunk)
            except TooLarge:
                return too_large(FILE_BYTES_MAX)
            file.seek(0)
            said: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
            work = self._work(held.pop_all(), file, word, said, is_preview=is_preview)
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return StreamingResponse(
            _lines(said), media_type=LINES, headers={"cache-control": "no-store"}
        )

    async def _work(
        self, held: ExitStack, file: IO[bytes], word: Word,
        said: asyncio.Queue[dict[str, Any] | None], *, is_preview: bool,
    ) -> None:  # fmt: skip
        """Say steps and an end, whatever happens, and give back what is held: file and room."""
        try:
            if is_preview:
                result = await self._taken(file, word, _teller(said), is_preview=True)
            else:
                async with self._recording:
                    result = await self._alone(file, word, _teller(said))
            said.put_nowait({"result": result})
        except InfoViewError as error:
            said.put_nowait({"error": _error(error, file, word)})
        except Exception as error:  # noqa: BLE001 - as answers.on_unknown_error: a reference only
            reference = secrets.token_hex(4)
            _LOG.error("reference %s: a file", reference, exc_info=error)
            message = f"something went wrong here; the log has it as {reference}"
            said.put_nowait({"error": {"code": "internal", "message": message}})
        finally:
            said.put_nowait(None)
            held.close()

    async def _alone(self, file: IO[bytes], word: Word, tell: Tell) -> dict[str, Any]:
        """Comparing and writing belong together: two imports at once would add everybody twice."""
        with held_file(self._notebook.database.parent / IMPORT_LOCK_NAME) as descriptor:
            while not try_lock(descriptor):
                tell("waiting", 0, 0)
                await asyncio.sleep(LOCK_ASKED_EVERY_S)
            return await self._taken(file, word, tell, is_preview=False)

    async def _taken(
        self, file: IO[bytes], word: Word, tell: Tell, *, is_preview: bool
    ) -> dict[str, Any]:
        """Raises: InfoViewError."""
        head = file.read(HEAD_BYTES)
        file.seek(0)
        if looks_own(head, file_name=word.name):
            checked = await asyncio.to_thread(
                check, file, file_name=word.name,
                progress=lambda done, total: tell("reading", done, total),
            )  # fmt: skip
            own = await take_own(
                self._notebook, file, checked, file_name=word.name, dry_run=is_preview,
                progress=lambda done, total: tell("recording", done, total),
            )  # fmt: skip
            return {"kind": "notebook", "events": own.events, "new": own.new}
        size = file.seek(0, 2)
        file.seek(0)
        reading = await asyncio.to_thread(
            read_stream, file, file_name=word.name, bytes_total=size, columns_said=word.columns,
            progress=lambda done, total: tell("reading", done, total),
        )  # fmt: skip
        knowledge = await knowledge_of(self._notebook, reading)
        me = (*word.me, *await own_emails(self._notebook))
        outcome = await asyncio.to_thread(
            plan, word.name, reading, knowledge, self._notebook.world, me=me
        )
        if not is_preview:
            outcome = await write(
                self._notebook, outcome,
                progress=lambda done, total: tell("recording", done, total),
            )  # fmt: skip
        result = await asyncio.to_thread(told, outcome)
        table = table_in(head, word.columns) if reading.source == PLAIN_TABLE else None
        return result | {"table": table._asdict() if table is not None else None}


def _word(headers: list[str]) -> Word | str:
    """What the header says, or what is wrong with it."""
    if len(headers) != 1 or len(headers[0]) > WORD_BYTES_MAX:
        return f"one header {WORD_HEADER} is needed, of at most {WORD_BYTES_MAX:,} bytes"
    try:
        word = msgspec.json.decode(unquote(headers[0], errors="strict"), type=Word)
    except NOT_JSON:
        return f"{WORD_HEADER} holds percent-encoded JSON: name, columns, me"
    singles = [field for field, _ in word.columns if field not in MANY]
    if (
        not 0 < len(word.name) <= NAME_CHARS_MAX
        or len(word.columns) > COLUMNS_MAX
        or not {field for field, _ in word.columns} <= set(FIELDS)
        or len(singles) != len(set(singles))
    ):
        return f"name the file, and each column once; the fields are {', '.join(FIELDS)}"
    if len(word.me) > ME_MAX or any(email_address(each) is None for each in word.me):
        return "your own addresses must be e-mail addresses"
    return word


def _error(error: InfoViewError, file: IO[bytes], word: Word) -> dict[str, Any]:
    """The one shape, and what helps to mend the file: its columns, its bad rows."""
    shape: dict[str, Any] = {"code": error.code, "message": str(error), **error.fields()}
    if isinstance(error, NoPeople):
        rows = told(Outcome(word.name, error=error))
        shape |= {"refused": rows["refused"], "refused_count": rows["refused_count"]}
    if isinstance(error, NoHeader | BadHeader | NoPeople) and isinstance(error, FileRefused):
        file.seek(0)
        table = table_in(file.read(HEAD_BYTES), word.columns)
        shape["table"] = table._asdict() if table is not None else None
    return shape


def _teller(said: asyncio.Queue[dict[str, Any] | None]) -> Tell:
    loop = asyncio.get_running_loop()
    told_at = 0.0

    def tell(step: str, done: int, total: int) -> None:
        nonlocal told_at
        if loop.time() - told_at < TOLD_EVERY_S:
            return
        told_at = loop.time()
        loop.call_soon_threadsafe(said.put_nowait, {"step": step, "done": done, "total": total})

    return tell


async def _lines(said: asyncio.Queue[dict[str, Any] | None]) -> AsyncIterator[bytes]:
    while (each := await said.get()) is not None:
        yield msgspec.json.encode(each) + b"\n"
