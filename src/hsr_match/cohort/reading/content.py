"""What a file really is, told by its content and compared with its name."""

from __future__ import annotations

import re
from typing import NamedTuple

from hsr_match.cohort.reading.codes import problem
from hsr_match.problems import Place, Problem

ZIP = b"PK\x03\x04"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXPORT = "Open it in the program it came from and save the table as .xlsx or CSV."
_SPREADSHEET = "Open it in Excel or LibreOffice and save it as an Excel Workbook (.xlsx)."


class _Format(NamedTuple):
    what: str
    advice: str = _EXPORT


_BY_FIRST_BYTES: tuple[tuple[bytes, _Format], ...] = (
    (b"%PDF", _Format("a PDF document", "Ask for the spreadsheet that it was made from.")),
    (b"{\\rtf", _Format("a Word document (RTF)")),
    (b"\x89PNG", _Format("a picture")),
    (b"\xff\xd8\xff", _Format("a picture")),
    (b"GIF8", _Format("a picture")),
    (b"\x1f\x8b", _Format("a compressed file (gzip)", "Unpack it first.")),
    (b"BZh", _Format("a compressed file (bzip2)", "Unpack it first.")),
    (b"\xfd7zXZ", _Format("a compressed file (xz)", "Unpack it first.")),
    (b"7z\xbc\xaf\x27\x1c", _Format("a 7-Zip archive", "Unpack it first.")),
    (b"Rar!", _Format("a RAR archive", "Unpack it first.")),
    (b"SQLite format 3\x00", _Format("a database")),
    (b"PAR1", _Format("a Parquet file")),
    (b"PK\x05\x06", _Format("an empty ZIP archive")),
)
_BIFF = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")

_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<\?xml\b")

_TEXT_NAMES = ("", ".csv", ".tsv", ".tab", ".psv", ".txt", ".dat", ".asc", ".text")
_OTHER_NAMES = (
    *(".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods", ".ots", ".numbers"),
    *(".pdf", ".doc", ".docx", ".odt", ".rtf", ".html", ".htm", ".xml", ".json", ".md", ".py"),
    *(".yaml", ".yml", ".toml", ".zip", ".gz", ".png", ".jpg", ".jpeg", ".gif"),
)


def base_name(file: str) -> str:
    """Return a file's name without its folders, written with either slash."""
    return re.split(r"[/\\]", file)[-1]


def suffix_of(file: str) -> str:
    """Return the last part of a file name from its dot, in lower case."""
    name = base_name(file)
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


def renamed(file: str, suffix: str) -> str:
    """Return the file's name with another suffix."""
    name = base_name(file)
    old = suffix_of(file)
    known = old in _TEXT_NAMES or old in _OTHER_NAMES
    return (name[: len(name) - len(old)] if known else name) + suffix


def foreign(data: bytes, file: str) -> Problem | None:
    """Return the problem of a file that is neither text nor a ZIP archive."""
    if data.startswith(_OLE2):
        return _ole2(data, file)
    if data.startswith(_BIFF):
        return problem("old-excel", Place(file))
    for first, kind in _BY_FIRST_BYTES:
        if data.startswith(first):
            return problem(
                "wrong-format", Place(file), found={"what": kind.what, "advice": kind.advice}
            )
    return None


def foreign_text(text: str, file: str) -> Problem | None:
    """Return the problem of text that is no table, or that is named as something else."""
    place = Place(file)
    if _HTML.match(text):
        return problem(
            "wrong-format", place, found={"what": "a web page (HTML)", "advice": _SPREADSHEET}
        )
    if _XML.match(text):
        head = text[:4096]
        what = "an XML document"
        if "schemas-microsoft-com:office:spreadsheet" in head:
            what = "an Excel 2003 XML table"
        elif "opendocument" in head:
            what = "a flat OpenDocument file"
        return problem("wrong-format", place, found={"what": what, "advice": _SPREADSHEET})
    suffix = suffix_of(file)
    if _is_json(text):
        return problem("wrong-format", place, found={"what": "a JSON file", "advice": _EXPORT})
    if suffix in (".yaml", ".yml"):
        return problem(
            "wrong-format",
            place,
            found={"what": "a settings file", "advice": "Give it with -c instead."},
        )
    if suffix in _OTHER_NAMES:
        name = renamed(file, ".csv")
        return problem("wrong-name", place, found={"what": "plain text (CSV)", "name": name})
    return None


def _ole2(data: bytes, file: str) -> Problem:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return problem("password", Place(file))
    if holds("Workbook") or holds("Book"):
        return problem("old-excel", Place(file))
    what = "an old Word document (.doc)" if holds("WordDocument") else "an old Office file"
    return problem("wrong-format", Place(file), found={"what": what, "advice": _EXPORT})


def _is_json(text: str) -> bool:
    if not text.lstrip()[:1] or text.lstrip()[0] not in "{[":
        return False
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
