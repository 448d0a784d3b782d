"""Problems as text: grouped, counted, placed, harmless on a terminal."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from hsr_match.problems import Level, Place, Problem
from hsr_match.reports import problems_text


def unknown(row: int, more: tuple[int, ...] = ()) -> Problem:
    at = [Place("cohort.csv", "", r, "needs") for r in (row, *more)]
    return Problem(
        "unknown-value", Level.WARN, "Not a need.", "See the list.", at[0], "", (*at[1:],)
    )


def test_kinds_stand_together_and_errors_last() -> None:
    """One block a kind with its count; the same advice once; FIXED, WARN, ERROR."""
    error = Problem(
        *("duplicate-id", Level.ERROR, "Two people have the id E07.", "Give each their own."),
        Place("people.xlsx", "Mentees", 12, "id"),
    )
    fixed = Problem("blank-rows", Level.FIXED, "1 blank row was left out.", "", Place("cohort.csv"))
    text = problems_text([error, unknown(7), fixed, unknown(5, (9,))], None)
    assert text == (
        "Fixed: blank-rows (1 place)\n"
        "  cohort.csv\n"
        "    1 blank row was left out.\n"
        "\n"
        "Warning: unknown-value (3 places)\n"
        "  cohort.csv, rows 5, 7, 9, column 'needs'\n"
        "    Not a need.\n"
        "    -> See the list.\n"
        "\n"
        "Error: duplicate-id (1 place)\n"
        "  people.xlsx, sheet 'Mentees', row 12, column 'id'\n"
        "    Two people have the id E07.\n"
        "    -> Give each their own."
    )


def test_settings_are_placed_as_editors_do() -> None:
    """file:line:column, which an editor opens at a click."""
    problem = Problem("unknown-key", Level.ERROR, "No key.", "", Place("my.yaml", "", 12, "3"))
    assert "  my.yaml:12:3\n" in problems_text([problem], None)


@given(st.integers(0, 30), st.integers(1, 40))
def test_the_limit_hides_places_but_never_their_number(limit: int, places: int) -> None:
    """As many rows as asked for are listed, and all are counted."""
    text = problems_text([unknown(row) for row in range(2, places + 2)], limit)
    listed = text.split("rows ")[-1].split("column")[0] if "row" in text else ""
    assert f"({places} place" in text
    if places > limit:
        assert f"... and {places - limit} more place" in text
    else:
        assert "more place" not in text
    if min(limit, places) > 1:
        assert len(re.findall(r"[0-9]+", listed)) == min(limit, places)


def test_one_column_does_not_take_the_room_of_the_others() -> None:
    """Thirty unknown answers in one column hide no column with one of them."""
    found = [
        Problem(
            "unknown-value",
            Level.WARN,
            f"Not in the list of {column}.",
            place=Place("c.csv", "", 2, column),
            more=tuple(Place("c.csv", "", row, column) for row in range(3, 2 + count)),
        )
        for column, count in (("needs", 30), ("security", 1), ("track", 9))
    ]
    text = problems_text(found, 20)
    assert all(f"Not in the list of {column}." in text for column in ("needs", "security", "track"))
    assert "(40 places)" in text
    assert "... and 20 more places of this kind." in text
    rows = re.findall(r"rows? ([0-9, ]+),", " ".join(text.split()))
    assert [len(listed.split(",")) for listed in rows] == [13, 1, 6]


def test_what_belongs_to_no_place_has_no_count() -> None:
    problem = Problem("no-mentees", Level.ERROR, "There are no mentees.", "Look again.")
    assert problems_text([problem], 20).splitlines()[0] == "Error: no-mentees"


def test_bad_input_125_a_message_does_not_command_the_terminal() -> None:
    """Escape codes are shown, not obeyed; lines stay within 80 columns."""
    problem = Problem("x", Level.ERROR, "Read \x1b[2J\u202eabc. " + "word " * 60)
    text = problems_text([problem], None)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert r"\x1b[2J" in text
    assert max(map(len, text.splitlines())) <= 80


def test_nothing_wrong_says_nothing() -> None:
    assert problems_text([], 20) == ""
