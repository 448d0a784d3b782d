"""Workbooks are ZIP archives: what they are and whether they are safe to open.

Everything is judged from the archive's directory, and from each part up to its
first XML element, before a spreadsheet library sees it. The directory cannot
understate: unpacking stops at the size that it gives.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from hsr_match.cohort.reading.codes import problem
from hsr_match.cohort.reading.content import renamed, suffix_of
from hsr_match.cohort.reading.limits import (
    MAX_PARTS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MAX_UNPACKED_ODS_BYTES,
    RATIO_EXEMPT_BYTES,
)
from hsr_match.problems import Place, Problem

DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
"""What the standard library raises for archives that are broken."""

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_SAVE = "Open it in the program it came from and save the table as .xlsx or CSV."


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook that may be opened.

    Attributes
    ----------
    kind
        ``xlsx`` or ``ods``.
    data
        The bytes of the file.
    names
        Names of its parts.
    """

    kind: str
    data: bytes
    names: tuple[str, ...]


def open_package(data: bytes, file: str) -> Package | Problem:
    """Look at a ZIP archive; return it if it is a workbook that is safe to open."""
    place = Place(file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = tuple(part.filename for part in parts)
            if any(part.flag_bits & 1 for part in parts):
                return problem("password", place)
            kind = _kind(archive, names)
            foreign = _foreign(kind, names, file)
            if foreign:
                return foreign
            bomb = _bomb(parts, MAX_UNPACKED_ODS_BYTES if kind == "ods" else MAX_UNPACKED_BYTES)
            if bomb:
                return problem("zip-bomb", place, found={"detail": bomb})
            unsafe = _xml(archive, names, place)
            if unsafe:
                return unsafe
            if kind == "ods" and b"encryption-data" in _manifest(archive, names):
                return problem("password", place)
    except DAMAGE:
        return problem("damaged", place)
    return Package(kind, data, names)


def _kind(archive: zipfile.ZipFile, names: tuple[str, ...]) -> str:
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        mime = archive.read("mimetype").strip()
        if mime in (_ODS, _ODS + b"-template"):
            return "ods"
        if mime.startswith(b"application/vnd.oasis.opendocument"):
            return "odf"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(n.endswith("vbaProject.bin") or n.startswith("xl/macrosheets/") for n in names):
        return "macros" if any(n.startswith("xl/") for n in names) else "office"
    if "[Content_Types].xml" in names:
        if any(name.startswith("xl/") for name in names):
            return "macros" if _is_macro_type(archive) else "xlsx"
        return "office"
    if any(name.endswith(".iwa") for name in names):
        return "numbers"
    return "zip"


def _is_macro_type(archive: zipfile.ZipFile) -> bool:
    part = archive.getinfo("[Content_Types].xml")
    if part.file_size > RATIO_EXEMPT_BYTES * 10:
        return False
    return b"macroEnabled.main" in archive.read(part)


def _foreign(kind: str, names: tuple[str, ...], file: str) -> Problem | None:
    place = Place(file)
    if kind in ("xlsx", "ods"):
        wanted = (".xlsx", ".xltx") if kind == "xlsx" else (".ods", ".ots")
        if suffix_of(file) in wanted:
            return None
        what = "an Excel workbook" if kind == "xlsx" else "an OpenDocument spreadsheet"
        return problem("wrong-name", place, found={"what": what, "name": renamed(file, wanted[0])})
    if kind == "macros":
        return problem("macros", place)
    if kind == "xlsb":
        advice = "Open it in Excel and save it as an Excel Workbook (.xlsx)."
        return problem(
            "wrong-format",
            place,
            found={"what": "a binary Excel workbook (.xlsb)", "advice": advice},
        )
    if kind == "numbers":
        advice = "Open it in Numbers and choose File > Export To > Excel."
        return problem(
            "wrong-format", place, found={"what": "a Numbers document", "advice": advice}
        )
    if kind in ("odf", "office"):
        what = "a text document or presentation"
        return problem("wrong-format", place, found={"what": what, "advice": _SAVE})
    inside = [name for name in names if suffix_of(name) in (".xlsx", ".csv", ".ods")]
    advice = "Unpack it first" + (f", and give {inside[0]!r}." if len(inside) == 1 else ".")
    return problem("wrong-format", place, found={"what": "a ZIP archive", "advice": advice})


def _bomb(parts: list[zipfile.ZipInfo], limit: int) -> str:
    if len(parts) > MAX_PARTS:
        return f"more than {MAX_PARTS} parts"
    if sum(part.file_size for part in parts) > limit:
        return f"more than {limit // 1_000_000} MB"
    for part in parts:
        packed = max(part.compress_size, 1)
        if part.file_size > RATIO_EXEMPT_BYTES and part.file_size > MAX_RATIO * packed:
            return f"more than {MAX_RATIO} times its size"
    return ""


def _xml(archive: zipfile.ZipFile, names: tuple[str, ...], place: Place) -> Problem | None:
    """Look at each XML part up to its first element: a type definition stands before it."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    for name in names:
        if not name.lower().endswith((".xml", ".rels")):
            continue
        try:
            with archive.open(name) as part:
                _, root = next(iter(iterparse(part, events=("start",), forbid_dtd=True)))
        except DefusedXmlException:
            return problem("document-type", place)
        except (ParseError, StopIteration, LookupError):
            return problem("damaged", place)
        if "purl.oclc.org/ooxml/spreadsheetml" in root.tag:
            return problem("strict-workbook", place)
    return None


def _manifest(archive: zipfile.ZipFile, names: tuple[str, ...]) -> bytes:
    name = "META-INF/manifest.xml"
    return archive.read(name) if name in names else b""
