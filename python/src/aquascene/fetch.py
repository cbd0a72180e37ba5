"""Fetches pages for a crawler that trusts nobody: no address, no length, no time a server says.

No request goes to an address that is not public, unless the caller allows the host by its name.
Every answer is bounded: in time, in bytes as sent and in bytes as decoded.
"""

from __future__ import annotations

import contextlib
import email.utils
import io
import ipaddress
import queue
import re
import select
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC
from types import TracebackType
from typing import Any
from urllib.parse import urljoin, urlsplit

import brotli
import httpcore
import httpx

_REDIRECTS = {301, 302, 303, 307, 308}
_WITHOUT_BODY = {204, 205}

_MAX_HEADERS = 500
"""Most header fields of an answer; their bytes are bounded by httpcore, at about 100 kB."""

_MAX_ADDRESSES = 8
"""Most addresses of a name that are tried."""

_MAX_RETRY_AFTER = 10.0**9
"""A longer Retry-After, in seconds (30 years), is nonsense."""

_KEEPALIVE = 4.0
"""Seconds that an idle connection is kept: less than the 5 s after which many servers hang up.

A request that meets the server's hanging up has to be sent again, which is better avoided.
"""

_STEP = 65_536
"""Bytes that are decoded at once; also the longest body of a redirect or error that is read."""

_DRAIN = 1.0
"""Seconds for reading the body of a redirect or error, so that the connection can be kept."""

_RESOLVERS = threading.BoundedSemaphore(64)
"""As many names may be asked for at once; a hanging look-up cannot be stopped, only left behind."""

# What is not public, by the registries of special addresses of IANA. The list is kept here since
# that of the module ipaddress differs between versions of Python.
_SPECIAL = tuple(
    ipaddress.ip_network(text)
    for text in """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
    192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
    224.0.0.0/4 240.0.0.0/4 2001::/23 2001:db8::/32 3fff::/20
    """.split()  # noqa: SIM905
)
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Sockaddr = tuple[int, Any]  # the family, and what socket.connect takes


class FetchError(Exception):
    """A URL that gave no page; its text is the reason, for people.

    status_code: of the answer, or None when none came. retry_after: seconds that the answer asks
    to wait, or None. answered_at: time.monotonic() when the headers of the answer were there, or
    None. asked: False when no request was sent at all, because the URL is bad, its host has no
    address or a forbidden one, or no connection came about.
    """

    def __init__(
        self,
        reason: str,
        *,
        status_code: int | None = None,
        retry_after: float | None = None,
        answered_at: float | None = None,
        asked: bool = False,
    ) -> None:
        super().__init__(reason)
        self.status_code = status_code
        self.retry_after = retry_after
        self.answered_at = answered_at
        self.asked = asked


@dataclass(frozen=True)
class Response:
    """An answer: a page, a redirect (it has ``location``) or "not modified" (304).

    url: what was asked for, without credentials and fragment. body: decoded; empty for a redirect
    and for 304. content_type: in lower case, "" when missing. charset: of the Content-Type header,
    in lower case. location: the redirect's target as an absolute address, of any scheme and
    unchecked. answered_at: time.monotonic() when the headers were there, which is never earlier
    than the moment at which the server got the request.
    """

    url: str
    status_code: int
    headers: httpx.Headers
    body: bytes
    content_type: str
    charset: str | None
    location: str | None
    answered_at: float


