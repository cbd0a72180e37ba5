"""What a fetched document gives to the crawler."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from aquascene import extract
from aquascene.extract import Document, ExtractError, Link, decode, read
from aquascene.extract.sitemaps import MAX_UNPACKED
from harness.server import ROOT

PAGES = ROOT.parent / "shared/data/pages"
URL = "https://example.com/a/page"
WORDS = "A tank needs water, light and patience, and fish need all three of them. " * 5
FEED = "application/rss+xml"


def page(html: str, url: str = URL, **rules: Any) -> Document:
    return read(html.encode(), "text/html; charset=utf-8", "utf-8", url, rules)


def article(html: str, url: str = URL, **selectors: str) -> dict[str, Any]:
    found = page(html, url, selectors=selectors)
    assert found.article is not None
    return found.article


def urls(document: Document) -> list[str]:
    return [link.url for link in document.links]


# Pages with selectors


def test_what_selectors_take() -> None:
    html = """
        <html lang="de-AT"><head><title>T | Site</title>
        <meta name="description" content=" What it  is "><meta name="keywords" content="a, b,,c">
        <link rel="canonical" href="/canon"></head>
        <body><h1>The <i>title</i></h1><p class="by">Ada</p><time datetime="2026-03-03">3rd</time>
        <div id="c"><p>one\n two</p>three<br>four<img src="x.png" alt=" A  fish "></div>
        <b class="level">hard</b></body></html>"""
    found = article(
        html, title="h1", content="#c", author=".by", date="time", difficulty=".level", no=".none"
    )
    assert found.pop("html_content").startswith('<div id="c"><p>one')
    assert found == {
        "title": "The title",
        "content": "one two\n\nthree\n\nfour",
        "images": [{"url": "https://example.com/a/x.png", "alt": "A fish"}],
        "language": "de",
        "author": "Ada",
        "published_at": "2026-03-03",
        "description": "What it is",
        "keywords": ["a", "b", "c"],
        "canonical_url": "https://example.com/canon",
        "difficulty": "hard",
    }


def test_content_that_is_not_there_leaves_links() -> None:
    html = '<a href="b#c">x</a><a href="mailto:a@example.org">x</a><a href="//example.org/d">x</a>'
    found = page(html, "https://example.com/a/", selectors={"content": "article"})
    assert found == Document(
        "page", None, [Link("https://example.com/a/b"), Link("https://example.org/d")]
    )


def test_a_selector_that_is_none_is_named() -> None:
    with pytest.raises(ExtractError, match=r"selector author .*: p\[\["):
        page("<p>x</p>", selectors={"content": "p", "author": "p[["})
    with pytest.raises(ExtractError, match="selector title"):
        page("<p>x</p>", selectors={"title": 7})
    with pytest.raises(ExtractError, match="selectors are no object"):
        page("<p>x</p>", selectors=["p"])


def test_what_each_selector_finds() -> None:
    rules = {"selectors": {"title": "h1", "content": ".no", "images": "img", "date": "meta"}}
    html = b'<meta name="d" content="2026-01-01"><h1>T</h1><img src="/i" alt=a>'
    assert extract.test_selectors(html, "text/html", None, URL, rules) == {
        "title": "T",
        "content": None,
        "images": [{"url": "https://example.com/i", "alt": "a"}],
        "date": "2026-01-01",
    }
    with pytest.raises(ExtractError, match="selector title"):
        extract.test_selectors(html, "text/html", None, URL, {"selectors": {"title": "]"}})
    with pytest.raises(ExtractError, match="not a page but a feed"):
        extract.test_selectors(b"<rss/>", "text/xml", None, URL, rules)


@pytest.mark.parametrize(
    ("image", "source"),
    [
        ('src="a.png"', "https://example.com/a/a.png"),
        ('src="data:image/gif;base64,AAAA" data-src="/late.png"', "https://example.com/late.png"),
        ('src="s" srcset="m 640w, l 1280w, s 320w"', "https://example.com/a/l"),
        ('src="s" srcset="one, two 2x"', "https://example.com/a/two"),
        ('src="s" data-srcset="b,c/w_80,x.jpg 9w"', "https://example.com/a/b,c/w_80,x.jpg"),
        ('src="data:image/gif;base64,AAAA"', None),
        ('src=""', None),
        ("", None),
    ],
)
def test_an_images_address(image: str, source: str | None) -> None:
    found = article(f"<article><img {image}>x</article><img src=/out>", content="article")
    assert [one["url"] for one in found["images"]] == ([source] if source else [])


def test_images_are_few_and_each_once() -> None:
    html = "".join(f'<img src="/{n // 2}">' for n in range(1000))
    images = article(f"<article>{html}x</article>", content="article")["images"]
    assert [one["url"] for one in images] == [f"https://example.com/{n}" for n in range(200)]


def test_selector_of_images_reaches_beyond_the_content() -> None:
    html = '<article>x</article><div class="gallery"><img src="/a"></div><img class=b src="/b">'
    found = article(html, content="article", images=".gallery, .b")
    assert [one["url"] for one in found["images"]] == [
        "https://example.com/a", "https://example.com/b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ('<html lang="de-AT">', "de"),
        ('<html lang="EN_us">', "en"),
        ('<html lang="deu"><meta http-equiv="Content-Language" content="pt-BR, en">', "pt"),
        ('<html xml:lang="fr">', "fr"),
        ('<html lang="x">', None),
        ("", None),
    ],
)
def test_declared_language(head: str, code: str | None) -> None:
    assert article(f"{head}<article>words</article>", content="article").get("language") == code


# Pages without selectors


def test_main_part_without_selectors() -> None:
    html = f"""
        <head><title>How to keep patience near water - Example</title>
        <meta property="og:site_name" content="Example"></head>
        <body><nav><a href="/">Home</a><a href="/b">Shop for all</a></nav>
        <article><h2>Part</h2><p>{WORDS}</p><p>{WORDS}<a id="none"></a></p>
        <img src="small.png" srcset="large.png 2x" alt="tank"><p>End of it.</p></article>
        <footer>All rights are ours, and cookies.</footer></body>"""
    found = article(html)
    assert found["title"] == "How to keep patience near water"
    assert found["content"].startswith("Part\n\nA tank needs")
    assert found["content"].endswith("End of it.")
    assert "rights" not in found["content"]
    assert "Shop" not in found["content"]
    assert found["images"] == [{"url": "https://example.com/a/large.png", "alt": "tank"}]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Too short.</p>",
        "<nav>" + "<a href=/x>A link to a page about fish</a> " * 40 + "</nav>",
        "<script>" + "var words = 'and more words';" * 40 + "</script>",
    ],
)
def test_no_main_part(html: str) -> None:
    assert page(html).article is None


def test_large_pages_have_a_main_part_too() -> None:
    many = "<p>word word word</p>" * 40_000
    found = article(f"<nav>menu</nav><main>{many}</main>")
    assert found["content"].count("word") == 120_000
    assert "menu" not in found["content"]


LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>One two three four five | Any Site</title>", "One two three four five"),
        ("<title>One two three four five – Any Site</title>", "One two three four five"),
        ("<title>Any Site » One two three four five</title>", "One two three four five"),
        ("<title>Page | Example</title>", "Page"),  # a word of the host
        ("<title>Example: hidden</title>", "Example: hidden"),
        ("<title>A well-known all-round re-use of half-done work</title>",
         "A well-known all-round re-use of half-done work"),
        ("<title>Two words - Unknown</title>", "Two words - Unknown"),
        ("<title>A | B</title><meta property=og:title content='Of meta | B'>", "Of meta | B"),
        ("<title>x</title><meta property=og:title content='x'>"
         + LD.format('{"@type":"NewsArticle","headline":"Of LD"}'), "Of LD"),
        ("<title>Named so</title>" + LD.format(
            '<![CDATA[{"@graph":[{"@type":"Person","name":"No"},'
            '{"@type":["BlogPosting"],"headline":"Other","name":"Named so"}]}]]>'), "Named so"),
        ("<title>Held</title>" + LD.format('{"@type":"WebSite","name":"No"}'), "Held"),
        ("<title>Held</title>" + LD.format("{broken"), "Held"),
        ("<h1>Only a heading</h1>", "Only a heading"),
        ("<svg><title>icon</title></svg><h1>Only a heading</h1>", "Only a heading"),
        ("<title>Moss on wood: four ways to fix it</title><h1>Moss on wood: four ways to fix it"
         "</h1>", "Moss on wood: four ways to fix it"),
    ],
)  # fmt: skip
def test_title(head: str, title: str) -> None:
    assert article(f"{head}<article>words</article>", content="article")["title"] == title


@pytest.mark.parametrize(
    ("head", "author", "published_at"),
    [
        ('<meta name="author" content="Ada Fern"><meta property="article:published_time" '
         'content="2026-03-03T10:00:00+01:00">', "Ada Fern", "2026-03-03T10:00:00+01:00"),
        (LD.format('{"@type":"Article","author":[{"name":"Ada"},{"name":"Bo"}],'
                   '"datePublished":"2026-03-03"}'), "Ada, Bo", "2026-03-03"),
        ('<a rel="author" href="/a">By Ada Fern,</a><time datetime="2026-03-03">x</time>',
         "Ada Fern", "2026-03-03"),
        ('<meta name="date" content="Tue, 03 Mar 2026 10:00:00 GMT">', None,
         "2026-03-03T10:00:00+00:00"),
        ('<meta name="date" content="yesterday">', None, None),
    ],
)  # fmt: skip
def test_author_and_date(head: str, author: str | None, published_at: str | None) -> None:
    found = article(f"{head}<article>words</article>", content="article")
    assert (found.get("author"), found.get("published_at")) == (author, published_at)


@pytest.mark.skipif(not PAGES.is_dir(), reason="shared/data/pages is not beside the repository")
def test_real_pages() -> None:
    # One of the pages says noindex; what is tested is what is in them.
    rules = {"extraction": {"respect_robots_txt": False}}
    wrong, missing, seen = [], [], 0
    for folder in sorted(path for path in PAGES.iterdir() if path.is_dir()):
        expected = json.loads((folder / "expected-metadata.json").read_text("utf-8"))
        body = (folder / "source.html").read_bytes()
        found = read(body, "text/html", None, "http://localhost/page", rules).article
        seen += 1
        if found is None:
            if expected["readerable"]:
                missing.append(folder.name)
            continue
        title = " ".join((found.get("title") or "").split())
        if title != " ".join((expected.get("title") or "").split()):
            wrong.append((folder.name, expected["title"], title))
    print(f"{seen - len(wrong)} of {seen} titles; wrong: {wrong}")
    assert missing == []
    assert seen > 0
    assert len(wrong) <= seen * 0.1, wrong


# Links


def test_links_are_absolute_in_order_and_once() -> None:
    html = """
        <a href="/b">1</a><a href=" c?d=e&amp;f#g ">2</a><a href="/b#h">3</a><a href="javascript:x">
        <a href="http://[bad">5</a><a href="http:///no-host">6</a><a href="ftp://example.org/">7</a>
        <map><area href="/area"></map><a href="http://example.org:99999/">9</a><a href="">10</a>
        <a href="/two words">11</a><a rel="noopener NoFollow" href="/ad">12</a><a>13</a>"""
    assert urls(page(html)) == [
        "https://example.com/b", "https://example.com/a/c?d=e&f", "https://example.com/area",
        "https://example.com/two%20words",
    ]  # fmt: skip


def test_links_are_no_more_than_five_thousand_and_not_too_long() -> None:
    html = "".join(f'<a href="/{n}">x</a>' for n in range(6000))
    assert urls(page(html)) == [f"https://example.com/{n}" for n in range(5000)]
    assert urls(page(f'<a href="/{"x" * 3000}">x</a>')) == []


@pytest.mark.parametrize(
    ("base", "link"),
    [
        ("/c/", "https://example.com/c/d"),
        ("http://example.org", "http://example.org/d"),
        ("javascript:x", "https://example.com/a/d"),
        ("http://[", "https://example.com/a/d"),
    ],
)
def test_base(base: str, link: str) -> None:
    found = page(f'<base href="{base}"><base href="/no/"><a href="d">x</a>')
    assert urls(found) == [link]


@pytest.mark.parametrize(
    ("said", "articles", "links"),
    [
        ("index, follow", 1, 1),
        ("NoIndex", 0, 1),
        ("max-snippet:3, nofollow", 1, 0),
        ("none", 0, 0),
    ],
)
def test_what_pages_say_to_robots(said: str, articles: int, links: int) -> None:
    html = f'<META NAME="Robots" CONTENT="{said}"><article>words<a href="/b">x</a></article>'
    found = page(html, selectors={"content": "article"})
    assert (found.article is not None, len(found.links)) == (bool(articles), links)
    ignoring = page(
        html, selectors={"content": "article"}, extraction={"respect_robots_txt": False}
    )
    assert (ignoring.article is not None, len(ignoring.links)) == (True, 1)


# Feeds

RSS = """<?xml version="1.0"?>
    <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
         xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>
    <link>https://example.com/</link><atom:link rel="next" href="?page=2"/>
    <item><title>a</title><link>https://example.com/1</link><description>words</description>
        <pubDate>Mon, 02 Mar 2026 10:00:00 +0200</pubDate></item>
    <item><guid>https://example.com/2</guid><dc:date>2026-03-01</dc:date></item>
    <item><link>/3?a=1&amp;b=2</link></item>
    <item><link>https://example.com/1</link></item></channel></rss>"""
