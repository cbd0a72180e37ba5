"""Files of subscribers: read line by line, brought in by COPY, taken in by the database; written.

What a line is worth the database decides (``audience.apply_import``). Here is only what makes lines
of a file: encodings, quoting, and the sign that keeps spreadsheets from calculating a cell.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO, TextIO

from aquascene.database import Connection, Pool, RetryError, Row, call_row, copy_into, stream

__all__ = ["BATCH_SIZE", "CsvFile", "FileError", "Line", "apply", "export", "stage"]

BATCH_SIZE = 10_000
"""Lines that are taken in by one transaction."""

LINE_LIMIT = 10_000_000
"""Characters of a line that are looked at."""

_BOMS = (  # the longer ones first
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t|"
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_NEUTRALISED = re.compile(r"'[=+\-@\t\r＝＋－＠]")
_SEPARATOR = "\x1f"  # between cells while they are joined; a cell that holds it goes the long way
_COPY_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_ATTEMPTS = 5
_COLUMNS = ("import_id", "row_number", "line_number", "fields", "problem")


class FileError(Exception):
    """A file that cannot be read at all; the message says why."""


@dataclass(frozen=True)
class Line:
    """A line of a file: where it begins, the header being line 1, and its cells or what is wrong.

    A line of CSV may be several of the file, where a cell in quotes holds line ends.
    """

    number: int
    cells: list[str] | None
    problem: str | None = None


class CsvFile:
    """A CSV file as its header and its lines.

    source: the bytes. encoding: of the text; a byte order mark decides before it. delimiter: by
    default the one of , ; | and tab that the header holds most of. Raises FileError when there is
    no header, the encoding does not exist, or (while iterating) the text ends within a character.
    """

    def __init__(
        self, source: BinaryIO, encoding: str = "utf-8", delimiter: str | None = None
    ) -> None:
        binary: Any = source if hasattr(source, "peek") else io.BufferedReader(source)
        self._encoding = _bom_encoding(binary) or encoding
        try:
            # Bytes that are no text go on as they are, so that only their line is refused.
            text = io.TextIOWrapper(binary, self._encoding, "surrogateescape", newline="")
        except LookupError:
            raise FileError(f"there is no encoding {encoding!r}") from None
        self._lines = _Lines(text, self._encoding)
        first = next(self._lines, "")
        self._lines.give_back()
        if not first.strip():
            raise FileError("the first line has to name the columns, and it is empty")
        if delimiter is None:
            unquoted = re.sub(r'"[^"]*"', "", first)
            delimiter = max(_DELIMITERS, key=unquoted.count)
        self._reader = csv.reader(self._lines, delimiter=delimiter, strict=True)
        header = next(self._read())
        if header.cells is None:
            raise FileError(f"line 1, which names the columns: {header.problem}")
        self.header = [cell.strip() for cell in header.cells]

    def __iter__(self) -> Iterator[Line]:
        width = len(self.header)
        for line in self._read():
            cells = line.cells
            if cells is None or len(cells) == width:
                yield line
            elif any(cell.strip() for cell in cells):
                yield Line(
                    line.number, None, f"the line has {len(cells)} cells, the header {width}"
                )

    def _read(self) -> Iterator[Line]:
        lines = self._lines
        while True:
            lines.taken.clear()
            number = lines.number + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                problem = _in_words(error, len(lines.taken[0]))
                lines.give_back(all_but=1)  # a wrong quote may have swallowed what follows
                yield Line(number, None, problem)
                continue
            if not cells:
                continue
            joined = _SEPARATOR.join(cells)
            fault = _fault_of(joined, self._encoding)
            if fault is None and max(map(len, lines.taken)) >= LINE_LIMIT:
                fault = f"the line is longer than {LINE_LIMIT:,} characters"
            if fault is not None:
                yield Line(number, None, fault)
                continue
            if "'" in joined:
                cells = [cell[1:] if _NEUTRALISED.match(cell) else cell for cell in cells]
            yield Line(number, cells)


class _Lines:
    """Lines of a text, some of which may be given back to be read again."""

    def __init__(self, text: TextIO, encoding: str) -> None:
        self._text = text
        self._encoding = encoding
        self._waiting: deque[str] = deque()
        self.number = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._waiting:
            line = self._waiting.popleft()
        else:
            try:
                line = self._text.readline(LINE_LIMIT)
                rest = line if len(line) == LINE_LIMIT else ""
                while rest and rest[-1] not in "\r\n":
                    rest = self._text.readline(LINE_LIMIT)
            except UnicodeError as error:
                raise FileError(f"the file is not {self._encoding}: {error}") from error
            if not line:
                raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def give_back(self, all_but: int = 0) -> None:
        self._waiting.extendleft(reversed(self.taken[all_but:]))
        self.number -= len(self.taken) - all_but
        del self.taken[all_but:]


def _bom_encoding(source: Any) -> str | None:
    begin = bytes(source.peek(4)[:4])
    return next((name for bom, name in _BOMS if begin.startswith(bom)), None)


def _in_words(error: csv.Error, length: int) -> str:
    text = str(error)
    if "field limit" in text:
        return f"a cell is longer than {csv.field_size_limit():,} characters"
    if "unexpected end" in text:
        return "a quote is opened and never closed"
    if "expected after" in text:
        return "a quote is closed within a cell; quotes within quotes are written twice"
    return text if length else "the line is empty"


def _fault_of(joined: str, encoding: str) -> str | None:
    if "\0" in joined:
        return "the line holds a null character"
    if not joined.isascii():
        try:
            joined.encode()
        except UnicodeEncodeError as error:
            code = ord(joined[error.start])
            what = f"byte 0x{code - 0xDC00:02X}" if 0xDC80 <= code <= 0xDCFF else "half a character"
            return f"{what} is not {encoding}"
    return None


def stage(
    pool: Pool,
    file: CsvFile,
    *,
    progress: Callable[[], None] = lambda: None,
    **arguments: Any,
) -> Row:
    """Bring the lines of a file into the database, in one transaction; return the import.

    arguments: of ``audience.begin_import``, without columns. progress is called now and then.
    Raises DatabaseError and FileError; then nothing is there.
    """
    with pool.connection() as connection:
        begun = call_row(connection, "audience.begin_import", columns=file.header, **arguments)
        assert begun is not None
        with copy_into(connection, "audience.subscriber_import_rows", _COLUMNS) as write:
            lines: list[str] = []
            for row, line in enumerate(file, start=1):
                lines.append(_copy_line(begun["id"], row, line))
                if len(lines) == 1000:
                    write("".join(lines))
                    lines.clear()
                    progress()
            write("".join(lines))
            progress()
        staged = call_row(connection, "audience.finish_staging", import_id=begun["id"])
        assert staged is not None
    return staged


def _copy_line(import_id: int, row: int, line: Line) -> str:
    """Return a line as COPY takes it: the cells as the text of an array, all of them quoted."""
    if line.cells is None:
        problem = str(line.problem).translate(_COPY_ESCAPES)
        return f"{import_id}\t{row}\t{line.number}\t\\N\t{problem}\n"
    joined = _SEPARATOR.join(line.cells)
    if joined.count(_SEPARATOR) == len(line.cells) - 1:
        if "\\" in joined or '"' in joined:
            joined = joined.replace("\\", r"\\").replace('"', r"\"")
        cells = joined.replace(_SEPARATOR, '","')
    else:
        cells = '","'.join(cell.replace("\\", r"\\").replace('"', r"\"") for cell in line.cells)
    if "\\" in cells or "\t" in cells or "\n" in cells or "\r" in cells:
        cells = cells.translate(_COPY_ESCAPES)
    return f'{import_id}\t{row}\t{line.number}\t{{"{cells}"}}\t\\N\n'


def apply(
    pool: Pool,
    import_id: int,
    *,
    batch_size: int = BATCH_SIZE,
    progress: Callable[[Row], None] = lambda _import: None,
) -> Row:
    """Take in what is left of an import, a batch a transaction; return the import.

    progress is called with the import after each batch. Raises DatabaseError; the batches that are
    done stay done, and called again it goes on after them.
    """
    attempts = _ATTEMPTS
    while True:
        try:
            with pool.connection() as connection:
                done = call_row(
                    connection, "audience.apply_import", import_id=import_id, batch_size=batch_size
                )
        except RetryError:
            attempts -= 1
            if not attempts:
                raise
            continue
        assert done is not None
        attempts = _ATTEMPTS
        progress(done)
        if done["status"] == "done":
            return done


def export(
    connection: Connection,
    output: TextIO,
    fields: Sequence[str],
    *,
    segment: str | None = None,
    is_raw: bool = False,
    progress: Callable[[int], None] = lambda _count: None,
) -> int:
    """Write subscribers as CSV (RFC 4180), a line each, and return how many.

    fields: columns of ``audience.subscriber_export``, in this order. segment: only its members. A
    cell that a spreadsheet would calculate gets a ' in front, which an import takes off again;
    is_raw: not so. The memory that this takes does not depend on how many there are.
    """
    view = "audience.segment_export" if segment is not None else "audience.subscriber_export"
    condition = {} if segment is None else {"segment": segment}
    writer = csv.writer(output)
    writer.writerow(fields)
    count = 0
    for rows in stream(connection, view, *fields, **condition):
        writer.writerows([_cell(value, is_raw) for value in row] for row in rows)
        count += len(rows)
        progress(count)
    return count


def _cell(value: Any, is_raw: bool) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if not is_raw and isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value
