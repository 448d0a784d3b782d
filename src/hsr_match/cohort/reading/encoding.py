"""From bytes to text: UTF-8, UTF-16 with its mark, else Windows-1252 with a warning."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from hsr_match.cohort.reading.codes import problem
from hsr_match.problems import Place, Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    # The mark of UTF-32 begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SAMPLE = 4096
_PLAIN = bytes(range(0x20, 0x100)) + b"\t\n\r"


class Decoded(NamedTuple):
    """Text with line feeds as line ends, or the problem that it has none.

    Attributes
    ----------
    text
        ``None`` if the bytes cannot be told.
    problem
        Set exactly if `text` is ``None``.
    guessed
        Whether the text was read as Windows-1252, for want of anything better.
    """

    text: str | None
    problem: Problem | None = None
    guessed: bool = False


def decode(data: bytes, file: str) -> Decoded:
    """Decode a text file strictly; nothing is replaced or dropped."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(_lines(data[len(mark) :].decode(codec)))
            except UnicodeDecodeError as error:
                if codec == "utf-8":
                    break
                wrong = "well-formed " + name
                return _unknown(file, _row(data[: error.start].decode(codec, "ignore")), wrong)
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(_lines(body.decode("utf-8")))
    except UnicodeDecodeError as error:
        start = error.start
    if _is_binary(body):
        row = _row(body[: body.find(0)].decode("latin-1")) if 0 in body else 1
        return Decoded(None, problem("binary-data", Place(file, row=row)))
    stray = _stray(body)
    if stray is not None:
        place, rest = stray
        row = _row(body[:place].decode("latin-1"))
        return Decoded(None, problem("mixed-encoding", Place(file, row=row), found={"rest": rest}))
    try:
        return Decoded(_lines(body.decode("cp1252")), guessed=True)
    except UnicodeDecodeError as error:
        start = error.start
    return _unknown(file, _row(body[:start].decode("latin-1")), "UTF-8 or Windows-1252")


def _unknown(file: str, row: int, tried: str) -> Decoded:
    return Decoded(None, problem("unknown-encoding", Place(file, row=row), found={"tried": tried}))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    strange = len(sample.translate(None, _PLAIN))
    return strange * 50 > len(sample)


def _stray(data: bytes) -> tuple[int, str] | None:
    """Return where the first line in the rarer encoding starts, and the other's name.

    A file mixes encodings if some lines with accents are UTF-8 and others are
    not: Windows-1252 text is almost never valid UTF-8 by chance.
    """
    firsts: dict[bool, int] = {}
    counts = {True: 0, False: 0}
    start = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            try:
                line.decode("utf-8")
                valid = True
            except UnicodeDecodeError:
                valid = False
            firsts.setdefault(valid, start)
            counts[valid] += 1
        start += len(line)
    if not counts[True]:
        return None
    if counts[True] >= counts[False]:
        return firsts[False], "UTF-8"
    return firsts[True], "Windows-1252"


def _row(before: str) -> int:
    """Return the row in which the text after `before` stands.

    Line ends inside quotation marks start no row.
    """
    outside = "".join(_lines(before).split('"')[::2])
    return outside.count("\n") + 1
