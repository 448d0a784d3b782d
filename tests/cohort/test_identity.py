"""Who is who: keys, ids, submissions, and one person in two roles."""

from pathlib import Path

import pytest

from hsr_match.cohort import read_cohort
from hsr_match.errors import CohortProblems
from tests.cohort.sheets import codes, defaults, found, read, refused, where, write


def test_keys_are_the_id_else_the_email_else_name_and_organisation(tmp_path: Path) -> None:
    mentees = write(tmp_path, "id|name|needs\nÉ 7|A|\ne8|B|".replace("É 7", "É7"), "mentees.csv")
    mentors = write(
        tmp_path,
        "name|email|organisation|offers\nCy|CY@Example.org|X|\nDi|| The  Y |",
        "mentors.csv",
    )
    cohort = read_cohort([mentees, mentors], defaults())
    assert [p.key for p in cohort.mentees] == ["id:e8", "id:é7"]
    assert [p.id for p in cohort.mentees] == ["e8", "É7"]
    assert [(p.id, p.key) for p in cohort.mentors] == [
        ("R01", "email:cy@example.org"),
        ("R02", "name:di|the y"),
    ]


def test_ids_are_issued_in_the_order_of_keys_and_as_wide_as_needed(tmp_path: Path) -> None:
    rows = "\n".join(f"p{i:03}@example.org|mentee" for i in reversed(range(101)))
    cohort = read(tmp_path, f"email|role\n{rows}")
    assert [(p.id, p.key) for p in cohort.mentees][:2] == [
        ("E001", "email:p000@example.org"),
        ("E002", "email:p001@example.org"),
    ]
    assert cohort.mentees[-1].id == "E101"


