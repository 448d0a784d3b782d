"""Conflicts, refusals and preferences: from what people wrote to keys."""

from pathlib import Path

import pytest

from hsr_match.cohort import read_cohort
from tests.cohort.sheets import codes, defaults, found, mentee, mentor, read, refused, where, write

PEOPLE = """
id | role | name | email | {column}
E1 | mentee | Ann Able | ann@example.org | {cell}
E2 | mentee | Bo Best | bo@example.org |
R1 | mentor | Dr Cy Cole | cy@example.org |
R2 | mentor | Di Dunn | di@example.org |
R3 | mentor | Bo Best | bo3@example.org |
"""


def people(column: str, cell: str) -> str:
    return PEOPLE.format(column=column, cell=cell)


@pytest.mark.parametrize(
    "cell", ["R1", "r1", "CY@example.org", "Cy Cole", "cole, cy", "Prof. Cy  Cole", "dr cy cole"]
)
def test_a_person_is_known_by_id_email_or_name(tmp_path: Path, cell: str) -> None:
    cohort = read(tmp_path, people("not_these", cell))
    assert mentee(cohort).get("not_these") == ("id:r1",)
    assert codes(cohort.notices) == set()


def test_the_other_side_is_meant_first(tmp_path: Path) -> None:
    """Bo Best is a mentee and, somebody else, a mentor: only the mentor can be paired."""
    cohort = read(tmp_path, people("not_these", "Bo Best"))
    assert mentee(cohort).get("not_these") == ("id:r3",)


def test_conflicts_have_their_kind_from_brackets_heading_or_none(tmp_path: Path) -> None:
    cohort = read(tmp_path, people("conflicts", "R1 (supervisor); R2: joint_grant; R3"))
    assert mentee(cohort).get("conflicts") == (
        ("id:r1", "supervisor"),
        ("id:r2", "joint_grant"),
        ("id:r3", "private"),
    )
    cohort = read(tmp_path, people("Line manager", "Cy Cole"))
    assert mentee(cohort).get("conflicts") == (("id:r1", "manager"),)


def test_several_columns_feed_conflicts(tmp_path: Path) -> None:
    cohort = read(
        tmp_path, "id|role|manager|supervisor\nE1|mentee|R1|R2; R1\nR1|mentor||\nR2|mentor||"
    )
    assert mentee(cohort).get("conflicts") == (
        ("id:r1", "manager"),
        ("id:r2", "supervisor"),
        ("id:r1", "supervisor"),
    )


def test_a_manager_outside_the_cohort_is_kept_without_a_word(tmp_path: Path) -> None:
    cohort = read(tmp_path, people("Line manager", "Prof Eve Else; eve@example.org"))
    assert mentee(cohort).get("conflicts") == (
        ("name:eve else", "manager"),
        ("email:eve@example.org", "manager"),
    )
    assert codes(cohort.notices) == set()


@pytest.mark.parametrize("cell", ["None", "no", "N/A", "nobody"])
def test_nobody_is_an_answer_or_a_blank(tmp_path: Path, cell: str) -> None:
    assert not mentee(read(tmp_path, people("Line manager", cell))).get("conflicts")


@pytest.mark.parametrize("joint", [" and ", ", ", " & ", " / ", ";"])
def test_two_people_in_one_breath_are_both_kept_apart(tmp_path: Path, joint: str) -> None:
    cohort = read(tmp_path, people("not_these", f"Cy Cole{joint}Di Dunn"))
    assert mentee(cohort).get("not_these") == ("id:r1", "id:r2")


def test_a_refusal_of_somebody_unknown_is_told_without_a_name(tmp_path: Path) -> None:
    problem = found(read(tmp_path, people("not_these", "Zed Zeal")).notices, "unknown-person")
    assert where(problem) == [(2, "not_these")]
    assert "zed" not in (problem.message + problem.advice + problem.value).casefold()


@pytest.mark.parametrize("column", ["conflicts", "not_these", "preferred_mentors"])
def test_a_name_of_two_people_is_never_guessed_between(tmp_path: Path, column: str) -> None:
    text = people(column, "Di Dunn") + "R4 | mentor | Di Dunn | di4@example.org |"
    problem = found(refused(tmp_path, text), "ambiguous-person")
    assert where(problem) == [(2, column)]
    assert "Dunn" not in problem.message + problem.advice


