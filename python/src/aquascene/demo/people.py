"""The demo's subscribers: made up, always the same, at addresses that nobody can have."""

from __future__ import annotations

from typing import Any

_FIRST = (  # noqa: SIM905
    "Ada Bela Cleo Dina Ella Fay Gus Hana Ivo Jun Kira Leo Mina Nils Ona Paz Quin Rosa Sami Tara "
    "Uma Vito Wren Xenia Yara Zoe Anouk Bruno Chiara Diego"
).split()
_LAST = (  # noqa: SIM905
    "Moss Fern Reed Brook Stone Pond Heron Willow Marsh Lake Rill Sedge Tarn Weir Alder Birch "
    "Cove Dale Eddy Ford Glen Hollow Islet Kelp Loch Mere Nook Oxbow Pike Quarry Rush Shoal"
).split()
_DOMAINS = ("example.com", "example.org", "example.net")
_PLACES = (
    ("en", "GB", "Europe/London"),
    ("en", "US", "America/New_York"),
    ("de", "DE", "Europe/Berlin"),
    ("fr", "FR", "Europe/Paris"),
    ("es", "ES", "Europe/Madrid"),
    ("en", "IN", "Asia/Kolkata"),
)
_FREQUENCIES = ("weekly", "weekly", "weekly", "bi_weekly", "monthly", "daily")
_INTERESTS = ("plant-care", "hardscape", "fish", "equipment-reviews", "community")

COUNT = 1200
"""Subscribers with an address of their own."""


def subscribers() -> list[dict[str, Any]]:
    """Return the list as audience.import_subscribers takes it.

    Besides good entries it has what real lists have: repetitions, addresses that are none, people
    who did not consent or want no mail, mailboxes that are gone (``gone.``) or busy (``busy.``).
    """
    people = [_person(number) for number in range(COUNT)]
    repeated = [{**person, "email": person["email"].upper()} for person in people[7:600:30]]
    broken = [
        {"email": email, "gdpr_consent": True}
        for email in ("", "nobody", "two@@example.com", "a space@example.org", "no@dot", "@x.test")
    ]
    return people + repeated + broken


def _person(number: int) -> dict[str, Any]:
    first = _FIRST[number % len(_FIRST)]
    last = _LAST[number * 7 % len(_LAST)]
    prefix = "gone." if number % 100 == 50 else "busy." if number % 80 == 40 else ""
    language, country, timezone = _PLACES[number % len(_PLACES)]
    never = number % 120 == 30
    return {
        "email": f"{prefix}{first}.{last}.{number}@{_DOMAINS[number % 3]}".lower(),
        "first_name": first,
        "last_name": last,
        "language": language,
        "country": country,
        "timezone": timezone,
        "newsletter_frequency": "never" if never else _FREQUENCIES[number % len(_FREQUENCIES)],
        "content_types": [_INTERESTS[number % 5], _INTERESTS[number * 3 % 5 - 1]],
        "tags": ["demo"],
        "gdpr_consent": number % 48 != 20,
    }
