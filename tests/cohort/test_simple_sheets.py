"""A sheet as a coordinator types it is read without a setting."""

from pathlib import Path

import pytest

from tests.cohort.sheets import codes, found, mentee, mentor, read, refused, where

SIMPLE = """
name | role | organisation | research_area | career_stage | needs | offers | places
Ann | mentee | Northby University | Social care | 2 | Caring and work:3; promotion | |
Bo | Mentor | Southby Uni | social_care; maternity | Own projects | | parent; PROMOTION (3) | 2
"""


def test_ids_labels_and_synonyms_mean_the_same(tmp_path: Path) -> None:
    cohort = read(tmp_path, SIMPLE)
    (ann,), (bo,) = cohort.mentees, cohort.mentors
    assert ann.answers == {
        "organisation": "northby university",
        "research_areas": (("social_care",),),
        "career_stage": 2,
        "needs": {"caring_and_work": 3, "promotion": None},
    }
    assert bo.answers == {
        "organisation": "southby uni",
        "research_areas": (("social_care",), ("maternity",)),
        "career_stage": 3,
        "offers": {"caring_and_work": None, "promotion": 3},
        "places": 2,
    }
    assert (ann.id, bo.id) == ("E01", "R01")
    assert ann.key == "name:ann|northby university"
    assert (ann.place.row, bo.place.row) == (2, 3)
    assert cohort.organisations == {
        "northby university": "Northby University",
        "southby uni": "Southby Uni",
    }
    assert {p.code for p in cohort.notices} == {"consent-not-asked", "membership-not-asked"}


@pytest.mark.parametrize(
    "heading",
    ["Research interests", "RESEARCH AREAS:", "Q7. Research interests *", "Topics (optional)"],
)
def test_known_questions_map_to_their_field(tmp_path: Path, heading: str) -> None:
    cohort = read(tmp_path, f"id|role|{heading}\nE1|mentee|Maternity and newborn\nR1|mentor|")
    assert mentee(cohort).get("research_areas") == (("maternity",),)


def test_settings_map_a_heading_before_anything_else(tmp_path: Path) -> None:
    from tests.cohort.sheets import settings

    given = settings(columns={"Topics": "job_title", "What do you want?": "needs"})
    cohort = read(tmp_path, "id|role|Topics|what do you want\nE1|mentee|Fellow|teaching", given)
    assert mentee(cohort).answers == {"job_title": "Fellow", "needs": {"teaching": None}}


def test_a_column_nobody_knows_is_listed_with_a_suggestion_and_not_read(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|capcity|Favourite colour\nR1|mentor|2|green")
    assert mentor(cohort).answers == {}
    assert cohort.dropped_columns == ("capcity", "Favourite colour")
    misspelt = [p for p in cohort.notices if p.code == "unknown-column"]
    assert {p.place.column: "places" in p.advice for p in misspelt} == {
        "capcity": True,
        "Favourite colour": False,
    }


def test_grids_have_a_column_per_item(tmp_path: Path) -> None:
    cohort = read(
        tmp_path,
        """
        id | role | need_promotion | need_teaching | offer_promotion | Methods [Ethnography]
        E1 | mentee | 3! | 0 | | I want to learn this
        R1 | mentor | | | comfortable | can teach
        """,
    )
    assert mentee(cohort).answers == {
        "needs": {"promotion": 3},
        "essential_need": "promotion",
        "methods": {"ethnography": "want_to_learn"},
    }
    assert mentor(cohort).answers == {
        "offers": {"promotion": 2},
        "methods": {"ethnography": "can_teach"},
    }


def test_commas_separate_where_every_piece_is_known(tmp_path: Path) -> None:
    """A label that holds a comma stays whole: the longest known piece counts."""
    cohort = read(
        tmp_path,
        "id|role|needs|lived_experience_offered\n"
        "E1|mentee|Managing upwards, a difficult relationship, Teaching|\n"
        "R1|mentor||Part-time working, Came to research late",
    )
    assert mentee(cohort).get("needs") == {"managing_upwards": None, "teaching": None}
    assert mentor(cohort).get("lived_experience_offered") == ("part_time", "late_entry")


def test_role_as_a_job_is_a_job_title(tmp_path: Path) -> None:
    """The values tell a part taken from a post held."""
    cohort = read(tmp_path, "id|Role|I am applying as a …\nE1|Lecturer|mentee\nR1|Dean|mentor")
    assert mentee(cohort).answers == {"job_title": "Lecturer"}
    assert mentor(cohort).answers == {"job_title": "Dean"}


def test_unknown_and_blank_roles_are_errors_with_their_rows(tmp_path: Path) -> None:
    problems = refused(tmp_path, "id|role\nE1|mentee\nX1|boss\nX2|")
    assert found(problems, "unknown-role").value == "boss"
    assert where(found(problems, "unknown-role")) == [(3, "role")]
    assert where(found(problems, "role-blank")) == [(4, "role")]


def test_a_role_column_without_any_role_is_one_error(tmp_path: Path) -> None:
    problems = refused(tmp_path, "id|role|organisation\nE1|boss|A\nX1|chief|B")
    assert codes(problems) == {"unknown-role"}
    assert where(found(problems, "unknown-role")) == [(1, "role")]


def test_nothing_that_tells_the_role_is_an_error(tmp_path: Path) -> None:
    assert codes(refused(tmp_path, "id|organisation\nE1|A")) == {"role-unknown"}


def test_one_person_may_be_both(tmp_path: Path) -> None:
    """Both sides see the shared answers and their own; the key is one."""
    cohort = read(tmp_path, "id|role|setting|needs|offers\nB1|Both|acute|teaching|promotion:1")
    (as_mentee,), (as_mentor,) = cohort.mentees, cohort.mentors
    assert as_mentee.key == as_mentor.key == "id:b1"
    assert as_mentee.answers == {"setting": ("acute",), "needs": {"teaching": None}}
    assert as_mentor.answers == {"setting": ("acute",), "offers": {"promotion": 1}}
    assert "other-side-answer" not in codes(cohort.notices)


def test_an_answer_of_the_other_side_is_left_out_aloud(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|needs\nE1|mentee|teaching\nR1|mentor|teaching")
    assert mentor(cohort).answers == {}
    assert where(found(cohort.notices, "other-side-answer")) == [(3, "needs")]


def test_two_columns_that_answer_differently_are_an_error(tmp_path: Path) -> None:
    text = "id|role|organisation|employer\nE1|mentee|A|A\nE2|mentee|A|\nE3|mentee|A|B"
    assert where(found(refused(tmp_path, text), "two-answers")) == [(4, "organisation")]