@pytest.mark.parametrize(
    ("cell", "tiers"),
    [
        ("R2; R1", (("id:r2",), ("id:r1",))),
        ("R2 = R1; R3", (("id:r2", "id:r1"), ("id:r3",))),
        ("R2, R1", (("id:r2",), ("id:r1",))),
        ("Di Dunn\ncy@example.org", (("id:r2",), ("id:r1",))),
        ("no preference", ()),
    ],
)
def test_preferences_are_tiers_of_keys(tmp_path: Path, cell: str, tiers: object) -> None:
    from tests.cohort.sheets import write_rows

    rows = [
        [c.strip() for c in line.split("|")]
        for line in people("preferred_mentors", "@").strip().split("\n")
    ]
    rows[1][4] = cell
    cohort = read_cohort([write_rows(tmp_path, rows)], defaults())
    assert mentee(cohort).get("preferred_mentors") == tiers


def test_choices_in_columns_of_their_own(tmp_path: Path) -> None:
    text = """
    id | role | Preferred mentor 2 | Preferred mentor 1 | Preferred mentor 3
    E1 | mentee | R1 | R2 = R4 | R3
    E2 | mentee | | R1 | R3
    R1 | mentor | | |
    R2 | mentor | | |
    R3 | mentor | | |
    R4 | mentor | | |
    """
    cohort = read(tmp_path, text)
    assert mentee(cohort).get("preferred_mentors") == (("id:r2", "id:r4"), ("id:r1",), ("id:r3",))
    assert mentee(cohort, "E2").get("preferred_mentors") == (("id:r1",), ("id:r3",))
    assert {place.row for place in (found(cohort.notices, "rank-gap").place,)} == {3}


def test_a_preference_for_somebody_unknown_is_an_error(tmp_path: Path) -> None:
    problem = found(refused(tmp_path, people("preferred_mentors", "R9")), "unknown-person")
    assert where(problem) == [(2, "preferred_mentors")]


def test_a_preference_for_oneself_is_an_error(tmp_path: Path) -> None:
    text = "id|role|name|preferred_mentors\nB1|both|Ann|ann\nE1|mentee|Bo|E1"
    assert where(found(refused(tmp_path, text), "self-preference")) == [
        (2, "preferred_mentors"),
        (3, "preferred_mentors"),
    ]


def test_a_preference_for_somebody_left_out_is_told(tmp_path: Path) -> None:
    text = """
    id | role | consent_matching | preferred_mentors
    E1 | mentee | yes | R1
    R1 | mentor | no |
    """
    assert "preference-not-taking-part" in codes(read(tmp_path, text).notices)


def test_one_side_alone_is_checked_without_complaints_about_the_other(tmp_path: Path) -> None:
    path = write(tmp_path, "id|preferred_mentors|needs\nE1|R1|", "mentees.csv")
    assert codes(read_cohort([path], defaults()).notices) == set()


def test_mentors_may_list_mentees(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|preferred_mentees\nE1|mentee|\nR1|mentor|E1")
    assert mentor(cohort).get("preferred_mentees") == (("id:e1",),)


NEAR = """
id|role|name|organisation|line_manager|supervisor
E1|mentee|Amy Wilson|Northgate Trust|{}|
R1|mentor|John Smith|Northgate Trust||
R2|mentor|Jane Smythe|Elsewhere||
"""


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("Jon Smith", "Is R1 meant?"),
        ("Dr Jhon Smith", "Is R1 meant?"),
        ("Jon Smith (family)", ""),
        ("John Smith", None),
        ("Jane Smyth", None),
        ("Joan Baker", None),
        ("Amy Wilsonn", None),
        ("jon.smith@example.org", None),
    ],
)
def test_a_colleague_nearly_named_is_told_and_never_guessed(
    tmp_path: Path, cell: str, meant: str | None
) -> None:
    """Only at the same organisation; whom a private conflict means nobody learns."""
    cohort = read(tmp_path, NEAR.format(cell))
    told = [p for p in cohort.notices if p.code == "person-nearly-named"]
    assert bool(told) == (meant is not None)
    if meant is not None:
        assert where(told[0]) == [(2, "line_manager")]
        assert ("R1" in told[0].advice) == bool(meant)
        assert meant in told[0].advice
        assert "Smith" not in told[0].message + told[0].advice + told[0].value
        assert ("id:r1", "line_manager") not in mentee(cohort).answers["conflicts"]
