"""The public edge: opens and clicks a second over HTTP, and how long they take at 500 a second.

``edge_opens`` and ``edge_clicks``: requests a second of one process of ``aquascene web serve``, by
wrk where it is installed (apt-get install wrk), else by the client below, which takes more of the
machine than wrk does; beside what is hoped for, 1,500. ``edge_p99_ms``: the 99th percentile at 500
a second, an open and a click by turns, counted from when a request was due; beside what is hoped
for, 50 ms. Client, edge and PostgreSQL share the machine. Informs, and never fails.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from aquascene.plan import build_database
from measure import ROOT, Result, fresh_cluster

CONNECTIONS = 16
SECONDS = 6
RATE = 500
HOPED_RATE = 1500.0
HOPED_P99_MS = 50.0

_PREPARE = """
select ops.ensure_partitions(2);
insert into newsletter.newsletter_issues (template_type, subject_line, content_ids)
values ('weekly-digest', 'News', '{}');
insert into newsletter.newsletter_links (issue_id, url)
select i.id, 'https://example.com/article' from newsletter.newsletter_issues as i;
"""

_PATHS = """
select '/o/' || t.token || '.gif', '/c/' || t.token || '/' || t.link_id
  from (select l.id as link_id,
               ops._sign_token('track', uuid_send(gen_random_uuid()) || uuid_send(l.issue_id))
                   as token
          from newsletter.newsletter_links as l, generate_series(1, 1000)) as t
"""

_WRK_SCRIPT = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
local at = 0
request = function()
    at = at %% #paths + 1
    return wrk.format("GET", paths[at])
end
"""


@contextlib.contextmanager
def _edge(url: str) -> Iterator[int]:
    """Run ``aquascene web serve`` while the block runs; yields the port."""
    command = [str(Path(sys.executable).with_name("aquascene")), "--database", url]
    command += ["web", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r":(\d+)/", line)
            assert found is not None, line
            yield int(found[1])
        finally:
            process.terminate()


def _most(port: int, paths: list[str], folder: Path) -> float:
    """Return the requests a second that the edge answers when it is asked as fast as it can."""
    if shutil.which("wrk") is None:
        return asyncio.run(_flood(port, paths))
    (folder / "paths").write_text("\n".join(paths) + "\n")
    (folder / "wrk.lua").write_text(_WRK_SCRIPT % (folder / "paths"))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(folder / "wrk.lua")]
    run = subprocess.run(
        [*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True
    )
    assert "Non-2xx or 3xx" not in run.stdout, run.stdout
    found = re.search(r"Requests/sec:\s*([0-9.]+)", run.stdout)
    assert found is not None, run.stdout
    return float(found[1])


class _Client:
    """A connection that is kept open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, port: int) -> _Client:
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def get(self, path: str) -> None:
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert head[9:12] in (b"200", b"302"), head
        length = re.search(rb"(?i)content-length: (\d+)", head)
        await self._reader.readexactly(int(length[1]) if length else 0)

    def close(self) -> None:
        self._writer.close()


async def _flood(port: int, paths: list[str]) -> float:
    end = time.perf_counter() + SECONDS
    count = 0

    async def ask(first: int) -> None:
        nonlocal count
        client = await _Client.connect(port)
        place = first
        while time.perf_counter() < end:
            await client.get(paths[place % len(paths)])
            place += CONNECTIONS
            count += 1
        client.close()

    await asyncio.gather(*(ask(number) for number in range(CONNECTIONS)))
    return count / SECONDS


async def _p99(port: int, paths: list[str]) -> float:
    """Return the 99th percentile in milliseconds; each connection has its share of the times."""
    begin = time.perf_counter() + 0.2
    took: list[float] = []

    async def ask(first: int) -> None:
        client = await _Client.connect(port)
        for number in range(first, RATE * SECONDS, CONNECTIONS):
            due = begin + number / RATE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await client.get(paths[number % len(paths)])
            took.append(time.perf_counter() - due)
        client.close()

    await asyncio.gather(*(ask(number) for number in range(CONNECTIONS)))
    return sorted(took)[int(len(took) * 0.99)] * 1000


def measure() -> list[Result]:
    """Ask for pixels and links, then for both at a steady rate."""
    with fresh_cluster() as cluster, tempfile.TemporaryDirectory() as folder:
        cluster.ensure_database("edge")
        url = cluster.url("edge")
        build_database(url, ROOT)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_PREPARE)
            opens, clicks = zip(*connection.execute(_PATHS).fetchall(), strict=True)
        with _edge(url) as port:
            _most(port, list(opens), Path(folder))  # warms up
            results = [
                Result(name, rate, HOPED_RATE, "requests/s", rate / HOPED_RATE)
                for name, rate in (
                    ("edge_opens", _most(port, list(opens), Path(folder))),
                    ("edge_clicks", _most(port, list(clicks), Path(folder))),
                )
            ]
            both = [path for pair in zip(opens, clicks, strict=True) for path in pair]
            p99 = asyncio.run(_p99(port, both))
    return [*results, Result("edge_p99_ms", p99, HOPED_P99_MS, "ms", HOPED_P99_MS / p99)]
