"""Workers, PostgreSQL and the mail server are killed while an issue is sent.

`make drill` does the same at length: 20,000 recipients, 20 faults.
"""

from __future__ import annotations

import pytest

from sending_drill import drill


@pytest.mark.parametrize(("policy", "seed"), [("assume_sent", 1), ("resend", 2)])
def test_the_ledger_and_the_mail_server_agree(policy: str, seed: int) -> None:
    found = drill(1_500, 3, policy, seed)  # what must hold is asserted there
    assert set(found.faults) == {"worker", "PostgreSQL", "mail server"}
    assert len(found.ledger) == 1_500