class _Attempt:
    """What is known of the request that the current thread is at."""

    def __init__(self, timeout: float, deadline: float) -> None:
        self.timeout = timeout
        self.deadline = deadline
        self.ends = time.monotonic() + deadline
        self.asked = False
        self.reused = False  # the connection served another request before
        self.heard = False  # a part of the answer is there
        self.answered_at: float | None = None
        self.status_code: int | None = None

    def left(self, timeout: float | None = None) -> float:
        """Return the seconds that the next step may take; raises FetchError when none are left."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise self.late()
        return left if timeout is None else min(timeout, left)

    def is_late(self) -> bool:
        """Tell whether the deadline is what a time-out was due to; clocks of polls are coarse."""
        return self.ends - time.monotonic() < 0.002

    def late(self) -> FetchError:
        return self.error(f"took longer than {self.deadline:g} s")

    def error(self, reason: str, *, retry_after: float | None = None) -> FetchError:
        return FetchError(
            reason,
            status_code=self.status_code,
            retry_after=retry_after,
            answered_at=self.answered_at,
            asked=self.asked,
        )


# The whole synchronous stack below runs in the thread that called Fetcher.get.
_attempt: ContextVar[_Attempt] = ContextVar("aquascene.fetch attempt")


class Fetcher:
    """Sends GET and POST requests; may be shared by threads; a context manager, which closes it.

    user_agent: how the crawler introduces itself. max_bytes: longest body that is taken, decoded.
    timeout: seconds for the look-up of a name, for connecting, and for each silence of the server.
    deadline: seconds for all of one request, however busily the server answers.

    Idle connections are kept for a few seconds and used again. Cookies, proxies and credentials
    (of the URL, of the environment) are never used. TLS certificates are verified.

    A body may hold max_bytes and about an eighth more of memory while it is read; Brotli's window
    comes on top, with as much again but at most 16 MB.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        max_bytes: int = 5_000_000,
        timeout: float = 10.0,
        deadline: float = 30.0,
    ) -> None:
        self._user_agent = user_agent.encode("ascii")
        self._max_bytes = max_bytes
        self._timeout = timeout
        self._deadline = deadline
        context = httpx.create_ssl_context(trust_env=False)
        # A connection of a host that was allowed to be private serves only requests that allow it.
        self._pools = {
            private: httpcore.ConnectionPool(
                ssl_context=context,
                max_connections=None,  # the callers' threads are the bound; nobody waits in line
                max_keepalive_connections=50,
                keepalive_expiry=_KEEPALIVE,
                network_backend=_Backend(private),
            )
            for private in (False, True)
        }

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()

    def get(
        self,
        url: str,
        *,
        accept: str = "*/*",
        etag: str | None = None,
        last_modified: str | None = None,
        allow_private: Collection[str] = (),
        max_bytes: int | None = None,
    ) -> Response:
        """Send one GET request and return the answer; no redirect is followed.

        It is sent again only when the server closed a kept connection instead of answering.

        url: http or https. accept: media types. etag, last_modified: of the copy that the caller
        has; the answer may then be 304. Left out when they cannot be sent. allow_private: names
        of hosts, as in URLs, that may be at an address that is not public. max_bytes: instead of
        the fetcher's. Raises FetchError for every other answer and when there is none.

        The look-up of a name runs in a thread of its own that is left behind when it takes too
        long; with 64 such threads hanging, names are not looked up until one of them ends.
        """
        headers = [
            (b"Accept", accept.encode("ascii")),
            (b"Accept-Encoding", b"gzip, deflate, br"),
            *_condition(b"If-None-Match", etag),
            *_condition(b"If-Modified-Since", last_modified),
        ]
        return self._send(b"GET", url, headers, None, allow_private, max_bytes)

    def post(
        self,
        url: str,
        content: bytes,
        headers: Iterable[tuple[str, str]],
        *,
        allow_private: Collection[str] = (),
    ) -> Response:
        """Send one POST request and return the answer; no redirect is followed.

        It is sent again only when the server closed a kept connection instead of answering, so that
        a server may get it twice. headers: of the content, in ASCII. allow_private and errors: as
        for :meth:`get`; the error of an answer that is too long has a status_code below 300.
        """
        fields = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers]
        fields.append((b"Content-Length", str(len(content)).encode("ascii")))
        return self._send(b"POST", url, fields, content, allow_private, None)

    def _send(
        self,
        method: bytes,
        url: str,
        fields: list[tuple[bytes, bytes]],
        content: bytes | None,
        allow_private: Collection[str],
        max_bytes: int | None,
    ) -> Response:
        attempt = _Attempt(self._timeout, self._deadline)
        token = _attempt.set(attempt)
        try:
            target = _target(url)
            private = _host(target) in {_name(name) for name in allow_private}
            headers = [(b"Host", target.netloc), (b"User-Agent", self._user_agent), *fields]
            limit = self._max_bytes if max_bytes is None else max_bytes
            return _ask(self._pools[private], target, headers, limit, attempt, method, content)
        except httpcore.TimeoutException as error:
            if attempt.is_late():
                raise attempt.late() from error
            raise attempt.error(f"sent nothing for {self._timeout:g} s") from error
        except httpcore.NetworkError as error:
            raise attempt.error(f"the connection broke: {_short(error)}") from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, ValueError) as error:
            raise attempt.error(_violation(error)) from error
        finally:
            _attempt.reset(token)


