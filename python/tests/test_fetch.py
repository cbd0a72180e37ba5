"""The fetcher, over real sockets: what it gets, whom it does not ask, and that it always ends."""

from __future__ import annotations

import email.utils
import gzip
import socket
import ssl
import subprocess
import sys
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import brotli
import httpx
import pytest

from aquascene import fetch
from aquascene.fetch import Fetcher, FetchError, Response, is_public

HERE = ["127.0.0.1"]
PUBLIC = "1.2.3.4"  # nothing is ever sent there
PUBLIC_6 = "2600::1"


def gzipped(data: bytes) -> bytes:
    """Return the same bytes at each call: they are parts of the names of tests."""
    return gzip.compress(data, mtime=0)


class Talk:
    """One connection, from the server's side."""

    def __init__(self, connection: socket.socket, stop: threading.Event) -> None:
        self.connection = connection
        self.stop = stop

    def hear(self) -> bytes:
        """Return the next request, or b"" when the client has hung up."""
        heard = b""
        while not heard.endswith(b"\r\n\r\n"):
            part = self.connection.recv(65_536)
            if not part:
                return b""
            heard += part
        return heard

    def reset(self) -> None:
        """Let closing send a reset."""
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    def drip(self, text: bytes) -> None:
        """Send the text again and again, a byte each 10 ms, until the client hangs up."""
        while True:
            for byte in text:
                self.connection.sendall(bytes([byte]))
                if self.stop.wait(0.01):
                    return


class Peer:
    """A server that does what a test says, and what it was asked."""

    def __init__(self) -> None:
        self.port = 0
        self.requests: list[bytes] = []
        self.heard_at: list[float] = []
        self.connections = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def header(self, name: str) -> str | None:
        """Return a header of the last request."""
        lines = self.requests[-1].decode("latin-1").split("\r\n")[1:]
        found = [line.split(": ", 1)[1] for line in lines if line.lower().startswith(f"{name}: ")]
        assert len(found) < 2
        return found[0] if found else None


