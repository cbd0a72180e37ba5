"""Issues in the browser, the archive and the feed, over real HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.etree import ElementTree

import feedparser
import psycopg
import pytest

from aquascene.database import call
from edge_scene import Scene, forged, scene
from stage import rows

__all__ = ["scene"]


def finish(scene: Scene) -> int:
    """Have the issue be sent to all, and return its number."""
    with psycopg.connect(scene.url) as connection:
        (batch,) = connection.execute(
            "select id, subscriber_ids from newsletter.newsletter_batches"
        )
        call(connection, "newsletter.acknowledge", batch_id=batch[0], sent=batch[1])
        (issue,) = call(connection, "newsletter.finish_sending", issue_id=scene.issue_id)
        assert issue["status"] == "sent"
        return int(issue["issue_number"])


def test_in_the_browser(scene: Scene) -> None:
    track, leave = scene.tokens["track"], scene.tokens["unsubscribe"]
    page = scene.client.get(f"/v/{track}")
    assert page.status_code == 200
    assert "<p>Hello Ö &amp; &lt;b&gt;</p>" in page.text
    assert f'href="{scene.edge.url}{scene.link}"' in page.text
    assert f'href="{scene.edge.url}/u/{leave}"' in page.text
    assert page.headers["cache-control"] == "private, no-cache"
    assert "sandbox" in page.headers["content-security-policy"]
    assert scene.events() == []
    again = scene.client.get(f"/v/{track}", headers={"If-None-Match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for token in [*forged(track), leave]:
        assert scene.client.get(f"/v/{token}").status_code == 404


def test_in_the_browser_of_who_was_erased(scene: Scene) -> None:
    with psycopg.connect(scene.url) as connection:
        connection.execute("select test.act_as('admin')")
        (person,) = connection.execute("select id from audience.subscribers")
        call(connection, "audience.erase_subscriber", subscriber_id=person[0], reason="asked")
    page = scene.client.get(f"/v/{scene.tokens['track']}")
    assert page.status_code == 200
    assert "<p>Hello" in page.text
    assert "Ö" not in page.text
    assert scene.client.get(scene.link).status_code == 302  # links work as before
    assert scene.client.post(f"/u/{scene.tokens['unsubscribe']}").status_code == 404


def test_the_archive_has_what_was_sent(scene: Scene) -> None:
    assert "Nothing was sent yet" in scene.client.get("/archive").text
    number = rows(scene.url, "select issue_number from newsletter.newsletter_issues")[0]
    assert scene.client.get(f"/archive/{number['issue_number']}").status_code == 404
    link = scene.link.rpartition("/")[2]
    assert scene.client.get(f"/c/archive/{link}").status_code == 404

    issue = finish(scene)
    listed = scene.client.get("/archive")
    assert f'<a href="/archive/{issue}">Grüße vom Grund</a>' in listed.text
    assert listed.headers["cache-control"] == "public, max-age=300"
    page = scene.client.get(f"/archive/{issue}")
    assert page.status_code == 200
    for secret in ("ada", "Ö", scene.tokens["track"], scene.tokens["unsubscribe"]):
        assert secret not in page.text
    assert f'href="{scene.edge.url}/c/archive/{link}"' in page.text
    assert "sandbox" in page.headers["content-security-policy"]
    answer = scene.client.get(f"/c/archive/{link}")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"{scene.edge.url}/articles/{scene.article_id}"
    assert scene.client.get("/o/archive.gif").status_code == 200
    assert scene.client.get("/u/archive").headers["location"] == "/subscribe"
    assert scene.client.get("/v/archive").headers["location"] == "/archive"
    assert scene.events() == []  # nobody is behind these links
    for path in ("2147483648", "999999", "0", "x", f"{10**40}"):
        assert scene.client.get(f"/archive/{path}").status_code == 404
    for before in ("x", "-1", "", "9" * 40, "%00"):
        assert scene.client.get(f"/archive?before={before}").status_code == 200
    for wrong in (0, 2**63, 10**30):
        assert scene.client.get(f"/c/archive/{wrong}").status_code == 404


def test_conditional_requests(scene: Scene) -> None:
    issue = finish(scene)
    for path in ("/archive", f"/archive/{issue}", "/feed.xml"):
        first = scene.client.get(path)
        assert first.status_code == 200
        tag, changed = first.headers["etag"], first.headers["last-modified"]
        long_ago = format_datetime(datetime.now(UTC) - timedelta(days=400), usegmt=True)
        for header, value, status in (
            ("If-None-Match", tag, 304),
            ("If-None-Match", f'"x", {tag}', 304),
            ("If-None-Match", "*", 304),
            ("If-None-Match", '"x"', 200),
            ("If-Modified-Since", changed, 304),
            ("If-Modified-Since", long_ago, 200),
            ("If-Modified-Since", "yesterday", 200),
            ("If-Modified-Since", "Mon, 01 Jan 0001 00:00:00 -9999", 200),
        ):
            answer = scene.client.get(path, headers={header: value})
            assert answer.status_code == status, (path, header, value)
            if status == 304:
                assert answer.content == b""
                assert answer.headers["etag"] == tag
        both = {"If-None-Match": '"x"', "If-Modified-Since": changed}
        assert scene.client.get(path, headers=both).status_code == 200  # the tag decides


@pytest.mark.parametrize("odd", ["\x0b\x1f]]>&<b>", "\u202e\ufffe\uffff", "\U0001f41f"])
def test_the_feed(scene: Scene, odd: str) -> None:
    with psycopg.connect(scene.url) as connection:
        connection.execute("alter table content.generated_content disable trigger guard_text")
        connection.execute(
            """insert into content.generated_content (content_type, title, content, summary, status,
                                                      published_at, tags)
               values ('guide', %s, 'Text', %s, 'published', '2031-01-02 03:04:05.678+01',
                       '{moss}')""",
            [f"Fern {odd}", f"About {odd}"],
        )
        connection.execute("select test.content('draft', 'Secret')")
    answer = scene.client.get("/feed.xml")
    assert answer.headers["content-type"] == "application/rss+xml"
    ElementTree.fromstring(answer.content)  # is well-formed
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert [entry.title[:4] for entry in parsed.entries] == ["Fern", "Moss"]
    entry = parsed.entries[0]
    assert entry.link.startswith(f"{scene.edge.url}/articles/")
    assert scene.client.get(entry.link).status_code == 200
    assert entry.published_parsed[:6] == (2031, 1, 2, 2, 4, 5)
    assert [tag.term for tag in entry.tags] == ["moss"]
    assert "Secret" not in answer.text
