"""A site of traps: each ends as a recorded error or a bounded visit, and the worker stays small."""

from __future__ import annotations

import gzip
import re
import socket
import socketserver
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import brotli

from stage import add_target, rows

MAX_PAGES = 60
MEMORY_KB = 300 * 1024
RUN = r"""
import re, sys
from pathlib import Path
from functools import partial
from aquascene.database import SMALL_POOL, open_pool
from aquascene.fetch import Fetcher
from aquascene.workers import scrape

scrape.Fetcher = partial(Fetcher, timeout=1.0, deadline=2.0)
with open_pool(sys.argv[1], SMALL_POOL, role="aquascene_worker") as pool:
    scrape.run_job(pool, "odd", "w")
# Not ru_maxrss, which knows the process that this one was forked from, too.
print(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])
"""
BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{}]>'.format(
    "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
)
WORDS = "<h1>T</h1><article>Words of page {} that are its own.</article>"

Connection = socket.socket


def answer(body: bytes | str, kind: str = "text/html", *more: str, status: str = "200 OK") -> bytes:
    """Return an HTTP answer."""
    body = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


def moved(to: str) -> bytes:
    """Return a redirect."""
    return answer("", "text/html", f"Location: {to}", status="302 Found")


def endless(connection: Connection) -> None:
    """Send 100 MB of a page, as long as somebody listens."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<article>")
    for _ in range(100):
        connection.sendall(b"word " * 200_000)


def drip(head: bytes) -> Callable[[Connection], None]:
    """Return a sender of a byte now and then, that never ends."""

    def send(connection: Connection) -> None:
        connection.sendall(head)
        connection.settimeout(0.2)
        for _ in count():
            connection.sendall(b"x")
            try:
                if not connection.recv(1):
                    return
            except TimeoutError:
                continue

    return send


def hang(connection: Connection) -> None:
    """Say nothing until the other end gives up."""
    connection.recv(1)


def reset(connection: Connection) -> None:
    """End the connection by a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


PAGES: dict[str, bytes | Callable[[Connection], None]] = {
    "/robots.txt": answer("", status="404 Not Found"),
    "/loop-a": moved("/loop-b"),
    "/loop-b": moved("/loop-a"),
    "/itself": moved("/itself"),
    "/inward": moved("http://169.254.169.254/latest/meta-data/"),
    "/outward": moved("http://elsewhere.example.org/"),
    "/deep": answer("<div>" * 900_000 + "words"),
    "/endless": endless,
    "/gzip-bomb": answer(gzip.compress(b" " * 100_000_000), "text/html", "Content-Encoding: gzip"),
    "/br-bomb": answer(brotli.compress(b" " * 100_000_000), "text/html", "Content-Encoding: br"),
    "/not-gzip": answer("plain", "text/html", "Content-Encoding: gzip"),
    "/binary": answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50),
    "/pdf": answer(b"%PDF-1.7 ...", "application/pdf"),
    "/bad-feed": answer("<rss><channel><item><title>no end", "application/rss+xml"),
    "/bad-map": answer("<urlset><url><loc>no end", "application/xml"),
    "/feed-bomb": answer(f"<?xml version='1.0'?>{BOMB}<rss>&i;</rss>", "application/rss+xml"),
    "/map-bomb": answer(f"<?xml version='1.0'?>{BOMB}<urlset>&i;</urlset>", "application/xml"),
    "/attributes": answer("<p " + " ".join(f"a{n}=1" for n in range(540_000)) + ">"),
    "/elements": answer("<b>x</b>" * 600_000),
    "/feed-attributes": answer(
        "<rss " + " ".join(f'a{n}=""' for n in range(450_000)), "application/rss+xml"
    ),
    "/feed-elements": answer("<rss>" + "<a/>" * 1_200_000, "application/rss+xml"),
    "/hang": hang,
    "/reset": reset,
    "/drip-head": drip(b"HTTP/1.1 200 OK\r\nX: "),
    "/drip-body": drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
    "/nonsense": answer("").replace(b"HTTP/1.1 200", b"HTTP/9 twohundred"),
    "/short": answer("words").replace(b"Content-Length: 5", b"Content-Length: 500"),
    "/latin": answer(WORDS.format("é").encode("latin-1"), "text/html; charset=utf-8"),
    "/nowhere": answer(WORDS.format("x"), "text/html; charset=no-such"),
}
REASONS = {
    "/loop-b": "redirect loop",
    "/itself": "redirect loop",
    "/inward": "none of the domains",
    "/outward": "none of the domains",
    "/deep": "nest|deep",
    "/endless": "longer than",
    "/gzip-bomb": "longer than",
    "/br-bomb": "longer than",
    "/not-gzip": "cannot be decoded",
    "/binary": "not text",
    "/pdf": "application/pdf",
    "/feed-bomb": "entit",
    "/map-bomb": "entit",
    "/hang": "sent nothing",
    "/reset": "(?i)reset|hung up",
    "/drip-head": "longer than",
    "/drip-body": "longer than",
    "/nonsense": ".",
    "/short": ".",
}


