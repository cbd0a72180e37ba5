"""Signing up, confirming, choosing, leaving and coming back, over real HTTP."""

from __future__ import annotations

import re
from html import unescape

import httpx
import psycopg
import pytest

from aquascene.database import SMALL_POOL, Row, call, open_pool
from aquascene.demo.edge import serve_edge
from aquascene.web.limits import Limiter, Rate, bucket_of
from aquascene.web.site import EdgeSettings
from aquascene.web.subscriptions import CONSENTS, text_version
from aquascene.web.texts import translator
from edge_scene import Scene, forged, scene
from stage import rows

__all__ = ["scene"]

GOOD = {
    "email": "Bo@Example.com",
    "first_name": "Bo",
    "last_name": "",
    "consent": ["newsletter", "analytics"],
    "text_version": text_version("en"),
}


def requests(scene: Scene) -> list[Row]:
    """Claim what has to be mailed to addresses that have to confirm."""
    with psycopg.connect(scene.url) as connection:
        return call(connection, "audience.claim_requests")


def person(scene: Scene, email: str = "bo@example.com") -> Row:
    (row,) = rows(
        scene.url,
        """select s.*, p.*, s.status, s.language from audience.subscribers as s
             join audience.subscription_preferences as p on p.subscriber_id = s.id
            where s.email = %s""",
        email,
    )
    return row


def test_signing_up_and_confirming(scene: Scene) -> None:
    page = scene.client.get("/subscribe", headers={"Accept-Language": "en-GB,en;q=0.8"})
    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert 'autocomplete="email"' in page.text
    assert f'name="text_version" value="{GOOD["text_version"]}"' in page.text
    assert "<script" not in page.text
    answer = scene.client.post("/subscribe", data=GOOD, headers={"Accept-Language": "fr-CA, de"})
    assert answer.status_code == 200
    assert "Sehen Sie in Ihre Mail" in answer.text  # French we have not, German is next
    found = person(scene)
    assert (found["status"], found["first_name"], found["language"]) == ("pending", "Bo", "fr")
    assert not found["gdpr_consent"]

    (request,) = requests(scene)
    page = scene.client.get(f"/confirm/{request['token']}")
    assert page.status_code == 200
    assert re.search(r'<form method="post"><button', page.text)
    assert person(scene)["status"] == "pending"  # a look, as a scanner takes it, changes nothing
    for _ in range(2):
        answer = scene.client.post(f"/confirm/{request['token']}")
        assert answer.status_code == 200
        assert "gets the newsletter from now on" in answer.text
    found = person(scene)
    assert (found["status"], found["gdpr_consent"]) == ("active", True)
    assert (found["analytics_consent"], found["marketing_consent"]) == (True, False)
    (event,) = rows(
        scene.url,
        """select host(ip_address) as ip_address, text_version, evidence
             from audience.consent_events
            where purpose = 'newsletter' and source = 'form'""",
    )
    assert event["ip_address"] == "127.0.0.1"
    assert event["text_version"] == GOOD["text_version"]
    texts = {purpose: CONSENTS[purpose] for purpose in ("newsletter", "analytics")}
    assert event["evidence"]["texts"] == texts


def test_the_answer_is_the_same_for_all(scene: Scene) -> None:
    with psycopg.connect(scene.url) as connection:
        call(connection, "audience.suppress", email="never@example.com")
    emails = ["bo@example.com", "ada@example.com", "never@example.com", "bo@example.com"]
    answers = {
        scene.client.post("/subscribe", data={**GOOD, "email": email}).content for email in emails
    }
    trapped = {**GOOD, "email": "cy@example.com", "website": "https://example.com"}
    answers.add(scene.client.post("/subscribe", data=trapped).content)
    assert len(answers) == 1
    assert [request["email"] for request in requests(scene)] == ["bo@example.com"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("email", "bo", "This is no e-mail address"),
        ("email", "", "This is no e-mail address"),
        ("email", "bo@example.com\0", "Look into your mail"),
        ("email", "x" * 5000 + "@example.com", "This is no e-mail address"),
        ("first_name", "\u202eoB\u200b", "Look into your mail"),
        ("first_name", "x" * 101, "A name has 100 characters at most"),
        ("consent", ["analytics"], "Without this nothing is sent"),
        ("consent", ["newsletter", "everything"], "Look into your mail"),
        ("text_version", "en-000000000000", "This text has changed"),
        ("text_version", "", "This text has changed"),
    ],
)
def test_errors_are_beside_the_field(
    scene: Scene, field: str, value: str | list[str], said: str
) -> None:
    answer = scene.client.post("/subscribe", data={**GOOD, field: value})
    assert said in answer.text
    if said == "Look into your mail":
        assert answer.status_code == 200
        return
    assert answer.status_code == 422
    assert answer.text.count('class="problem"') == 1
    assert 'role="alert"' in answer.text
    assert ('value="Bo"' in answer.text) == (field != "first_name")  # what was typed is kept
    assert re.search(r'aria-invalid="true" aria-describedby="(\w+)-problem"', answer.text)
    assert requests(scene) == []


