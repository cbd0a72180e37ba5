"""The public edge over real HTTP, with the privileges of aquascene_app."""

from __future__ import annotations

import re
import socket
from html import unescape
from uuid import uuid4

import psycopg
import pytest

from aquascene.database import call_value
from aquascene.web import PIXEL, PortError, listen
from edge_scene import Scene, forged, scene
from stage import sending_issue

__all__ = ["scene"]


def test_open(scene: Scene) -> None:
    for _ in range(2):
        answer = scene.client.get(f"/o/{scene.tokens['track']}.gif")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/gif"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.content == PIXEL
    assert scene.events() == ["open", "open"]


def test_forged_open_is_an_image_and_not_recorded(scene: Scene) -> None:
    for token in [*forged(scene.tokens["track"]), scene.tokens["unsubscribe"]]:
        answer = scene.client.get(f"/o/{token}.gif")
        assert (answer.status_code, answer.content) == (200, PIXEL)
    assert scene.events() == []


def test_head_records_nothing(scene: Scene) -> None:
    assert scene.client.head(f"/o/{scene.tokens['track']}.gif").status_code == 200
    assert scene.client.head(scene.link).status_code == 405
    assert scene.events() == []


def test_click(scene: Scene) -> None:
    answer = scene.client.get(scene.link)
    assert answer.status_code == 302
    assert answer.headers["location"] == f"{scene.edge.url}/articles/{scene.article_id}"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert scene.events() == ["click"]
    page = scene.client.get(scene.link, follow_redirects=True)
    assert page.status_code == 200
    assert "<h1>Moss &amp; &lt;i&gt;wood&lt;/i&gt;</h1>" in page.text


def test_forged_click_is_a_page_that_says_so(scene: Scene) -> None:
    token, link = scene.link.split("/")[2:]
    other = sending_issue(scene.url, ["bo@example.com"], public_url=scene.edge.url)
    with psycopg.connect(scene.url) as connection:
        payload = call_value(connection, "newsletter.issue_payload", issue_id=other)
    (elsewhere,) = payload["links"].values()
    wrong = [f"{other}/{link}" for other in [*forged(token), scene.tokens["unsubscribe"]]]
    wrong += [f"{token}/{other}" for other in (elsewhere, 0, 2**63, 10**40, "x", "-1", "")]
    for path in [*wrong, token]:
        answer = scene.client.get(f"/c/{path}")
        assert answer.status_code == 404, path
        assert "damaged" in answer.text
    assert scene.events() == []


def test_unsubscribing_takes_a_click_on_the_button(scene: Scene) -> None:
    path = f"/u/{scene.tokens['unsubscribe']}"
    page = scene.client.get(path)
    assert page.status_code == 200
    assert re.search(r'<form method="post">\s*<button', page.text)
    assert "<script" not in page.text
    assert scene.status() == "active"  # a look, as a scanner takes it, changes nothing
    answer = scene.client.post(path)
    assert answer.status_code == 200
    assert "You are unsubscribed" in answer.text
    assert scene.status() == "unsubscribed"
    assert scene.events() == ["unsubscribe"]


