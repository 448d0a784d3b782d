"""Workbooks of Microsoft Forms: the service's columns, statements of grids, digits."""

from __future__ import annotations

from pathlib import Path

import pytest

from hsr_match.cohort import read_cohort
from tests.cohort.sheets import codes, defaults, found, mentee, mentor, read, settings, where, write

FORM = "ID|Start time|Completion time|Email|Name|Last modified time"
WHO = "1|2026-01-12 09:00|2026-01-12 09:30|anonymous||"


def form(tmp_path: Path, headings: str, *answers: str, name: str = "mentees.csv") -> str:
    """A form with two rows at most; each person gives a name and an address of their own."""
    rows = [
        f"{n}|2026-01-1{n} 09:00|2026-01-1{n} 09:30|anonymous|||Ann {n}|ann{n}@example.org|{answer}"
        for n, answer in enumerate(answers, 1)
    ]
    text = "\n".join([f"{FORM}|Name2|Email2|{headings}", *rows])
    return write(tmp_path, text, name)


def test_a_statement_of_the_list_heads_a_row_of_a_grid(tmp_path: Path) -> None:
    """Every answer in the column is one of the field's levels, in words."""
    path = form(
        tmp_path,
        "Caring and work|Teaching|Ethnography",
        "Most important|Not needed|Want to learn",
        "Useful||I use this",
    )
    people = read_cohort([path], defaults()).mentees
    assert [p.get("needs") for p in people] == [{"caring_and_work": 3}, {"caring_and_work": 1}]
    assert [p.get("methods") for p in people] == [
        {"ethnography": "want_to_learn"},
        {"ethnography": "use"},
    ]


def test_on_the_mentors_form_the_same_statement_is_an_offer(tmp_path: Path) -> None:
    path = form(tmp_path, "Caring and work", "Comfortable", name="mentors.csv")
    (person,) = read_cohort([path], defaults()).mentors
    assert person.get("offers") == {"caring_and_work": 2}


def test_a_statement_is_no_row_if_one_answer_is_no_level(tmp_path: Path) -> None:
    """A column that only looks like a grid is listed, never half read."""
    path = form(tmp_path, "Teaching", "Most important", "Every other Friday")
    cohort = read_cohort([path], defaults())
    assert all(p.get("needs") is None for p in cohort.mentees)
    assert where(found(cohort.notices, "unknown-column")) == [(1, "Teaching")]


def test_digits_in_a_table_of_both_sides_fit_needs_and_offers_so_neither_is_taken(
    tmp_path: Path,
) -> None:
    text = f"{FORM}|role|Teaching\n{WHO}|mentee|3"
    cohort = read(tmp_path, text.replace("|anonymous||", "|a@example.org|Ann|"))
    told = found(cohort.notices, "unknown-column")
    assert "needs or offers" in told.message
    assert cohort.mentees[0].get("needs") is None


def test_in_a_plain_sheet_a_statement_is_no_grid(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|Teaching\nE1|mentee|Useful")
    assert mentee(cohort).get("needs") is None
    assert "unknown-column" in codes(cohort.notices)


def test_the_second_question_of_one_text_has_a_digit_and_means_the_same(tmp_path: Path) -> None:
    """The service's own Name and Email yield to Name2 and Email2; lists are joined."""
    path = form(tmp_path, "Setting|Setting2|Setting7", "Acute;|Community;|", "|Policy;|")
    people = read_cohort([path], defaults()).mentees
    assert [(p.name, p.get("email")) for p in people] == [
        ("Ann 1", "ann1@example.org"),
        ("Ann 2", "ann2@example.org"),
    ]
    assert [p.get("setting") for p in people] == [("acute", "community"), ("policy",)]


def test_a_digit_without_a_first_question_is_another_question(tmp_path: Path) -> None:
    """Nothing but the same words in the same table tells that a digit was added."""
    cohort = read_cohort([form(tmp_path, "Setting2", "Acute;")], defaults())
    assert cohort.mentees[0].get("setting") is None
    assert where(found(cohort.notices, "unknown-column")) == [(1, "Setting2")]


def test_two_answers_to_one_question_asked_twice_are_an_error(tmp_path: Path) -> None:
    from hsr_match.errors import CohortProblems

    with pytest.raises(CohortProblems) as caught:
        read_cohort([form(tmp_path, "Career stage|Career stage2", "Own parts|Own projects")],
                    defaults())  # fmt: skip
    assert "two-answers" in codes(caught.value.problems)


@pytest.mark.parametrize("kept", ["Start time", "Completion time", "Last modified time"])
def test_id_counts_answers_where_one_time_is_left(tmp_path: Path, kept: str) -> None:
    """Somebody deleted the other times: the ID of digits is nobody's all the same."""
    cohort = read(tmp_path, f"ID|{kept}|Email|role\n1|2026-01-12 09:00|a@example.org|mentee")
    assert cohort.mentees[0].key == "email:a@example.org"
    assert "form-row-number" in codes(cohort.notices)


def test_an_id_of_letters_beside_one_time_is_a_persons(tmp_path: Path) -> None:
    cohort = read(tmp_path, "ID|Completion time|role\nE07|2026-01-12 09:00|mentee")
    assert cohort.mentees[0].key == "id:e07"


def test_what_the_service_adds_is_listed_in_one_problem(tmp_path: Path) -> None:
    cohort = read_cohort([form(tmp_path, "Setting", "Acute;")], defaults())
    told = found(cohort.notices, "form-column")
    assert where(told) == [(1, "Start time"), (1, "Last modified time")]
    assert {"ID", "Start time", "Last modified time"} <= set(cohort.dropped_columns)


def test_settings_name_a_question_whose_grid_is_read(tmp_path: Path) -> None:
    """One line for the question stands for all its rows; a row by its own name works too."""
    given = settings(
        columns={"Support?": "needs", "Your boss": "line_manager", "Lecturing": "offer_teaching"}
    )
    text = """
    id | role | Support? [Caring and work] | Your boss | Lecturing
    E1 | mentee | Useful | Jo Bloggs |
    R1 | mentor | | | Strong
    """
    cohort = read(tmp_path, text, given)
    assert mentee(cohort).get("needs") == {"caring_and_work": 1}
    assert mentee(cohort).get("conflicts") == (("name:jo bloggs", "manager"),)
    assert mentor(cohort).get("offers") == {"teaching": 3}


def test_one_question_for_both_sides_is_a_field_of_each(tmp_path: Path) -> None:
    """`needs/offers`: in one table each row counts for its side, in two tables each table."""
    given = settings(columns={"Areas": "needs/offers"})
    both = read(tmp_path, "id|role|Areas\nE1|mentee|Teaching\nR1|mentor|Teaching", given)
    assert mentee(both).get("needs") == {"teaching": None}
    assert mentor(both).get("offers") == {"teaching": None}
    assert "other-side-answer" not in codes(both.notices)
    two = read_cohort(
        [
            write(tmp_path, "id|Areas\nE1|Teaching", "mentees.csv"),
            write(tmp_path, "id|Areas\nR1|Teaching", "mentors.csv"),
        ],
        given,
    )
    assert (mentee(two).answers, mentor(two).answers) == (
        mentee(both).answers,
        mentor(both).answers,
    )


def test_a_heading_in_the_settings_that_no_table_has_is_told(tmp_path: Path) -> None:
    given = settings(columns={"Were do you work?": "organisation"})
    cohort = read(tmp_path, "id|role|Where do you work?\nE1|mentee|X", given)
    told = found(cohort.notices, "no-such-column")
    assert "Where do you work?" in told.advice
