"""Signing up, confirming, choosing, leaving and coming back.

A page that is only looked at changes nothing: mail scanners follow every link. What does something
is a POST by a button, and by RFC 8058 also the one that a mail program sends to unsubscribe.
"""

from __future__ import annotations

import hashlib
import zoneinfo
from collections.abc import Mapping
from datetime import time
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from aquascene.database import BadArgumentError, Jsonb, NotFoundError, Row, call_row
from aquascene.web.site import HEADERS, Form, Site, languages, page
from aquascene.web.texts import translator

CONSENTS: Mapping[str, str] = {
    "newsletter": "Send me the newsletter by e-mail. I can leave at any time, by a link in each "
    "issue.",
    "marketing": "Send me offers of the editors and their partners, too.",
    "analytics": "Count what I open and read, to choose better articles for me.",
    "third_party": "Pass my address on to the partners who are named in the privacy notice.",
}
"""What people agree to, by purpose. The database keeps the words with the consent."""

FREQUENCIES: Mapping[str, str] = {
    "daily": "Every day",
    "weekly": "Once a week",
    "bi_weekly": "Every two weeks",
    "monthly": "Once a month",
    "never": "Not at all for now",
}

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

REASONS: Mapping[str, str] = {
    "too_often": "There is too much of it",
    "not_relevant": "It is not about what I care for",
    "never_signed_up": "I never signed up",
    "other": "Something else",
}

_LONGEST_REASON = 500
_TYPED = ("email", "first_name", "last_name")


def text_version(language: str) -> str:
    """Return what names the words of the consents in a language: a hash of them."""
    words = "\0".join(translator(language)(text) for text in CONSENTS.values())
    return f"{language}-{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def routes(site: Site) -> list[Route]:
    """Return the routes of these pages."""

    def signup_page(request: Request) -> Response:
        # Nothing is ticked beforehand: consent is what somebody does.
        return _signup(request, dict.fromkeys(_TYPED, ""), [])

    def sign_up(request: Request, form: Form) -> Response:
        typed = {name: form.first(name) for name in _TYPED}
        agreed = [purpose for purpose in CONSENTS if purpose in form.all("consent")]
        done = page(request, "signed_up.html")
        if form.first("website"):  # nobody sees this field but programs that fill in everything
            return done
        if "newsletter" not in agreed:
            return _signup(request, typed, agreed, {"newsletter": "Without this nothing is sent."})
        language = form.first("text_version").partition("-")[0]
        if form.first("text_version") != text_version(language):
            problem = "This text has changed. Please read it again."
            return _signup(request, typed, agreed, {"newsletter": problem})
        say = translator(language)
        try:
            site.value(
                "audience.subscribe",
                **typed,
                consents=Jsonb({purpose: purpose in agreed for purpose in CONSENTS}),
                source="form",
                ip_address=site.address(request),
                text_version=text_version(language),
                evidence=Jsonb({"texts": {purpose: say(CONSENTS[purpose]) for purpose in agreed}}),
                language=next(iter(languages(request)), "en"),
            )
        except BadArgumentError as error:
            if error.column == "email":
                problems = {"email": "This is no e-mail address. Write it as in ada@example.com."}
            else:
                problems = {"first_name": "A name has 100 characters at most."}
            return _signup(request, typed, agreed, problems)
        return done

    def confirm_page(request: Request) -> Response:
        return page(request, "confirm.html")

    def confirm(request: Request, form: Form) -> Response:
        try:
            kind = site.value(
                "audience.confirm",
                token=request.path_params["token"],
                ip_address=site.address(request),
            )
        except BadArgumentError:
            return _expired(request)
        return page(request, "confirmed.html", kind=kind)

    def preferences_page(request: Request) -> Response:
        found = _preferences(site, request)
        return _expired(request) if found is None else _choices(request, found)

    def save_preferences(request: Request, form: Form) -> Response:
        found = _preferences(site, request)
        if found is None:
            return _expired(request)
        chosen: dict[str, Any] = {
            "newsletter_frequency": form.first("newsletter_frequency") or None,
            "content_types": form.all("content_types"),
            "preferred_send_days": [int(d) for d in form.all("preferred_send_days") if _is_day(d)],
            "timezone": form.first("timezone") or None,
            "email_format": form.first("email_format") or None,
        }
        problems: dict[str, str] = {}
        try:
            hour = form.first("preferred_send_time")
            chosen["preferred_send_time"] = time.fromisoformat(hour) if hour else None
        except ValueError:
            problems["preferred_send_time"] = "Choose an hour of the day."
        consents = {purpose: purpose in form.all("consent") for purpose in CONSENTS}
        if not problems:
            try:
                site.value(
                    "audience.update_preferences",
                    token=request.path_params["token"],
                    **chosen,
                    consents=Jsonb(consents),
                    ip_address=site.address(request),
                )
            except BadArgumentError as error:
                if not error.column:  # the link ran out in between, or nobody is there any more
                    return _expired(request)
                problems[error.column] = _PROBLEMS.get(error.column, error.message)
        if problems:
            return _choices(request, {**found, **chosen, "consents": consents}, problems)
        return _choices(request, _preferences(site, request) or found, saved=True)

    def unsubscribe_page(request: Request) -> Response:
        return page(
            request, "unsubscribe.html", token=request.path_params["token"], reasons=REASONS
        )

    def unsubscribe(request: Request, form: Form) -> Response:
        # One click is enough (RFC 8058), whatever the body says.
        token = request.path_params["token"]
        words = [form.first("reason"), form.first("comment")]
        reason = ": ".join(filter(None, words))[:_LONGEST_REASON] or None
        if not site.value("newsletter.unsubscribe", token=token, reason=reason):
            raise NotFoundError("nobody has this link")
        return page(request, "unsubscribed.html", token=token)

    def resubscribe(request: Request, form: Form) -> Response:
        is_back = site.value(
            "audience.resubscribe",
            token=request.path_params["token"],
            ip_address=site.address(request),
        )
        return page(request, "resubscribed.html", is_back=is_back)

    def to_preferences(request: Request) -> Response:
        token = site.value("audience.preferences_link", token=request.path_params["token"])
        return RedirectResponse(f"/preferences/{token}", status_code=303, headers=HEADERS)

    return [
        Route("/subscribe", signup_page),
        Route("/subscribe", site.posted(sign_up, site.signup), methods=["POST"]),
        Route("/confirm/{token}", confirm_page),
        Route("/confirm/{token}", site.posted(confirm, site.posts), methods=["POST"]),
        Route("/preferences/{token}", preferences_page),
        Route("/preferences/{token}", site.posted(save_preferences, site.posts), methods=["POST"]),
        Route("/u/{token}", unsubscribe_page),
        # Without a limit: the servers of a large mail provider post for all of its users.
        Route("/u/{token}", site.posted(unsubscribe), methods=["POST"]),
        Route("/u/{token}/preferences", to_preferences),
        Route("/u/{token}/back", site.posted(resubscribe, site.posts), methods=["POST"]),
    ]