def test_unsubscribing_by_one_click(scene: Scene) -> None:
    path = f"/u/{scene.tokens['unsubscribe']}"
    for _ in range(2):
        answer = scene.client.post(path, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert scene.status() == "unsubscribed"
    assert scene.events() == ["unsubscribe"]


def test_forged_unsubscribe_changes_nothing(scene: Scene) -> None:
    for token in [*forged(scene.tokens["unsubscribe"]), scene.tokens["track"]]:
        assert scene.client.post(f"/u/{token}").status_code == 404
    assert scene.status() == "active"


def test_only_published_articles_are_served(scene: Scene) -> None:
    with psycopg.connect(scene.url) as connection:
        (draft,) = connection.execute("select test.content('draft')").fetchall()
    for content_id in (draft[0], uuid4(), "not-a-uuid"):
        answer = scene.client.get(f"/articles/{content_id}")
        assert answer.status_code == 404
        assert "nothing here" in answer.text


def test_search(scene: Scene) -> None:
    with psycopg.connect(scene.url) as connection:
        connection.execute(
            """insert into content.generated_content (content_type, title, content, status,
                                                      published_at)
               select 'guide', '<b>Fern ' || n || '</b>', 'Ferns & <i>rotala</i>', 'published',
                      timestamptz '2031-01-01Z' + n * interval '1 day'
                 from generate_series(1, 21) as n"""
        )
    answer = scene.client.get("/search", params={"q": "rotala"})
    assert answer.status_code == 200
    assert "&lt;b&gt;Fern 21&lt;/b&gt;" in answer.text
    assert "Ferns &amp; &lt;i&gt;<mark>rotala</mark>&lt;/i&gt;" in answer.text
    assert "Fern 1&lt;" not in answer.text
    (link,) = re.findall(r'href="(/search\?[^"]*)" rel="next"', answer.text)
    answer = scene.client.get(unescape(link))
    assert "Fern 1&lt;" in answer.text
    assert 'rel="next"' not in answer.text
    assert "read alike" in scene.client.get("/search", params={"q": "ferm 21"}).text
    assert "Fern 21" in scene.client.get("/search").text
    for odd in ("%00", "%ff%fe", "'%22)(", "%ED%A0%80", "a" * 5000):
        assert scene.client.get(f"/search?q={odd}").status_code == 200
    assert 'value="&#34;&gt;&lt;x"' in scene.client.get("/search?q=%22%3E%3Cx").text
    assert scene.client.get("/search?q=a&after=x").status_code == 404


def test_article_text_is_escaped_and_in_paragraphs(scene: Scene) -> None:
    with psycopg.connect(scene.url) as connection:
        # what is published is not changed: as if it had come so
        connection.execute("alter table content.generated_content disable trigger guard_text")
        connection.execute(
            "update content.generated_content set language = 'de', content = %s",
            ["One <script>alert(1)</script>\n\nTwo & three\n\n## <b>Light</b>\n\n#moss"],
        )
    answer = scene.client.get(f"/articles/{scene.article_id}")
    assert "<p>One &lt;script&gt;alert(1)&lt;/script&gt;</p>" in answer.text
    assert "<p>Two &amp; three</p>" in answer.text
    assert "<h2>&lt;b&gt;Light&lt;/b&gt;</h2>" in answer.text
    assert "<p>#moss</p>" in answer.text
    assert '<html lang="de">' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_health_and_nothing_else(scene: Scene) -> None:
    assert scene.client.get("/healthz").text == "ok\n"
    assert scene.client.get("/").status_code == 404
    assert scene.client.get("/c/").status_code == 404


def test_a_database_that_is_gone(scene: Scene) -> None:
    with psycopg.connect(scene.url) as connection:
        connection.execute("alter function newsletter.record_open rename to other")
        connection.execute("alter function newsletter.record_click rename to another")
    answer = scene.client.get(f"/o/{scene.tokens['track']}.gif")
    assert (answer.status_code, answer.content) == (200, PIXEL)
    answer = scene.client.get(scene.link)
    assert answer.status_code == 503
    assert "try again" in answer.text


def test_the_edges_log_is_exact(scene: Scene) -> None:
    pixel = f"/o/{scene.tokens['track']}.gif"
    scene.client.get(pixel)
    scene.client.get(pixel)
    scene.client.get("/o/forged.gif")
    scene.client.get("/c/forged/1")
    assert scene.edge.count("GET", "o", 200) == 3
    assert scene.edge.different("o", 200) == 2
    assert scene.edge.count("GET", "c", 404) == 1


def test_ports_that_cannot_be_used() -> None:
    with listen("127.0.0.1", 0) as taken:
        # a body that is sent after its head does not wait for the client
        assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        port = taken.getsockname()[1]
        with pytest.raises(PortError, match=rf"port {port} of 127.0.0.1 .*\n.*another --port"):
            listen("127.0.0.1", port)
    with pytest.raises(PortError, match="another --host"):
        listen("192.0.2.1", 0)
