"""Signing people in: two calls of the database, in two transactions.

::

    session = sign_in(pool, "ada", password, ip="192.0.2.7")
    with acting(pool, session.token, ip="192.0.2.7") as connection:
        call(connection, "content.approve", content_id=draft)

The try is counted, and that is committed, before the password is compared: neither an error nor a
connection that breaks takes it back.
"""

from __future__ import annotations

import contextlib
import datetime
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from aquascene.database import Connection, NotSignedInError, OverLimitError, Pool, call_row
from aquascene.database import call_value as value_of

_PATIENCE = 10.0


class CodeNeededError(NotSignedInError):
    """The password is right, and the person has a second factor: sign in with its code, too."""


@dataclass(frozen=True)
class Session:
    """What :func:`sign_in` gives. The token is a secret, and told this once."""

    user_id: UUID
    expires_at: datetime.datetime
    token: str = field(repr=False)


def sign_in(
    pool: Pool,
    username_or_email: str,
    password: str,
    *,
    code: str | None = None,
    ip: str | None = None,
    user_agent: str | None = None,
) -> Session:
    """Sign a person in.

    code: of the second factor, or a recovery code. ip, user_agent: of the person. Raises
    OverLimitError after too many tries (its hint says how long to wait), NotSignedInError when
    name, password or code are wrong, CodeNeededError when only the code is missing.
    """
    with pool.connection() as connection:
        attempt = value_of(
            connection, "admin.begin_login", username_or_email=username_or_email, ip=ip
        )
    give_up = time.monotonic() + _PATIENCE
    while True:
        try:
            with pool.connection() as connection:
                found = call_row(
                    connection,
                    "admin.login",
                    attempt_id=attempt,
                    password=password,
                    code=code,
                    user_agent=user_agent,
                )
            break
        except OverLimitError:  # too many passwords are compared at this moment
            if time.monotonic() > give_up:
                raise
            time.sleep(0.2)
    assert found is not None
    if found["outcome"] == "code_needed":
        raise CodeNeededError("the code of the second factor is needed", sqlstate="28P01")
    if found["outcome"] != "signed_in":
        raise NotSignedInError("name, password or code are wrong", sqlstate="28P01")
    return Session(found["user_id"], found["expires_at"], found["session_token"])


@contextlib.contextmanager
def acting(
    pool: Pool, token: str, *, ip: str | None = None, user_agent: str | None = None
) -> Iterator[Connection]:
    """Open a transaction in which the person of a session, or the owner of an API key, acts.

    token: of :func:`sign_in`, or a key of ``admin.create_api_key``. Raises NotSignedInError when it
    has ended.
    """
    with pool.connection() as connection:
        if token.startswith("aqk_"):
            call_row(connection, "admin.authenticate_key", api_key=token, ip=ip,
                     user_agent=user_agent)  # fmt: skip
        else:
            call_row(connection, "admin.authenticate", session_token=token, ip=ip,
                     user_agent=user_agent)  # fmt: skip
        yield connection
