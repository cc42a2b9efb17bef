"""Tells the local network by mDNS under which name this machine is found.

macOS, Windows and most Linux desktops do so for themselves: then this stays silent, because two
that answer for one name take each other for an intruder. Elsewhere `zeroconf` answers, if it is
installed (the extra `lan`).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal, TypeAlias

from infoview_sync.server.addresses import Address, resolves_to
from infoview_sync.server.listening import is_ready

if TYPE_CHECKING:
    from zeroconf import ServiceInfo
    from zeroconf.asyncio import AsyncZeroconf

ASK_WITHIN_S = 2.0
"""For a name under `.local` a resolver without mDNS asks servers that never answer."""
KIND = "_infoview._tcp.local."

Announced: TypeAlias = Literal["system", "infoview", "nobody"]
"""Who tells the name."""


class Announcer:
    """One name at one port, told until it is closed."""

    def __init__(self, name: str, port: int) -> None:
        self._name = name
        self._port = port
        self._responder: AsyncZeroconf | None = None
        self._told: ServiceInfo | None = None

    async def tell(self, addresses: list[Address]) -> Announced:
        """From now on the name means these addresses."""
        await self.close()
        if not addresses:
            return "nobody"
        if await self._system_tells(addresses):
            return "system"
        try:
            from zeroconf import Error, ServiceInfo  # noqa: PLC0415 - it may not be installed
            from zeroconf.asyncio import AsyncZeroconf  # noqa: PLC0415 - as above
        except ImportError:
            return "nobody"
        label = self._name.removesuffix(".local")
        info = ServiceInfo(
            KIND, f"InfoView on {label}.{KIND}",
            port=self._port, server=f"{self._name}.",
            parsed_addresses=[str(address) for address in addresses],
        )  # fmt: skip
        try:
            # An interface that is not up yet would leave the sockets of the others open.
            ready = [str(address) for address in addresses if is_ready(address)]
            self._responder = AsyncZeroconf(interfaces=ready)
            await self._responder.async_register_service(info, allow_name_change=True)
        except (OSError, Error):
            # A network that allows no multicast; the addresses work all the same.
            await self.close()
            return "nobody"
        self._told = info
        return "infoview"

    async def close(self) -> None:
        responder, told = self._responder, self._told
        self._responder = self._told = None
        if responder is None:
            return
        if told is not None:
            await (await responder.async_unregister_service(told))
        await responder.async_close()

    async def _system_tells(self, addresses: list[Address]) -> bool:
        asked = asyncio.to_thread(resolves_to, self._name, addresses)
        try:
            return await asyncio.wait_for(asked, ASK_WITHIN_S)
        except TimeoutError:
            return False