RSS_LINKS = [
    Link("https://example.com/1", "2026-03-02T08:00:00+00:00"),
    Link("https://example.com/2", "2026-03-01T00:00:00+00:00"),
    Link("https://example.com/3?a=1&b=2"),
    Link("https://example.com/a/page?page=2", listing=True),
]
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/self"/>
    <entry><link rel="edit" href="/edit"/><link href="/1"/>
        <published>2026-01-01T00:00:00Z</published><updated>2026-03-01T10:00:00Z</updated></entry>
    <entry xml:base="https://example.org/b/"><link rel="alternate" href="2"/></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><link>https://example.com</link></channel>
    <item rdf:about="https://example.com/1"><link>https://example.com/1</link></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "next_url": "/feed2",
    "items": [
        {"id": "1", "url": "https://example.com/1", "date_published": "2026-03-01T10:00:00Z"},
        "no item",
        {"id": "https://example.com/\ud800", "date_modified": 7},
    ],
}


@pytest.mark.parametrize(
    "content_type",
    [FEED, "text/html", "text/xml; charset=x", "text/plain", "application/octet-stream", ""],
)
def test_rss_whatever_it_is_called(content_type: str) -> None:
    for body in (RSS.encode(), RSS.encode("utf-16"), gzip.compress(RSS.encode())):
        assert read(body, content_type, None, URL, {}) == Document("feed", None, RSS_LINKS)


