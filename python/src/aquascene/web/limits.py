"""How often a client may do what costs something: token buckets, in the memory of this process.

A reverse proxy sees all processes and may do more; this holds without one.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from starlette.requests import Request

_MOST_CLIENTS = 20_000


@dataclass(frozen=True)
class Rate:
    """``burst`` requests at once, then one each ``seconds``."""

    burst: int
    seconds: float


@dataclass
class Limiter:
    """Token buckets by client. Those that were used last are kept, so memory is bounded."""

    rate: Rate
    clock: Callable[[], float] = time.monotonic
    _full_at: OrderedDict[str, float] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, client: str) -> int:
        """Take one of a client's tokens; return 0, or the seconds until there is one again.

        A bucket is the instant at which it will be full.
        """
        now = self.clock()
        with self._lock:
            full_at = max(self._full_at.pop(client, now), now) + self.rate.seconds
            late = full_at - now - self.rate.burst * self.rate.seconds
            if late > 1e-6:
                self._full_at[client] = full_at - self.rate.seconds
                return ceil(late)
            self._full_at[client] = full_at
            if len(self._full_at) > _MOST_CLIENTS:
                self._full_at.popitem(last=False)
            return 0


def client_address(request: Request, header: str | None) -> str | None:
    """Return the client's address, or None when nobody knows.

    header: the header in which our own reverse proxy names the client, as the last of a list; None
    believes no header.
    """
    named = request.client.host if request.client else ""
    if header is not None:
        named = ",".join(request.headers.getlist(header)).rpartition(",")[2].strip() or named
    try:
        return str(ipaddress.ip_address(named))
    except ValueError:
        return None


def bucket_of(address: str | None) -> str:
    """Return whose bucket an address draws from: of IPv6 a whole site has one."""
    if address is None:
        return "unknown"
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed.packed[:8] + bytes(8), 64)))
    return address
