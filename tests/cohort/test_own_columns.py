"""A scheme's own columns: kept under their name, typed by the kind."""

from pathlib import Path

import pytest

from tests.cohort.sheets import codes, found, mentee, mentor, own, read, refused, settings


@pytest.mark.parametrize(
    ("kind", "cell", "answer"),
    [
        ("terms", "Ward 3; ward  4;Ward 3", ("ward 3", "ward 4")),
        ("terms", "A, B", ("a", "b")),
        ("overlap", "x;Y", ("x", "y")),
        ("overlap", "None of these", ()),
        ("same", " The  Blue Team ", "the blue team"),
        ("different", "Blue", "blue"),
        ("ladder", "-2", -2),
        ("number", "2.50", "2.5"),
        ("number", "3.0", 3),
        ("needs", "Knots:3; sails", {"knots": 3, "sails": 2}),
        ("same", "prefer not to say", None),
    ],
)
def test_the_kind_fixes_the_type(tmp_path: Path, kind: str, cell: str, answer: object) -> None:
    extra = {"range": 5.0} if kind == "number" else {}
    given = settings(criteria=(own(name="Wards", kind=kind, **extra),))
    cohort = read(tmp_path, f"id|role|wards\nE1|mentee|{cell}\nR1|mentor|", given)
    assert mentee(cohort).get("Wards") == answer
    assert cohort.dropped_columns == ()


def test_a_comma_separates_unless_the_column_uses_semicolons(tmp_path: Path) -> None:
    given = settings(criteria=(own(name="town", kind="terms"),))
    cohort = read(tmp_path, "id|role|town\nE1|mentee|Leeds, York\nR1|mentor|Hull; Bath", given)
    assert mentee(cohort).get("town") == ("leeds, york",)


def test_each_side_may_have_its_own_column(tmp_path: Path) -> None:
    given = settings(criteria=(own(name="w", kind="terms", mentee="wish", mentor="gift"),))
    cohort = read(tmp_path, "id|role|wish|gift\nE1|mentee|a|z\nR1|mentor|z|b", given)
    assert mentee(cohort).answers == {"wish": ("a",)}
    assert mentor(cohort).answers == {"gift": ("b",)}


def test_a_column_may_feed_a_field_and_a_criterion(tmp_path: Path) -> None:
    given = settings(criteria=(own(name="x", kind="terms", column="Topics"),))
    cohort = read(tmp_path, "id|role|Topics\nE1|mentee|Maternity and newborn\nR1|mentor|", given)
    assert mentee(cohort).answers == {
        "research_areas": (("maternity",),),
        "Topics": ("maternity and newborn",),
    }


def test_a_criterion_may_name_a_field_and_sees_its_type(tmp_path: Path) -> None:
    given = settings(criteria=(own(name="x", kind="overlap", column="setting"),))
    cohort = read(tmp_path, "id|role|Setting\nE1|mentee|acute\nR1|mentor|", given)
    assert mentee(cohort).answers == {"setting": ("acute",)}


@pytest.mark.parametrize(
    "criteria",
    [
        (own(name="x", kind="terms", column="research_areas"),),
        (own(name="x", kind="terms", column="c"), own(name="y", kind="same", column="c")),
        (own(name="x", kind="terms", column="no such column"),),
    ],
)
def test_columns_that_do_not_fit_a_criterion_are_errors(
    tmp_path: Path, criteria: tuple[object, ...]
) -> None:
    text = "id|role|c|research_areas\nE1|mentee|a|\nR1|mentor|b|"
    assert "criterion-column" in codes(refused(tmp_path, text, settings(criteria=criteria)))


def test_own_preferences_become_tiers_of_keys(tmp_path: Path) -> None:
    given = settings(criteria=(own(name="x", kind="preference", mentee="wish"),))
    cohort = read(tmp_path, "id|role|wish\nE1|mentee|R2; R1\nR1|mentor|\nR2|mentor|", given)
    assert mentee(cohort).get("wish") == (("id:r2",), ("id:r1",))


@pytest.mark.parametrize(
    ("kind", "cell"), [("ladder", "1.5"), ("number", "a lot"), ("number", "NaN")]
)
def test_what_is_no_number_is_an_error(tmp_path: Path, kind: str, cell: str) -> None:
    given = settings(criteria=(own(name="n", kind=kind, range=5.0),))
    problem = found(
        refused(tmp_path, f"id|role|n\nE1|mentee|{cell}\nR1|mentor|1", given), "not-a-number"
    )
    assert problem.value == ""


def test_decimal_commas_where_declared(tmp_path: Path) -> None:
    from hsr_match.cohort import read_cohort
    from tests.cohort.sheets import write_rows

    given = settings(criteria=(own(name="n", kind="number", range=5.0),), decimal=",")
    path = write_rows(
        tmp_path, [["id", "role", "n"], ["E1", "mentee", "1,5"], ["R1", "mentor", "2"]]
    )
    assert mentee(read_cohort([path], given)).get("n") == "1.5"


def test_given_scores_of_a_criterion(tmp_path: Path) -> None:
    from tests.cohort.sheets import write

    file = write(tmp_path, "mentee_id|mentor_id|score\nE1|R1|0.0005\nE1|Bo|1\nE9|R1|0.5", "g.csv")
    given = settings(criteria=(own(name="g", kind="given", file=file),))
    cohort = read(tmp_path, "id|role|name\nE1|mentee|Ann\nR1|mentor|Cy\nR2|mentor|Bo", given)
    assert cohort.given == {"g": {("id:e1", "id:r1"): 1, ("id:e1", "id:r2"): 1000}}
    assert codes(cohort.notices) == {"unknown-person"}


@pytest.mark.parametrize("score", ["1.01", "-0.1", "NaN", "", "half"])
def test_given_scores_are_shares(tmp_path: Path, score: str) -> None:
    from tests.cohort.sheets import write

    file = write(tmp_path, f"mentee_id|mentor_id|score\nE1|R1|{score}", "g.csv")
    given = settings(criteria=(own(name="g", kind="given", file=file),))
    assert codes(refused(tmp_path, "id|role\nE1|mentee\nR1|mentor", given)) == {"out-of-range"}