@pytest.mark.parametrize(
    ("feed", "links"),
    [
        (ATOM, [Link("https://example.com/1", "2026-03-01T10:00:00+00:00"),
                Link("https://example.org/b/2")]),
        (RDF, [Link("https://example.com/1")]),
        ("<rss version='2.0'><channel/></rss>", []),
        # malformed: a bare &, an element that is not closed, an end that is missing
        ("<rss><channel><item><link>http://example.com/?a&b=&copy</link></item><item><br>"
         "<link><![CDATA[http://example.com/?c&d]]></link></item><item><li",
         [Link("http://example.com/?a&b=&copy"), Link("http://example.com/?c&d")]),
        ("<rss><channel><item><media:x><nope:y/></media:x><link>/1</link></item></channel></rss>",
         [Link("https://example.com/1")]),
    ],
)  # fmt: skip
def test_other_feeds(feed: str, links: list[Link]) -> None:
    assert read(feed.encode(), FEED, None, URL, {}) == Document("feed", None, links)


@pytest.mark.parametrize("content_type", ["application/feed+json", "application/json", "text/html"])
def test_json_feed(content_type: str) -> None:
    found = read(json.dumps(JSON).encode(), content_type, None, URL, {})
    assert found.kind == "feed"
    assert found.links == [
        Link("https://example.com/1", "2026-03-01T10:00:00+00:00"),
        Link("https://example.com/?"),
        Link("https://example.com/feed2", listing=True),
    ]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<rss><channel><item>", FEED),
        (b"nothing of the kind", FEED),
        (b"", FEED),
        (b"{", "application/feed+json"),
        (b'{"items": 7}', "application/feed+json"),
        (b"[" * 100_000, "application/feed+json"),
        (b"<urlset><url><loc>", "text/xml"),
        (b"<sitemapindex", "application/xml"),
    ],
)
def test_feeds_and_sitemaps_that_cannot_be_read(body: bytes, content_type: str) -> None:
    with pytest.raises(ExtractError, match="cannot be read"):
        read(body, content_type, None, URL, {})


