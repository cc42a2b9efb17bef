"""`infoview watch`: in step with a shared folder or a relay, until Ctrl-C."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from infoview_sync.cli.output import say, warn
from infoview_sync.cli.reaching import client_of
from infoview_sync.cli.relayed import require_token
from infoview_sync.cli.session import Setting, with_notebook
from infoview_sync.cli.sharing import checked_folder, folder_store, note_round, say_round
from infoview_sync.cli.stopping import stop_at_first_signal
from infoview_sync.devices.peers import relay_token
from infoview_sync.errors import Revoked, SyncError, Unauthorised, Unreachable
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.folder import FolderStore
from infoview_sync.stores.round import Rounds
from infoview_sync.stores.store import SegmentStore

DEBOUNCE_MS = 300
RESCAN_MS = 5_000
"""How long a change can stay unseen where the file system tells nothing (network folders)."""
RELAY_MS = 30_000
"""How often a relay is asked what lies there: it tells nobody by itself."""


def watch_folder(setting: Setting, folder: Path) -> None:
    """Rounds whenever something changes here or there."""
    folder = checked_folder(setting, folder)

    async def work(notebook: Notebook) -> None:
        store = folder_store(folder, notebook.who.notebook, setting)
        looks = _looks(notebook.database.parent, lambda: _folders(store), RESCAN_MS)
        await _rounds(notebook, store, looks, str(folder))

    _until_stopped(setting, work, str(folder))


def watch_relay(setting: Setting, address: str) -> None:
    """Rounds whenever something changes here, and every half minute.

    Raises: UsageError if it is no relay whose token this notebook knows.
    """
    require_token(setting, address)

    async def work(notebook: Notebook) -> None:
        from infoview_sync.stores.relayed import RelayStore  # noqa: PLC0415 - httpx costs 0.1 s

        async with client_of(address) as client:
            store = RelayStore(client, notebook.who.notebook)

            async def looks() -> AsyncIterator[None]:
                async for _ in _looks(notebook.database.parent, dict, RELAY_MS):
                    # `infoview sync` may have been given a new one meanwhile.
                    token = await notebook.read(partial(relay_token, address=address))
                    client.headers["authorization"] = f"Bearer {token}"
                    yield

            await _rounds(notebook, store, looks(), address)

    _until_stopped(setting, work, address)


def _until_stopped(
    setting: Setting, work: Callable[[Notebook], Awaitable[None]], place: str
) -> None:
    say(f"keeping in step with {place}; Ctrl-C stops")
    sys.stdout.flush()
    stop_at_first_signal()
    try:
        with_notebook(setting, work, create=False)
    except KeyboardInterrupt:
        say("stopped; everything recorded is kept", "dim")


async def _rounds(
    notebook: Notebook, store: SegmentStore, looks: AsyncIterator[None], address: str
) -> None:
    """A round at each look that finds something changed; what is out of reach is waited for."""
    rounds = Rounds(notebook, store)
    last: object = None
    told: object = None
    news: object
    async for _ in looks:
        try:
            now = await notebook.heads(), await store.look()
            if now == last:
                continue
            done = await rounds.round()
            last, news = now, (done.aside.keys(), done.refused.keys())
            await note_round(notebook, address)
        except Revoked:
            raise
        except SyncError as error:
            is_token = isinstance(error, Unauthorised)
            remedy = f"; give the new one: infoview sync {address}" if is_token else ""
            last, news = None, f"{error}{remedy}"
            if told != news:
                warn(f"{news}; waiting for it")
        else:
            if not done.is_quiet or told != news:
                say_round(done, notebook.world.tz)
        told = news
        sys.stdout.flush()


async def _looks(
    home: Path, shared: Callable[[], dict[Path, int]], every_ms: int
) -> AsyncIterator[None]:
    """At once, at each change at home or in the shared folder, and now and then anyway."""
    # Imported here: a compiled library that only watching needs.
    from watchfiles import awatch  # noqa: PLC0415 - as above

    while True:
        yield
        watched = shared()
        with suppress(FileNotFoundError):
            async for _ in awatch(
                home, *watched, debounce=DEBOUNCE_MS, rust_timeout=every_ms,
                yield_on_timeout=True,
                # It would follow links, wherever they lead.
                recursive=False,
            ):  # fmt: skip
                yield
                # Emptied and made anew, it is another folder, of which this watcher hears nothing.
                if shared() != watched:
                    break
        await asyncio.sleep(DEBOUNCE_MS / 1000)


def _folders(store: FolderStore) -> dict[Path, int]:
    try:
        return store.folders()
    except Unreachable:
        return {}