def test_links_that_are_no_good(scene: Scene) -> None:
    scene.client.post("/subscribe", data=GOOD)
    (request,) = requests(scene)
    for token in [*forged(request["token"]), scene.tokens["unsubscribe"]]:
        assert scene.client.post(f"/confirm/{token}").status_code == 410
        assert scene.client.get(f"/preferences/{token}").status_code == 410
        assert scene.client.post(f"/preferences/{token}").status_code == 410
        assert scene.client.post(f"/u/{token}/back").status_code in (200, 404)
    assert person(scene)["status"] == "pending"
    for token in forged(scene.tokens["unsubscribe"]):
        assert scene.client.get(f"/u/{token}/preferences").status_code == 404


def choose(scene: Scene) -> str:
    """Go to the preferences from the page that unsubscribes; return their path."""
    page = scene.client.get(f"/u/{scene.tokens['unsubscribe']}")
    (link,) = re.findall(r'href="(/u/[^"]+/preferences)"', page.text)
    answer = scene.client.get(unescape(link))
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_choosing_what_one_gets(scene: Scene) -> None:
    path = choose(scene)
    page = scene.client.get(path)
    assert page.status_code == 200
    assert "a…@example.com" in page.text
    assert "ada@example.com" not in page.text
    assert '<option value="weekly" selected>' in page.text
    chosen = {
        "newsletter_frequency": "monthly",
        "content_types": ["fish", "community"],
        "preferred_send_days": ["2", "4"],
        "preferred_send_time": "18:30",
        "timezone": "Europe/Berlin",
        "email_format": "text",
        "consent": ["newsletter", "marketing"],
    }
    answer = scene.client.post(path, data=chosen)
    assert answer.status_code == 200
    assert 'role="status">Saved.' in answer.text
    assert '<option value="monthly" selected>' in answer.text
    assert 'value="18:30"' in answer.text
    found = person(scene, "ada@example.com")
    assert found["newsletter_frequency"] == "monthly"
    assert found["content_types"] == ["fish", "community"]
    assert found["preferred_send_days"] == [2, 4]
    assert str(found["preferred_send_time"]) == "18:30:00"
    assert (found["timezone"], found["email_format"]) == ("Europe/Berlin", "text")
    assert (found["gdpr_consent"], found["marketing_consent"]) == (True, True)
    answer = scene.client.post(path, data={**chosen, "content_types": [], "consent": []})
    found = person(scene, "ada@example.com")
    assert (found["content_types"], found["gdpr_consent"]) == ([], False)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("preferred_send_days", [], "Choose at least one day"),
        ("preferred_send_days", ["8", "x", "²"], "Choose at least one day"),
        ("timezone", "Mars/Base", "Choose a time zone of the list"),
        ("preferred_send_time", "25:00", "Choose an hour of the day"),
        ("newsletter_frequency", "hourly", "Choose one of these"),
        ("email_format", "pdf", "Choose one of these"),
        ("content_types", ["x" * 51], "Choose up to fifty subjects"),
    ],
)
def test_choices_that_cannot_be(
    scene: Scene, field: str, value: str | list[str], said: str
) -> None:
    path = choose(scene)
    good = {"preferred_send_days": ["1"], "consent": ["newsletter"], "timezone": "UTC"}
    answer = scene.client.post(path, data={**good, field: value})
    assert answer.status_code == 422
    assert f'id="{field}-problem">{said}' in answer.text
    assert answer.text.count('class="problem"') == 1
    assert person(scene, "ada@example.com")["preferred_send_days"] == [1, 2, 3, 4, 5, 6, 7]


def test_leaving_with_a_reason_and_coming_back(scene: Scene) -> None:
    path = f"/u/{scene.tokens['unsubscribe']}"
    answer = scene.client.post(
        path, data={"reason": "too_often", "comment": "Daily!\0" + "x" * 999}
    )
    (back,) = re.findall(r'action="(/u/[^"]+/back)"', answer.text)
    assert scene.status() == "unsubscribed"
    (event,) = rows(
        scene.url,
        "select evidence ->> 'reason' as reason from audience.consent_events where not is_granted",
    )
    assert event["reason"].startswith("too_often: Daily!x")
    assert len(event["reason"]) == 500
    assert scene.client.get(back).status_code == 405
    answer = scene.client.post(unescape(back))
    assert "You are back" in answer.text
    assert scene.status() == "active"
    with psycopg.connect(scene.url) as connection:
        call(connection, "audience.suppress", email="ada@example.com")
        connection.execute("update audience.subscribers set status = 'unsubscribed'")
    assert "cannot be done here" in scene.client.post(unescape(back)).text