# Sitemaps

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    <url><loc> https://example.com/1 </loc><lastmod>2026-03-01</lastmod>
        <image:image><image:loc>https://example.com/i.png</image:loc></image:image></url>
    <url><lastmod>2026-03-01T10:00:00+01:00</lastmod><loc>/2</loc></url>
    <url><loc>https://example.com/3</loc><lastmod>soon</lastmod></url>
    <url><loc>https://example.com/1</loc></url><url/></urlset>"""
SITEMAP_LINKS = [
    Link("https://example.com/1", "2026-03-01"),
    Link("https://example.com/2", "2026-03-01T10:00:00+01:00"),
    Link("https://example.com/3"),
]


@pytest.mark.parametrize(
    "content_type", ["application/xml", "text/html", "application/gzip", "application/octet-stream"]
)
def test_sitemap(content_type: str) -> None:
    for body in (SITEMAP.encode(), gzip.compress(SITEMAP.encode())):
        found = read(body, content_type, None, URL, {})
        assert found == Document("sitemap", None, SITEMAP_LINKS)


def test_sitemap_of_sitemaps() -> None:
    xml = "<sitemapindex><sitemap><loc>/s.xml</loc><lastmod>2026-03</lastmod></sitemap>"
    found = read(xml.encode(), "text/xml", None, URL, {})
    assert found.links == [Link("https://example.com/s.xml", "2026-03-01", listing=True)]


