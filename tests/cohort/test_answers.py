"""Cells become typed answers; what cannot be read is told with its place."""

from pathlib import Path
from typing import Any

import pytest

from hsr_match.cohort import read_cohort
from hsr_match.problems import Level
from tests.cohort.sheets import (
    codes,
    defaults,
    found,
    mentee,
    mentor,
    read,
    refused,
    where,
    write_rows,
)


def answer_of(tmp_path: Path, field: str, cell: str, role: str = "mentee") -> tuple[Any, set[str]]:
    """The typed answer of one cell, and the codes of what was said about it."""
    path = write_rows(tmp_path, [["id", "role", field], ["P1", role, cell]])
    cohort = read_cohort([path], defaults())
    (person,) = cohort.people("mentor" if role == "mentor" else "mentee")
    return person.get(field), codes(cohort.notices)


@pytest.mark.parametrize("cell", ["", "-", "–", "n/a", "N/A", ".", "Prefer not to say"])
@pytest.mark.parametrize("field", ["needs", "research_areas", "career_stage", "setting", "track"])
def test_blank_forms_and_refusals_are_blanks(tmp_path: Path, field: str, cell: str) -> None:
    assert answer_of(tmp_path, field, cell) == (None, set())


@pytest.mark.parametrize(
    ("field", "empty"),
    [("needs", {}), ("research_areas", ()), ("setting", ()), ("not_these", ())],
)
def test_none_of_these_is_an_answer_without_values(
    tmp_path: Path, field: str, empty: object
) -> None:
    assert answer_of(tmp_path, field, "None of these") == (empty, set())


def test_none_as_a_word_of_the_list_keeps_its_meaning(tmp_path: Path) -> None:
    assert answer_of(tmp_path, "co_authoring_level", "none") == ("none", set())


def test_none_beside_other_answers_is_told_and_the_others_count(tmp_path: Path) -> None:
    assert answer_of(tmp_path, "setting", "acute; None of these") == (
        ("acute",),
        {"none-and-some"},
    )


@pytest.mark.parametrize(
    ("cell", "tiers"),
    [
        ("Maternity and newborn; social_care", (("maternity",), ("social_care",))),
        ("maternity = social_care; involvement", (("maternity", "social_care"), ("involvement",))),
        ("maternity;;\nsocial_care;", (("maternity",), ("social_care",))),
        ("Social care, Maternity and newborn", (("social_care",), ("maternity",))),
    ],
)
def test_ranked_answers_are_tiers_best_first(tmp_path: Path, cell: str, tiers: object) -> None:
    assert answer_of(tmp_path, "research_areas", cell) == (tiers, set())


def test_a_repeat_in_a_ranked_list_keeps_its_best_place(tmp_path: Path) -> None:
    """The catalogue's 093 would stop here; the meaning is plain, so it is told only."""
    answer, said = answer_of(tmp_path, "research_areas", "maternity; social_care; maternity")
    assert (answer, said) == ((("maternity",), ("social_care",)), {"repeated-value"})


def test_the_first_of_a_long_ranked_list_count(tmp_path: Path) -> None:
    cell = "maternity; social_care; involvement; end_of_life; evidence_use; digital_data"
    answer, said = answer_of(tmp_path, "research_areas", cell)
    assert answer == tuple((word.strip(),) for word in cell.split(";")[:5])
    assert said == {"too-many-values"}


def test_a_long_unordered_list_is_kept_and_told(tmp_path: Path) -> None:
    """Which to drop is not ours to say, and each further one counts for less anyway."""
    cell = "teaching; promotion; fellowships; research_funding; confidence; moving_job; ending_well"
    answer, said = answer_of(tmp_path, "needs", cell)
    assert len(answer) == 7
    assert said == {"too-many-values"}


@pytest.mark.parametrize(
    ("cell", "levels"),
    [
        ("teaching:3", {"teaching": 3}),
        ("Teaching (Most important); promotion=1", {"teaching": 3, "promotion": 1}),
        ("teaching", {"teaching": None}),
        ("teaching:0; promotion:2", {"promotion": 2}),
    ],
)
def test_levels_of_needs(tmp_path: Path, cell: str, levels: object) -> None:
    assert answer_of(tmp_path, "needs", cell) == (levels, set())


