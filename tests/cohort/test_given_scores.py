"""A table of scores: exact numbers, people listed or of a cohort, all problems told."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from hsr_match.cohort import GivenScores, read_cohort, read_given_scores
from hsr_match.cohort.scores_column import is_exact, number_of, scaled
from hsr_match.config.settings import Decision
from hsr_match.errors import CohortProblems, UsageError
from tests.cohort.sheets import codes, defaults, found, where, write, write_rows
from tests.cohort.sheets import settings as changed


def scores(tmp_path: Path, text: str, **options: Any) -> GivenScores:
    return read_given_scores(write(tmp_path, text, "scores.csv"), defaults(), **options)


def refused(tmp_path: Path, text: str, **options: Any) -> Any:
    with pytest.raises(CohortProblems) as caught:
        scores(tmp_path, text, **options)
    return caught.value.problems


def as_dict(table: GivenScores) -> dict[tuple[str, str], int]:
    return {
        (table.mentees[i], table.mentors[j]): int(value)
        for i, j, value in zip(table.rows, table.columns, table.values, strict=True)
    }


def test_people_are_those_listed_in_natural_order(tmp_path: Path) -> None:
    table = scores(tmp_path, "mentee_id|mentor_id|score\ne10|kit|7.5\ne9|Lou|-1\ne9|kit|0.25")
    assert (table.mentees, table.mentors) == (["e9", "e10"], ["kit", "Lou"])
    assert (table.mentee_keys, table.mentor_keys) == (["id:e9", "id:e10"], ["id:kit", "id:lou"])
    assert table.decimals == 2
    assert as_dict(table) == {("e10", "kit"): 750, ("e9", "Lou"): -100, ("e9", "kit"): 25}
    for array in (table.rows, table.columns, table.values, table.places):
        assert array.dtype == np.int64
    assert table.places.tolist() == table.places_max.tolist() == [1, 1]
    assert table.places_min.tolist() == [0, 0]


def test_places_for_everybody(tmp_path: Path) -> None:
    table = scores(tmp_path, "mentee|mentor|score\na|b|1", places=3)
    assert table.places.tolist() == table.places_max.tolist() == [3]


def test_barred_pairs_are_kept_apart_and_need_no_score(tmp_path: Path) -> None:
    text = "mentee_id|mentor_id|score|eligible\na|x|1|true\na|y||FALSE\nb|x|3|no"
    table = scores(tmp_path, text)
    assert as_dict(table) == {("a", "x"): 1}
    assert table.barred == ((0, 1), (1, 0))


@pytest.mark.parametrize("number", ["NaN", "inf", "-Infinity", "1,000", "a", "", "1e", "٣", "1 2"])
def test_what_is_no_finite_number_is_an_error(tmp_path: Path, number: str) -> None:
    problem = found(refused(tmp_path, f"mentee|mentor|score\na|x|1\na|y|{number}"), "not-a-number")
    assert where(problem) == [(3, "score")]


def test_a_pair_twice_is_an_error_with_both_rows(tmp_path: Path) -> None:
    problem = found(refused(tmp_path, "mentee|mentor|score\na|x|1\nA |x|1"), "duplicate-pair")
    assert (where(problem), "row 2" in problem.message) == ([(3, "")], True)


def test_a_row_without_a_person_and_a_bad_flag_are_errors(tmp_path: Path) -> None:
    text = "mentee|mentor|score|eligible\n|x|1|true\na|x|1|perhaps"
    assert codes(refused(tmp_path, text)) == {"no-identity", "not-yes-or-no"}


def test_scores_too_large_to_be_added_exactly_are_errors(tmp_path: Path) -> None:
    problems = refused(tmp_path, "mentee|mentor|score\na|x|1e300")
    assert "scores-too-large" in codes(problems)


def test_more_decimals_than_can_be_added_exactly_are_rounded_and_told(tmp_path: Path) -> None:
    text = "mentee|mentor|score\na|x|0.123456789012345678\na|y|99999"
    table = scores(tmp_path, text)
    problem = found(table.notices, "scores-rounded")
    assert f"rounded to {table.decimals}" in problem.message
    exact = Decimal("0.123456789012345678").scaleb(table.decimals)
    assert int(table.values[0]) == int(exact.to_integral_value())
    assert int(table.values[1]) == 99999 * 10**table.decimals
    assert is_exact(int(table.values[1]), 3)
    assert not is_exact(10 * int(table.values[1]) * 10, 3)


def test_somebody_scored_with_themselves_is_barred_and_told(tmp_path: Path) -> None:
    people = write_rows(
        tmp_path,
        [["id", "name", "role"], ["B1", "Ann", "both"], ["B2", "Bob", "both"]],
        "people.csv",
    )
    cohort = read_cohort([people], changed())
    path = write_rows(
        tmp_path,
        [["mentee", "mentor", "score"], ["B1", "B1", "9"], ["B1", "B2", "1"]],
        "scores.csv",
    )
    table = read_given_scores(path, changed(), cohort=cohort)
    assert table.barred == ((0, 0),)
    assert list(zip(table.rows.tolist(), table.columns.tolist(), strict=True)) == [(0, 1)]
    assert found(table.notices, "scored-with-oneself")


PEOPLE = (("E1", "E2", "E3"), ("R1", "R2"))
PRIVATE = """
id | role | not_these | line_manager | conflicts
E1 | mentee | R1 | |
E2 | mentee | | R1 |
E3 | mentee | | | R2:family_personal
R1 | mentor | | |
R2 | mentor | E2 | |
"""


def test_no_table_of_scores_overrules_a_refusal(tmp_path: Path) -> None:
    cohort = read_cohort([write(tmp_path, PRIVATE, "people.csv")], changed())
    rows = [("mentee", "mentor", "score"), *((e, r, "9") for e in PEOPLE[0] for r in PEOPLE[1])]
    table = read_given_scores(write_rows(tmp_path, rows), changed(), cohort=cohort)
    # E1 refuses R1, R2 refuses E2, E3 is family of R2; the line manager is a rule like others.
    assert table.barred == ((0, 0), (1, 1), (2, 1))
    assert set(as_dict(table)) == {("E1", "R2"), ("E2", "R1"), ("E3", "R1")}
    problem = found(table.notices, "scored-but-not-available")
    assert "passed over: 3" in problem.message
    assert not any(name in str(problem) for name in (*PEOPLE[0], *PEOPLE[1]))


def test_refused_pairs_that_are_not_scored_are_no_news(tmp_path: Path) -> None:
    cohort = read_cohort([write(tmp_path, PRIVATE, "people.csv")], changed())
    rows = [
        ("mentee", "mentor", "score", "eligible"),
        ("E1", "R1", "", "no"),
        ("E1", "R2", 1, "yes"),
    ]
    table = read_given_scores(write_rows(tmp_path, rows), changed(), cohort=cohort)
    assert "scored-but-not-available" not in codes(table.notices)
    assert table.barred == ((0, 0),)


def test_the_same_label_on_both_sides_is_no_one_person_without_a_cohort(tmp_path: Path) -> None:
    table = scores(tmp_path, "mentee|mentor|score\n1|1|9\n1|2|1")
    assert len(table.values) == 2


def test_a_decimal_comma_where_declared(tmp_path: Path) -> None:
    path = write_rows(tmp_path, [["mentee", "mentor", "score"], ["a", "x", "0,5"]])
    table = read_given_scores(path, changed(decimal=","))
    assert as_dict(table) == {("a", "x"): 5}
    with pytest.raises(CohortProblems):
        read_given_scores(path, defaults())


def test_a_score_left_blank_says_how_to_bar_a_pair(tmp_path: Path) -> None:
    problem = found(refused(tmp_path, "mentee|mentor|score\na|x|1\na|y|"), "not-a-number")
    assert "delete the row if the pair must not be made" in problem.advice


def test_a_table_with_a_column_for_each_mentor_is_told_so(tmp_path: Path) -> None:
    wide = found(refused(tmp_path, "mentee|kit|lou\na|1|2\nb|3|4"), "missing-column")
    assert wide.advice.endswith("one row per pair, not one column per mentor.")
    long = found(refused(tmp_path, "mentee|mentor|points\na|x|1"), "missing-column")
    assert "one column" not in long.advice


def test_a_sheet_with_a_line_of_text_beside_the_table_does_no_harm(tmp_path: Path) -> None:
    book = Workbook()
    table = book.active
    assert table is not None
    for row in (["mentee", "mentor", "score"], ["a", "x", 1], ["a", "y", 2.5]):
        table.append(row)
    book.create_sheet("Notes").append(["Scored on 3 March"])
    path = tmp_path / "scores.xlsx"
    book.save(path)
    assert as_dict(read_given_scores(path, defaults())) == {("a", "x"): 10, ("a", "y"): 25}


def test_a_table_without_its_columns_is_an_error(tmp_path: Path) -> None:
    assert "missing-column" in codes(refused(tmp_path, "mentee|mentor|points\na|x|1"))


COHORT = """
id | role | email | places_min | places | places_max | reserve | consent_matching
E1 | mentee | e1@example.org | | | | | yes
E2 | mentee | | | | | | yes
E3 | mentee | | | | | | no
R1 | mentor | | 1 | 2 | 3 | | yes
R2 | mentor | | | 2 | | yes | yes
R3 | mentor | | | | | | yes
"""


def test_people_and_places_of_a_cohort(tmp_path: Path) -> None:
    """A reserve mentor is held back; who takes no part is passed over aloud."""
    cohort = read_cohort([write(tmp_path, COHORT)], defaults())
    text = "mentee|mentor|score\ne1@example.org|r1|1.5\nE2|R2|1\nE3|R1|9"
    table = scores(tmp_path, text, cohort=cohort)
    assert (table.mentees, table.mentors) == (["E1", "E2"], ["R1", "R2", "R3"])
    assert as_dict(table) == {("E1", "R1"): 15, ("E2", "R2"): 10}
    assert table.places_min.tolist() == [1, 0, 0]
    assert table.places.tolist() == [2, 0, 1]
    assert table.places_max.tolist() == [3, 0, 1]
    assert table.mentor_position("r2") == 1
    assert table.mentee_position("e1@example.org") == 0


def test_a_pin_opens_a_place_with_a_reserve_mentor(tmp_path: Path) -> None:
    cohort = read_cohort([write(tmp_path, COHORT)], defaults())
    path = write(tmp_path, "mentee|mentor|score\nE2|R2|1", "scores.csv")
    table = read_given_scores(
        path, changed(pins=(Decision(mentee="E2", mentor="R2"),)), cohort=cohort
    )
    assert table.places.tolist() == [2, 1, 1]


def test_somebody_outside_the_cohort_is_an_error(tmp_path: Path) -> None:
    cohort = read_cohort([write(tmp_path, COHORT)], defaults())
    problem = found(
        refused(tmp_path, "mentee|mentor|score\nE1|R9|1", cohort=cohort), "unknown-person"
    )
    assert where(problem) == [(2, "mentor")]


def test_places_beside_a_cohort_are_a_usage_error(tmp_path: Path) -> None:
    cohort = read_cohort([write(tmp_path, COHORT)], defaults())
    with pytest.raises(UsageError):
        scores(tmp_path, "mentee|mentor|score\nE1|R1|1", cohort=cohort, places=2)


def test_positions_by_id_and_nobody(tmp_path: Path) -> None:
    table = scores(tmp_path, "mentee|mentor|score\nanna|x|1")
    assert table.mentee_position("ANNA") == 0
    with pytest.raises(UsageError, match="anne") as caught:
        table.mentee_position("anne")
    assert "anna" in caught.value.advice


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9
    )
)
def test_scaling_is_exact(number: Decimal) -> None:
    """Against the decimal module's own exact comparison."""
    for text in (format(number, "f"), format(number, "E")):
        read = number_of(text)
        assert read is not None
        whole, places = read
        assert scaled([read], places + 2) == [whole * 100]
        assert Decimal(whole).scaleb(-places) == number
        assert places == 0 or whole % 10 != 0


@given(st.text(max_size=6))
def test_only_finite_numbers_in_plain_digits_pass(text: str) -> None:
    if number_of(text) is not None:
        assert Decimal(text).is_finite()
        assert set(text) <= set("0123456789+-.eE")


@settings(max_examples=25)
@given(rows=st.permutations(range(6)))
def test_the_order_of_rows_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, rows: list[int]
) -> None:
    body = [["a", "x", "1"], ["a", "y", "2.5"], ["b", "x", "-3"], ["b", "y", "4"], ["c", "x", "5"]]
    body.append(["c", "y", "0"])
    folder = tmp_path_factory.mktemp("scores")
    head = ["mentee_id", "mentor_id", "score"]
    plain = read_given_scores(write_rows(folder, [head, *body], "a.csv"), defaults())
    mixed = read_given_scores(
        write_rows(folder, [head, *(body[i] for i in rows)], "b.csv"), defaults()
    )
    assert as_dict(plain) == as_dict(mixed)
    assert (plain.mentees, plain.mentors) == (mixed.mentees, mixed.mentors)
