"""A cluster is lost under write load and comes back, row by row.

`make backup-drill` does the same with 1 GB on disk, and with the archive_timeout of production.
"""

from __future__ import annotations

import shutil

import pytest

from backup_drill import confirm_by_hand, drill

ARCHIVE_TIMEOUT = 3


@pytest.mark.skipif(shutil.which("pgbackrest") is None, reason="pgbackrest is not installed")
def test_what_is_lost_comes_back_to_the_second() -> None:
    found = drill(30_000_000, ARCHIVE_TIMEOUT, 1, confirm_by_hand, in_memory=True)
    assert found.committed > 100
    assert found.lost > 0, "nothing was lost: the drill proves nothing"
    # The rest is for copying a segment on a machine where other tests run.
    assert found.rpo < ARCHIVE_TIMEOUT + 10
    assert len(found.seconds_compared) == 2
