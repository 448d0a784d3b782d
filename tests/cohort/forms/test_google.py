"""Exports of Google Forms: commas in options, grids by row, rankings, a question asked twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from hsr_match.cohort import read_cohort
from hsr_match.errors import CohortProblems
from hsr_match.problems import Level
from tests.cohort.sheets import codes, defaults, found, where, write_rows

HEAD = ["Timestamp", "Email Address", "I am applying as"]
TIME = "2026/01/12 9:30:00 am GMT"


def form(tmp_path: Path, headings: list[str], *people: list[str], role: str = "Mentee") -> str:
    rows = [[TIME, f"p{n}@example.org", role, *answers] for n, answers in enumerate(people, 1)]
    return write_rows(tmp_path, [[*HEAD, *headings], *rows])


def answers(path: str, name: str) -> list[object]:
    cohort = read_cohort([path], defaults())
    assert "unknown-value" not in codes(cohort.notices)
    return [person.get(name) for person in (*cohort.mentees, *cohort.mentors)]


def test_times_are_read_with_their_half_of_the_day(tmp_path: Path) -> None:
    path = write_rows(tmp_path, [HEAD, ["2026/01/12 9:30:05 PM GMT", "a@b.org", "Mentee"]])
    assert answers(path, "submitted_at") == ["2026-01-12T21:30:05"]


def test_the_longest_known_option_counts_where_options_hold_commas(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        ["What would you like help with?"],
        ["Handing over, winding down, Managing upwards, a difficult relationship, Teaching"],
    )
    assert answers(path, "needs") == [
        {"ending_well": None, "managing_upwards": None, "teaching": None}
    ]


def test_what_is_unknown_between_known_options_is_told_once_and_whole(tmp_path: Path) -> None:
    """An option of the form that the list does not hold, with a comma of its own."""
    path = form(
        tmp_path,
        ["Research setting"],
        ["Acute, Prisons, courts, Community"],
        ["Prisons, courts"],
        ["Social cair"],
    )
    cohort = read_cohort([path], defaults())
    told = {p.value: p for p in cohort.notices if p.code == "unknown-value"}
    assert set(told) == {"Prisons, courts", "Social cair"}
    assert "(2 times)" in told["Prisons, courts"].message
    assert "Social care (social_care)" in told["Social cair"].advice
    assert cohort.mentees[0].get("setting") == ("acute", "community")


def test_whole_words_only(tmp_path: Path) -> None:
    """A known word inside a longer one is no answer: neither *Stroke* nor *Ear* is here."""
    path = form(tmp_path, ["Health area"], ["Strokes and earache"])
    assert read_cohort([path], defaults()).mentees[0].get("hrcs_health") is None


def test_grids_have_a_column_per_row(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        [
            "What would you like help with? [Teaching]",
            "What would you like help with? [Managing upwards, a difficult relationship]",
            "Methodological expertise [Ethnography]",
            "How much do you … [develop others]",
        ],
        ["Important", "Useful", "I use this", "I help colleagues"],
    )
    (person,) = read_cohort([path], defaults()).mentees
    assert person.get("needs") == {"teaching": 2, "managing_upwards": 1}
    assert person.get("methods") == {"ethnography": "use"}
    assert person.get("contribution_people") == 1


def test_a_grid_of_boxes_may_hold_several_levels(tmp_path: Path) -> None:
    """A mentor's teaching comes before use; a need counts at its highest level, aloud."""
    methods = ["Methods [Ethnography]"]
    path = form(tmp_path, methods, ["Use, Can teach"], role="Mentor")
    assert answers(path, "methods") == [{"ethnography": "can_teach"}]
    path = form(tmp_path, ["Goals [Teaching]"], ["Useful, Most important"])
    cohort = read_cohort([path], defaults())
    assert cohort.mentees[0].get("needs") == {"teaching": 3}
    assert "repeated-value" in codes(cohort.notices)