_PROBLEMS = {
    "preferred_send_days": "Choose at least one day.",
    "timezone": "Choose a time zone of the list.",
    "newsletter_frequency": "Choose one of these.",
    "email_format": "Choose one of these.",
    "content_types": "Choose up to fifty subjects.",
}


def _signup(
    request: Request,
    typed: Mapping[str, str],
    agreed: list[str],
    problems: Mapping[str, str] | None = None,
) -> Response:
    language = next((name for name in languages(request) if name in ("de", "en")), "en")
    return page(
        request,
        "subscribe.html",
        status_code=422 if problems else 200,
        typed=typed,
        agreed=agreed,
        consents=CONSENTS,
        text_version=text_version(language),
        privacy_url=request.app.state.privacy_url,
        problems=problems or {},
    )


def _expired(request: Request) -> Response:
    return page(request, "expired.html", status_code=410)


def _preferences(site: Site, request: Request) -> Row | None:
    """Return what a link's person wants; None when the link is no good (any more)."""
    with site.pool.connection() as connection:
        try:
            token = request.path_params["token"]
            return call_row(connection, "audience.preferences", token=token)
        except BadArgumentError:
            connection.rollback()
            return None


def _choices(
    request: Request, found: Row, problems: Mapping[str, str] | None = None, *, saved: bool = False
) -> Response:
    chosen = found["content_types"] or []
    zones = {name for name in zoneinfo.available_timezones() if name.split("/")[0] in _REGIONS}
    local, _, domain = found["email"].partition("@")
    return page(
        request,
        "preferences.html",
        status_code=422 if problems else 200,
        chosen={**found, "content_types": chosen},
        # Who was sent a forwarded mail need not learn the whole address.
        address=f"{local[:1]}…@{domain}",
        types=[*found["offered_types"], *(t for t in chosen if t not in found["offered_types"])],
        zones=sorted(zones | {"UTC", found["timezone"] or "UTC"}),
        hours=[f"{hour:02}:00" for hour in range(24)],
        frequencies=FREQUENCIES,
        days=DAYS,
        consents=CONSENTS,
        privacy_url=request.app.state.privacy_url,
        problems=problems or {},
        saved=saved,
    )


_REGIONS = frozenset(
    ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe"]
    + ["Indian", "Pacific"]
)


def _is_day(text: str) -> bool:
    return len(text) == 1 and text in "1234567"