def test_plain_sitemap() -> None:
    body = b"https://example.com/1\r\nhttps://example.com/2\nhttps://example.com/1\n"
    for content in (body, gzip.compress(body)):
        found = read(content, "text/plain", None, URL, {})
        assert found.kind == "sitemap"
        assert urls(found) == ["https://example.com/1", "https://example.com/2"]
    with pytest.raises(ExtractError, match="not HTML but text/plain"):
        read(b"Some words", "text/plain", None, URL, {})


def test_sitemap_that_is_cut_off() -> None:
    whole = "<urlset>" + "".join(f"<url><loc>/{n}</loc></url>" for n in range(20_000))
    packed = gzip.compress(whole.encode())
    for body in (whole[:5000].encode(), packed[: len(packed) // 2], packed[:-9] + b"x" * 9):
        assert urls(read(body, "text/xml", None, URL, {}))[:2] == [
            "https://example.com/0", "https://example.com/1",
        ]  # fmt: skip
    assert len(read(packed, "text/xml", None, URL, {}).links) == 5000


def test_packed_documents_are_unpacked_within_limits() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * MAX_UNPACKED)
    with pytest.raises(ExtractError, match="longer than 8000000 bytes"):
        read(bomb, "application/gzip", None, URL, {})
    with pytest.raises(ExtractError, match="not HTML but application/gzip"):
        read(gzip.compress(b"<html>x"), "application/gzip", None, URL, {})
    with pytest.raises(ExtractError, match="gzip cannot be read"):
        read(b"\x1f\x8bnot gzip at all", "application/gzip", None, URL, {})


# Characters


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("é".encode(), "utf-8", "é"),
        ("é".encode("cp1252"), "iso-8859-1", "é"),
        ("“x”".encode("cp1252"), "iso-8859-1", "“x”"),
        ("é".encode("utf-8-sig"), "iso-8859-1", "é"),
        ("é".encode("utf-16"), "utf-8", "é"),
        ("<p>é".encode("utf-16-be"), None, "<p>é"),
        ("<p>é".encode("utf-16-le"), "utf-16", "<p>é"),
        ("é".encode(), "no-such", "é"),
        ("é".encode(), "base64", "é"),
        ("é".encode(), "a\x00b" * 50, "é"),
        (b"caf\xc3\xa9", "utf-16", "café"),
        ("<meta charset=koi8-r>привет".encode("koi8-r"), None, "<meta charset=koi8-r>привет"),
        ("<?xml version='1.0' encoding='gb2312'?>鱼".encode("gb18030"), None,
         "<?xml version='1.0' encoding='gb2312'?>鱼"),
        ('<meta content="text/html; charset=Shift_JIS">水'.encode("cp932"), None,
         '<meta content="text/html; charset=Shift_JIS">水'),
        ("<meta charset=utf-16>é".encode(), None, "<meta charset=utf-16>é"),
        ("é".encode("cp1252"), "ascii", "é"),
        (b"a\x00b", "utf-8", "ab"),
        (b"", None, ""),
    ],
)  # fmt: skip
def test_decoding(body: bytes, charset: str | None, text: str) -> None:
    assert decode(body, charset, "text/html") == text