def _ask(
    pool: httpcore.ConnectionPool,
    target: httpx.URL,
    headers: list[tuple[bytes, bytes]],
    max_bytes: int,
    attempt: _Attempt,
    method: bytes = b"GET",
    content: bytes | None = None,
) -> Response:
    """Send a request and return its answer; raises FetchError and httpcore's errors."""
    timeout = dict.fromkeys(("connect", "read", "write"), attempt.timeout)
    address = httpcore.URL(
        scheme=target.raw_scheme,
        host=target.raw_host,
        port=target.port,
        target=target.raw_path,
    )
    request = httpcore.Request(
        method, address, headers=headers, content=content, extensions={"timeout": timeout}
    )
    while True:
        try:
            answer = pool.handle_request(request)
            break
        except (httpcore.NetworkError, httpcore.RemoteProtocolError):
            # A server may close a connection that it has kept, just when a request is under way.
            # It did not take that request (RFC 9112, 9.3.1). Each turn uses up a kept connection.
            if not attempt.reused or attempt.heard:
                raise
    try:
        attempt.answered_at = time.monotonic()
        attempt.status_code = status = answer.status
        if len(answer.headers) > _MAX_HEADERS:
            raise attempt.error(f"more than {_MAX_HEADERS} header fields")
        fields = httpx.Headers(answer.headers)
        location, body = None, b""
        if 200 <= status < 300 and status not in _WITHOUT_BODY:
            body = _read(answer, fields, max_bytes, attempt)
        elif status in _REDIRECTS:
            _drain(answer, attempt)
            location = _location(target, fields, attempt)
        else:
            _drain(answer, attempt)
            if status != httpx.codes.NOT_MODIFIED:
                phrase = httpx.codes.get_reason_phrase(status)  # the server's is not to be trusted
                raise attempt.error(f"HTTP {status} {phrase}".rstrip(), retry_after=_wait(fields))
    finally:
        answer.close()
    content_type, charset = _content_type(fields)
    return Response(
        str(target), status, fields, body, content_type, charset, location, attempt.answered_at
    )


# The URL and what is sent.


def _target(url: str) -> httpx.URL:
    """Return a URL without what is not sent; raises FetchError for one that cannot be asked."""
    try:
        given = httpx.URL(url)
        host = given.raw_host.decode("ascii").removesuffix(".")
        usual = {"http": 80, "https": 443}[given.scheme]
        port = usual if given.port is None else given.port
        if not host:
            raise ValueError("it has no host")
        if ":" not in host and not re.fullmatch(r"[a-z0-9._~-]+", host):
            raise ValueError(f"no host has the name {host}")
        if not 0 < port < 65_536:
            raise ValueError(f"there is no port {port}")
        return httpx.URL(scheme=given.scheme, host=host, port=port, raw_path=given.raw_path)
    except KeyError:
        raise FetchError("not an http or https address") from None
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchError(f"not an address: {_short(error)}") from error


def _host(target: httpx.URL) -> str:
    """Return the host in the one way of writing that names of hosts are compared in."""
    return _name(target.raw_host.decode("ascii"))


def _name(host: str) -> str:
    text = host.strip().lower().removeprefix("[").removesuffix("]").removesuffix(".")
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        pass
    try:
        return httpx.URL(scheme="http", host=text).raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError):
        return text  # no URL has such a host


def _condition(name: bytes, value: str | None) -> Iterator[tuple[bytes, bytes]]:
    """Yield the header of a conditional request, if its value can be sent as it is."""
    value = (value or "").strip()
    if 0 < len(value) <= 1000 and not re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", value):
        yield name, value.encode()