def test_a_row_that_the_list_does_not_hold_is_told_with_its_question(tmp_path: Path) -> None:
    path = form(tmp_path, ["Goals [Juggling]"], ["Useful"])
    told = found(read_cohort([path], defaults()).notices, "unknown-column")
    assert told.place.column == "Goals [Juggling]"
    assert "grid of needs" in told.message


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (["Topics [1st choice]", "Topics [2nd choice]"], ["Social care", "Maternity and newborn"]),
        (["Topics [Second]", "Topics [First]"], ["maternity", "social_care"]),
        (["Topics [Rank 2]", "Topics [Rank 1]"], ["maternity", "Social care"]),
        (["Topics [Maternity and newborn]", "Topics [Social care]"], ["2nd choice", "1st choice"]),
        (["Topics [Maternity and newborn]", "Topics [Social care]"], ["2", "1"]),
    ],
)
def test_rankings_come_by_place_or_by_option(
    tmp_path: Path, headings: list[str], cells: list[str]
) -> None:
    assert answers(form(tmp_path, headings, cells), "research_areas") == [
        (("social_care",), ("maternity",))
    ]


def test_equal_bare_numbers_may_be_points_and_are_not_taken_for_places(tmp_path: Path) -> None:
    """5 for both: points on a scale, perhaps, where higher is better. Words are clear."""
    headings = ["Topics [Maternity and newborn]", "Topics [Social care]"]
    cohort = read_cohort([form(tmp_path, headings, ["5", "5"], ["1st", "1st"])], defaults())
    assert [p.get("research_areas") for p in cohort.mentees] == [
        None,
        (("maternity", "social_care"),),
    ]
    assert where(found(cohort.notices, "tied-places")) == [(2, headings[0])]


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (["Preferred mentors [1st choice]", "Preferred mentors [2nd choice]"], ["Bo", "Cy"]),
        (["Preferred mentors [Cy]", "Preferred mentors [Bo]"], ["Second choice", "First choice"]),
    ],
)
def test_people_are_ranked_by_place_or_by_person(
    tmp_path: Path, headings: list[str], cells: list[str]
) -> None:
    blank = ["", ""]
    rows = [
        [*HEAD, "Full name", *headings],
        [TIME, "ann@example.org", "Mentee", "Ann", *cells],
        [TIME, "bo@example.org", "Mentor", "Bo", *blank],
        [TIME, "cy@example.org", "Mentor", "Cy", *blank],
    ]
    (ann,) = read_cohort([write_rows(tmp_path, rows)], defaults()).mentees
    assert ann.get("preferred_mentors") == (("email:bo@example.org",), ("email:cy@example.org",))


def test_a_question_asked_on_two_pages_has_one_heading_twice(tmp_path: Path) -> None:
    """Each person answered one of them; where both are filled, lists are joined."""
    path = form(
        tmp_path,
        ["Research setting", "Working days", "Research setting"],
        ["Acute", "", ""],
        ["", "", "Community"],
        ["Acute", "", "Policy"],
    )
    cohort = read_cohort([path], defaults())
    assert [p.get("setting") for p in cohort.mentees] == [
        ("acute",),
        ("community",),
        ("acute", "policy"),
    ]
    assert found(cohort.notices, "repeated-question").level is Level.FIXED


def test_elsewhere_a_heading_twice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CohortProblems) as caught:
        read_cohort(
            [
                write_rows(
                    tmp_path, [["id", "role", "Setting", "Setting"], ["E1", "mentee", "", ""]]
                )
            ],
            defaults(),
        )
    assert "duplicate-heading" in codes(caught.value.problems)


def test_the_collected_address_yields_to_the_one_that_was_typed(tmp_path: Path) -> None:
    path = form(tmp_path, ["Work email"], ["ann@example.ac.uk"], [""])
    people = read_cohort([path], defaults()).mentees
    assert [p.get("email") for p in people] == ["ann@example.ac.uk", "p2@example.org"]
