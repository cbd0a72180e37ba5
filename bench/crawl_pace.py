"""Pages a second of two worker processes over 20 hosts, at 2 requests a second and host.

``crawl_pace``: the floor is what the rules allow, 40 requests a second in all; the pages of a host
are found by its first page, so that its time is counted too. A server on 20 addresses of this
machine answers at once.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

HOSTS = 20
RATE = 2.0
PAGES = 16
WORKERS = 2
BAR = 0.8

_RUN = """
import sys
from aquascene.database import SMALL_POOL, open_pool
from aquascene.workers.scrape import run_due

with open_pool(sys.argv[1], SMALL_POOL, role="aquascene_worker") as pool:
    run_due(pool, sys.argv[2], threads=10)
"""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    asked: list[tuple[str, float]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        host = str(self.headers["Host"]).split(":")[0]
        self.asked.append((host, time.monotonic()))
        links = "".join(f'<a href="/{n}">page</a>' for n in range(PAGES))
        body = f"<h1>{self.path}</h1><article>{host} {self.path}</article>{links}".encode()
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def measure() -> Result:
    """Let the workers visit all hosts, and count what the server was asked."""
    with ThreadingHTTPServer(("0.0.0.0", 0), _Handler) as server, fresh_cluster() as cluster:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        cluster.ensure_database("bench")
        url = cluster.url("bench")
        build_database(url, ROOT)
        with psycopg.connect(url) as connection:
            for n in range(1, HOSTS + 1):
                host = f"127.0.0.{n}"
                connection.execute(
                    """select scraping.add_target(%s, %s, scraping_rules => jsonb_build_object(
                           'selectors', '{"content": "article"}'::jsonb,
                           'rate_limiting', jsonb_build_object('requests_per_second', %s::numeric),
                           'network', jsonb_build_object('allow_private', array[%s])))""",
                    (host, f"http://{host}:{server.server_address[1]}/", RATE, host),
                )
        workers = [
            subprocess.Popen([sys.executable, "-c", _RUN, url, f"w{n}"]) for n in range(WORKERS)
        ]
        assert all(worker.wait() == 0 for worker in workers)
        server.shutdown()
    times = [at for _, at in _Handler.asked]
    assert len(times) == HOSTS * (PAGES + 2), len(times)
    # The first request of a host waits for nothing.
    rate = (len(times) - HOSTS) / (max(times) - min(times))
    return Result("crawl_pace", rate, HOSTS * RATE, "req/s", rate / (HOSTS * RATE), BAR)
