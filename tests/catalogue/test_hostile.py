"""Hostile files through the whole command: a clear error in bounded memory and time.

Each runs in a child that may take one gigabyte of address space and a minute of
processor time, both many times what it needs; what matters is that an answer
comes at all, and which.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.catalogue.case import BASE, HEAD
from tests.catalogue.rows.cells import CELLS
from tests.catalogue.rows.settings import BOMB
from tests.catalogue.rows.workbooks import LAUGHS, OUTSIDE
from tests.cohort.reading.making import SHEET, edited, ods, with_rows, xlsx

MEMORY, SECONDS = 1_000_000_000, 60

Files = dict[str, Callable[[], bytes]]


def _workbook(part: str, change: Callable[[bytes], bytes]) -> bytes:
    return edited(xlsx({"People": CELLS}), part, change)


def _blank_rows() -> bytes:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(6, 1_000_006))
    return with_rows(xlsx({"People": CELLS}), rows)


def _zip_bomb(part: str) -> bytes:
    out = io.BytesIO(xlsx({"People": CELLS}))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(part, "w", force_zip64=True) as inside,
    ):
        for _ in range(1024):
            inside.write(bytes(1 << 20))
    return out.getvalue()


def _lying_bomb() -> bytes:
    """Return a bomb whose directory says that it is small."""
    data = _zip_bomb("xl/bomb.xml")
    return data.replace((1 << 30).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def _repeated_ods() -> bytes:
    """Return one row that stands for two thousand million."""

    def repeat(xml: bytes) -> bytes:
        attribute = b'<table:table-row table:number-rows-repeated="2000000000"'
        return xml.replace(b"<table:table-row", attribute)

    return edited(ods({"People": CELLS}), "content.xml", repeat)


def _repeated_cell_ods() -> bytes:
    def repeat(xml: bytes) -> bytes:
        attribute = b'<table:table-cell table:number-columns-repeated="2000000000"'
        return xml.replace(b"<table:table-cell", attribute)

    return edited(ods({"People": CELLS}), "content.xml", repeat)


def _quotes() -> bytes:
    return HEAD.encode() + b'"' * 30_000_001


STRAY = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
WIDE = b'<row r="6">' + b"".join(b"<c><v>%d</v></c>" % (n**9) for n in range(9_000)) + b"</row>"

COHORTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "stray cell": ("c.xlsx", lambda: with_rows(xlsx({"People": CELLS}), STRAY), "stray-cell"),
    "wide row": ("c.xlsx", lambda: with_rows(xlsx({"People": CELLS}), WIDE), "too-many-columns"),
    "million blank rows": ("c.xlsx", _blank_rows, "blank-rows-end"),
    "zip bomb": ("c.xlsx", lambda: _zip_bomb("xl/bomb.xml"), "zip-bomb"),
    "zip bomb of strings": ("c.xlsx", lambda: _zip_bomb("xl/sharedStrings2.xml"), "zip-bomb"),
    "zip bomb that lies": ("c.xlsx", _lying_bomb, "damaged"),
    "billion laughs": (
        "c.xlsx",
        lambda: _workbook(SHEET, lambda xml: LAUGHS + xml),
        "document-type",
    ),
    "external entity": (
        "c.xlsx",
        lambda: _workbook("xl/workbook.xml", lambda xml: OUTSIDE + xml),
        "document-type",
    ),
    "row that stands for millions": ("c.ods", _repeated_ods, "too-many-rows"),
    "cell that stands for millions": ("c.ods", _repeated_cell_ods, "too-many-columns"),
    "quotation marks only": ("c.csv", _quotes, "open-quote"),
    "one line of 60 MB": ("c.csv", lambda: b"x" * 60_000_000, "long-heading"),
    "brackets": ("c.csv", lambda: b"[" * 10_000_000, "long-heading"),
    "commas only": ("c.csv", lambda: b"," * 30_000_000, "memory-short"),
    "blank lines": ("c.csv", lambda: b"\n" * 30_000_000, "empty-file"),
    "people and blank lines": ("c.csv", lambda: BASE.encode() + b"\n" * 3_000_000, "blank-rows"),
    "millions of scores": (
        "c.csv",
        lambda: b"mentee_id,mentor_id,score\n" + b"E1,R1,5\n" * 3_000_000,
        "memory-short",
    ),
}

SETTINGS: dict[str, tuple[Callable[[], bytes], str]] = {
    "alias bomb": (BOMB.encode, "alias"),
    "scalar of 50 MB": (lambda: b"a: " + b"x" * 50_000_000, "too-large"),
    "deep": (lambda: b"weights: " + b"[" * 400_000, "too-deep"),
    "deep keys": (lambda: b"{a: " * 200_000, "too-deep"),
    "indents": (lambda: b"".join(b" " * n + b"a:\n" for n in range(1200)), "too-deep"),
    "a million dashes": (lambda: b"- " * 499_999, "too-deep"),
    "many keys": (lambda: b"".join(b"k%d: 1\n" % n for n in range(90_000)), "unknown-key"),
    "long number": (lambda: b"solver: {seed: " + b"9" * 900_000 + b"}", "too-long"),
}


SLOW = ("zip bomb of strings", "zip bomb that lies", "people and blank lines", "many keys")


def _marked(cases: Iterable[str]) -> list[Any]:
    return [
        pytest.param(case, marks=pytest.mark.slow if case in SLOW else (), id=case)
        for case in cases
    ]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hsr_match", *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=20 * SECONDS,
        preexec_fn=_limit,
        check=False,
    )


@pytest.mark.parametrize("case", _marked(COHORTS))
def test_a_hostile_table_gets_a_clear_answer(case: str, tmp_path: Path) -> None:
    name, make, code = COHORTS[case]
    (tmp_path / name).write_bytes(make())
    ended = _run(tmp_path, "check", name)
    assert ended.returncode in (0, 3), ended.stderr[-2000:]
    assert f": {code}" in ended.stdout
    assert "Traceback" not in ended.stderr
    assert len(ended.stdout) < 100_000
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("case", _marked(SETTINGS))
def test_hostile_settings_get_a_clear_answer(case: str, tmp_path: Path) -> None:
    make, code = SETTINGS[case]
    (tmp_path / "s.yaml").write_bytes(make())
    (tmp_path / "c.csv").write_text(BASE, encoding="utf-8")
    ended = _run(tmp_path, "solve", "c.csv", "-c", "s.yaml", "-o", "out")
    assert ended.returncode == 2, ended.stderr[-2000:]
    assert f": {code}" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr) < 100_000
    assert {path.name for path in tmp_path.iterdir()} == {"c.csv", "s.yaml"}