def test_bodies_are_bounded(scene: Scene) -> None:
    assert scene.client.post("/subscribe", content=b"x" * 20_000).status_code == 413
    parts = (b"x" * 1000 for _ in range(20))
    assert scene.client.post("/subscribe", content=parts).status_code == 413
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    many = "&".join(f"a{n}=1" for n in range(200))
    assert scene.client.post("/subscribe", content=many, headers=form).status_code == 413
    odd = b"email=%ff%00%ED%A0%80&%=&&=;\xff"
    assert scene.client.post("/subscribe", content=odd, headers=form).status_code == 422
    # RFC 8058: a mail program may send the form in parts
    files = {"List-Unsubscribe": (None, "One-Click")}
    answer = scene.client.post(f"/u/{scene.tokens['unsubscribe']}", files=files)
    assert answer.status_code == 200
    assert scene.status() == "unsubscribed"


def test_too_many_sign_ups_of_one_client(database_url: str) -> None:
    settings = EdgeSettings(
        client_header="X-Forwarded-For", signup=Rate(burst=2, seconds=600), posts=Rate(1, 600)
    )

    with (
        open_pool(database_url, SMALL_POOL, role="aquascene_app") as pool,
        serve_edge(pool, settings) as edge,
        httpx.Client(base_url=edge.url) as client,
    ):

        def status(forwarded: str, path: str = "/subscribe") -> int:
            answer = client.post(path, data={}, headers={"X-Forwarded-For": forwarded})
            if answer.status_code == 429:
                assert 1 <= int(answer.headers["retry-after"]) <= 600
                assert "a bit fast" in answer.text
            return answer.status_code

        assert [status("192.0.2.1") for _ in range(3)] == [422, 422, 429]
        assert status("192.0.2.1, 192.0.2.2") == 422  # the last is whom our proxy saw
        assert status("198.51.100.7, 192.0.2.1") == 429
        assert [status("2001:db8::1"), status("2001:db8::2"), status("2001:db8::3")] == [
            422,
            422,
            429,
        ]
        assert status("2001:db8:0:1::1") == 422
        assert [status("nonsense"), status("no"), status(""), status("'")] == [422, 422, 422, 429]
        assert [status("192.0.2.9", "/confirm/x"), status("192.0.2.9", "/confirm/x")] == [410, 429]
        assert [status("192.0.2.9", "/u/x") for _ in range(3)] == [404, 404, 404]


def test_a_header_is_not_believed_unless_it_is_said(database_url: str) -> None:
    settings = EdgeSettings(signup=Rate(burst=1, seconds=600))
    with (
        open_pool(database_url, SMALL_POOL, role="aquascene_app") as pool,
        serve_edge(pool, settings) as edge,
        httpx.Client(base_url=edge.url) as client,
    ):
        found = [
            client.post("/subscribe", headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code
            for n in range(2)
        ]
    assert found == [422, 429]


def test_the_bucket() -> None:
    clock = [0.0]
    limiter = Limiter(Rate(burst=3, seconds=2.0), clock=lambda: clock[0])
    assert [limiter.take("a") for _ in range(5)] == [0, 0, 0, 2, 2]
    assert limiter.take("b") == 0
    clock[0] = 1.5
    assert limiter.take("a") == 1
    clock[0] = 2.0
    assert [limiter.take("a"), limiter.take("a")] == [0, 2]
    clock[0] = 1000.0
    assert [limiter.take("a") for _ in range(4)] == [0, 0, 0, 2]
    for client in range(30_000):
        limiter.take(str(client))
    assert len(limiter._full_at) == 20_000
    assert bucket_of("::ffff:192.0.2.1") == "192.0.2.1"
    assert bucket_of(None) == "unknown"


def test_every_text_of_the_pages_is_in_german() -> None:
    from pathlib import Path

    from aquascene import web
    from aquascene.web import subscriptions

    folder = Path(web.__file__).parent / "templates"
    texts = {
        text
        for template in folder.glob("*.html")
        for text in re.findall(r'\bt\("([^"]+)"\)', template.read_text())
    }
    assert len(texts) > 50
    texts |= {*CONSENTS.values(), *subscriptions.FREQUENCIES.values(), *subscriptions.DAYS}
    texts |= {*subscriptions.REASONS.values(), *subscriptions._PROBLEMS.values()}
    say = translator("de")
    missing = {text for text in texts if say(text) == text} - {"Form", "Website"}
    assert missing == set()


def test_the_privacy_notice(database_url: str) -> None:
    link = '<a href="https://example.com/privacy?a=1&amp;b=2">'
    settings = EdgeSettings(privacy_url="https://example.com/privacy?a=1&b=2")
    with open_pool(database_url, SMALL_POOL) as pool:
        for chosen, is_linked in ((settings, True), (EdgeSettings(), False)):
            with serve_edge(pool, chosen) as edge:
                assert (link in httpx.get(f"{edge.url}/subscribe").text) is is_linked
    with pytest.raises(ValueError, match="no http"):
        EdgeSettings(privacy_url="javascript:alert(1)")
