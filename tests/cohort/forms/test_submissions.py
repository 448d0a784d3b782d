"""Who sent what, and how often: the last form counts, whole; row numbers are nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from hsr_match.cohort import read_cohort
from hsr_match.errors import CohortProblems
from hsr_match.problems import Level
from tests.cohort.sheets import codes, defaults, found, read, where, write

TWICE = """
Timestamp | Email Address | role | Full name | setting | needs
2026-01-12 09:30 | Ann@Example.org | mentee | Ann Lee | acute | teaching:3
2026-02-01 09:30 | ann@example.org | mentee | Ann M. Lee | | promotion
"""


def test_the_last_submission_counts_whole(tmp_path: Path) -> None:
    """What the last form leaves blank is blank: nothing of the first one is mixed in."""
    cohort = read(tmp_path, TWICE)
    (ann,) = cohort.mentees
    assert (ann.name, ann.get("setting"), ann.get("needs")) == (
        "Ann M. Lee",
        None,
        {"promotion": None},
    )
    told = found(cohort.notices, "submitted-again")
    assert (told.level, where(told)) == (Level.WARN, [(2, "")])


def test_the_order_of_rows_does_not_decide(tmp_path: Path) -> None:
    head, first, last = TWICE.strip().splitlines()
    (ann,) = read(tmp_path, "\n".join([head, last, first])).mentees
    assert ann.name == "Ann M. Lee"


def test_an_early_and_a_late_export_hold_the_early_answers_twice(tmp_path: Path) -> None:
    head, first, last = TWICE.strip().splitlines()
    early = write(tmp_path, "\n".join([head, first]), "early.csv")
    late = write(tmp_path, "\n".join([head, first, last.replace("ann@", "bo@")]), "late.csv")
    cohort = read_cohort([early, late], defaults())
    assert [p.get("email") for p in cohort.mentees] == ["ann@example.org", "bo@example.org"]
    told = found(cohort.notices, "same-answer-twice")
    assert (told.level, told.place.file) == (Level.FIXED, late)


def test_one_person_on_two_forms_is_one_person_whatever_the_capitals(tmp_path: Path) -> None:
    forms = "ID|Start time|Completion time|Email|Name|Email2|{}\n"
    row = "{}|2026-01-12 09:00|2026-01-12 09:30|anonymous||{}|teaching;"
    mentees = write(
        tmp_path, forms.format("needs") + row.format(1, "ann@example.org"), "mentees.csv"
    )
    mentors = write(
        tmp_path,
        forms.format("offers")
        + row.format(1, "bo@example.org")
        + "\n"
        + row.format(2, "ANN@Example.ORG"),
        "mentors.csv",
    )
    cohort = read_cohort([mentees, mentors], defaults())
    assert [p.key for p in cohort.mentees] == ["email:ann@example.org"]
    assert {p.key for p in cohort.mentors} == {"email:ann@example.org", "email:bo@example.org"}


def test_two_exports_side_by_side_are_refused(tmp_path: Path) -> None:
    """Joined by their row numbers, each row is two people."""
    text = """
    ID | Start time | Completion time | Email | needs | Start time.1 | Completion time.1 | offers
    1 | 2026-01-12 09:00 | 2026-01-12 09:30 | a@example.org | teaching | x | y | promotion
    """
    with pytest.raises(CohortProblems) as caught:
        read_cohort([write(tmp_path, text)], defaults())
    told = found(caught.value.problems, "joined-exports")
    assert where(told) == [(1, "Start time.1"), (1, "Completion time.1")]


def test_ids_that_only_count_the_rows_join_nobody(tmp_path: Path) -> None:
    """Without times, names or e-mails, nothing tells a row number from an id: so nobody is."""
    mentees = write(tmp_path, "ID|needs\n1|\n2|", "mentees.csv")
    mentors = write(tmp_path, "ID|offers\n1|\n2|\n3|", "mentors.csv")
    with pytest.raises(CohortProblems) as caught:
        read_cohort([mentees, mentors], defaults())
    assert "row-number-ids" in codes(caught.value.problems)


def test_one_name_and_organisation_under_two_addresses_is_told(tmp_path: Path) -> None:
    """They may be two people, and stay so; the coordinator is asked to look."""
    text = "name|role|organisation|email\n"
    text += "Ann Lee|mentee|Northby|ann@example.org\nANN LEE|mentee|northby|a.lee@example.com\n"
    cohort = read(tmp_path, text + "Ann Lee|mentee|Southby|ann@example.net")
    assert len(cohort.mentees) == 3
    assert where(found(cohort.notices, "name-twice")) == [(2, ""), (3, "")]


def test_names_are_shown_as_given_and_compared_folded(tmp_path: Path) -> None:
    text = "name|email|role|preferred_mentors\n"
    text += (
        "Ann|ann@example.org|mentee|zoë O\u2019NEILL\nZoe\u0308 O\u2019Neill|z@example.org|mentor|"
    )
    cohort = read(tmp_path, text)
    assert cohort.mentors[0].name == "Zoe\u0308 O\u2019Neill"
    assert cohort.mentees[0].get("preferred_mentors") == (("email:z@example.org",),)
