"""Send an issue while workers, PostgreSQL and the mail server are killed.

In the end the ledger and the mail server's own list are compared.

``make drill`` runs it at length; test_send_faults.py runs it briefly. The mail server is a
process of its own that writes down each message before it says so; workers are processes of the
command ``aquascene newsletter send``, started again when they end, as systemd would.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from aquascene.plan import build_database, run_files
from aquascene.server import Cluster
from stage import sending_issue

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 4
BATCH = 100
_HELD = {"worker": BATCH, "PostgreSQL": WORKERS * BATCH, "mail server": WORKERS}
LONGEST = 600.0
"""Seconds after which a drill gives up."""

_MAIL_SERVER = """
import asyncio, os, sys
from aiosmtpd.smtp import SMTP

taken = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

class Handler:
    async def handle_DATA(self, server, session, envelope):
        os.write(taken, (envelope.rcpt_tos[0] + "\\n").encode())    # before it says so
        return "250 2.0.0 ok"

async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(), hostname="mail.example.com"),
                                      "127.0.0.1", int(sys.argv[1]))
    await server.serve_forever()

asyncio.run(serve())
"""


@dataclass(frozen=True)
class Outcome:
    """What a drill found.

    received: how often, by address. ledger: the status of each address before anybody decided of
    who is unknown. held: how many recipients those who were killed had in hand, at most.
    """

    faults: Counter[str]
    received: Counter[str]
    ledger: dict[str, str]
    held: int
    seconds: float

    def by_status(self, status: str) -> set[str]:
        return {email for email, told in self.ledger.items() if told == status}


class _Scene:
    def __init__(self, folder: Path, cluster: Cluster, recipients: int) -> None:
        self.cluster = cluster
        self.url = cluster.url("drill")
        self.taken = folder / "taken"
        self.taken.touch()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.mail: subprocess.Popen[bytes] | None = None
        self.workers: list[subprocess.Popen[bytes]] = []
        emails = [f"p{number}@example.com" for number in range(recipients)]
        self.issue = sending_issue(self.url, emails)

    def received(self) -> list[str]:
        return self.taken.read_text().splitlines()

    def start_mail(self) -> None:
        self.mail = subprocess.Popen(
            [sys.executable, "-c", _MAIL_SERVER, str(self.port), str(self.taken)]
        )
        _until(self._listens)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def tend(self) -> None:
        """Start again what has ended, as far as it has work."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < WORKERS:
            self.workers.append(
                subprocess.Popen(
                    [str(Path(sys.executable).with_name("aquascene")), "--database", self.url]
                    + ["newsletter", "send", "--smtp", f"smtp://127.0.0.1:{self.port}"]
                    + ["--batch-size", str(BATCH)],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            )

    def has_work(self) -> bool:
        with psycopg.connect(self.url) as connection:
            row = connection.execute(
                "select exists (select from newsletter.newsletter_chunks"
                "                where claimed_count < size)"
            ).fetchone()
        return bool(row and row[0])

    def fault(self, kind: str) -> None:
        if kind == "worker":
            worker = self.workers.pop(0)
            worker.kill()
            worker.wait()
        elif kind == "mail server":
            assert self.mail is not None
            self.mail.kill()
            self.mail.wait()
            self.start_mail()
        else:
            pid = int((self.cluster.data / "postmaster.pid").read_text().splitlines()[0])
            os.kill(pid, signal.SIGQUIT)  # what pg_ctl calls immediate
            _until(lambda: not self.cluster.is_running())
            self.cluster.start()

    def end(self) -> None:
        for process in [*self.workers, *([self.mail] if self.mail else [])]:
            process.kill()
            process.wait()


def _until(condition: object) -> None:
    assert callable(condition)
    deadline = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


@contextmanager
def drill_cluster() -> Iterator[tuple[Path, Cluster]]:
    """Start a cluster of its own, which may be killed."""
    with tempfile.TemporaryDirectory(prefix="aquascene-drill-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        cluster = Cluster(folder / "state")
        try:
            cluster.start()
            yield folder, cluster
        finally:
            cluster.remove()


def drill(recipients: int, faults: int, policy: str, seed: int) -> Outcome:
    """Send to so many, with so many faults at random points, then decide of who is unknown.

    policy: assume_sent or resend. Returns what was received and what the ledger says.
    """
    chance = random.Random(seed)
    points = sorted(chance.sample(range(recipients // 20, recipients * 9 // 10), faults))
    kinds = (list(_HELD) * faults)[:faults]
    chance.shuffle(kinds)
    begin = time.monotonic()
    with drill_cluster() as (folder, cluster):
        cluster.ensure_database("drill")
        build_database(cluster.url("drill"), ROOT)
        run_files(cluster.url("drill"), sorted((ROOT / "db/tests/lib").glob("*.sql")))
        scene = _Scene(folder, cluster, recipients)
        done: Counter[str] = Counter()
        try:
            scene.start_mail()
            for point, kind in zip(points, kinds, strict=True):
                while len(scene.received()) < point:
                    scene.tend()
                    assert time.monotonic() < begin + LONGEST, "the drill takes too long"
                    time.sleep(0.01)
                scene.fault(kind)
                done[kind] += 1
            _finish(scene, begin)
            with psycopg.connect(scene.url) as connection:
                connection.execute(  # five minutes later
                    "update newsletter.newsletter_batches set expires_at = now()"
                )
                connection.execute("select newsletter.release_expired_leases()")
            before = _ledger(scene)
            lost = {email for email, status in before.items() if status == "unknown"}
            received = Counter(scene.received())
            told = {email for email, status in before.items() if status == "sent"}
            assert told <= set(received), "somebody is sent who was not received"
            assert set(received) <= told | lost, "somebody was received and nobody knows"
            assert set(before.values()) <= {"sent", "unknown"}, Counter(before.values())
            # A worker holds a batch; of each, the mail server had one message in hand.
            held = sum(times * _HELD[kind] for kind, times in done.items())
            assert len(lost) <= held
            with psycopg.connect(scene.url) as connection:
                connection.execute("select test.act_as('admin')")
                connection.execute(
                    "select newsletter.resolve_unknown(%s, %s)", [scene.issue, policy]
                )
            _finish(scene, begin)
            with psycopg.connect(scene.url) as connection:
                row = connection.execute(
                    "select status from newsletter.finish_sending(%s)", [scene.issue]
                ).fetchone()
                assert row == ("sent",), row
            after = Counter(scene.received())
            if policy == "assume_sent":
                assert after == received
                assert set(after.values()) <= {1}, "somebody got two"
            else:
                assert set(after) == set(before), "somebody got none"
                assert {email for email, times in after.items() if times > 1} <= lost
            return Outcome(done, after, before, held, time.monotonic() - begin)
        finally:
            scene.end()


def _finish(scene: _Scene, begin: float) -> None:
    """Let workers run until nothing is left to claim and all of them have ended."""
    while scene.has_work():
        scene.tend()
        assert time.monotonic() < begin + LONGEST, "the drill takes too long"
        time.sleep(0.05)
    for worker in scene.workers:
        worker.wait(timeout=LONGEST)
    if scene.has_work():  # given back by who ended last
        _finish(scene, begin)


def _ledger(scene: _Scene) -> dict[str, str]:
    with psycopg.connect(scene.url) as connection:
        return dict(
            connection.execute(
                "select s.email, d.status from newsletter.newsletter_deliveries as d"
                "  join audience.subscribers as s on s.id = d.subscriber_id"
            ).fetchall()
        )


def main() -> None:
    """Run drills and print what each found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipients", type=int, default=20_000)
    parser.add_argument("--faults", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for policy in ("assume_sent", "resend"):
        found = drill(options.recipients, options.faults, policy, options.seed)
        print(
            f"{policy}: {options.recipients:,} recipients, killed "
            + ", ".join(f"{kind} {times} times" for kind, times in sorted(found.faults.items()))
            + f"; {len(found.by_status('sent')):,} sent,"
            f" {len(found.by_status('unknown')):,} unknown (at most {found.held:,} were held),"
            f" {len(found.received):,} received,"
            f" {sum(times > 1 for times in found.received.values()):,} twice;"
            f" {found.seconds:.0f} s"
        )


if __name__ == "__main__":
    main()
