"""What the coordinator reads on the screen."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.reports import outcome_text
from hsr_match.reports.columns import fitted, table_row, width_of, wrap
from tests.reports.outcomes import given_outcome, outcome


def test_the_whole_screen() -> None:
    """Pairs with score, rank and reason; who is left and why; the summary at the end."""
    assert outcome_text(outcome(), width=80, colour=False) == (
        "Mentee            Mentor                       Score  Rank\n"
        "E01 Amina Rahman  R01 Dr Jane Smith             72.3   1st\n"
        "    Meets both.\n"
        "E02 Bo Ek         R02 Prof Raj Patel (pinned)   41.0   2nd\n"
        "    Same theme.\n"
        "  ! Few answers.\n"
        "\n"
        "Without a mentor\n"
        "E03 Cerys Pugh\n"
        "    Both mentors are full.\n"
        "    -> One more place.\n"
        "1 person left out: No consent to be matched.\n"
        "\n"
        "2 of 3 mentees matched.\n"
        "Proven best possible: as many mentees matched as can be, then the highest total\n"
        "score.\n"
        "Mean score 56.7 of 100, worst 41.0. 1 mentee has their best-scoring mentor.\n"
        "2 of 2 places used.\n"
        "1 pair to look at, marked with ! above.\n"
    )


def test_given_scores_are_shown_in_their_own_units() -> None:
    text = outcome_text(given_outcome(), width=80, colour=False)
    assert re.search(r"^E01 +R02 +3\.1 +1st$", text, re.MULTILINE)
    assert "of 100" not in text


@pytest.mark.parametrize("width", [60, 80, 119, 120, 160])
def test_it_fits_the_terminal(width: int) -> None:
    """No line is longer than the terminal, and every word of every name is there."""
    names = ("Amina Rahman Featherstonehaugh of the Long Valley by the Sea", "Bo Ek", "Cerys Pugh")
    text = outcome_text(outcome(mentees=names), width=width, colour=False)
    assert max(map(width_of, text.splitlines())) <= width
    for word in " ".join(names).split():
        assert word in text


def test_without_colour_there_are_words_only() -> None:
    """A pipe gets no colour code and no line drawing."""
    text = outcome_text(outcome(), width=80, colour=False)
    assert text.isascii()
    assert text.replace("\n", "").isprintable()


def test_with_colour_the_words_are_the_same() -> None:
    made = outcome()
    coloured = outcome_text(made, width=80, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == outcome_text(made, width=80, colour=False)


@pytest.mark.parametrize("name", ["\x1b[2JGone", "a\rb", "a\u202eb", "a\x07", "\x9b31m"])
def test_bad_input_125_no_name_commands_the_terminal(name: str) -> None:
    """Control characters are shown as such, with colours and without."""
    text = outcome_text(outcome((name, name, name), (name, name)), width=80, colour=False)
    assert text.replace("\n", "").isprintable()


def test_only_a_certificate_proves() -> None:
    """The word "proven" rests on the certificate, never on a status alone."""
    made = outcome()
    stopped = replace(made, matching=replace(made.matching, status="feasible"))
    bare = replace(made, matching=replace(made.matching, certificate=None))
    for doubtful in (stopped, bare):
        text = outcome_text(doubtful, width=200, colour=False)
        assert "not proven best possible" in text
        assert "Proven" not in text


def test_nobody_matched_is_said() -> None:
    made = outcome()
    summary = replace(
        made.insight.summary, matched=0, mean=None, worst=None, tenth_percentile=None, to_look_at=0
    )
    empty = replace(made, insight=replace(made.insight, pairs=(), summary=summary))
    text = outcome_text(empty, width=80, colour=False)
    assert "0 of 3 mentees matched." in text
    assert "Mean" not in text


def test_wide_letters_take_two_columns() -> None:
    assert width_of("李小龍") == 6
    assert width_of("e\u0301") == 1
    assert table_row(["李", "x"], [4, 1], [False, False]) == ["李    x"]


WORDS = st.lists(st.text("abc李", min_size=1, max_size=9), max_size=12).map(" ".join)


@given(WORDS, st.integers(1, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    """Words stay whole and in order; only a word longer than the line runs over."""
    lines = wrap(text, width)
    assert " ".join(lines).split() == text.split()
    assert all(width_of(line) <= width or " " not in line for line in lines)


@settings(max_examples=50)
@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_rows_lose_nothing(cells: list[str], data: st.DataObject) -> None:
    """Every word of every cell is on the row, whatever the widths."""
    widths = [data.draw(st.integers(1, 12)) for _ in cells]
    right = [data.draw(st.booleans()) for _ in cells]
    lines = table_row(cells, widths, right)
    assert sorted(" ".join(lines).split()) == sorted(" ".join(cells).split())


@given(st.lists(st.integers(1, 60), min_size=1, max_size=4), st.integers(1, 100))
def test_room_is_shared_down_to_a_least(contents: list[int], room: int) -> None:
    """Nothing grows; what does not fit is cut from the widest, but not below the least."""
    widths = fitted(contents, room)
    assert all(0 < w <= c for w, c in zip(widths, contents, strict=True))
    assert sum(widths) <= room or max(widths) <= 12
