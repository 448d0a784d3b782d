"""What the run folder keeps can be read back without loss."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsr_match.cohort import (
    Cohort,
    Excluded,
    Person,
    cohort_document,
    cohort_from_document,
    given_document,
    given_from_document,
    read_cohort,
    read_given_scores,
)
from hsr_match.problems import Level, Place, Problem
from tests.cohort.sheets import defaults, write
from tests.scoring.cohorts import cohorts


def there_and_back(cohort: Cohort) -> Cohort:
    return cohort_from_document(json.loads(json.dumps(cohort_document(cohort), allow_nan=False)))


@given(cohorts())
def test_answers_of_every_type_come_back(cohort: Cohort) -> None:
    assert there_and_back(cohort) == cohort


@given(
    pairs=st.frozensets(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=4),
    counts=st.dictionaries(st.text(max_size=5), st.integers(1, 9), max_size=3),
    level=st.sampled_from(Level),
)
def test_everything_beside_the_people_comes_back(
    pairs: frozenset[tuple[str, str]], counts: dict[str, int], level: Level
) -> None:
    cohort = Cohort(
        mentees=(),
        mentors=(),
        excluded=(Excluded(Person("", "E9", "mentee", "", {}), "no_consent"),),
        organisations={"x": "X"},
        notices=(Problem("c", level, "m", "a", Place("f", "s", 3, "c"), "v", (Place("f"),)),),
        set_aside=counts,
        dropped_columns=("Age",),
        past_pairs=pairs,
        rounds_without=counts,
        given={"g": {("id:e", "id:r"): 7}},
    )
    assert there_and_back(cohort) == cohort


def test_a_cohort_as_read_comes_back(tmp_path: Path) -> None:
    text = """
    id | role | conflicts | preferred_mentors | not_these | needs | submitted_at
    E1 | mentee | R1 (manager); Eve | R2 = R1 | R1 | teaching:3!; promotion | 2026-01-12
    R1 | mentor | | | | |
    R2 | mentor | None | | | |
    """
    cohort = read_cohort([write(tmp_path, text)], defaults())
    assert there_and_back(cohort) == cohort


def test_who_takes_no_part_leaves_neither_name_nor_key(tmp_path: Path) -> None:
    text = "name|email|role|consent_matching\nAnn CANARY|canary@example.org|mentee|no"
    document = cohort_document(read_cohort([write(tmp_path, text)], defaults()))
    assert document["excluded"] == [{"id": "E01", "role": "mentee", "reason": "no_consent"}]
    assert "canary" not in json.dumps(document).casefold()


def test_scores_come_back(tmp_path: Path) -> None:
    people = "id|role|email|places|places_max\nE1|mentee|a@example.org||\nR1|mentor||2|3"
    cohort = read_cohort([write(tmp_path, people)], defaults())
    plain = write(tmp_path, "mentee|mentor|score|eligible\nE1|R1|-1.25|yes\nE2|R1|1|no", "s.csv")
    of_cohort = write(tmp_path, "mentee|mentor|score\nE1|R1|1", "c.csv")
    for table in (
        read_given_scores(plain, defaults(), places=2),
        read_given_scores(of_cohort, defaults(), cohort=cohort),
    ):
        document = json.loads(json.dumps(given_document(table), allow_nan=False))
        back = given_from_document(document)
        assert given_document(back) == document
        for name in ("rows", "columns", "values", "places_min", "places", "places_max"):
            assert getattr(back, name).tolist() == getattr(table, name).tolist()
        assert (list(back.mentee_keys), back.barred) == (list(table.mentee_keys), table.barred)


@pytest.mark.parametrize("read", [cohort_from_document, given_from_document])
def test_another_format_is_refused(read: object) -> None:
    with pytest.raises(ValueError, match="format"):
        read({"format": "hsr-match/cohort/2"})  # type: ignore[operator]
