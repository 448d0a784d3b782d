"""Two implementations of ``docs/reference/scores.md``, written apart, agree to the integer."""

from __future__ import annotations

import dataclasses

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.cohort.model import Cohort
from hsr_match.config.settings import Settings
from hsr_match.config.weights import Criterion
from hsr_match.proof.rescoring import points, scores
from hsr_match.scoring import score_pairs
from tests.proof.as_documents import rescored
from tests.scoring.cohorts import cohorts

EVERYONE = slice(None)


def assert_equal(cohort: Cohort, told: Settings) -> None:
    first, second = score_pairs(cohort, told), rescored(cohort, told)
    assert first.criteria == second.criteria
    table, parts = first.block(EVERYONE, EVERYONE), first.points(EVERYONE, EVERYONE)
    for i in range(len(cohort.mentees)):
        products = second.products(i)
        assert scores(products).tolist() == table[i].tolist()
        for j in range(len(cohort.mentors)):
            assert list(points(products, j).values()) == parts[i, j].tolist()
    for field, values in second.rarity.items():
        assert first.rarity[field] == values


@given(cohorts())
@settings(max_examples=80, deadline=None)
def test_the_scorers_agree_under_the_default_settings(cohort: Cohort) -> None:
    assert_equal(cohort, Settings())


amounts = st.sampled_from([0, 0.1, 1, 3, 12.5, 33.3])


@st.composite
def told(draw: st.DrawFn) -> Settings:
    base = Settings()
    names = [f.name for f in dataclasses.fields(base.weights)]
    drawn = {name: draw(amounts) for name in names}
    drawn["needs"] = drawn["needs"] or 1
    scoring = base.scoring
    scoring = dataclasses.replace(
        scoring,
        part=draw(st.sampled_from([0, 0.333, 0.5])),
        near=draw(st.sampled_from([0, 0.2, 0.7])),
        offer_levels={0: draw(st.sampled_from([0, 0.111])), 1: 0.25, 2: 0.8505, 3: 1},
        rank_weights=draw(st.sampled_from([(1, 0.9, 0.8), (1,), (0.7, 0.33)])),
        rarity_floor=draw(st.sampled_from([0.05, 0.333333, 1])),
        research_area=dataclasses.replace(scoring.research_area, health=draw(amounts)),
        career_path=dataclasses.replace(
            scoring.career_path, background=draw(amounts), style=draw(amounts)
        ),
    )
    weights = dataclasses.replace(base.weights, **drawn)
    return dataclasses.replace(base, weights=weights, scoring=scoring)


@given(cohorts(), told())
@settings(max_examples=80, deadline=None)
def test_the_scorers_agree_whatever_the_settings(cohort: Cohort, wish: Settings) -> None:
    assert_equal(cohort, wish)


words = st.lists(st.sampled_from(["ward a", "ward b", "ward c"]), unique=True).map(tuple)
OWN: dict[str, tuple[Criterion, st.SearchStrategy[object], st.SearchStrategy[object]]] = {
    "need": (
        Criterion(name="need", kind="needs", weight=5, mentee="asks", mentor="gives"),
        st.dictionaries(st.sampled_from(["a", "b"]), st.integers(1, 3) | st.none()),
        st.dictionaries(st.sampled_from(["a", "b"]), st.integers(0, 3) | st.none()),
    ),
    "wards": (Criterion(name="wards", kind="terms", weight=2.5), words, words),
    "rung": (
        Criterion(name="rung", kind="ladder", weight=3, levels={-1: 0, 0: 0.3, 1: 1}),
        st.integers(-3, 3),
        st.integers(-3, 3),
    ),
    "same": (
        Criterion(name="same", kind="same", weight=3, column="team"),
        st.sampled_from(["red", "blue"]),
        st.sampled_from(["red", "blue"]),
    ),
    "other": (
        Criterion(name="other", kind="different", weight=1, column="team"),
        st.sampled_from(["red", "blue"]),
        st.sampled_from(["red", "blue"]),
    ),
    "lists": (Criterion(name="lists", kind="overlap", weight=2), words, words),
    "close": (
        Criterion(name="close", kind="number", weight=7, range=3),
        st.sampled_from(["0", "0.5", "2.25", "9"]),
        st.sampled_from(["0", "0.5", "2.25", "9"]),
    ),
    "liked": (
        Criterion(name="liked", kind="preference", weight=4, mentee="likes"),
        st.lists(
            st.lists(st.sampled_from(["id:r0", "id:r1", "id:gone"]), min_size=1, max_size=1),
            max_size=2,
        ).map(lambda tiers: tuple(map(tuple, tiers))),
        st.nothing(),
    ),
    "file": (Criterion(name="file", kind="given", weight=6), st.nothing(), st.nothing()),
}


@given(cohorts(), st.data())
@settings(max_examples=60, deadline=None)
def test_the_scorers_agree_on_own_columns(cohort: Cohort, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted(OWN)), unique=True, min_size=1))
    people = {"mentees": list(cohort.mentees), "mentors": list(cohort.mentors)}
    for name in chosen:
        spec, *sides = OWN[name]
        if spec.kind == "given":
            continue
        for (side, some), answers in zip(people.items(), sides, strict=True):
            if spec.kind == "preference" and side == "mentors":
                continue
            column = str((spec.mentee if side == "mentees" else spec.mentor) or spec.column or name)
            for k, person in enumerate(some):
                value = data.draw(st.none() | answers)
                if value is not None:
                    some[k] = dataclasses.replace(person, answers={**person.answers, column: value})
    pairs = st.tuples(st.sampled_from(["id:e0", "id:e1"]), st.sampled_from(["id:r0", "id:r1"]))
    given = data.draw(st.dictionaries(pairs, st.integers(0, 1000)))
    cohort = dataclasses.replace(
        cohort,
        mentees=tuple(people["mentees"]),
        mentors=tuple(people["mentors"]),
        given={"file": given},
    )
    base = Settings()
    assert_equal(cohort, dataclasses.replace(base, criteria=tuple(OWN[name][0] for name in chosen)))


def test_points_add_up_to_the_score() -> None:
    products = {
        "a": np.array([1_600_000_000]),
        "b": np.array([2_600_000_000]),
        "c": np.array([300_000_000]),
    }
    # 1.6 + 2.6 + 0.3 = 4.5, rounded half up to 5; floors 1 + 2 + 0 leave 2.
    assert scores(products).tolist() == [5]
    assert points(products, 0) == {"a": 2, "b": 3, "c": 0}
