"""Serves the local network: the app over HTTPS, and without encryption the page about trusting it.

Only if the user asks for that by name, the app comes without encryption as well (decision 19).

Listens at this machine's private addresses, one by one, never at all interfaces. On a slow timer
it looks whether they have changed or the certificate is near its end, and follows without a break:
a new certificate is used from the next connection on, open ones stay.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import socket
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from starlette.types import ASGIApp

from infoview_sync.errors import InfoViewError, UsageError
from infoview_sync.server import certificates
from infoview_sync.server.addresses import Address, in_url, lan_addresses, mdns_name
from infoview_sync.server.announcing import Announced, Announcer
from infoview_sync.server.certificate_files import Credentials, ready_credentials
from infoview_sync.server.door import Doors, as_served_at, nobody
from infoview_sync.server.listening import LanServer, check_free
from infoview_sync.server.trust_page import Trusting, create_trust_app

_LOG = logging.getLogger(__name__)

LOOK_EVERY_S = 30.0
"""How late a new network is noticed; asking the system for its addresses costs a millisecond."""
LAN_PORT_AFTER = 10
"""HTTPS is served at this far above the port of loopback (4673), the page at twice that (4683):
the sample notebook's ports (4664, 4674, 4684) lie between. The app without encryption, if it is
asked for, has the next one (4693)."""


class Shown(NamedTuple):
    """What a person needs to know to come in from another device.

    `origins` by name first (if anybody announces it); `pages`: where the page about trust is;
    `plain`: where the app is without encryption, if that was asked for.
    """

    origins: list[str]
    pages: list[str]
    fingerprint: str
    announced: Announced
    ends_at: datetime
    plain: list[str]

    @property
    def best(self) -> str | None:
        """The address to give to others: the name outlives the addresses.

        Whoever asked for the app without encryption has phones that do not trust this computer.
        """
        origins = self.plain or self.origins
        is_named = self.announced != "nobody"
        return next(iter(origins if is_named else origins[1:]), None)


class LanSetting(NamedTuple):
    """`home`: where certificates are kept. `tell` hears of each change of what is served.

    `is_announced`: the name is told to the network, as long as somebody can (`announcing`).
    `is_plain`: the app is served without encryption as well.
    """

    home: Path
    port: int
    tell: Callable[[Shown], None]
    addresses: Callable[[], list[Address]] = lan_addresses
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    host: Callable[[], str] = socket.gethostname
    look_every_s: float = LOOK_EVERY_S
    is_announced: bool = True
    is_plain: bool = False


class Lan:
    """The two or three servers of the local network. Made, announced, run, and ended by cancelling.

    `probe`: the path at which the app must answer with the page's picture (`probe_route`).
    """

    def __init__(self, setting: LanSetting) -> None:
        """Raises: UsageError if there is no network or a port is taken; InputError."""
        self._setting = setting
        self.probe = f"/trusted-{secrets.token_urlsafe(12)}.svg"
        addresses = setting.addresses()
        if not addresses:
            raise UsageError(
                "this computer has no private address in a local network: connect it to one, or"
                " see docs/lan.md for other ways to reach it"
            )
        self._page_port = setting.port + LAN_PORT_AFTER
        self._plain_port = setting.port + 2 * LAN_PORT_AFTER
        ports = (setting.port, self._page_port, self._plain_port)
        for port in ports if setting.is_plain else ports[:2]:
            check_free(addresses, port)
        self._credentials = self._ready(addresses)
        self._addresses = addresses
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._origins: dict[str, str] = {}
        self._page_origins: dict[str, str] = {}
        self._plain_origins: dict[str, str] = {}
        self._announcer = Announcer(self._credentials.name, setting.port)
        self._announced: Announced = "nobody"
        self._follow(self._credentials, addresses)

    async def announce(self) -> Shown:
        """Tell the name to the network; what can be told to people then."""
        if self._setting.is_announced:
            self._announced = await self._announcer.tell(self._addresses)
        return self.shown()

    def shown(self) -> Shown:
        return Shown(
            origins=list(self._origins.values()),
            pages=list(self._page_origins.values()),
            fingerprint=self._credentials.fingerprint,
            announced=self._announced,
            ends_at=self._credentials.leaf.not_valid_after_utc,
            plain=list(self._plain_origins.values()) if self._setting.is_plain else [],
        )

    async def run(self, app: ASGIApp) -> None:
        """Serve until cancelled."""
        page = create_trust_app(Doors(self._page_origins, nobody), self._trusting)
        servers = [
            LanServer(
                as_served_at(app, self._origins), port=self._setting.port, context=self._context
            ),
            LanServer(page, port=self._page_port, context=None, is_page=True),
        ]
        if self._setting.is_plain:
            plain = as_served_at(app, self._plain_origins, in_the_open=True)
            servers.append(LanServer(plain, port=self._plain_port, context=None))
        serving = [asyncio.create_task(server.serve()) for server in servers]
        try:
            for server in servers:
                await server.is_ready.wait()
            has_moved = False
            while True:
                for server in servers:
                    # Also without a change: an address that was not ready before may be now.
                    await server.listen_at(self._addresses)
                if has_moved:
                    self._setting.tell(await self.announce())
                await asyncio.sleep(self._setting.look_every_s)
                has_moved = await self._look()
        finally:
            for server in servers:
                server.should_exit = True
            await asyncio.gather(*serving)
            await self._announcer.close()

    async def _look(self) -> bool:
        """Renew the certificate if need be; whether the machine's addresses are others now."""
        try:
            addresses = await asyncio.to_thread(self._setting.addresses)
            credentials = await asyncio.to_thread(self._ready, addresses)
        except (OSError, InfoViewError) as error:
            # What is served now still serves; a full disk may be mended before the next look.
            _LOG.warning("the certificate for the local network was not looked after: %s", error)
            return False
        has_moved = addresses != self._addresses
        if has_moved or credentials.leaf != self._credentials.leaf:
            self._follow(credentials, addresses)
        return has_moved

    def _ready(self, addresses: list[Address]) -> Credentials:
        setting = self._setting
        return ready_credentials(
            setting.home, name=mdns_name(setting.host()), addresses=addresses, now=setting.now()
        )

    def _follow(self, credentials: Credentials, addresses: list[Address]) -> None:
        self._credentials, self._addresses = credentials, addresses
        self._context.load_cert_chain(credentials.pem)
        hosts = [credentials.name, *map(in_url, addresses)]
        for origins, scheme, port in (
            (self._origins, "https", self._setting.port),
            (self._page_origins, "http", self._page_port),
            (self._plain_origins, "http", self._plain_port),
        ):
            # The doors hold these very mappings.
            origins.clear()
            origins.update({f"{host}:{port}": f"{scheme}://{host}:{port}" for host in hosts})

    def _trusting(self) -> Trusting:
        return Trusting(
            origins=list(self._origins.values()),
            authority=certificates.to_der(self._credentials.authority),
            fingerprint=self._credentials.fingerprint,
            probe=self.probe,
        )