# The answer.


def _location(target: httpx.URL, fields: httpx.Headers, attempt: _Attempt) -> str:
    """Return the absolute address that a redirect leads to; raises FetchError without one."""
    values = fields.get_list("Location")
    phrase = httpx.codes.get_reason_phrase(attempt.status_code or 0)
    if not values or not values[0]:
        raise attempt.error(f"HTTP {attempt.status_code} {phrase} without an address")
    try:
        location = urljoin(str(target), values[0])
        urlsplit(location)
    except ValueError as error:
        reason = f"HTTP {attempt.status_code} {phrase} to no address: {_short(error)}"
        raise attempt.error(reason) from error
    return location


def _content_type(fields: httpx.Headers) -> tuple[str, str | None]:
    """Return the media type and the charset of an answer."""
    value = next(iter(fields.get_list("Content-Type")), "")
    found = re.search(r";\s*charset\s*=\s*(?:\"([^\"]*)\"|([^\s;\"]+))", value, re.IGNORECASE)
    charset = (found[1] or found[2] or "").strip().lower() if found else ""
    return value.split(";")[0].strip().lower()[:100], charset[:100] or None


def _wait(fields: httpx.Headers) -> float | None:
    """Return the seconds that Retry-After asks for, or None."""
    value = next(iter(fields.get_list("Retry-After")), "").strip()[:100]
    if re.fullmatch(r"[0-9]{1,12}", value):
        seconds = float(value)
    else:
        try:
            when = email.utils.parsedate_to_datetime(value)
            # A date without a zone is in UTC.
            moment = when if when.tzinfo else when.replace(tzinfo=UTC)
            seconds = max(moment.timestamp() - time.time(), 0.0)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return seconds if seconds <= _MAX_RETRY_AFTER else None


def _drain(answer: httpcore.Response, attempt: _Attempt) -> None:
    """Read a short body that nobody wants, since its connection can be used again then."""
    attempt.ends = min(attempt.ends, time.monotonic() + _DRAIN)
    size = 0
    with contextlib.suppress(
        FetchError, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError
    ):
        for part in answer.iter_stream():
            size += len(part)
            if size > _STEP:
                break


def _read(
    answer: httpcore.Response, fields: httpx.Headers, max_bytes: int, attempt: _Attempt
) -> bytes:
    """Return the decoded body; raises FetchError when it is too long or cannot be decoded."""
    too_long = f"longer than {max_bytes:,} bytes"
    decoder = _decoder(fields, attempt)
    length = fields.get("Content-Length", "")
    if decoder is None and length.isdecimal() and int(length) > max_bytes:
        raise attempt.error(too_long)
    raw = 0
    body = io.BytesIO()  # hands out its content without a copy
    try:
        for part in answer.iter_stream():
            raw += len(part)
            # What decodes to little or nothing may not go on for ever either.
            if raw > max_bytes + (_STEP if decoder else 0):
                raise attempt.error(too_long)
            for piece in decoder.decode(part) if decoder else (part,):
                body.write(piece)
                if body.tell() > max_bytes:
                    raise attempt.error(too_long)
        if decoder and raw:
            decoder.finish()
    except (zlib.error, brotli.error, EOFError) as error:
        raise attempt.error(f"cannot be decoded: {_short(error)}") from error
    return body.getvalue()


def _decoder(fields: httpx.Headers, attempt: _Attempt) -> _Zlib | _Brotli | None:
    """Return what undoes the encoding of an answer; raises FetchError for an unknown encoding."""
    names = ",".join(fields.get_list("Content-Encoding")).lower().split(",")
    encodings = [name.strip() for name in names if name.strip() not in ("", "identity")]
    if not encodings:
        return None
    if encodings in (["gzip"], ["x-gzip"], ["deflate"]):
        return _Zlib(encodings[0])
    if encodings == ["br"]:
        return _Brotli()
    given = ", ".join(encodings)[:100]
    raise attempt.error(f"cannot be decoded: the encoding {given!r} was not asked for")


