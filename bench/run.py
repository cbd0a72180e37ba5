"""Runs the benches, prints how near each comes to its floor, and writes bench/results.json.

usage: run.py [NAME …] – every module of this folder with a ``measure()`` is a bench, of one result
or several. Exit code 1 when a ratio is under its bar, 2 for an unknown name.
"""

# ruff: noqa: T201

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from measure import Result

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Run the named benches, or all."""
    known = sorted(
        path.stem for path in HERE.glob("*.py") if "\ndef measure(" in path.read_text("utf-8")
    )
    if unknown := set(names) - set(known):
        print(f"no bench {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
        return 2
    print(f"{'name':<20} {'ours':>16} {'floor':>16} {'ratio':>6} {'bar':>5}  verdict")
    results: list[Result] = []
    for name in names or known:
        measured: Result | Sequence[Result] = importlib.import_module(name).measure()
        for result in [measured] if isinstance(measured, Result) else measured:
            results.append(result)
            bar = "-" if result.bar is None else f"{result.bar:.2f}"
            print(
                f"{result.name:<20} {_amount(result.ours, result.unit):>16} "
                f"{_amount(result.floor, result.unit):>16} {result.ratio:>6.2f} {bar:>5}  "
                f"{result.verdict}",
                flush=True,
            )
    report = [{**asdict(result), "verdict": result.verdict} for result in results]
    (HERE / "results.json").write_text(json.dumps(report, indent=2) + "\n")
    return int(any(result.verdict == "LOW" for result in results))


def _amount(value: float, unit: str) -> str:
    return f"{value:,.0f} {unit}" if value >= 1000 else f"{value:.2f} {unit}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
