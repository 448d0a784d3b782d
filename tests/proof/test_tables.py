"""Lists for people say what the manifest says (33) and run nothing (34)."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from hsr_match.proof import RunDocuments
from tests.proof.runs import altered, checks, documents, failures


@pytest.fixture(scope="module")
def run() -> RunDocuments:
    return documents()


def with_csv(run: RunDocuments, old: str, new: str) -> RunDocuments:
    text = run.files["pairings.csv"].decode()
    assert old in text
    return altered(run, files={"pairings.csv": text.replace(old, new, 1).encode()})


def with_book(run: RunDocuments, alter: Callable[[Any], None]) -> RunDocuments:
    from openpyxl import load_workbook

    book, content = load_workbook(io.BytesIO(run.files["pairings.xlsx"])), io.BytesIO()
    alter(book)
    book.save(content)
    return altered(run, files={"pairings.xlsx": content.getvalue()})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("E03,Cy Dale,R02", "E03,Cy Dale,R03"),
        ("79.1964", "79.1965"),
        ("79.1964,1,48.1250", "79.1964,2,48.1250"),
        ("48.1250", "48.1251"),
        ("Cy Dale", "Cy Dole"),
        ("proposed,yes", "proposed,no"),
        ("unmatched,no", "proposed,no"),
        ("-10.0000", "0.0000"),
        ("E07,", "E77,"),
    ],
)
def test_a_cell_that_differs_is_seen(run: RunDocuments, old: str, new: str) -> None:
    assert checks(with_csv(run, old, new)) == {33}


def test_rows_dropped_and_doubled_are_seen(run: RunDocuments) -> None:
    lines = run.files["pairings.csv"].decode().splitlines(keepends=True)
    for changed in (lines[:-1], [*lines, lines[-1]], lines[:1]):
        content = "".join(changed).encode()
        assert checks(altered(run, files={"pairings.csv": content})) == {33}


def test_the_order_of_rows_and_columns_is_free(run: RunDocuments) -> None:
    lines = run.files["pairings.csv"].decode().splitlines(keepends=True)
    content = "".join([lines[0], *reversed(lines[1:])]).encode()
    assert not failures(altered(run, files={"pairings.csv": content}))


def test_a_live_formula_is_seen(run: RunDocuments) -> None:
    # The name of E02 begins with "=": it stands with an apostrophe in front.
    assert checks(with_csv(run, "'=Bo Ek", "=Bo Ek")) == {34}
    assert checks(with_csv(run, "Offers not known", "@SUM(1)")) == {34}


def test_the_workbook_is_opened_when_asked(run: RunDocuments) -> None:
    def other_score(book: Any) -> None:
        book["Pairs"]["E4"] = 12.5

    bad = with_book(run, other_score)
    assert not failures(bad)
    found = failures(bad, workbook=True)
    assert [f.check for f in found] == [33]
    assert found[0].message == "pairings.xlsx: E03 with R02 differs from match.json in score"


def test_live_cells_of_the_workbook_are_seen(run: RunDocuments) -> None:
    def formula(book: Any) -> None:
        book["Run"]["B2"] = "=1+1"

    def link(book: Any) -> None:
        book["By mentor"]["B2"].hyperlink = "https://example.org"

    for alter, what in ((formula, "Run!B2 holds a formula"), (link, "By mentor!B2 holds a link")):
        found = failures(with_book(run, alter), workbook=True)
        assert [str(f) for f in found] == [f"check 34: pairings.xlsx: cell {what}"]


def test_a_list_that_cannot_be_read_is_rejected(run: RunDocuments) -> None:
    for content in (b'mentee_id\r\n"open', b"", b"mentee_id\r\nE01,E02\r\n", b"\xff\xfe"):
        assert checks(altered(run, files={"pairings.csv": content})) == {33}
    assert checks(altered(run, files={"pairings.xlsx": b"PK"}), workbook=True) == {33}
