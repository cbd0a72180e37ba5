"""The demo's readers: open mails, follow links, leave — over HTTP, by what the mail says."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage

import httpx

from aquascene.demo.mail import Mailbox

_AT_ONCE = 8
_LINK = re.compile(r"https?://\S+/c/\S+")
_PROGRAMS = (
    "Mozilla/5.0 (X11; Linux x86_64) Thunderbird/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15",
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36",
)
_PIXEL = re.compile(r'<img [^>]*src="(https?://[^"]+/o/[^"]+\.gif)"')


@dataclass(frozen=True)
class Plan:
    """What a reader does with a mail: how often it is opened, which links are followed."""

    pixel: str
    opens: int
    clicks: tuple[str, ...] = ()
    unsubscribe: str | None = field(default=None)
    program: str = _PROGRAMS[0]


def plan(to: str, message: EmailMessage) -> Plan:
    """Decide what the reader of an address does, always the same for the same address.

    Six of ten open the mail, some twice; a third of these follow a link, some two; one in a
    hundred leaves by one click, as mail programs offer it.
    """
    html, text = (_part(message, kind) for kind in ("html", "plain"))
    found = _PIXEL.search(html)
    if found is None:
        raise ValueError(f"the mail to {to} has no pixel")
    links = _LINK.findall(text)
    mood = hashlib.sha256(to.encode()).digest()
    opens = 0 if mood[0] >= 154 else 1 + (mood[1] < 40)
    wanted = 0 if not opens or mood[2] >= 85 else 1 + (mood[3] < 60)
    clicks = tuple(links[(mood[4] + 5 * n) % len(links)] for n in range(wanted))
    leaves = str(message["List-Unsubscribe"]).strip("<>") if mood[5] < 3 else None
    return Plan(found[1], opens, clicks, leaves, _PROGRAMS[mood[6] % len(_PROGRAMS)])


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    if body is None:
        raise ValueError(f"the mail has no {kind} part")
    return str(body.get_content())


def read_mail(mailbox: Mailbox, progress: Callable[[int], None]) -> list[Plan]:
    """Let all readers do what they do, and return that.

    Raises httpx.HTTPError when the edge answers with an error.
    """
    plans = [plan(to, message) for to, message in mailbox.parsed()]
    asyncio.run(_read_all(plans, progress))
    return plans


async def _read_all(plans: list[Plan], progress: Callable[[int], None]) -> None:
    waiting = iter(plans)

    async def reader(client: httpx.AsyncClient) -> None:
        for plan in waiting:
            agent = {"user-agent": plan.program}
            for _ in range(plan.opens):
                (await client.get(plan.pixel, headers=agent)).raise_for_status()
            for link in plan.clicks:
                (await client.get(link, headers=agent, follow_redirects=True)).raise_for_status()
            if plan.unsubscribe:
                body = {"List-Unsubscribe": "One-Click"}
                (await client.post(plan.unsubscribe, data=body)).raise_for_status()
            progress(1)

    async with httpx.AsyncClient(timeout=30.0) as client:
        await asyncio.gather(*(reader(client) for _ in range(_AT_ONCE)))