def test_people_stand_in_natural_order_of_ids(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role\nE10|mentee\nE9|mentee\ne1|mentee")
    assert [p.id for p in cohort.mentees] == ["e1", "E9", "E10"]


def test_one_id_twice_in_a_role_names_both_rows(tmp_path: Path) -> None:
    problem = found(refused(tmp_path, "id|role\nE1|mentee\nE2|mentee\n e1|mentee"), "duplicate-id")
    assert where(problem) == [(2, ""), (4, "")]
    assert "capitals" in problem.message


def test_rows_of_several_tables_are_told_with_their_table(tmp_path: Path) -> None:
    one = write(tmp_path, "email | role\na@x.org | mentor", "new.csv")
    other = write(tmp_path, "email | role\nb@x.org | mentor\nA@x.org | mentor", "old.csv")
    with pytest.raises(CohortProblems) as caught:
        read_cohort([one, other], defaults())
    told = found(caught.value.problems, "duplicate-email").message
    assert told == f"Row 2 of {one} and row 3 of {other} have the same e-mail."


def test_the_last_submission_wins_whatever_the_order_of_rows(tmp_path: Path) -> None:
    text = """
    email | role | submitted_at | setting
    a@example.org | mentee | 2026-01-12 10:00 | acute
    A@Example.org | mentee | 2026-01-11 10:00 | policy
    """
    cohort = read(tmp_path, text)
    assert [p.get("setting") for p in cohort.mentees] == [("acute",)]
    assert where(found(cohort.notices, "submitted-again")) == [(3, "")]


def test_mistakes_of_a_superseded_submission_do_not_matter(tmp_path: Path) -> None:
    text = """
    email | role | submitted_at | places
    a@example.org | mentor | 2026-01-11 | two
    a@example.org | mentor | 2026-01-12 | 2
    """
    assert read(tmp_path, text).mentors[0].get("places") == 2


def test_without_dates_two_submissions_are_an_error(tmp_path: Path) -> None:
    problems = refused(tmp_path, "email|role\na@example.org|mentee\nA@example.org|mentee")
    assert where(found(problems, "duplicate-email")) == [(2, ""), (3, "")]


def test_undecidable_dates_fall_back_to_the_order_of_rows_aloud(tmp_path: Path) -> None:
    text = """
    email | role | Timestamp | setting
    a@example.org | mentee | 05/06/2026 | acute
    a@example.org | mentee | 03/04/2026 | policy
    """
    cohort = read(tmp_path, text)
    assert [p.get("setting") for p in cohort.mentees] == [("policy",)]
    assert "later row" in found(cohort.notices, "ambiguous-dates").advice


def test_a_shared_inbox_under_two_ids_is_an_error(tmp_path: Path) -> None:
    text = """
    id | role | name | email | submitted_at
    E1 | mentee | Ann | team@example.org | 2026-01-11
    E2 | mentee | Bo | team@example.org | 2026-01-12
    """
    assert where(found(refused(tmp_path, text), "same-email")) == [(2, ""), (3, "")]


def test_same_name_and_organisation_without_id_is_an_error(tmp_path: Path) -> None:
    problems = refused(tmp_path, "name|role|organisation\nAnn|mentee|X\n ANN|mentee|x")
    assert codes(problems) == {"same-name"}


def test_one_name_and_two_people_is_no_problem(tmp_path: Path) -> None:
    cohort = read(tmp_path, "name|role|organisation\nAnn|mentee|X\nAnn|mentee|Y")
    assert len(cohort.mentees) == 2


def test_ids_that_differ_by_leading_zeros_are_an_error(tmp_path: Path) -> None:
    assert codes(refused(tmp_path, "id|role\n7|mentee\n007|mentee")) == {"ids-alike"}


def test_ids_stay_text(tmp_path: Path) -> None:
    """042, 044, 045, 046: no number, truth value or power of ten is made of an id."""
    ids = ["007", "1E5", "100000", "TRUE", "12345678901234567"]
    rows = "\n".join(f"{person}|mentee" for person in ids)
    assert {p.id for p in read(tmp_path, f"id|role\n{rows}").mentees} == set(ids)


def test_a_row_that_names_nobody_is_an_error(tmp_path: Path) -> None:
    problems = refused(tmp_path, "name|role|places\nAnn|mentor|1\n|mentor|12")
    assert where(found(problems, "no-identity")) == [(3, "")]


def test_a_blank_id_beside_ids_is_an_error(tmp_path: Path) -> None:
    problems = refused(tmp_path, "id|role|name\nE1|mentee|Ann\n|mentee|Bo")
    assert where(found(problems, "no-id")) == [(3, "id")]


@pytest.mark.parametrize("person_id", ["E1;E2", "E 1", "(E1)", "--", "E=1", "x" * 65])
def test_ids_that_no_command_could_name_are_errors(tmp_path: Path, person_id: str) -> None:
    assert "bad-id" in codes(refused(tmp_path, f"id|role\n{person_id}|mentee"))


def test_an_invisible_character_inside_an_id_is_an_error(tmp_path: Path) -> None:
    assert "hidden-character-in-id" in codes(refused(tmp_path, "id|role\nE\u200b1|mentee"))


def test_letters_of_two_alphabets_are_told(tmp_path: Path) -> None:
    assert codes(read(tmp_path, "id|role\nPа1|mentee").notices) == {"mixed-scripts"}


def test_the_row_number_of_a_form_is_nobodys_id(tmp_path: Path) -> None:
    text = """
    ID | Start time | Completion time | Email | Name | needs
    1 | 2026-01-12 09:00 | 2026-01-12 09:30 | a@example.org | Ann | teaching
    """
    path = write(tmp_path, text, "mentees.csv")
    cohort = read_cohort([path], defaults())
    assert [p.key for p in cohort.mentees] == ["email:a@example.org"]
    assert cohort.dropped_columns == ("ID", "Start time")
    assert "form-row-number" in codes(cohort.notices)


def test_not_even_settings_make_a_row_number_an_id(tmp_path: Path) -> None:
    from tests.cohort.sheets import settings

    text = "ID|Start time|Completion time|Name|role\n1|2026-01-12|2026-01-12|Ann|mentee"
    problems = refused(tmp_path, text, settings(columns={"ID": "person_id"}))
    assert where(found(problems, "form-row-number")) == [(1, "ID")]


def test_what_a_form_service_fills_in_yields_to_the_person(tmp_path: Path) -> None:
    text = """
    ID | Start time | Completion time | Email | Name | Work email | Full name | role
    1 | 2026-01-12 | 2026-01-12 | login@example.org | LOGIN | a@example.org | Ann | mentee
    2 | 2026-01-12 | 2026-01-12 | anonymous | | b@example.org | Bo | mentee
    """
    cohort = read(tmp_path, text)
    assert [(p.name, p.get("email")) for p in cohort.mentees] == [
        ("Ann", "a@example.org"),
        ("Bo", "b@example.org"),
    ]


def test_one_id_for_two_people_on_the_two_sides_is_an_error(tmp_path: Path) -> None:
    """Two forms that both count from 1 must not make strangers one person."""
    mentees = write(tmp_path, "id|name|needs\n1|Ann|", "mentees.csv")
    mentors = write(tmp_path, "id|name|offers\n1|Bo|", "mentors.csv")
    with pytest.raises(CohortProblems) as caught:
        read_cohort([mentees, mentors], defaults())
    assert codes(caught.value.problems) == {"id-of-two-people"}


def test_one_id_on_both_sides_without_names_is_told(tmp_path: Path) -> None:
    mentees = write(tmp_path, "id|needs\n1|", "mentees.csv")
    mentors = write(tmp_path, "id|offers\n1|", "mentors.csv")
    assert codes(read_cohort([mentees, mentors], defaults()).notices) == {"same-id-both-sides"}


def test_the_same_person_in_two_forms_has_one_key(tmp_path: Path) -> None:
    mentees = write(tmp_path, "email|needs\na@example.org|", "mentees.csv")
    mentors = write(tmp_path, "email|offers\nA@example.org|", "mentors.csv")
    cohort = read_cohort([mentees, mentors], defaults())
    assert cohort.mentees[0].key == cohort.mentors[0].key == "email:a@example.org"


def test_a_bad_email_is_told_beside_an_id_and_an_error_without(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|email\nE1|mentee|ann at example")
    assert codes(cohort.notices) == {"bad-email"}
    assert cohort.mentees[0].get("email") is None
    assert "bad-email" in codes(refused(tmp_path, "name|role|email\nAnn|mentee|a@b.org; c@d.org"))