@contextmanager
def serve(
    answer: bytes | Callable[[Talk, bytes], object], *, tls: ssl.SSLContext | None = None
) -> Iterator[Peer]:
    """Answer each request; bytes that have no Content-Length end with the connection."""
    peer, stop = Peer(), threading.Event()
    threads: list[threading.Thread] = []
    connections: list[socket.socket] = []

    def talk(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(20)
            if tls:
                connection = tls.wrap_socket(connection, server_side=True)
            with connection:
                said = Talk(connection, stop)
                while request := said.hear():
                    peer.heard_at.append(time.monotonic())
                    peer.requests.append(request)
                    if callable(answer):
                        answer(said, request)
                        return
                    connection.sendall(answer)
                    if b"Content-Length" not in answer:
                        return

    def listen() -> None:
        with suppress(OSError):
            while True:
                connection, _ = server.accept()
                peer.connections += 1
                connections.append(connection)
                thread = threading.Thread(target=talk, args=(connection,), daemon=True)
                threads.append(thread)
                thread.start()

    with socket.create_server(("127.0.0.1", 0), backlog=100) as server:
        peer.port = server.getsockname()[1]
        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        try:
            yield peer
        finally:
            stop.set()
            server.shutdown(socket.SHUT_RDWR)
            listener.join(10)
            for connection in connections:
                with suppress(OSError):  # closed already
                    connection.shutdown(socket.SHUT_RDWR)
            for thread in threads:
                thread.join(10)
                assert not thread.is_alive()


def page(body: bytes = b"words", status: str = "200 OK", **headers: str) -> bytes:
    """Return an answer; underscores in the names of headers are hyphens."""
    fields = {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + body


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher("TestBot/1.0", timeout=5.0, deadline=10.0) as made:
        yield made


def failing(fetcher: Fetcher, url: str, **more: Any) -> FetchError:
    """Return the error of a request."""
    more.setdefault("allow_private", HERE)
    with pytest.raises(FetchError) as caught:
        fetcher.get(url, **more)
    assert len(str(caught.value)) < 400
    return caught.value


def resolve_to(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let each name have these addresses, at one look-up after the other; returns the names."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *args: Any, **more: Any) -> list[Any]:
        addresses = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [
            (socket.AF_INET6, 1, 6, "", (text, port, 0, 0))
            if ":" in text
            else (socket.AF_INET, 1, 6, "", (text, port))
            for text in addresses
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every connection be refused; returns the addresses that were tried."""
    addresses: list[str] = []

    def connect(family: int, address: Any, timeout: float) -> Any:
        addresses.append(address[0])
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(fetch, "_connect", connect)
    return addresses


# What is sent, and what comes back.


def test_a_page(fetcher: Fetcher) -> None:
    answer = page("Grüße".encode("latin-1"), Content_Type="Text/HTML; Charset=ISO-8859-1", ETag="x")
    with serve(answer) as peer:
        response = fetcher.get(
            f"http://ada:secret@127.0.0.1:{peer.port}/a%20b/ü?q=1#part",
            accept="text/html",
            allow_private=HERE,
        )
        assert response.url == f"http://127.0.0.1:{peer.port}/a%20b/%C3%BC?q=1"
        assert peer.requests[0].startswith(b"GET /a%20b/%C3%BC?q=1 HTTP/1.1\r\n")
    assert response.status_code == 200
    assert response.body.decode("latin-1") == "Grüße"
    assert (response.content_type, response.charset) == ("text/html", "iso-8859-1")
    assert response.headers["ETag"] == "x"
    assert response.location is None
    assert peer.header("host") == f"127.0.0.1:{peer.port}"
    assert peer.header("user-agent") == "TestBot/1.0"
    assert peer.header("accept") == "text/html"
    assert peer.header("accept-encoding") == "gzip, deflate, br"
    for name in ("authorization", "cookie", "if-none-match", "if-modified-since"):
        assert peer.header(name) is None


@pytest.mark.parametrize(
    ("header", "content_type", "charset"),
    [
        (None, "", None),
        ("", "", None),
        ("text/html;charset=", "text/html", None),
        ('text/html; q=1; charset="UTF-8"', "text/html", "utf-8"),
        ("APPLICATION/XHTML+XML ; charset = windows-1251 ; x", "application/xhtml+xml",
         "windows-1251"),
        ("nonsense", "nonsense", None),
    ],
)  # fmt: skip
def test_the_type_of_a_page(
    fetcher: Fetcher, header: str | None, content_type: str, charset: str | None
) -> None:
    kind = f"Content-Type: {header}\r\n" if header is not None else ""
    answer = f"HTTP/1.1 200 OK\r\n{kind}Content-Length: 0\r\n\r\n".encode()
    with serve(answer) as peer:
        response = fetcher.get(peer.url, allow_private=HERE)
    assert (response.content_type, response.charset) == (content_type, charset)
    assert response.body == b""


def test_conditions_and_not_modified(fetcher: Fetcher) -> None:
    date = "Tue, 03 Mar 2026 10:00:00 GMT"
    answer = b'HTTP/1.1 304 Not Modified\r\nETag: "b"\r\nContent-Length: 500\r\n\r\n'
    with serve(answer) as peer:
        for _ in range(2):
            response = fetcher.get(peer.url, etag='W/"a"', last_modified=date, allow_private=HERE)
    assert (response.status_code, response.body) == (304, b"")
    assert response.headers["ETag"] == '"b"'
    assert peer.header("if-none-match") == 'W/"a"'
    assert peer.header("if-modified-since") == date
    assert peer.connections == 1


@pytest.mark.parametrize("etag", ['"a\r\nX-Injected: 1"', '"\ud800"', "\x00", " ", "x" * 70_000])
def test_a_condition_that_cannot_be_sent_is_left_out(fetcher: Fetcher, etag: str) -> None:
    with serve(page()) as peer:
        assert fetcher.get(peer.url, etag=etag, allow_private=HERE).body == b"words"
    assert peer.header("if-none-match") is None
    assert peer.header("x-injected") is None


def test_cookies_are_not_kept(fetcher: Fetcher) -> None:
    with serve(page(Set_Cookie="a=b; Path=/")) as peer:
        for _ in range(2):
            fetcher.get(peer.url, allow_private=HERE)
    assert len(peer.requests) == 2
    assert peer.header("cookie") is None


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(page(b"proxy")) as proxy, serve(page(b"page")) as peer:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        with Fetcher("TestBot/1.0") as fetcher:
            assert fetcher.get(peer.url, allow_private=HERE).body == b"page"
    assert proxy.connections == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("location", "absolute"),
    [
        ("/new?x=1", "http://127.0.0.1:{port}/new?x=1"),
        ("../c", "http://127.0.0.1:{port}/c"),
        ("//example.com/", "http://example.com/"),
        ("http://169.254.169.254/latest/", "http://169.254.169.254/latest/"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_a_redirect_is_reported_and_not_followed(
    fetcher: Fetcher, status: int, location: str, absolute: str
) -> None:
    with serve(page(b"moved", f"{status} Moved", Location=location)) as peer:
        for _ in range(2):
            response = fetcher.get(f"{peer.url}a/b", allow_private=HERE)
    assert response.location == absolute.format(port=peer.port)
    assert (response.status_code, response.body) == (status, b"")
    assert (len(peer.requests), peer.connections) == (2, 1)


@pytest.mark.parametrize("headers", [{}, {"Location": ""}, {"Location": "http://[bad"}])
def test_a_redirect_to_nowhere_is_an_error(fetcher: Fetcher, headers: dict[str, str]) -> None:
    with serve(page(b"", "302 Found", **headers)) as peer:
        error = failing(fetcher, peer.url)
    assert str(error).startswith("HTTP 302 Found ")
    assert (error.status_code, error.asked) == (302, True)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("503 Nonsense \xff", "HTTP 503 Service Unavailable"),
        ("404 Not Found", "HTTP 404 Not Found"),
        ("204 No Content", "HTTP 204 No Content"),
        ("300 Multiple Choices", "HTTP 300 Multiple Choices"),
        ("999 Go away", "HTTP 999"),
    ],
)
def test_other_answers_are_errors(fetcher: Fetcher, status: str, reason: str) -> None:
    with serve(page(b"", status)) as peer:
        before = time.monotonic()
        error = failing(fetcher, peer.url)
    assert str(error) == reason
    assert error.status_code == int(status[:3])
    assert error.asked
    assert error.retry_after is None
    assert error.answered_at is not None
    assert before < peer.heard_at[0] <= error.answered_at <= time.monotonic()


@pytest.mark.parametrize(("value", "seconds"), [("120", 120.0), (" 0", 0.0), ("000060", 60.0)])
def test_retry_after_in_seconds(fetcher: Fetcher, value: str, seconds: float) -> None:
    with serve(page(b"", "429 Too Many Requests", Retry_After=value)) as peer:
        assert failing(fetcher, peer.url).retry_after == seconds


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the machine be in another time zone."""
    monkeypatch.setenv("TZ", "UTC-9")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("far_east")
@pytest.mark.parametrize("zone", ["GMT", "-0000", "+0000", ""])
@pytest.mark.parametrize(("later", "least"), [(1000, 900), (-1000, 0)])
def test_retry_after_as_a_date(fetcher: Fetcher, zone: str, later: int, least: int) -> None:
    date = email.utils.formatdate(time.time() + later, usegmt=True).replace("GMT", zone)
    with serve(page(b"", "429 Too Many Requests", Retry_After=date)) as peer:
        seconds = failing(fetcher, peer.url).retry_after
    assert seconds is not None
    assert least <= seconds <= max(later, 0)


@pytest.mark.parametrize(
    "value",
    ["", "-5", "soon", "1e3", "\xb2", "9" * 12, "9" * 5000, "Fri, 99 Foo 2026 99:00:00 GMT",
     "Fri, 31 Dec 9999 23:59:59 GMT"],
)  # fmt: skip
def test_retry_after_that_is_nonsense(fetcher: Fetcher, value: str) -> None:
    with serve(page(b"", "503 Service Unavailable", Retry_After=value)) as peer:
        assert failing(fetcher, peer.url).retry_after is None


def test_answered_at_is_the_moment_of_the_headers(fetcher: Fetcher) -> None:
    gate, headers_out = threading.Event(), []

    def act(talk: Talk, request: bytes) -> None:
        gate.wait(0.2)  # a server that takes its time
        headers_out.append(time.monotonic())
        talk.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n")
        gate.wait(0.2)
        headers_out.append(time.monotonic())
        talk.connection.sendall(b"ok")

    with serve(act) as peer:
        response = fetcher.get(peer.url, allow_private=HERE)
    assert headers_out[0] <= response.answered_at < headers_out[1]
    assert peer.heard_at[0] <= response.answered_at


# Connections.


def test_a_connection_is_used_again(fetcher: Fetcher) -> None:
    with serve(page()) as peer:
        for _ in range(5):
            assert fetcher.get(peer.url, allow_private=HERE).body == b"words"
        assert (peer.connections, len(peer.requests)) == (1, 5)
        fetcher.close()
        assert fetcher.get(peer.url, allow_private=HERE).body == b"words"
        assert peer.connections == 2


@pytest.mark.parametrize("status", ["404 Not Found", "503 Service Unavailable"])
def test_a_connection_is_used_again_after_an_error(fetcher: Fetcher, status: str) -> None:
    with serve(page(b"sorry" * 1000, status)) as peer:
        for _ in range(3):
            failing(fetcher, peer.url)
    assert (peer.connections, len(peer.requests)) == (1, 3)


def test_a_connection_that_the_server_closed_is_not_used_again(fetcher: Fetcher) -> None:
    closed = threading.Event()

    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(page())
        talk.connection.shutdown(socket.SHUT_RDWR)
        closed.set()

    with serve(act) as peer:
        for _ in range(3):
            closed.clear()
            assert fetcher.get(peer.url, allow_private=HERE).body == b"words"
            assert closed.wait(5)
    assert (peer.connections, len(peer.requests)) == (3, 3)


@pytest.mark.parametrize("reset", [False, True])
def test_a_kept_connection_that_closes_under_a_request(fetcher: Fetcher, reset: bool) -> None:
    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(page())
        peer.requests.append(talk.hear())
        if reset:
            talk.reset()

    with serve(act) as peer:
        for _ in range(2):
            assert fetcher.get(peer.url, allow_private=HERE).body == b"words"
        assert (peer.connections, len(peer.requests)) == (2, 3)


@pytest.mark.parametrize(
    ("beginning", "reason"), [(b"HTTP/1.1 2", "hung up without an answer"), (b"", "sent nothing")]
)
def test_what_began_to_answer_or_is_silent_is_not_asked_again(
    beginning: bytes, reason: str
) -> None:
    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(page())
        peer.requests.append(talk.hear())
        talk.connection.sendall(beginning)
        if not beginning:
            talk.stop.wait(5)

    with serve(act) as peer, Fetcher("TestBot/1.0", timeout=0.3) as fetcher:
        assert fetcher.get(peer.url, allow_private=HERE).body == b"words"
        assert str(failing(fetcher, peer.url)).startswith(reason)
        assert (peer.connections, len(peer.requests)) == (1, 2)


@pytest.mark.parametrize("reset", [False, True])
def test_a_new_connection_that_closes_is_not_asked_again(fetcher: Fetcher, reset: bool) -> None:
    def act(talk: Talk, request: bytes) -> None:
        if reset:
            talk.reset()

    with serve(act) as peer:
        assert failing(fetcher, peer.url).asked
    assert (peer.connections, len(peer.requests)) == (1, 1)


def test_a_connection_is_not_kept_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_KEEPALIVE", 0.0)
    with serve(page()) as peer, Fetcher("TestBot/1.0") as fetcher:
        for _ in range(2):
            assert fetcher.get(peer.url, allow_private=HERE).body == b"words"
    assert peer.connections == 2


def test_an_endless_error_page_is_not_read(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "_DRAIN", 5.0)
    parts: list[int] = []

    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(b"HTTP/1.1 500 Oh\r\n\r\n")
        while len(parts) < 3000:
            talk.connection.sendall(b"x" * 65_536)
            parts.append(1)

    with serve(act) as peer:
        assert str(failing(fetcher, peer.url)) == "HTTP 500 Internal Server Error"
    assert len(parts) < 1000  # which leaves much for the buffers of the system


def test_a_dripping_error_page_keeps_nobody(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "_DRAIN", 0.1)

    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n")
        talk.drip(b"x")

    with serve(act) as peer:
        start = time.monotonic()
        response = fetcher.get(peer.url, allow_private=HERE)
    assert response.location == f"{peer.url}x"
    assert time.monotonic() - start < 3


def test_many_threads_at_once(fetcher: Fetcher) -> None:
    together = threading.Barrier(20, timeout=10)

    def act(talk: Talk, request: bytes) -> None:
        while request:
            talk.connection.sendall(page(request.split(b" ")[1] * 5000))
            request = talk.hear()

    def get(number: int) -> Response:
        if number < 20:
            together.wait()
        return fetcher.get(f"{peer.url}{number}", allow_private=HERE)

    with serve(act) as peer, ThreadPoolExecutor(20) as threads:
        responses = list(threads.map(get, range(200)))
    for number, response in enumerate(responses):
        assert response.url == f"{peer.url}{number}"
        assert response.body == f"/{number}".encode() * 5000
    assert peer.connections <= 20


def test_a_slow_server_holds_up_no_other_thread(fetcher: Fetcher) -> None:
    arrived, release = threading.Event(), threading.Event()

    def act(talk: Talk, request: bytes) -> None:
        arrived.set()
        release.wait(10)
        talk.connection.sendall(page(b"slow"))

    with serve(act) as slow, serve(page(b"fast")) as fast, ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(fetcher.get, slow.url, allow_private=HERE)
        assert arrived.wait(5)
        assert fetcher.get(fast.url, allow_private=HERE).body == b"fast"
        assert not waiting.done()
        release.set()
        assert waiting.result().body == b"slow"


# Who is not asked.


@pytest.mark.parametrize(
    "address",
    """
    0.0.0.0 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254
    172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1
    203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 fe80::1 fe80::1%lo fec0::1 fc00::1 fd12::1 ff02::1 100::1 2001:db8::1 3fff::1
    2001:2::1 5f00::1 2600::1%lo 64:ff9b:1::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe ::ffff:0:127.0.0.1
    2002:7f00:1:: 2002:a00:1::1 64:ff9b::7f00:1 64:ff9b::192.168.0.1
    2001:0:7f00:1::fefd:fcfb 2001:0:102:304::80ff:fffe nonsense
    """.split(),  # noqa: SIM905
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    """
    1.2.3.4 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1 198.20.0.1 223.255.255.255
    2600::1 2a00::1 ::ffff:1.2.3.4 2002:102:304::1 64:ff9b::1.2.3.4 2001:0:102:304::fefd:fcfb
    """.split(),  # noqa: SIM905
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "017700000001",
     "localhost", "LOCALHOST", "localhost.", "127.0.0.1.", "0", "0.0.0.0", "[::ffff:127.0.0.1]",
     "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::]", "[::1]", "①②⑦.⓪.⓪.①",
     "127。0。0。1", "%31%32%37.0.0.1", "ada@127.0.0.1", "example.com@127.0.0.1",
     "127.0.0.1\\@example.com"],
)  # fmt: skip
def test_no_spelling_of_this_machine_is_asked(fetcher: Fetcher, host: str) -> None:
    with serve(page()) as peer:
        error = failing(fetcher, f"http://{host}:{peer.port}/", allow_private=["example.com"])
        assert peer.connections == 0
    assert not error.asked
    assert (error.status_code, error.answered_at) == (None, None)


def test_the_reason_names_host_and_address(fetcher: Fetcher) -> None:
    with serve(page()) as peer:
        error = failing(fetcher, f"http://localhost:{peer.port}/", allow_private=())
        assert str(error) in {
            f"localhost is at the private address {address}, which the target does not allow"
            for address in ("127.0.0.1", "::1")
        }
        error = failing(fetcher, peer.url, allow_private=())
        assert str(error) == "127.0.0.1 is a private address, which the target does not allow"


def test_a_name_with_a_private_address_is_not_asked(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(page()) as peer:
        for address in ("127.0.0.1", "::ffff:127.0.0.1", "10.1.2.3"):
            resolve_to(monkeypatch, [address])
            error = failing(fetcher, f"http://www.example.com:{peer.port}/", allow_private=HERE)
            assert str(error).startswith(f"www.example.com is at the private address {address},")
            assert not error.asked
        assert peer.connections == 0


def test_only_the_public_addresses_of_a_name_are_tried(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_to(monkeypatch, ["10.0.0.1", PUBLIC, "::1", PUBLIC_6, "127.0.0.1"])
    addresses = tried(monkeypatch)
    error = failing(fetcher, "http://www.example.com/")
    assert addresses == [PUBLIC, PUBLIC_6]
    assert str(error) == "www.example.com cannot be reached: Connection refused"
    assert not error.asked


def test_a_name_with_a_thousand_addresses(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_to(monkeypatch, [f"1.2.{n // 256}.{n % 256}" for n in range(1000)])
    addresses = tried(monkeypatch)
    failing(fetcher, "http://www.example.com/")
    assert len(addresses) == 8


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(page()) as peer:
        names = resolve_to(monkeypatch, [PUBLIC], ["127.0.0.1"])
        addresses = tried(monkeypatch)
        failing(fetcher, f"http://www.example.com:{peer.port}/")
        assert (names, addresses) == (["www.example.com"], [PUBLIC])
        assert peer.connections == 0


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "LocalHost"),
        ("LOCALHOST.", "localhost"),
        ("localhost", "localhost."),
        ("bücher.example.com", "bücher.example.com"),
        ("bücher.example.com", "XN--bcher-kva.example.com"),
        ("xn--bcher-kva.example.com", "Bücher.example.com"),
    ],
)
def test_an_allowed_host_is_asked(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, host: str, allowed: str
) -> None:
    resolve_to(monkeypatch, ["127.0.0.1"])
    with serve(page()) as peer:
        url = f"http://{host}:{peer.port}/"
        assert fetcher.get(url, allow_private=["x", allowed]).body == b"words"


def test_what_is_allowed_is_the_name_and_not_its_address(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_to(monkeypatch, ["127.0.0.1"])
    with serve(page()) as peer:
        for host in ("a.example.com", "2130706433", "www.in.example.com", "[::ffff:127.0.0.1]"):
            url = f"http://{host}:{peer.port}/"
            failing(fetcher, url, allow_private=["127.0.0.1", "in.example.com", "[::1]"])
        failing(fetcher, peer.url, allow_private=["a.example.com"])
        failing(fetcher, peer.url, allow_private=["", "*", "[", "http://127.0.0.1", "\ud800"])
        assert peer.connections == 0


def test_a_kept_connection_serves_nobody_who_may_not_open_it(fetcher: Fetcher) -> None:
    with serve(page()) as peer:
        for _ in range(2):
            assert fetcher.get(peer.url, allow_private=HERE).body == b"words"
            assert not failing(fetcher, peer.url, allow_private=()).asked
            assert not failing(fetcher, peer.url, allow_private=["example.com"]).asked
        assert (peer.connections, len(peer.requests)) == (1, 2)


def test_the_second_address_is_tried_when_the_first_is_dead(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_to(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    with serve(page()) as peer:
        url = f"http://two.example.com:{peer.port}/"
        assert fetcher.get(url, allow_private=["two.example.com"]).body == b"words"
        assert peer.header("host") == f"two.example.com:{peer.port}"


@pytest.mark.parametrize(
    "url",
    ["", "/x", "example.com", "ftp://example.com/", "ftp://example.com:80/", "file:///etc/passwd",
     "http://", "http:///x", "http:example.com", "http://[bad", "http://[::1", "http://x:99999/",
     "http://x:0/", "http://x:-1/", "http://x:y/", "http://a\r\nb/", "http://a/\x00", "http://./",
     "http://a b/", "http://%00/", "http://\ud800/", "http://example.com/\ud800",
     "http://example.com/" + "x" * 70_000],
)  # fmt: skip
def test_bad_addresses(fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    names = resolve_to(monkeypatch, ["127.0.0.1"])
    error = failing(fetcher, url)
    assert str(error).startswith("not an ")
    assert (error.asked, error.status_code, error.answered_at) == (False, None, None)
    assert names == []


@pytest.mark.parametrize("host", ["a..b", "x" * 64 + ".example.com", ".example.com"])
def test_names_that_cannot_be(fetcher: Fetcher, host: str) -> None:
    error = failing(fetcher, f"http://{host}/")
    assert not error.asked
    assert "resolved" in str(error) or "not an address" in str(error)


def test_a_name_that_is_not_known(fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*args: Any, **more: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    error = failing(fetcher, "http://www.example.com/")
    assert str(error) == "the name www.example.com cannot be resolved: Name or service not known"
    assert not error.asked
    resolve_to(monkeypatch, [])
    assert str(failing(fetcher, "http://www.example.com/")).endswith("it has no address")


# Time.


@pytest.mark.parametrize(("timeout", "deadline"), [(5.0, 0.3), (0.3, 5.0)])
def test_a_look_up_that_hangs(
    monkeypatch: pytest.MonkeyPatch, timeout: float, deadline: float
) -> None:
    release = threading.Event()

    def getaddrinfo(*args: Any, **more: Any) -> Any:
        release.wait(20)
        raise socket.gaierror(socket.EAI_AGAIN, "too late")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    # Two hanging look-ups leave no thread for a third, which has to end as well.
    monkeypatch.setattr(fetch, "_RESOLVERS", threading.BoundedSemaphore(2))
    start = time.monotonic()
    with Fetcher("TestBot/1.0", timeout=timeout, deadline=deadline) as fetcher:
        errors = [failing(fetcher, f"http://www{n}.example.com/") for n in range(3)]
    assert 0.8 < time.monotonic() - start < 4
    late = "took longer than 0.3 s"
    for n, error in enumerate(errors):
        slow = f"the name www{n}.example.com was not resolved within 0.3 s"
        assert str(error) == (late if deadline < timeout else slow)
        assert not error.asked
    release.set()


def test_a_host_that_accepts_no_connection() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        address = server.getsockname()
        crowd = [socket.socket() for _ in range(4)]
        for each in crowd:
            each.setblocking(False)
            each.connect_ex(address)
        start = time.monotonic()
        with Fetcher("TestBot/1.0", timeout=0.3) as fetcher:
            error = failing(fetcher, f"http://127.0.0.1:{address[1]}/")
        with Fetcher("TestBot/1.0", deadline=0.3) as fetcher:
            late = failing(fetcher, f"http://127.0.0.1:{address[1]}/")
        assert time.monotonic() - start < 4
        for each in crowd:
            each.close()
    assert str(error) == "127.0.0.1 cannot be reached: no connection within 0.3 s"
    assert str(late) == "took longer than 0.3 s"
    assert not error.asked
    assert not late.asked


def test_a_port_where_nobody_listens(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    error = failing(fetcher, f"http://127.0.0.1:{port}/")
    assert str(error) == "127.0.0.1 cannot be reached: Connection refused"
    assert not error.asked


@pytest.mark.parametrize(
    ("start", "drip", "status"),
    [
        (b"", b"H", None),
        (b"HTTP/1.1 200 OK\r\n", b"X-Header: x\r\n", None),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n", None),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"words ", 200),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", b"words ", 200),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", 200),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzipped(b"")[:10],
         b"\x00\x00\x00\xff\xff", 200),
    ],
)  # fmt: skip
def test_a_server_that_drips(start: bytes, drip: bytes, status: int | None) -> None:
    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(start)
        talk.drip(drip)

    began = time.monotonic()
    with serve(act) as peer, Fetcher("TestBot/1.0", timeout=5, deadline=0.5) as fetcher:
        error = failing(fetcher, peer.url)
        assert 0.45 < time.monotonic() - began < 2
    assert str(error) == "took longer than 0.5 s"
    assert (error.status_code, error.asked) == (status, True)
    assert (error.answered_at is None) == (status is None)


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"])
def test_a_server_that_falls_silent(start: bytes) -> None:
    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(start)
        talk.stop.wait(10)

    began = time.monotonic()
    with serve(act) as peer, Fetcher("TestBot/1.0", timeout=0.3, deadline=9) as fetcher:
        error = failing(fetcher, peer.url)
        assert time.monotonic() - began < 3
    assert str(error) == "sent nothing for 0.3 s"
    assert (error.asked, error.status_code) == (True, 200 if start else None)


def test_the_deadline_holds_on_a_kept_connection() -> None:
    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(page())
        peer.requests.append(talk.hear())
        talk.drip(b"H")

    with serve(act) as peer, Fetcher("TestBot/1.0", timeout=5, deadline=0.5) as fetcher:
        assert fetcher.get(peer.url, allow_private=HERE).body == b"words"
        assert str(failing(fetcher, peer.url)) == "took longer than 0.5 s"
        assert (peer.connections, len(peer.requests)) == (1, 2)


# Length, encodings.


@pytest.mark.parametrize("length", [True, False])
def test_the_longest_body(fetcher: Fetcher, length: bool) -> None:
    answer = page(b"x" * 1000) if length else b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 1000
    with serve(answer) as peer:
        assert len(fetcher.get(peer.url, allow_private=HERE, max_bytes=1000).body) == 1000
        error = failing(fetcher, peer.url, max_bytes=999)
        assert str(error) == "longer than 999 bytes"
        assert (error.status_code, error.asked) == (200, True)
        assert error.answered_at is not None


def test_a_body_that_never_ends() -> None:
    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            talk.connection.sendall(b"x" * 65_536)

    with serve(act) as peer, Fetcher("TestBot/1.0") as fetcher:
        assert str(failing(fetcher, peer.url)) == "longer than 5,000,000 bytes"


def test_a_length_that_is_too_long_is_believed(fetcher: Fetcher) -> None:
    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
        talk.stop.wait(10)

    with serve(act) as peer:
        assert str(failing(fetcher, peer.url)) == "longer than 5,000,000 bytes"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


TEXT = "".join(f"Plants of row {n}, in words. " for n in range(20_000)).encode()
PACKED = {
    "gzip": gzipped(TEXT),
    "x-gzip": gzipped(TEXT),
    "deflate": zlib.compress(TEXT),
    "br": brotli.compress(TEXT, quality=5),
}


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        *PACKED.items(),
        ("deflate", raw_deflate(TEXT)),
        ("GZIP", PACKED["gzip"]),
        ("identity, gzip", PACKED["gzip"]),
        ("identity", TEXT),
        ("", TEXT),
        ("gzip", gzipped(TEXT[:9]) + gzipped(b"") + gzipped(TEXT[9:])),
        ("gzip", PACKED["gzip"] + b"\x00" * 70_000),
    ],
)
@pytest.mark.parametrize("split", [False, True])
def test_encodings(fetcher: Fetcher, encoding: str, packed: bytes, split: bool) -> None:
    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(
            f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\n"
            "Transfer-Encoding: chunked\r\n\r\n".encode()
        )
        ends = [*range(64), *range(64, len(packed), 1000)] if split else [0]
        for start, end in zip(ends, [*ends[1:], len(packed)], strict=True):
            part = packed[start:end]
            talk.connection.sendall(b"%x\r\n%s\r\n" % (len(part), part))
        talk.connection.sendall(b"0\r\n\r\n")

    with serve(act) as peer:
        assert fetcher.get(peer.url, allow_private=HERE).body == TEXT
        assert fetcher.get(peer.url, allow_private=HERE, max_bytes=len(TEXT)).body == TEXT
        error = failing(fetcher, peer.url, max_bytes=len(TEXT) - 1)
        assert str(error) == f"longer than {len(TEXT) - 1:,} bytes"


@pytest.mark.parametrize("encoding", [*PACKED, "identity"])
def test_an_encoded_body_may_be_empty(fetcher: Fetcher, encoding: str) -> None:
    with serve(page(b"", Content_Encoding=encoding)) as peer:
        assert fetcher.get(peer.url, allow_private=HERE).body == b""


@pytest.mark.parametrize("encoding", PACKED)
@pytest.mark.parametrize("change", ["cut", "cut short", "one byte", "broken", "plain"])
def test_broken_encodings(fetcher: Fetcher, encoding: str, change: str) -> None:
    packed = PACKED[encoding]
    half = len(packed) // 2
    body = {
        "cut": packed[:half],
        "cut short": packed[:-1],
        "one byte": packed[:1],
        "broken": packed[:half] + b"\xff" * 1000 + packed[half + 1000 :],
        "plain": b"<html>not packed at all",
    }[change]
    with serve(page(body, Content_Encoding=encoding)) as peer:
        error = failing(fetcher, peer.url)
    assert str(error).startswith("cannot be decoded: ")
    assert (error.status_code, error.asked) == (200, True)
    assert error.answered_at is not None


@pytest.mark.parametrize("encoding", ["zstd", "gzip, gzip", "br, gzip", "x" * 9000, "utf-8"])
def test_unknown_encodings(fetcher: Fetcher, encoding: str) -> None:
    with serve(page(PACKED["gzip"], Content_Encoding=encoding)) as peer:
        assert str(failing(fetcher, peer.url)).startswith("cannot be decoded: the encoding '")


def bomb(encoding: str, size: int) -> bytes:
    """Return what decodes to so many zeros."""
    if encoding == "br":
        packer = brotli.Compressor(quality=5)
        parts = [packer.process(bytes(1_000_000)) for _ in range(size // 1_000_000)]
        return b"".join([*parts, packer.finish()])
    squeezer = zlib.compressobj(wbits=31 if encoding == "gzip" else 15)
    parts = [squeezer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)]
    return b"".join([*parts, squeezer.flush()])


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_is_not_unpacked(fetcher: Fetcher, encoding: str) -> None:
    packed = bomb(encoding, 300_000_000)
    assert len(packed) < 400_000
    limit = 2_000_000
    with serve(page(packed, Content_Encoding=encoding)) as peer:
        fetcher.get(peer.url, allow_private=HERE, max_bytes=300_000_000)  # a warm-up, and a proof
        tracemalloc.start()
        try:
            error = failing(fetcher, peer.url, max_bytes=limit)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert str(error) == "longer than 2,000,000 bytes"
    assert peak < limit + 1_000_000


MEASURE = """
import sys
from aquascene.fetch import Fetcher, FetchError
def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
with Fetcher("TestBot/1.0", deadline=60) as fetcher:
    allowed = {"allow_private": ["127.0.0.1"]}
    fetcher.get(sys.argv[1] + "small", **allowed)
    before = peak()
    try:
        fetcher.get(sys.argv[1] + "bomb", max_bytes=int(sys.argv[2]), **allowed)
    except FetchError as error:
        print(peak() - before, error)
"""


@pytest.mark.parametrize(("encoding", "factor"), [("gzip", 1), ("deflate", 1), ("br", 2)])
def test_the_memory_of_the_process_while_a_bomb_is_fetched(encoding: str, factor: int) -> None:
    answers = {
        b"bomb": page(bomb(encoding, 300_000_000), Content_Encoding=encoding),
        b"small": page(PACKED[encoding], Content_Encoding=encoding),
    }

    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(answers[request.split(b" ")[1][1:]])

    limit = 10_000_000
    with serve(act) as peer:
        command = [sys.executable, "-c", MEASURE, peer.url, str(limit)]
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    grown, reason = said.stdout.strip().split(" ", 1)
    assert reason == "longer than 10,000,000 bytes"
    # Brotli's own window holds what was put out, too. A eighth is how buffers grow.
    assert int(grown) < factor * limit * 9 / 8 + 1_500_000


ENDLESS = brotli.Compressor()  # which is never finished; \x06 is a block without content


@pytest.mark.parametrize(
    ("encoding", "start", "more"),
    [
        ("gzip", b"", gzipped(b"")),
        ("gzip", gzipped(b"")[:10], b"\x00\x00\x00\xff\xff"),
        ("gzip", gzipped(b"x"), b"\x00"),
        ("deflate", b"\x78\x9c", b"\x00\x00\x00\xff\xff"),
        ("br", ENDLESS.process(b"x") + ENDLESS.flush(), b"\x06"),
    ],
)
def test_an_endless_body_that_decodes_to_nothing(
    fetcher: Fetcher, encoding: str, start: bytes, more: bytes
) -> None:
    def act(talk: Talk, request: bytes) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\n\r\n"
        talk.connection.sendall(head.encode() + start)
        while True:
            talk.connection.sendall(more * 1000)

    with serve(act) as peer:
        error = failing(fetcher, peer.url, max_bytes=100_000)
    assert str(error) == "longer than 100,000 bytes"


# Answers against the rules.


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", "hung up without an answer"),
        (b"HTTP/1.1 200 OK\r\nX: y", "hung up without an answer"),
        (b"nonsense\r\n\r\n", "answered against the rules of HTTP: "),
        (b"HTTP/1.1 2000 OK\r\n\r\n", "answered against the rules of HTTP: "),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "answered against the rules of HTTP: "),
        (b"HTTP/1.1 007 Bond\r\n\r\n", "answered against the rules of HTTP: "),
        (b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n", "answered against the rules of HTTP: "),
        (b"HTTP/1.1 200 OK\r\nX: a\x00b\r\n\r\n", "answered against the rules of HTTP: "),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "answered against the rules of HTTP: "),
        (b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
         "answered against the rules of HTTP: "),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
         "answered against the rules of HTTP: "),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: odd\r\n\r\n",
         "answered against the rules of HTTP: "),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 2_000_000, "longer than 100,000 bytes of headers"),
        (b"x" * 2_000_000, "longer than 100,000 bytes of headers"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-Y: z\r\n" * 5000 + b"\r\n", "more than 500 header fields"),
        (b"\x16\x03\x01" + b"\xff" * 500, "answered against the rules of HTTP: "),
    ],
)  # fmt: skip
def test_headers_against_the_rules(fetcher: Fetcher, answer: bytes, reason: str) -> None:
    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(answer)

    with serve(act) as peer:
        error = failing(fetcher, peer.url)
    assert str(error).startswith(reason)
    assert str(error).isprintable()
    assert error.asked


@pytest.mark.parametrize(
    ("framing", "body", "reason"),
    [
        ("Content-Length: 9", b"short", "the answer breaks off"),
        ("Transfer-Encoding: chunked", b"5\r\nwor", "the answer breaks off"),
        ("Transfer-Encoding: chunked", b"5\r\nwords\r\n", "the answer breaks off"),
        ("Transfer-Encoding: chunked", b"zz\r\nwords", "answered against the rules of HTTP: "),
        ("Transfer-Encoding: chunked", b"1" * 300_000, "answered against the rules of HTTP: "),
    ],
)
def test_bodies_against_the_rules(fetcher: Fetcher, framing: str, body: bytes, reason: str) -> None:
    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(f"HTTP/1.1 200 OK\r\n{framing}\r\n\r\n".encode() + body)

    with serve(act) as peer:
        error = failing(fetcher, peer.url)
    assert str(error).startswith(reason) or "100,000 bytes" in str(error)
    assert (error.status_code, error.asked) == (200, True)


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"])
def test_a_reset(fetcher: Fetcher, start: bytes) -> None:
    def act(talk: Talk, request: bytes) -> None:
        talk.connection.sendall(start)
        talk.reset()

    with serve(act) as peer:
        error = failing(fetcher, peer.url)
    assert str(error) == "the connection broke: Connection reset by peer"
    assert error.asked


def test_an_answer_of_the_first_http(fetcher: Fetcher) -> None:
    with serve(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nwords") as peer:
        assert fetcher.get(peer.url, allow_private=HERE).body == b"words"


# TLS.


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a certificate for localhost, signed by itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    files = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost",
         "-out", files[0], "-keyout", files[1]],
        check=True, capture_output=True,
    )  # fmt: skip
    return files