def made(path: str) -> bytes:
    """Answer what is made up as it is asked for: a calendar, sessions, a chain, a deeper path."""
    if found := re.fullmatch(r"/calendar/(\d+)", path):
        month = int(found[1])
        links = f'<a href="/calendar/{month + 1}">next</a><a href="/calendar/{month + 1}?view=1">x'
        return answer(WORDS.format(f"of month {month}") + links)
    if path.startswith("/session"):
        return answer(
            WORDS.format("of a session")
            + "".join(f'<a href="/session?PHPSESSID={n}&utm_source=s">x</a>' for n in range(50))
        )
    if found := re.fullmatch(r"/chain/(\d+)", path):
        return moved(f"/chain/{int(found[1]) + 1}")
    if path.endswith("/again/"):
        return answer(WORDS.format(path.count("/")) + '<a href="again/">deeper</a>')
    return answer("gone", status="404 Not Found")


@contextmanager
def trap_site() -> Iterator[tuple[str, list[str]]]:
    """Serve the traps; give the address and the paths that were asked for."""
    asked: list[str] = []
    starts = ["/calendar/1", "/session?PHPSESSID=0", "/chain/1", "/x/again/"]
    links = "".join(f'<a href="{path}">x</a>' for path in [*PAGES, *starts])

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            request = b""
            while b"\r\n\r\n" not in request:
                if not (part := self.request.recv(65_536)):
                    return
                request += part
            path = request.split()[1].decode()
            asked.append(path)
            page = PAGES.get(path) or (answer(links) if path == "/" else made(path))
            try:
                if callable(page):
                    page(self.request)
                else:
                    self.request.sendall(page)
            except OSError:
                pass  # the worker had enough

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True
        request_queue_size = 50

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()
        thread.join()


def test_traps_end_as_recorded_errors(database_url: str) -> None:
    with trap_site() as (url, asked):
        add_target(
            database_url,
            url + "/",
            extraction={"follow_links": True, "max_depth": 100},
            rate_limiting={"requests_per_second": 1000, "concurrent_requests": 8},
        )
        rows(database_url, "update scraping.scraper_targets set max_pages = %s returning id",
             MAX_PAGES)  # fmt: skip
        worker = subprocess.run(
            [sys.executable, "-c", RUN, database_url], stdout=subprocess.PIPE, text=True, check=True
        )
        print("worker, kB:", worker.stdout)
        assert int(worker.stdout) < MEMORY_KB
        assert len(asked) <= MAX_PAGES + 1  # and robots.txt
    (job,) = rows(database_url, "table scraping.scraping_jobs")
    assert job["status"] == "completed"
    pages = {
        row["url"].removeprefix(url): row
        for row in rows(database_url, "select * from scraping.page_report")
    }
    for path, reason in REASONS.items():
        assert pages[path]["outcome"] == "failed", (path, pages[path])
        assert re.search(reason, pages[path]["reason"]), (path, pages[path]["reason"])
    # One page, whatever session it names; a deeper path, and a chain, only so far.
    assert [path for path in pages if path.startswith("/session")] == ["/session"]
    assert max(path.count("again") for path in pages) == 2
    assert max(int(path[7:]) for path in pages if path.startswith("/chain/")) <= 7
    assert pages["/latin"]["outcome"] == pages["/nowhere"]["outcome"] == "new"
    texts = " ".join(r["content"] for r in rows(database_url, "table content.raw_content"))
    assert "page é that" in texts
