"""The demo's site: a small static site about planted tanks, served and counted."""

from __future__ import annotations

import hashlib
import mimetypes
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SITE = Path(__file__).parent / "site"
"""The site's files."""

_CONTENT = re.compile(rb'<div class="article-content">(.*)</div>\n</article>', re.DOTALL)


class SiteError(Exception):
    """The site cannot be served; the text says why and what to do."""


class Site:
    """The site as it was served: who asked for what, and what was answered.

    ``requests`` counts by path and status; ``port`` is where it listens.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.requests: Counter[tuple[str, int]] = Counter()
        self._lock = threading.Lock()
        self._texts = {
            path: hashlib.sha256(found[1]).hexdigest()
            for path, file in pages().items()
            if (found := _CONTENT.search(file.read_bytes())) and b"Sponsored" not in found.string
        }

    @property
    def url(self) -> str:
        """The address of its first page."""
        return f"http://127.0.0.1:{self.port}/"

    def count(self, path: str, status: int) -> None:
        """Note a request that was answered."""
        with self._lock:
            self.requests[path, status] += 1

    def fetched(self) -> int:
        """Return how many pages were asked for, robots.txt apart."""
        return sum(n for (path, _), n in self.requests.items() if path != "/robots.txt")

    def spared(self) -> int:
        """Return how many pages that robots.txt forbids nobody asked for."""
        asked = {path for path, _ in self.requests}
        return sum(path.startswith("/private/") and path not in asked for path in pages())

    def articles(self) -> tuple[int, int]:
        """Return how many different articles were given out, and how many repetitions of them."""
        given = [
            self._texts[path]
            for (path, status), n in self.requests.items()
            if status == 200 and path in self._texts
            for _ in range(n)
        ]
        return len(set(given)), len(given) - len(set(given))


def pages() -> dict[str, Path]:
    """Return the site's files by the path that they are served under."""
    files = {f"/{file.relative_to(SITE)}": file for file in SITE.rglob("*") if file.is_file()}
    folders = {
        path.removesuffix("index.html"): file
        for path, file in files.items()
        if path.endswith("/index.html")
    }
    return files | folders


@contextmanager
def serve_site(port: int = 0) -> Iterator[Site]:
    """Serve the site on 127.0.0.1 while the block runs; port 0 takes any free one.

    Raises SiteError when the port is taken.
    """
    files = {path: (file.read_bytes(), _kind(file)) for path, file in pages().items()}
    site = Site(port)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # One packet for headers and body, and no delay for the next one.
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            body, kind = files.get(path, (b"<h1>Not found</h1>", "text/html; charset=utf-8"))
            etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
            status = 200 if path in files else 404
            if status == 200 and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            site.count(path, status)
            self.send_response(status)
            if status != 404:
                self.send_header("ETag", etag)
            if status != 304:
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as error:
        raise SiteError(
            f"the demo's site was at port {port} before, which cannot be used: {error.strerror}\n"
            "Stop what listens there, or begin anew: make clean"
        ) from error
    server.daemon_threads = True
    site.port = server.server_address[1]
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def _kind(file: Path) -> str:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