def server_side(certificate: tuple[Path, Path], names: list[str | None]) -> ssl.SSLContext:
    """Return a server's context that notes the names that clients ask for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.sni_callback = lambda connection, name, of: names.append(name)
    return context


def test_tls_by_name(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str | None] = []
    trusting = ssl.create_default_context(cafile=certificate[0])
    monkeypatch.setattr(httpx, "create_ssl_context", lambda **more: trusting)
    allowed = ["localhost", "127.0.0.1", "other.example.com"]
    with (
        serve(page(b"secret"), tls=server_side(certificate, names)) as peer,
        Fetcher("TestBot/1.0") as fetcher,
    ):
        resolve_to(monkeypatch, ["127.0.0.1"])
        for host in ("localhost", "localhost", "LOCALHOST."):
            url = f"https://{host}:{peer.port}/"
            assert fetcher.get(url, allow_private=allowed).body == b"secret"
        assert (names, peer.connections) == (["localhost"], 1)
        for host in ("127.0.0.1", "other.example.com"):
            error = failing(fetcher, f"https://{host}:{peer.port}/", allow_private=allowed)
            assert str(error).startswith("no TLS connection: certificate not accepted: ")
            assert not error.asked
        assert names == ["localhost", None, "other.example.com"]
        assert len(peer.requests) == 3


def test_a_certificate_that_nobody_signed(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))  # nothing is taken from there
    with (
        serve(page(), tls=server_side(certificate, [])) as peer,
        Fetcher("TestBot/1.0") as fetcher,
    ):
        url = f"https://localhost:{peer.port}/"
        error = failing(fetcher, url, allow_private=["localhost"])
        assert not failing(fetcher, url, allow_private=()).asked
    assert str(error).startswith("no TLS connection: certificate not accepted: self")
    assert (error.asked, error.status_code) == (False, None)
    assert peer.requests == []


def test_no_tls_at_all(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as threads:

        def talk() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        done = threads.submit(talk)
        error = failing(fetcher, f"https://127.0.0.1:{server.getsockname()[1]}/")
        done.result()
    assert str(error).startswith("no TLS connection: ")
    assert not error.asked


@pytest.mark.parametrize(
    ("timeout", "deadline", "reason"),
    [(5.0, 0.5, "took longer than 0.5 s"), (0.5, 9.0, "no TLS connection within 0.5 s")],
)
def test_a_handshake_that_drips(timeout: float, deadline: float, reason: str) -> None:
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as threads:

        def talk() -> None:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                Talk(connection, stop).drip(b"\x16\x03\x03\x3f\xff" + b"\x02\x00\x3f\xfb" * 4000)

        threads.submit(talk)
        start = time.monotonic()
        with Fetcher("TestBot/1.0", timeout=timeout, deadline=deadline) as fetcher:
            error = failing(fetcher, f"https://127.0.0.1:{server.getsockname()[1]}/")
        assert time.monotonic() - start < 2
        stop.set()
    assert str(error) == reason
    assert not error.asked