def test_an_unrated_method_is_a_wish_of_a_mentee_and_a_use_of_a_mentor(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|methods\nB1|both|ethnography")
    assert cohort.mentees[0].get("methods") == {"ethnography": "want_to_learn"}
    assert cohort.mentors[0].get("methods") == {"ethnography": "use"}


def test_columns_by_level_feed_one_field(tmp_path: Path) -> None:
    """A method in two columns: a mentee's wish counts, a mentor's teaching."""
    text = (
        "id|role|Methods you would like to learn|Methods you use|Methods you can teach\n"
        "B1|both|ethnography|ethnography; trial_design|ethnography"
    )
    cohort = read(tmp_path, text)
    assert cohort.mentees[0].get("methods") == {
        "ethnography": "want_to_learn",
        "trial_design": "use",
    }
    assert cohort.mentors[0].get("methods") == {"ethnography": "can_teach", "trial_design": "use"}
    assert codes(cohort.notices) == set()


def test_an_essential_need_is_marked_and_kept_apart(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|needs\nE1|mentee|teaching:3!; promotion:2")
    assert mentee(cohort).answers == {
        "needs": {"teaching": 3, "promotion": 2},
        "essential_need": "teaching",
    }


def test_an_essential_need_that_is_on_no_list_bars_nobody(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|needs\nE1|mentee|other:3!; promotion:2")
    assert "essential_need" not in mentee(cohort).answers
    assert codes(cohort.notices) >= {"essential-other"}


def test_two_essential_needs_are_an_error(tmp_path: Path) -> None:
    problems = refused(tmp_path, "id|role|needs\nE1|mentee|teaching:3!; promotion:3!")
    assert where(found(problems, "two-essential-needs")) == [(2, "needs")]


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("needs", "teaching:7"),
        ("career_stage", "9"),
        ("career_stage", "-1"),
        ("career_stage", "2.5"),
    ],
)
def test_a_level_beyond_its_scale_is_an_error(tmp_path: Path, field: str, cell: str) -> None:
    problem = found(refused(tmp_path, f"id|role|{field}\nE1|mentee|{cell}"), "out-of-range")
    assert where(problem) == [(2, field)]
    assert problem.value == ""  # told in confidence


@pytest.mark.parametrize("field", ["needs", "offers", "methods"])
def test_words_in_a_grid_that_are_no_level_are_no_answer(tmp_path: Path, field: str) -> None:
    """Somebody who wrote "rather not" offers nothing; of an item in a list only the level goes."""
    column, role = {
        "needs": ("need_teaching", "mentee"),
        "offers": ("offer_teaching", "mentor"),
    }.get(field, ("method_ethnography", "mentor"))
    assert answer_of_column(tmp_path, column, field, "rather not", role) == (
        None,
        ["unknown-value"],
    )
    assert answer_of_column(tmp_path, column, field, "yes", role)[0] is not None
    item = column.partition("_")[2]
    listed, told = answer_of_column(tmp_path, field, field, f"{item}: rather not", role)
    assert (list(listed), told) == ([item], ["unknown-value"])


def answer_of_column(
    tmp_path: Path, column: str, field: str, cell: str, role: str
) -> tuple[Any, list[str]]:
    path = write_rows(tmp_path, [["id", "role", column], ["P1", role, cell]])
    cohort = read_cohort([path], defaults())
    (person,) = cohort.people("mentor" if role == "mentor" else "mentee")
    unknown = [p for p in cohort.notices if p.code == "unknown-value"]
    assert all(f"levels of {field}" in p.message for p in unknown)
    return person.get(field), [p.code for p in unknown]


@pytest.mark.parametrize(
    "cell", ["two", "1.5", "-1", "inf", "1e999", "٣", "²", "2_0", "51", "1,000"]
)
def test_places_are_whole_numbers_in_plain_digits(tmp_path: Path, cell: str) -> None:
    problem = found(refused(tmp_path, f"id|role|places\nR1|mentor|{cell}"), "not-a-whole-number")
    assert (where(problem), problem.value) == ([(2, "places")], cell)


def test_blank_places_are_one_with_a_warning_and_zero_is_told(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|places\nR1|mentor|\nR2|mentor|0\nR3|mentor|n/a\nR4|mentor|2")
    assert [m.get("places") for m in cohort.mentors] == [None, 0, None, 2]
    assert where(found(cohort.notices, "places-blank")) == [(2, "places"), (4, "places")]
    assert where(found(cohort.notices, "no-places")) == [(3, "places")]


@pytest.mark.parametrize("numbers", ["2 | 1 | 3", "0 | 3 | 2", "2 | | 3"])
def test_places_that_contradict_each_other_are_an_error(tmp_path: Path, numbers: str) -> None:
    text = f"id | role | places_min | places | places_max\nR1 | mentor | {numbers}"
    assert "places-contradict" in codes(refused(tmp_path, text))


def test_unknown_words_are_counted_and_suggested_in_plain_fields(tmp_path: Path) -> None:
    text = "id|role|setting\nE1|mentee|acute; hospis\nE2|mentee|Hospis\nR1|mentor|mental helth"
    cohort = read(tmp_path, text)
    assert mentee(cohort).get("setting") == ("acute",)
    assert mentor(cohort).get("setting") is None
    unknown = {p.value: p for p in cohort.notices if p.code == "unknown-value"}
    assert set(unknown) == {"Hospis", "mental helth"}
    assert "2 times" in unknown["Hospis"].message
    assert where(unknown["Hospis"]) == [(2, "setting"), (3, "setting")]
    assert "mental_health" in unknown["mental helth"].advice
    assert all(p.level is Level.WARN for p in unknown.values())


def test_unknown_words_of_confidential_fields_are_neither_quoted_nor_hinted_at(
    tmp_path: Path,
) -> None:
    cohort = read(tmp_path, "id|role|needs|path\nE1|mentee|neurodiversty at work|interupted")
    for problem in (p for p in cohort.notices if p.code == "unknown-value"):
        text = (problem.message + problem.advice + problem.value).casefold()
        assert "neurodiv" not in text
        assert "interrupted" not in text


def test_several_answers_to_a_single_choice_are_left_out(tmp_path: Path) -> None:
    assert answer_of(tmp_path, "track", "research; teaching") == (None, {"several-values"})


def test_other_is_an_answer_where_the_list_has_it(tmp_path: Path) -> None:
    assert answer_of(tmp_path, "track", "Other: lab manager") == ("other", set())


@pytest.mark.parametrize(("cell", "said"), [("Y", True), ("✓", True), ("No", False), ("0", False)])
def test_yes_and_no(tmp_path: Path, cell: str, said: bool) -> None:
    assert answer_of(tmp_path, "group_or_peer_ok", cell) == (said, set())


def test_a_ticked_box_repeats_the_question(tmp_path: Path) -> None:
    question = "I agree that my answers are used for matching"
    cohort = read(tmp_path, f"id|role|{question}\nE1|mentee|{question}.")
    assert mentee(cohort).get("consent_matching") is True


def test_neither_yes_nor_no_is_an_error(tmp_path: Path) -> None:
    problems = refused(tmp_path, "id|role|reserve\nR1|mentor|maybe")
    assert where(found(problems, "not-yes-or-no")) == [(2, "reserve")]


def test_languages_are_folded_words(tmp_path: Path) -> None:
    assert answer_of(tmp_path, "languages", "English, Cymraeg") == (("english", "cymraeg"), set())


def test_names_come_whole_or_in_two_parts(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|First name|Surname\nE1|mentee|Zoë|O'Neill\nE2|mentee|Cher|")
    assert [p.name for p in cohort.mentees] == ["Zoë O'Neill", "Cher"]


def test_names_like_none_and_na_are_names(tmp_path: Path) -> None:
    """041: only answers have blanks in words; "None" is a surname."""
    cohort = read(tmp_path, "id|role|name|department\nE1|mentee|None|NA")
    assert mentee(cohort).name == "None"
    assert mentee(cohort).get("department") == "NA"


def test_all_problems_of_a_table_are_told_at_once(tmp_path: Path) -> None:
    text = "id|role|places|career_stage|reserve\nE1|boss||9|\nR1|mentor|two|9|perhaps"
    assert codes(refused(tmp_path, text)) >= {
        "unknown-role",
        "not-a-whole-number",
        "out-of-range",
        "not-yes-or-no",
    }