def test_wrong_declarations_are_passed_over() -> None:
    german = "Größere Fische fühlen sich in größeren Becken wohler, müßte man glauben. " * 9
    assert decode(german.encode("cp1252"), "utf-8", "text/html") == german
    russian = "Рыбы живут в воде, и вода должна быть чистой. " * 9
    assert decode(russian.encode("cp1251"), "utf-8", "text/html") == russian
    cut = "Größe, Würze, Öl, Fülle, Hügel, Räume, Mühe, Nähe, Höhe, Ähre".encode()
    assert decode(cut[:-2] + b"\xc3", "utf-8", "text/html").startswith("Größe, Würze")
    noise = bytes(range(256)) * 40
    decode(noise, None, "").encode()


def test_results_are_what_postgresql_takes() -> None:
    ld = LD.format('{"@type":"Article","headline":"a\\ud800\\u0000b","author":"c\\udfff"}')
    html = f"{ld}<article>x&#0;y&#xD800;z\x00<img src='/&#xD800;\x00' alt='&#xDFFF;'></article>"
    found = page(html + "<a href='/a\x00b'>x</a>", selectors={"content": "article"})
    assert found.article is not None
    assert found.article["title"] == "a?b"
    text = json.dumps([found.article, urls(found)], ensure_ascii=False)
    text.encode()
    assert "\\u0000" not in text


# Hostile documents


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"%PDF-1.7\n...", "text/html", "is not text but application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "text/html", "is not text but image/png"),
        (b"\x00\x01\x02\x03" * 100, "text/html", "is not text but binary data"),
        (b"<html>", "application/pdf", "not HTML but application/pdf"),
        (b"<html>", "Image/PNG; x=y", "not HTML but image/png"),
        (b"<article>words</article>", "", "not HTML but nameless"),
        (b"<unknown/>", "text/xml", "not HTML but text/xml"),
        (b'{"a": 1}', "application/json", "not HTML but application/json"),
    ],
)
def test_what_is_no_document(body: bytes, content_type: str, reason: str) -> None:
    with pytest.raises(ExtractError, match=reason):
        read(body, content_type, None, URL, {})


ENTITIES = '<!DOCTYPE {0} [<!ENTITY a "aa"><!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("xml", ["<rss><channel><item><link>/&x;</link></item></channel></rss>",
                                 "<urlset><url><loc>/&x;</loc></url></urlset>"])  # fmt: skip
def test_entities_are_refused(xml: str, encoding: str) -> None:
    name = "rss" if "rss" in xml else "urlset"
    with pytest.raises(ExtractError, match="declares entities"):
        read((ENTITIES.format(name) + xml).encode(encoding), "text/xml", None, URL, {})


def test_nothing_is_fetched_for_a_doctype(tmp_path: Path) -> None:
    dtd = tmp_path / "x.dtd"
    dtd.write_text('<!ENTITY x "leaked">')
    for xml in ("<rss><channel><item><link>/&x;</link></item></channel></rss>",
                "<urlset><url><loc>/&x;</loc></url></urlset>"):  # fmt: skip
        body = f'<!DOCTYPE x SYSTEM "{dtd.as_uri()}">{xml}'
        assert "leaked" not in str(read(body.encode(), "text/xml", None, URL, {}))