class _Zlib:
    """Decodes gzip (of one member or several) and deflate, in pieces of bounded length."""

    def __init__(self, encoding: str) -> None:
        self._gzip = encoding != "deflate"
        self._start = b""  # of deflate, until its first two bytes are there
        self._decoder = zlib.decompressobj(31) if self._gzip else None
        self._ended = False

    def decode(self, data: bytes) -> Iterator[bytes]:
        if self._decoder is None:
            self._start = data = self._start + data
            if len(data) < 2:
                return
            # Servers send "deflate" with the header of zlib, as is right, and without it.
            zlib_header = data[0] & 15 == zlib.DEFLATED and (data[0] << 8 | data[1]) % 31 == 0
            self._decoder = zlib.decompressobj(15 if zlib_header else -15)
        while not self._ended:
            piece = self._decoder.decompress(data, _STEP)
            yield piece
            data = self._decoder.unconsumed_tail
            if self._decoder.eof:
                data = self._decoder.unused_data
                # Whatever else comes after the end is padding.
                self._ended = not self._gzip or (bool(data) and data[:1] != b"\x1f")
                if self._ended or not data:
                    return
                self._decoder = zlib.decompressobj(31)
            elif not data and len(piece) < _STEP:
                return

    def finish(self) -> None:
        if self._decoder is None or not self._decoder.eof:
            raise EOFError("it breaks off")


class _Brotli:
    """Decodes Brotli in pieces of bounded length."""

    def __init__(self) -> None:
        self._decoder = brotli.Decompressor()

    def decode(self, data: bytes) -> Iterator[bytes]:
        piece = self._decoder.process(data, output_buffer_limit=_STEP)
        yield piece
        # It may hold back output even when it has taken all of the input.
        while not self._decoder.is_finished() and (
            piece or not self._decoder.can_accept_more_data()
        ):
            piece = self._decoder.process(b"", output_buffer_limit=_STEP)
            yield piece

    def finish(self) -> None:
        if not self._decoder.is_finished():
            raise EOFError("it breaks off")


def _short(error: Exception) -> str:
    """Return an error's text in at most 200 printable characters; servers have a say in it."""
    cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        text = f"certificate not accepted: {cause.verify_message}"
    elif isinstance(cause, OSError) and cause.strerror:
        text = cause.strerror
    else:
        text = str(cause) or type(cause).__name__
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= 200 else text[:199] + "…"


def _violation(error: Exception) -> str:
    """Return the reason for an answer that is not HTTP."""
    text = _short(error)
    if "without sending complete message" in text or "incomplete chunked" in text:
        return "the answer breaks off"
    if "disconnected without sending" in text:
        return "hung up without an answer"
    if "Receive buffer too long" in text:
        return "longer than 100,000 bytes of headers"
    return f"answered against the rules of HTTP: {text}"


# The network.


