"""Files of subscribers: odd ones, interrupted ones, two at once; and what is written comes back."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aquascene.cli import main
from aquascene.database import Pool, call, call_value, open_pool
from aquascene.database import PoolSettings as Size
from aquascene.subscribers import CsvFile, FileError, Line, apply, stage
from stage import rows, wait_until

NEWSLETTER = ("--source", "fair", "--consent", "newsletter")
COUNTS = ("added", "updated", "known", "suppressed", "duplicate", "invalid")


def lines(data: bytes, **options: Any) -> list[tuple[int, list[str] | str | None]]:
    """Return the lines of a file without its header: number, and cells or what is wrong."""
    return [
        (line.number, line.problem if line.cells is None else line.cells)
        for line in CsvFile(io.BytesIO(data), **options)
    ]


@pytest.fixture
def pool(database_url: str) -> Iterator[Pool]:
    with open_pool(database_url, Size(1, 4, 0), role="aquascene_worker") as opened:
        yield opened


@pytest.fixture
def command(database_url: str) -> Callable[..., Result]:
    def run(*arguments: str, data: bytes | None = None) -> Result:
        return CliRunner().invoke(
            main, ["--database", database_url, *map(str, arguments)], input=data
        )

    return run


def report(result: Result) -> tuple[dict[str, int], dict[int, str]]:
    """Return what `subscribers --json report` says: counts that are not 0, and lines."""
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    counts = {name: said[name] for name in COUNTS if said[name]}
    return counts, {line["line"]: f"{line['outcome']}: {line['reason']}" for line in said["lines"]}


# --- lines ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_seen(delimiter: str, end: str) -> None:
    text = end.join((f"email{delimiter}name", f'a@x{delimiter}"A{delimiter}{end}B"', "", ""))
    assert lines(text.encode()) == [(2, ["a@x", f"A{delimiter}{end}B"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    data = "email,name\na@x,Zoë 例\n".encode(encoding)
    file = CsvFile(io.BytesIO(data))
    assert file.header == ["email", "name"]
    assert list(file) == [Line(2, ["a@x", "Zoë 例"])]


def test_an_encoding_may_be_said() -> None:
    data = "email,name\na@x,Zoë\n".encode("latin-1")
    assert lines(data, encoding="latin-1") == [(2, ["a@x", "Zoë"])]
    assert lines(data) == [(2, "byte 0xEB is not utf-8")]


def test_a_wrong_line_costs_no_other() -> None:
    data = b"\n".join(
        (
            b"email,name",
            b"a@x,\xff\xfe",
            b'b@x,"He said "hi""',
            b"c@x,nul\0",
            b"d@x",
            b"e@x,E,more",
            b'f@x,"never closed',
            b"g@x,G",
            b"   ,",
            b"",
            b"h@x," + b"n" * 1_000_000,
            b'i@x,"I\n2"',
            b"j@x,J",
        )
    )
    assert lines(data) == [
        (2, "byte 0xFF is not utf-8"),
        (3, "a quote is closed within a cell; quotes within quotes are written twice"),
        (4, "the line holds a null character"),
        (5, "the line has 1 cells, the header 2"),
        (6, "the line has 3 cells, the header 2"),
        (7, "a cell is longer than 131,072 characters"),
        (8, ["g@x", "G"]),
        (9, ["   ", ""]),
        (11, "a cell is longer than 131,072 characters"),
        (12, ["i@x", "I\n2"]),
        (14, ["j@x", "J"]),
    ]


def test_a_quote_that_nothing_closes() -> None:
    assert lines(b'email,name\na@x,"A\nb@x,B\nc@x,C') == [
        (2, "a quote is opened and never closed"),
        (3, ["b@x", "B"]),
        (4, ["c@x", "C"]),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the first line has to name the columns"),
        (b"\n\na,b", "the first line has to name the columns"),
        (b'email,"na"me\na@x,b', "line 1, which names the columns: a quote is closed"),
        (b"email,\xff\n", "line 1, which names the columns: byte 0xFF"),
        ("email\na@x".encode("utf-16")[:-1], "the file is not utf-16"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(FileError, match=message):
        lines(data)


def test_an_encoding_that_there_is_not_is_refused() -> None:
    with pytest.raises(FileError, match="there is no encoding 'utf-9'"):
        CsvFile(io.BytesIO(b"email\n"), "utf-9")


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=10),
            min_size=3,
            max_size=3,
        ),
        max_size=5,
    )
)
def test_what_csv_writes_is_read(table: list[list[str]]) -> None:
    output = io.StringIO(newline="")
    csv.writer(output).writerows([["email", "b", "c"], *table])
    neutral = [
        [c[1:] if c[:1] == "'" and c[1:2] and c[1] in "=+-@\t\r＝＋－＠" else c for c in cells]
        for cells in table
        if any(cell.strip() for cell in cells)
    ]
    found = [cells for _, cells in lines(output.getvalue().encode())]
    kept = [c for c in found if isinstance(c, str) or any(cell.strip() for cell in c or [])]
    assert kept == neutral


# --- the database ---------------------------------------------------------------------------------


def test_cells_come_as_they_were(pool: Pool, database_url: str) -> None:
    odd = ['"', "\\", "\\N", "\t", "{}", "NULL", '","', "\x1f", "a\nb", "Zoë", "", " ", "'x", "%s"]
    output = io.StringIO(newline="")
    csv.writer(output).writerows([["email", "a", "b"], *([cell, cell, "x"] for cell in odd)])
    begun = stage(
        pool,
        CsvFile(io.BytesIO(output.getvalue().encode())),
        file_name="f",
        source="fair",
        consents={"newsletter": True},
    )
    assert begun["row_count"] == len(odd)
    stored = rows(
        database_url, "select fields from audience.subscriber_import_rows order by row_number"
    )
    assert [row["fields"] for row in stored] == [[cell, cell, "x"] for cell in odd]


_LOCAL = st.text("abAZ09.+-_'\"@ ä\u200b", max_size=8)
_DOMAIN = st.text("abAZ09.-_ ü。", max_size=12)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.one_of(
            st.emails(),
            st.builds("{}@{}.com".format, _LOCAL, _DOMAIN),
            st.builds("{}@{}".format, _LOCAL, _DOMAIN),
            st.builds("{}@example.com".format, st.text("a", min_size=40, max_size=70)),
        ).filter(lambda text: "\0" not in text),
        min_size=50,
        max_size=50,
    )
)
def test_the_quick_form_of_an_address_is_the_slow_one(
    connection: psycopg.Connection, emails: list[str]
) -> None:
    differ = connection.execute(
        "select e, audience._quick_email(e), audience.normalize_email(e)"
        "  from unnest(%s::text[]) as e"
        " where audience._quick_email(e) is distinct from audience.normalize_email(e)",
        (emails,),
    ).fetchall()
    assert differ == []


PRESETS = {
    "listmonk": (
        "uuid,email,name,attributes,status,created_at,updated_at\n"
        '1,a@example.com,Ada L,"{""city"": ""Ulm""}",enabled,2024-05-31T10:00:00.1Z,x\n'
        "2,b@example.com,B,{},disabled,2024-05-31T10:00:00Z,x\n"
        "3,c@example.com,C,{},blocklisted,2024-05-31T10:00:00Z,x\n"
        "4,d@example.com,D,{},odd,2024-05-31T10:00:00Z,x\n",
        {"a": "active", "b": "unsubscribed", "c": "unsubscribed"},
    ),
    "mailchimp": (
        "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,TIMEZONE,CC,"
        "UNSUB_TIME,CLEAN_TIME,TAGS\n"
        'a@example.com,Ada,L,2,"2024-05-31 10:00:00","2024-05-31 10:00:00",Europe/Berlin,DE,,,'
        '"""plants"",""fish"""\n'
        'b@example.com,B,,2,,"2024-05-31 10:00:00",,,"2024-06-01 10:00:00",,\n'
        'c@example.com,C,,2,,"2024-05-31 10:00:00",,,,"2024-06-01 10:00:00",\n',
        {"a": "active", "b": "unsubscribed", "c": "bounced"},
    ),
    "ghost": (
        "id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,"
        "deleted_at,labels,tiers\n"
        "1,a@example.com,Ada,,true,false,,2024-05-31T10:00:00.000Z,,plants,\n"
        "2,b@example.com,B,,false,false,,2024-05-31T10:00:00.000Z,,,\n"
        "3,c@example.com,C,,true,false,,2024-05-31T10:00:00.000Z,2024-06-01T10:00:00.000Z,,\n",
        {"a": "active", "b": "unsubscribed", "c": "unsubscribed"},
    ),
}


@pytest.mark.parametrize("preset", PRESETS)
def test_files_of_other_products(
    command: Callable[..., Result], database_url: str, preset: str
) -> None:
    text, expected = PRESETS[preset]
    done = command("subscribers", "import", "-", *NEWSLETTER, "--preset", preset,
                   data=text.encode())  # fmt: skip
    assert done.exit_code == 0, done.output
    found = rows(
        database_url,
        "select s.email::text, s.status::text, p.gdpr_consent, s.subscription_date::date::text"
        " from audience.subscribers as s"
        " join audience.subscription_preferences as p on p.subscriber_id = s.id",
    )
    assert {row["email"][0]: row["status"] for row in found} == expected
    assert [row["email"] for row in found if row["gdpr_consent"]] == ["a@example.com"]
    (ada,) = (row for row in found if row["email"] == "a@example.com")
    assert ada["subscription_date"] == "2024-05-31"


def test_the_command_imports_reports_and_lists(
    command: Callable[..., Result], tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(
        b"E-Mail;Town\nada@example.com;Ulm\nADA@example.com;\nnobody;\n\xff@example.com;x\n"
    )
    arguments = ("import", str(file), *NEWSLETTER, "--map", "E-Mail=email", "--map",
                 "Town=custom:town")  # fmt: skip
    seen = []
    for number, extra in enumerate((("--dry-run",), ()), start=1):
        done = command("subscribers", *arguments, *extra)
        assert done.exit_code == 0, done.output
        assert "line 4: invalid: 'nobody' is no e-mail address" in done.stdout
        seen.append(report(command("--json", "subscribers", "report", str(number))))
    assert seen[0] == seen[1]
    assert seen[0] == (
        {"added": 1, "duplicate": 1, "invalid": 2},
        {
            3: "duplicate: ada@example.com is on line 2 already",
            4: "invalid: 'nobody' is no e-mail address",
            5: "invalid: byte 0xFF is not utf-8",
        },
    )
    listed = command("subscribers", "imports").stdout.splitlines()
    assert ["dry run" in line for line in listed] == [False, True]
    assert "people.csv (fair): 1 added, 1 duplicate, 2 invalid" in listed[0]
    assert command("subscribers", "report", "7").exit_code == 11
    assert command("subscribers", "cancel", "1").exit_code == 13
    # all there is of a file that is done
    resumed = command("--json", "subscribers", "import", "--resume", "2")
    assert json.loads(resumed.stdout)["added"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("-",), 2, "--source"),
        (("-", "--source", "x"), 10, "consents does not say"),
        (("-", "--source", "x", "--consent", "newsletter", "--no-consent"), 2, "exclude"),
        (("-", *NEWSLETTER, "--map", "email"), 2, "COLUMN=FIELD"),
        (("-", *NEWSLETTER, "--map", "town=city"), 10, "there is no field 'city'"),
        (("-", *NEWSLETTER, "--preset", "x"), 11, "no preset 'x'"),
        (("-", *NEWSLETTER, "--encoding", "x"), 1, "there is no encoding 'x'"),
        (("-", "--resume", "1"), 2, "--resume"),
        ((), 2, "--resume"),
        (("--resume", "99"), 11, "no import 99"),
    ],
)
def test_the_command_says_what_is_wrong(
    command: Callable[..., Result],
    database_url: str,
    arguments: tuple[str, ...],
    code: int,
    message: str,
) -> None:
    done = command("subscribers", "import", *arguments, data=b"email,town\na@example.com,Ulm\n")
    assert (done.exit_code, message in done.stderr) == (code, True), done.output
    assert rows(database_url, "select from audience.subscriber_imports") == []


# --- interruptions --------------------------------------------------------------------------------


def people(count: int) -> bytes:
    """Return a file of so many lines: one in ten is a repetition, one in ten is none."""
    text = ["email,first_name"]
    for number in range(count):
        kind = number % 10
        who = number - 5 if kind == 7 else number
        text.append(f"p{who}@example.com,P" if kind != 3 else f"nobody{number},")
    return "\n".join(text).encode()


def assert_all_done(url: str, count: int, number: int) -> None:
    tenth = count // 10
    (found,) = rows(url, "select * from audience.subscriber_imports where id = %s", number)
    assert found["status"] == "done"
    assert {name: found[f"{name}_count"] for name in COUNTS if found[f"{name}_count"]} == {
        "added": 8 * tenth,
        "duplicate": tenth,
        "invalid": tenth,
    }
    for table in ("subscribers", "subscription_preferences", "consent_events"):
        assert len(rows(url, f"select from audience.{table}")) == 8 * tenth
    assert rows(url, "select from audience.subscriber_import_rows") == []
    assert len(rows(url, "select from audience.subscriber_import_faults")) == 2 * tenth


def start(url: str, file: Path, *arguments: str) -> subprocess.Popen[str]:
    program = Path(sys.executable).with_name("aquascene")
    return subprocess.Popen(
        [program, "--database", url, "subscribers", "import", file, *NEWSLETTER, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Tests that run in the background of a shell ignore SIGINT, and so would what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        text=True,
    )


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_interrupted_import_goes_on(
    command: Callable[..., Result], database_url: str, tmp_path: Path, how: signal.Signals
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(people(2000))
    progress = "select done_count from audience.subscriber_imports where done_count > 0"
    with psycopg.connect(database_url) as other:  # half-way, a line waits for somebody else's
        call(other, "audience.subscribe", email="p1000@example.com", source="test")
        process = start(database_url, file, "--batch-size", "5")
        wait_until(lambda: rows(database_url, progress))
        process.send_signal(how)
        _, said = process.communicate(timeout=30)
        other.rollback()
    (row,) = rows(database_url, "select * from audience.subscriber_imports")
    assert row["status"] == "applying"
    assert 0 < row["done_count"] < 2000
    assert row["done_count"] % 5 == 0
    if how == signal.SIGINT:
        assert process.returncode == 1
        assert f"--resume {row['id']}" in said
    done = command("subscribers", "import", "--resume", str(row["id"]), "--batch-size", "700")
    assert done.exit_code == 0, done.output
    assert_all_done(database_url, 2000, row["id"])


def test_nothing_is_there_when_reading_is_interrupted(
    database_url: str, tmp_path: Path, pool: Pool
) -> None:
    fifo = tmp_path / "people.csv"
    os.mkfifo(fifo)
    process = start(database_url, fifo)
    with fifo.open("wb") as stream:
        stream.write(people(5000))
        stream.flush()
        copying = (
            "select from pg_stat_activity where datname = current_database()"
            " and query ilike 'copy %%'"
        )
        wait_until(lambda: rows(database_url, copying))
        process.kill()
        process.communicate(timeout=30)
    wait_until(lambda: not rows(database_url, copying))
    assert rows(database_url, "select from audience.subscriber_imports") == []
    assert rows(database_url, "select from audience.subscriber_import_rows") == []

    def broken() -> Iterator[Line]:
        yield Line(2, ["a@example.com"])
        raise FileError("gone")

    file = CsvFile(io.BytesIO(b"email\na@example.com\n"))
    file.__class__ = type("Broken", (CsvFile,), {"__iter__": lambda _self: broken()})
    with pytest.raises(FileError):
        stage(pool, file, file_name="f", source="fair", consents={"newsletter": True})
    assert rows(database_url, "select from audience.subscriber_imports") == []


def test_two_may_take_in_one_import(pool: Pool, database_url: str) -> None:
    begun = stage(
        pool,
        CsvFile(io.BytesIO(people(3000))),
        file_name="f",
        source="fair",
        consents={"newsletter": True},
    )
    with ThreadPoolExecutor(3) as threads:
        for future in [
            threads.submit(apply, pool, begun["id"], batch_size=size) for size in (7, 50, 110)
        ]:
            assert future.result()["status"] == "done"
    assert_all_done(database_url, 3000, begun["id"])


def test_two_files_of_the_same_people(pool: Pool, database_url: str) -> None:
    """In opposite orders, new people and known ones: each is added once, and no batch is lost."""
    half = [f"p{number}@example.com,P" for number in range(1000)]
    files = ["\n".join(("email,first_name", *order)) for order in (half, half[::-1])]
    for mode in ("add", "update"):
        begun = [
            stage(
                pool,
                CsvFile(io.BytesIO(text.replace(",P", f",{mode}{number}").encode())),
                file_name=f"f{number}",
                source="fair",
                consents={"newsletter": True},
                mode=mode,
            )
            for number, text in enumerate(files)
        ]
        with ThreadPoolExecutor(2) as threads:
            found = list(threads.map(lambda row: apply(pool, row["id"], batch_size=100), begun))
        if mode == "add":
            assert sum(row["added_count"] for row in found) == 1000
            assert sum(row["known_count"] for row in found) == 1000
        else:
            assert [row["updated_count"] for row in found] == [1000, 1000]
    names = rows(database_url, "select distinct left(first_name, 6) as n from audience.subscribers")
    assert [row["n"] for row in names] == ["update"]


# --- export ---------------------------------------------------------------------------------------


def test_an_export_comes_back_as_it_was(
    command: Callable[..., Result], database_url: str, tmp_path: Path
) -> None:
    table = [
        ["email", "first_name", "phone", "country", "tags", "status", "custom_fields",
         "newsletter_consent", "subscription_date"],
        ["a@example.com", "=1+1", "+49 1", "@x", '["a, b","=c"]', "active",
         '{"town":"Ulm, \\"x\\""}', "yes", "2024-05-31T10:00:00.123456Z"],
        ["b@example.com", "－x", "", "-", "", "unsubscribed", "", "no", "2024-05-30"],
        ["c@example.com", "'quoted", "", "", "", "bounced", "", "", "2024-05-30"],
    ]  # fmt: skip
    output = io.StringIO(newline="")
    csv.writer(output).writerows(table)
    done = command(
        "subscribers", "import", "-", "--source", "fair", data=output.getvalue().encode()
    )
    assert done.exit_code == 0, done.output

    first = tmp_path / "first.csv"
    assert command("subscribers", "export", "--all", "-o", str(first)).exit_code == 0
    text = first.read_bytes().decode()
    assert "a@example.com,'=1+1,,,'+49 1,'@x," in text
    assert text.count("\r\n") == 4
    with psycopg.connect(database_url) as connection:
        connection.execute("truncate audience.subscribers cascade")
    done = command("subscribers", "import", str(first), "--source", "fair")
    assert done.exit_code == 0, done.output
    second = command("subscribers", "export", "--all")
    assert sorted(second.stdout.splitlines()) == sorted(text.splitlines())
    raw = command("subscribers", "export", "--all", "--raw", "--fields", "first_name,email").stdout
    assert "=1+1,a@example.com" in raw.splitlines()


def test_an_export_of_a_segment(command: Callable[..., Result], database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        people = [
            call_value(connection, "test.subscriber", email=f"{name}@example.com")
            for name in ("ada", "eda")
        ]
        segment = call_value(connection, "audience.create_segment", name="friends")
        call(connection, "audience.add_to_segment", segment_id=segment, subscriber_ids=people[:1])
    done = command("subscribers", "export", "--segment", "friends", "--fields", "email,status")
    assert done.stdout.splitlines() == ["email,status", "ada@example.com,active"]
    assert command("subscribers", "export", "--segment", "foes").exit_code == 11
    for wrong in ((), ("--all", "--segment", "friends"), ("--all", "--fields", "password")):
        assert command("subscribers", "export", *wrong).exit_code == 2


def test_the_memory_of_an_export_is_flat(database_url: str) -> None:
    """The most memory that the process ever had (VmHWM), with 20,000 people and with 100,000."""

    def peak() -> int:
        program = (
            "import sys, re, pathlib; from aquascene.cli import main\n"
            "try: main(['--database', sys.argv[1], 'subscribers', 'export', '--all', '-o',"
            " '/dev/null'])\n"
            "except SystemExit: pass\n"
            "print(re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status')"
            ".read_text())[1])"
        )
        run = subprocess.run(
            [sys.executable, "-c", program, database_url], capture_output=True, check=True
        )
        return int(run.stdout.split()[-1])

    found = []
    for count in (20_000, 100_000):
        with psycopg.connect(database_url) as connection:
            connection.execute(
                "insert into audience.subscribers (email, custom_fields)"
                " select 'p' || n || '@example.com', jsonb_build_object('x', repeat('x', 200))"
                " from generate_series((select count(*) from audience.subscribers) + 1, %s) as n",
                (count,),
            )
        found.append(peak())
    assert found[1] < found[0] * 1.1