def test_deep_nesting() -> None:
    for many in (900, 20):
        html = "<div>" * many + "<p>deep" + "</div>" * many
        assert article(html, content="p")["content"] == "deep"
    with pytest.raises(ExtractError, match="nested deeper than 1000"):
        page("<div>" * 1100 + "deep")
    # Untidy, not deep: each closes the one before.
    assert page("<table>" + "<tr><td>a<td>b" * 5000).article is not None
    assert page("<ul>" + f"<li>{WORDS}<p>b" * 3000).article is not None


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 2_000_000,
        "<p>" + "".join(f"<font a{n}>" for n in range(3000)) + "</p>" + "<p>x" * 9000,
        "<p " + " ".join(f"a{n}" for n in range(100_000)) + ">",
        "<b>" * 2_000_000,
        # what would hide it from a careless look
        "<!--><p>" + "".join(f"<font a{n}>" for n in range(3000)) + "</p>" + "<p>x" * 9000,
        '<p ="><div>' + "<div>" * 500_000,
        "<p>" + "".join(f"<font a{n}><object></font>" for n in range(3000)) + "</p>" + "<p>x" * 999,
        "<svg><style>" + "<div>" * 500_000,
    ],
)
def test_costly_markup_is_refused(html: str) -> None:
    with pytest.raises(ExtractError, match=r"tags|nested|formatting|attributes"):
        page(html)


COSTLY: Mapping[str, tuple[str, str]] = {
    "depth": ("text/html", "'<div>' * (N // 5)"),
    "untidy": ("text/html", "'<p>' * (N // 3)"),
    "letters": ("text/html", "'a' * N"),
    "words": ("text/html", "'<article><p>' + 'word, ' * (N // 6)"),
    "less than": ("text/html", "'<a' * (N // 2)"),
    "quotes": ("text/html", "'<p a=\"' * (N // 6)"),
    "comments": ("text/html", "'<!--' * (N // 4)"),
    "links": ("text/html", "''.join(f'<a href=/{n}>x</a>' for n in range(N // 22))"),
    "paragraphs": ("text/html", "'<article>' + '<p>A tank needs words.</p>' * 20_000"),
    "deep trees": ("text/html", "('<div>' * 200 + '<p>text, here' + '</div>' * 200) * 150"),
    "figures": ("text/html", "'<figure><img src=a>x</figure><p>A tank needs words.' * 4000"),
    "attributes": ("text/html", "'<p ' + ' '.join(f'a{n}=1' for n in range(N // 9)) + '>'"),
    "JSON-LD": ("text/html", "'<script type=\"application/ld+json\">' + '[' * 400_000"),
    "title": ("text/html", "'<title>' + 'a - ' * (N // 4)"),
    "feed of items": ("text/xml", "'<rss><channel>' + '<item><link>/a</link></item>' * (N // 29)"),
    "feed of links": ("text/xml", "'<rss><channel>' + '<link>a</link>' * (N // 14)"),
    "feed in depth": ("text/xml", "'<rss><channel>' + '<item>' * (N // 6)"),
    "feed of less than": ("text/xml", "'<rss><channel>' + '<a' * (N // 2)"),
    "feed of attributes": ("text/xml", "'<rss ' + ' '.join(f'a{n}=\"\"' for n in range(N // 9))"),
    "sitemap of one": ("text/xml", "'<urlset>' + '<url><loc>/</loc></url>' * (N // 23)"),
    "prolog": ("text/xml", "'<!x>' * (N // 4)"),
}


@pytest.mark.parametrize("name", COSTLY)
def test_five_megabytes_of_anything_end_soon(name: str) -> None:
    content_type, made = COSTLY[name]
    code = f"""
        import resource
        from aquascene.extract import ExtractError, read
        N = 5_000_000
        body = ({made}).encode()
        before = resource.getrusage(resource.RUSAGE_SELF)
        try:
            read(body, {content_type!r}, None, "http://example.com/", {{}})
        except ExtractError:
            pass
        after = resource.getrusage(resource.RUSAGE_SELF)
        print(after.ru_utime - before.ru_utime, (after.ru_maxrss - before.ru_maxrss) // 1024)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_limits,
    )
    assert done.returncode == 0, done.stderr
    seconds, megabytes = done.stdout.split()
    assert float(seconds) < 5
    assert int(megabytes) < 400
    if name == "depth":
        assert int(megabytes) < 200


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