class _Backend(httpcore.NetworkBackend):
    """Connects to public addresses only, or to any for hosts that may be private."""

    def __init__(self, private: bool) -> None:
        self._private = private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Look a name up, check its addresses and connect to one of those that were checked."""
        attempt = _attempt.get()
        addresses = _resolve(host, port, attempt)
        until = time.monotonic() + attempt.left(timeout)
        allowed = [a for a in addresses if self._private or is_public(a[1][0])][:_MAX_ADDRESSES]
        if not allowed:
            raise attempt.error(_forbidden(host, addresses[0][1][0]))
        problem: OSError | None = None
        for position, (family, address) in enumerate(allowed):
            # A dead address leaves time for those after it.
            share = (until - time.monotonic()) / (len(allowed) - position)
            try:
                return _connect(family, address, max(share, 0.001))
            except OSError as error:
                problem = error
        if isinstance(problem, TimeoutError) and attempt.is_late():
            raise attempt.late() from problem
        reason = (
            f"no connection within {attempt.timeout:g} s"
            if problem is None or isinstance(problem, TimeoutError)
            else _short(problem)
        )
        raise attempt.error(f"{host} cannot be reached: {reason}") from problem


def _connect(family: int, address: Any, timeout: float) -> _Stream:
    """Connect to one address; raises OSError."""
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(timeout)
        connection.connect(address)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        connection.close()
        raise
    return _Stream(connection)


class _Stream(httpcore.NetworkStream):
    """A connection whose every step ends with the deadline of the request that it serves."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._was_read = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        attempt = _attempt.get()
        self._socket.settimeout(attempt.left(timeout))
        try:
            data = self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(error) from error
        except OSError as error:
            raise httpcore.ReadError(error) from error
        if data:
            attempt.heard = self._was_read = True
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        attempt = _attempt.get()
        attempt.asked = attempt.asked or bool(buffer)
        attempt.reused = self._was_read
        try:
            while buffer:
                self._socket.settimeout(attempt.left(timeout))
                buffer = buffer[self._socket.send(buffer) :]
        except TimeoutError as error:
            raise httpcore.WriteTimeout(error) from error
        except OSError as error:
            raise httpcore.WriteError(error) from error

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        attempt = _attempt.get()
        try:
            self._socket.settimeout(attempt.left(timeout))
            return _Stream(ssl_context.wrap_socket(self._socket, server_hostname=server_hostname))
        except BaseException as error:
            self._socket.close()
            if isinstance(error, TimeoutError):
                if attempt.is_late():
                    raise attempt.late() from error
                raise attempt.error(f"no TLS connection within {attempt.timeout:g} s") from error
            if isinstance(error, (OSError, ValueError)):
                raise attempt.error(f"no TLS connection: {_short(error)}") from error
            raise

    def get_extra_info(self, info: str) -> Any:
        if info == "ssl_object":
            return self._socket if isinstance(self._socket, ssl.SSLSocket) else None
        if info == "is_readable":
            poll = select.poll()
            poll.register(self._socket.fileno(), select.POLLIN)
            return bool(poll.poll(0))
        return None


def _resolve(host: str, port: int, attempt: _Attempt) -> list[_Sockaddr]:
    """Return the addresses of a host; raises FetchError when it has none or it takes too long.

    Numbers in any spelling that the C library takes (2130706433, 0x7f.1) become addresses here.
    """
    resolvers = _RESOLVERS
    found: queue.SimpleQueue[list[_Sockaddr] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put([(family, address) for family, _, _, _, address in answers])
        except (OSError, ValueError) as error:  # ValueError: a label that is empty or too long
            found.put(error)
        finally:
            resolvers.release()

    until = time.monotonic() + attempt.left(attempt.timeout)
    result: list[_Sockaddr] | Exception | None = None
    if resolvers.acquire(timeout=attempt.left(attempt.timeout)):
        threading.Thread(target=look_up, name=f"look up {host}", daemon=True).start()
        with contextlib.suppress(queue.Empty):
            result = found.get(timeout=max(until - time.monotonic(), 0.001))
    if result is None:
        if attempt.is_late():
            raise attempt.late()
        raise attempt.error(f"the name {host} was not resolved within {attempt.timeout:g} s")
    if isinstance(result, Exception) or not result:
        reason = _short(result) if isinstance(result, Exception) else "it has no address"
        raise attempt.error(f"the name {host} cannot be resolved: {reason}")
    return result


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet.

    An IPv6 address that stands for IPv4 addresses (mapped, 6to4, NAT64, Teredo) is as public as
    those. False for text that is no address.
    """
    try:
        ip: _Address = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _inner(ip)
        if inner:
            return all(is_public(str(each)) for each in inner)
        if ip not in _GLOBAL_UNICAST or ip.scope_id:
            return False
    return not any(ip in network for network in _SPECIAL if network.version == ip.version)


def _inner(ip: ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...]:
    """Return the IPv4 addresses that an IPv6 address stands for."""
    if ip.ipv4_mapped:
        return (ip.ipv4_mapped,)
    if ip.sixtofour:
        return (ip.sixtofour,)
    if ip in _NAT64:
        return (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF),)
    return ip.teredo or ()


def _forbidden(host: str, address: str) -> str:
    """Return the reason for not asking a host."""
    kind = "multicast" if ipaddress.ip_address(address).is_multicast else "private"
    at = "is a" if _name(host) == address else f"is at the {kind} address"
    what = f"{kind} address" if at == "is a" else address
    return f"{host} {at} {what}, which the target does not allow"
