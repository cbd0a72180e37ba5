"""The pgTAP reader must see every way in which a file can fail."""

import pytest

from harness.pgtap import read_tap


def test_passes() -> None:
    tap = read_tap("1..2\nok 1 - one\n\nsome row\nok 2\n")
    assert tap.problems == []
    assert tap.passed == 2


@pytest.mark.parametrize(
    ("output", "problem"),
    [
        ("", "no plan"),
        ("ok 1 - one\n", "no plan"),
        ("1..0\n", "no tests"),
        ("1..2\nok 1 - one\n", "planned 2 tests, ran 1"),
        ("1..1\nok 1\nok 2\n", "planned 1 tests, ran 2"),
        ("1..1\nok 2 - one\n", "test 2 where 1 was due"),
        ("1..1\n1..1\nok 1\n", "a second plan"),
        ("1..1\nnot ok 1 - one\n# Failed test 1\n", "not ok 1 - one"),
        ("1..1\nnot ok 1 - one\n# Failed test 1\n", "# Failed test 1"),
        ("1..1\nok 1\nBail out!  no\n", "Bail out!"),
    ],
)
def test_fails(output: str, problem: str) -> None:
    assert any(line.startswith(problem) for line in read_tap(output).problems)


def test_todo_may_fail() -> None:
    assert read_tap("1..1\nnot ok 1 - later # TODO not yet\n").problems == []


def test_skip_all_has_a_reason() -> None:
    assert read_tap("1..0 # SKIP no Citus here\n").skip_all == "no Citus here"
