"""Events are told to other systems: signed, in order, again until they are taken."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner

from aquascene.cli import main
from aquascene.database import Jsonb, call
from aquascene.workers.deliver import deliver
from stage import rows, wait_until, worker_pool


@dataclass
class Receiver:
    """A real HTTP server; ``answer`` says what it answers: a status and a body."""

    url: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answer: Callable[[int], tuple[int, bytes]] = lambda number: (204, b"")

    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.got]


@contextlib.contextmanager
def receiver() -> Iterator[Receiver]:
    state = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            status, answer = state.answer(len(state.got))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", state.url + "elsewhere")
            if status != 204:
                self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


def add(url: str, address: str, topics: str = "{*}", *, private: bool = True) -> tuple[int, str]:
    with psycopg.connect(url) as connection:
        if private:
            connection.execute("select test.act_as('admin')")
            call(
                connection,
                "ops.set_setting",
                key="webhooks.private_hosts",
                value=Jsonb(["127.0.0.1"]),
            )
        connection.execute("select test.act_as('admin')")
        return connection.execute(
            "select * from ops.add_endpoint(%s, %s::text[])", (address, topics)
        ).fetchone()  # type: ignore[return-value]


def emit(url: str, topic: str = "content.published", count: int = 1) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(
            "select ops._emit(%s, jsonb_build_object('n', n)) from generate_series(1, %s) as n",
            (topic, count),
        )


def emit_each(url: str, count: int) -> None:
    for _ in range(count):
        emit(url)


def settle(url: str) -> None:
    """Wait until all events may be told: other databases of the cluster may hold them up."""
    wait_until(
        lambda: (
            not rows(
                url, "select from ops.outbox where xid >= pg_snapshot_xmin(pg_current_snapshot())"
            )
        )
    )


def run(url: str, *, is_settled: bool = True) -> tuple[int, int]:
    if is_settled:
        settle(url)
    with worker_pool(url) as pool:
        result = deliver(pool, "w")
    return result.delivered, result.failed


def assert_signed(got: tuple[dict[str, str], bytes], secret: str) -> None:
    headers, body = got
    key = base64.b64decode(secret.removeprefix("whsec_"))
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 300
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mac = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{mac}"


def due_now(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("update ops.webhook_endpoints set next_attempt_at = now()")


def test_events_are_signed_and_in_order(database_url: str) -> None:
    with receiver() as hook:
        _, secret = add(database_url, hook.url, "{content.*}")
        emit(database_url, count=45)
        emit(database_url, "issue.sent")
        assert run(database_url) == (45, 0)
        assert [json.loads(body)["data"]["n"] for _, body in hook.got] == list(range(1, 46))
        for headers, body in hook.got:
            assert json.loads(body)["type"] == "content.published"
            assert_signed((headers, body), secret)
        assert run(database_url) == (0, 0)


def test_many_events_of_other_topics_hold_none_up(database_url: str) -> None:
    with receiver() as hook:
        add(database_url, hook.url, "{content.*}")
        emit(database_url, "issue.sent", count=25_000)
        emit(database_url)
        assert run(database_url) == (1, 0)


def test_both_keys_sign_during_a_change(database_url: str) -> None:
    with receiver() as hook:
        endpoint, _ = add(database_url, hook.url)
        with psycopg.connect(database_url) as connection:
            connection.execute("select test.act_as('admin')")
            connection.execute("select ops.rotate_endpoint_secret(%s)", (endpoint,))
        emit(database_url)
        run(database_url)
        ((headers, _),) = hook.got
        assert len(set(headers["webhook-signature"].split(" "))) == 2


@pytest.mark.parametrize("status", [500, 302, 404])
def test_what_is_not_taken_is_told_again_with_its_id(database_url: str, status: int) -> None:
    with receiver() as hook:
        add(database_url, hook.url)
        emit(database_url, count=3)
        hook.answer = lambda number: (status if number == 2 else 204, b"")
        assert run(database_url) == (1, 1)
        assert run(database_url) == (0, 0)  # not yet due
        due_now(database_url)
        assert run(database_url) == (2, 0)
        first, second, again, third = hook.ids()
        assert again == second
        assert len({first, second, third}) == 3


def test_who_is_gone_is_not_asked_again(database_url: str) -> None:
    with receiver() as hook:
        add(database_url, hook.url)
        emit(database_url, count=2)
        hook.answer = lambda number: (410, b"")
        assert run(database_url) == (0, 1)
        due_now(database_url)
        assert run(database_url) == (0, 0)
        (row,) = rows(database_url, "select is_enabled, last_error from ops.webhook_endpoints")
        assert not row["is_enabled"]
        assert "410" in row["last_error"]


def test_a_huge_answer_counts_and_is_not_read(database_url: str) -> None:
    with receiver() as hook:
        add(database_url, hook.url)
        emit(database_url)
        hook.answer = lambda number: (200, b"x" * 20_000_000)
        assert run(database_url) == (1, 0)


def test_a_private_address_is_not_asked(database_url: str) -> None:
    with receiver() as hook:
        add(database_url, hook.url, private=False)
        emit(database_url)
        assert run(database_url) == (0, 1)
        assert hook.got == []


def test_a_slow_endpoint_holds_no_other(database_url: str) -> None:
    with receiver() as slow, receiver() as fast:
        release = threading.Event()

        def wait(number: int) -> tuple[int, bytes]:
            release.wait(10)
            return 204, b""

        slow.answer = wait
        add(database_url, slow.url)
        add(database_url, fast.url)
        emit(database_url, count=30)

        def answer(number: int) -> tuple[int, bytes]:
            if number == 30:
                assert len(slow.got) <= 1
                release.set()
            return 204, b""

        fast.answer = answer
        assert run(database_url) == (60, 0)
        assert release.is_set()


def test_what_commits_late_is_not_skipped(database_url: str) -> None:
    with receiver() as hook, psycopg.connect(database_url) as late:
        add(database_url, hook.url)
        late.execute("select ops._emit('issue.sent', '{}')")
        emit(database_url, count=2)
        assert run(database_url, is_settled=False) == (0, 0)  # they wait for the one before
        late.commit()
        assert run(database_url) == (3, 0)
        types = [json.loads(body)["type"] for _, body in hook.got]
        assert types == ["issue.sent", "content.published", "content.published"]


def test_two_workers_and_writers_at_once_keep_the_order(database_url: str) -> None:
    with receiver() as hook:
        add(database_url, hook.url)
        stop = threading.Event()
        with worker_pool(database_url) as pool:
            workers = [
                threading.Thread(
                    target=deliver, args=(pool, f"w{n}"), kwargs={"stop": stop, "forever": True}
                )
                for n in range(2)
            ]
            writers = [
                threading.Thread(target=emit_each, args=(database_url, 20)) for _ in range(4)
            ]
            for each in workers + writers:
                each.start()
            for each in writers:
                each.join()
            wait_until(lambda: len(hook.got) >= 80)
            stop.set()
            for each in workers:
                each.join()
        order = rows(database_url, "select 'evt_' || id as id from ops.outbox order by xid, id")
        assert hook.ids() == [row["id"] for row in order]


def test_a_worker_that_dies_before_it_says_so_tells_it_again(database_url: str) -> None:
    with receiver() as hook:
        add(database_url, hook.url)
        emit(database_url)
        settle(database_url)
        with psycopg.connect(database_url) as connection:  # it claims, posts and is gone
            (lost,) = call(connection, "ops.claim_deliveries", worker="dead")
        assert run(database_url) == (0, 0)
        with psycopg.connect(database_url) as connection:
            connection.execute("update ops.webhook_endpoints set lease_ends_at = now()")
        assert run(database_url) == (1, 0)
        assert hook.ids() == [lost["webhook_id"]]
        with psycopg.connect(database_url) as connection:  # too late, and without effect
            connection.execute("update ops.webhook_endpoints set cursor_id = 0, cursor_xid = '3'")
            (told,) = call(
                connection,
                "ops.acknowledge_deliveries",
                endpoint_id=lost["endpoint_id"],
                lease_id=lost["lease_id"],
                delivered_count=1,
                delivered_to=lost["event_id"],
            )
            assert told == {"acknowledge_deliveries": False}


def test_replay_tells_the_same_again(database_url: str) -> None:
    with receiver() as hook:
        endpoint, _ = add(database_url, hook.url)
        emit(database_url, count=3)
        assert run(database_url) == (3, 0)
        with psycopg.connect(database_url) as connection:
            connection.execute("select test.act_as('admin')")
            connection.execute("select ops.replay(%s, '-infinity')", (endpoint,))
        assert run(database_url) == (3, 0)
        assert hook.ids()[:3] == hook.ids()[3:]


def test_a_worker_killed_before_the_answer_loses_nothing(database_url: str) -> None:
    with receiver() as hook:
        add(database_url, hook.url)
        emit(database_url, count=2)
        settle(database_url)
        dead = threading.Event()

        def answer(number: int) -> tuple[int, bytes]:
            if number == 1:
                dead.wait(30)
            return 204, b""

        hook.answer = answer
        command = ["--database", database_url, "webhooks", "deliver"]
        worker = subprocess.Popen(
            [sys.executable, "-c", "from aquascene.cli import main; main()", *command]
        )
        wait_until(lambda: hook.got)
        worker.kill()
        worker.wait()
        dead.set()
        with psycopg.connect(database_url) as connection:
            connection.execute("update ops.webhook_endpoints set lease_ends_at = now()")
        assert run(database_url) == (2, 0)
        first, again, second = hook.ids()
        assert first == again != second


def test_commands(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        (person,) = connection.execute("select test.admin()").fetchone() or ()

    def command(*words: str) -> dict[str, Any]:
        options = ["--database", database_url, "--json", "webhooks", *words]
        result = CliRunner().invoke(main, options, env={"AQUASCENE_USER_ID": str(person)})
        assert result.exit_code == 0, result.output
        return dict(json.loads(result.output))

    added = command("add", "https://hooks.example.com/", "--topic", "content.*")
    assert added["secret"].startswith("whsec_")
    number = str(added["endpoint_id"])
    assert command("list")[number]["topics"] == ["content.*"]
    assert "secret" not in command("list")[number]
    command("update", number, "--topic", "issue.sent", "--url", "https://hooks.example.org/")
    assert command("list")[number]["topics"] == ["issue.sent"]
    assert command("list")[number]["url"] == "https://hooks.example.org/"
    assert command("rotate", number)["secret"] != added["secret"]
    assert command("enable", number, "--off")["enabled"] is False
    assert command("replay", number, "--since", "2026-01-01")["since"] == "2026-01-01T00:00:00"
    assert command("deliver") == {"delivered": 0, "failed": 0}
    command("remove", number)
    assert command("list") == {}


def test_an_endpoint_can_be_tested(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        (person,) = connection.execute("select test.admin()").fetchone() or ()
    with receiver() as hook:
        endpoint, secret = add(database_url, hook.url)
        hook.answer = lambda number: (204 if number == 1 else 500, b"")

        def test() -> tuple[int, dict[str, Any]]:
            options = ["--database", database_url, "--json", "webhooks", "test", str(endpoint)]
            result = CliRunner().invoke(main, options, env={"AQUASCENE_USER_ID": str(person)})
            return result.exit_code, json.loads(result.output)

        assert test() == (0, {"endpoint": endpoint, "taken": True, "error": None})
        status, answer = test()
        assert (status, answer["taken"]) == (1, False)
        assert "500" in answer["error"]
        assert json.loads(hook.got[0][1])["type"] == "webhook.test"
        assert_signed(hook.got[0], secret)
        (row,) = rows(
            database_url, "select failure_count, delivered_count from ops.webhook_endpoints"
        )
        assert set(row.values()) == {0}


def claim_blocks(url: str) -> int:
    """Blocks that the third claim of a session reads, once its plans and the catalog are known."""
    with psycopg.connect(url) as connection:
        for _ in range(3):
            connection.execute(
                "update ops.webhook_endpoints"
                " set leased_by = null, lease_id = null, lease_ends_at = null"
            )
            (plan,) = connection.execute(
                "explain (analyze, buffers, format json) select ops.claim_deliveries('w')"
            ).fetchone() or ([],)
        connection.rollback()
    assert plan[0]["Plan"]["Actual Rows"] == 20
    return int(plan[0]["Plan"]["Shared Hit Blocks"] + plan[0]["Plan"]["Shared Read Blocks"])


def test_a_claim_reads_the_same_however_much_is_ahead(database_url: str) -> None:
    add(database_url, "https://example.com/")
    emit(database_url, count=1_000)
    settle(database_url)
    with psycopg.connect(database_url, autocommit=True) as connection:
        # One transaction, so that the statistics say: nothing comes after a cursor within it.
        connection.execute("vacuum analyze ops.outbox")
        before = claim_blocks(database_url)
        emit(database_url, count=60_000)
        connection.execute("update ops.outbox set xid = '3'")
        connection.execute("update ops.webhook_endpoints set cursor_xid = '3', cursor_id = 0")
        connection.execute("vacuum analyze ops.outbox")
        settle(database_url)
        assert claim_blocks(database_url) < before + 100


def test_a_worker_that_is_told_to_stop_ends_after_the_event_it_is_at(database_url: str) -> None:
    stop = threading.Event()
    with receiver() as hook, worker_pool(database_url) as pool:
        add(database_url, hook.url)
        emit(database_url, count=5)
        settle(database_url)

        def answer(number: int) -> tuple[int, bytes]:
            if number == 2:
                stop.set()
            return 204, b""

        hook.answer = answer
        assert deliver(pool, "w", stop=stop, forever=True).delivered == 2
        assert len(hook.got) == 2
        assert run(database_url) == (3, 0)  # the endpoint is free, and the rest is told
        assert len(set(hook.ids())) == 5


def test_a_worker_outlives_a_lost_connection(database_url: str) -> None:
    asked, answered, stop = threading.Event(), threading.Event(), threading.Event()
    with receiver() as hook, worker_pool(database_url) as pool:
        add(database_url, hook.url)
        emit(database_url)
        settle(database_url)

        def answer(number: int) -> tuple[int, bytes]:
            asked.set()
            answered.wait(10)
            return 204, b""

        hook.answer = answer
        worker = threading.Thread(
            target=deliver, args=(pool, "w"), kwargs={"stop": stop, "forever": True}
        )
        worker.start()
        assert asked.wait(10)
        with psycopg.connect(database_url) as connection:
            connection.execute("select from ops.webhook_endpoints for update")
            answered.set()  # what it says of the event has to wait for the lock, and is lost
            wait_until(
                lambda: rows(
                    database_url,
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where datname = current_database() and wait_event_type = 'Lock'",
                )
            )
            connection.execute("update ops.webhook_endpoints set lease_ends_at = now()")
        wait_until(lambda: len(hook.got) == 2)
        wait_until(
            lambda: rows(
                database_url, "select from ops.webhook_endpoints where delivered_count = 1"
            )
        )
        stop.set()
        worker.join()
        first, again = hook.ids()
        assert first == again
