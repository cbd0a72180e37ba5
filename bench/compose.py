"""Messages composed a second: a digest of twenty articles, rendered, encoded, with headers.

Floor: the same message by Jinja2 without a sandbox, a budget or inlined styles, and the standard
library's EmailMessage, for each recipient.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from jinja2 import DictLoader, Environment

from aquascene.newsletter_templates import SAMPLE_PERSON, SHIPPED, load, sample_payload
from aquascene.render import IssueRenderer
from aquascene.workers.send import compose
from measure import Result

MESSAGES = 1000
BAR = 1.0
_TEMPLATE = "weekly-digest"


def _payload() -> dict[str, Any]:
    known = {source.name: source for source in load(SHIPPED)}
    payload = sample_payload(known[_TEMPLATE], known)
    first = payload["articles"][0]
    payload["articles"] = [
        {**first, "content_id": str(n), "title": f"Über Moos und Holz, Teil {n}",
         "excerpt": "Ein Fisch ist kein Filter. " * 20}
        for n in range(20)
    ]  # fmt: skip
    return {**payload, "links": {str(n): n for n in range(20)}}


def _people() -> list[dict[str, Any]]:
    return [
        {**SAMPLE_PERSON, "email": f"p{n}@example.com", "first_name": f"Ada {n}",
         "track_token": f"{n:064}", "unsubscribe_token": f"{n:064}"}
        for n in range(MESSAGES)
    ]  # fmt: skip


def _plainly(payload: dict[str, Any], people: list[dict[str, Any]]) -> None:
    pages, texts = (
        Environment(
            loader=DictLoader({name: parts[part] or "" for name, parts in
                               payload["templates"].items()}),
            autoescape=escape, trim_blocks=True, lstrip_blocks=True,
        )
        for part, escape in (("html_template", True), ("text_template", False))
    )  # fmt: skip
    html, text = pages.get_template(_TEMPLATE), texts.get_template(_TEMPLATE)
    base, issue = payload["public_url"], {"number": 1, "subject": "Über Moos und Holz, Teil 0",
                                          "preview_text": "", "from_name": "AquaScene"}  # fmt: skip
    for person in people:
        track, leave = person["track_token"], f"{base}/u/{person['unsubscribe_token']}"
        context = {
            "issue": issue, "subscriber": person, "variables": payload["variables"],
            "articles": [{**article, "url": f"{base}/c/{track}/{article['content_id']}"}
                         for article in payload["articles"]],
            "links": {"open": f"{base}/o/{track}.gif", "browser": f"{base}/v/{track}",
                      "preferences": leave, "unsubscribe": leave},
        }  # fmt: skip
        message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
        message["From"] = Address("AquaScene", addr_spec=payload["from_email"])
        message["Subject"] = issue["subject"]
        message["To"] = Address(person["first_name"], addr_spec=person["email"])
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = person["message_id"]
        message["List-Unsubscribe"] = f"<{leave}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(text.render(context))
        message.add_alternative(html.render(context), subtype="html")
        message.as_bytes()


def measure() -> Result:
    """Compose a thousand messages each way, by turns, three times; the best of each."""
    payload, people = _payload(), _people()
    ours, floor = [], []
    for _ in range(3):
        began = time.perf_counter()
        renderer = IssueRenderer(payload)
        for person in people:
            compose(renderer, person)
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        _plainly(payload, people)
        floor.append(time.perf_counter() - began)
    rates = MESSAGES / min(ours), MESSAGES / min(floor)
    return Result("compose", *rates, "messages/s", rates[0] / rates[1], BAR)
