"""The list of pairs: its format, and that reading it back gives what was written."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.errors import UsageError
from hsr_match.reports import pairings_csv, read_pairings
from hsr_match.reports.cells import ARMED, guarded, unguarded
from tests.reports.outcomes import given_outcome, outcome

HEADING = [
    *("mentee_id", "mentee_name", "mentor_id", "mentor_name", "score", "mentee_rank"),
    *("needs", "research_area", "why", "cautions", "status", "locked"),
]


def test_the_format_is_the_documented_one() -> None:
    """BOM, comma, CRLF, four decimals, one row per pair and per mentee left without."""
    content = pairings_csv(outcome())
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == HEADING
    assert rows[1][:8] == [
        *("E01", "Amina Rahman", "R01", "Dr Jane Smith", "72.3456", "1", "50.0000", "22.3456"),
    ]
    assert rows[2][4:] == [
        *("41.0001", "2", "40.0001", "1.0000", "Same theme.", "Few answers.", "proposed", "yes"),
    ]
    assert rows[3] == [
        *("E03", "Cerys Pugh", "", "", "", "", "", ""),
        *("Both mentors are full. One more place.", "", "unmatched", "no"),
    ]
    assert content.count(b"\r\n") == content.count(b"\n") == 4


def test_given_scores_keep_their_own_units_and_are_true_numbers() -> None:
    """A negative score is no text: it gets no apostrophe and as many decimals as given."""
    rows = read_pairings(pairings_csv(given_outcome()))
    assert "needs" not in rows[0]
    assert {row["score"] for row in rows if row["status"] == "proposed"} == {"3.1", "5.0"}


@pytest.mark.parametrize("first", [*"=+-@＝", "\t", "\r"])
def test_bad_input_120_formula_in_a_name(first: str) -> None:
    """No cell starts as a formula would; the name comes back as it was."""
    name = f'{first}HYPERLINK("http://example.invalid")'
    content = pairings_csv(outcome(mentees=(name, "B", "C")))
    raw = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert raw[1][1] == f"'{name}"
    assert read_pairings(content)[0]["mentee_name"] == name


@given(st.text())
def test_the_guard_is_undone_exactly(text: str) -> None:
    """Whatever a name looks like, also one with apostrophes of its own."""
    assert not guarded(text).startswith(ARMED)
    assert unguarded(guarded(text)) == text


@given(st.text(st.sampled_from("'=+-@＝\tA ")))
def test_the_guard_is_undone_exactly_where_it_matters(text: str) -> None:
    """As above, on the letters that the rule is about."""
    assert not guarded(text).startswith(ARMED)
    assert unguarded(guarded(text)) == text


NAMES = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12)


@settings(max_examples=30, deadline=None)
@given(st.tuples(NAMES, NAMES, NAMES), st.tuples(NAMES, NAMES))
def test_any_names_survive(mentees: tuple[str, ...], mentors: tuple[str, ...]) -> None:
    """Quotes, separators, emoji: the names read back are the names written."""
    rows = read_pairings(pairings_csv(outcome(mentees, mentors)))
    assert [row["mentee_name"] for row in rows] == list(mentees)
    assert [row["mentor_name"] for row in rows[:2]] == list(mentors)


def test_a_list_saved_again_by_excel_is_read() -> None:
    """Semicolons, Windows-1252, no byte-order mark: as a European Excel saves it."""
    text = pairings_csv(outcome(mentees=("Zoë Åberg", "B", "C"))).decode("utf-8-sig")
    table = csv.reader(io.StringIO(text, newline=""))
    again = io.StringIO(newline="")
    csv.writer(again, delimiter=";").writerows(table)
    rows = read_pairings(again.getvalue().encode("cp1252") + b";;;;;;;;;;;\r\n")
    assert rows == read_pairings(pairings_csv(outcome(mentees=("Zoë Åberg", "B", "C"))))


@pytest.mark.parametrize("content", [b"", b"a,b\r\n1,2\r\n", b'mentee_id,mentor_id,status\r\n"E'])
def test_something_else_is_no_list_of_pairs(content: bytes) -> None:
    """The message says what is missing; no half-read list is returned."""
    with pytest.raises(UsageError, match="not a list of pairs"):
        read_pairings(content)


def test_equal_input_gives_equal_bytes() -> None:
    assert pairings_csv(outcome()) == pairings_csv(outcome())
