"""Limits on pairs taken together: two codes agree on them, and whole runs keep them."""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from hsr_match import given_problem, read_given_scores, solve
from hsr_match.cohort.model import Cohort
from hsr_match.cohort.stored import cohort_document
from hsr_match.config import Settings
from hsr_match.errors import InfeasibleError
from hsr_match.insight import explain_matching
from hsr_match.insight.outcome import Outcome
from hsr_match.matching import MatchingProblem, build_problem
from hsr_match.proof import RunDocuments
from hsr_match.proof.documents import problem_of
from hsr_match.proof.recount import Recount
from hsr_match.reports import run_documents
from hsr_match.scoring import score_pairs
from tests.matching.limits import mentee, mentor, settings
from tests.proof.runs import STARTED, altered, checks, failures, outcome

EMPLOYERS = ("hull", "leeds", "leeds trust", "york", "")
UNITS = ("Health", "health ", "Public Health", "")
FAMILIES = (
    (),
    (("Leeds", "Leeds Trust"),),
    (("York", "Retired", "leeds"), ("Leeds", "Leeds Trust")),
)


def blankable(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def answers(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


PLACE = {"organisation": st.sampled_from(EMPLOYERS), "department": st.sampled_from(UNITS)}
LIVED = st.sampled_from([("part_time",), ("parent_or_carer", "part_time"), ()])
MENTEES = answers(
    **PLACE,
    mentors_wanted=st.integers(0, 3),
    unmatched_last_year=st.booleans(),
    needs=st.dictionaries(st.sampled_from(["caring_and_work", "promotion"]), st.just(2)),
    experience_wanted=LIVED,
)
MENTORS = answers(
    **PLACE,
    places=st.integers(0, 4),
    offers=st.dictionaries(
        st.sampled_from(["caring_and_work", "promotion", "leadership_pathway"]),
        blankable(st.integers(0, 3)),
    ),
    lived_experience_offered=LIVED,
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Cohort, Settings]:
    mentees = [mentee(k, **draw(MENTEES)) for k in range(1, draw(st.integers(2, 4)) + 1)]
    mentors = [mentor(k, **draw(MENTORS)) for k in range(1, draw(st.integers(1, 4)) + 1)]
    ids = [person.id for person in mentees]
    ties = st.lists(
        st.lists(st.sampled_from(ids), min_size=2, unique=True).map(
            lambda m: {"mentees": tuple(m)}
        ),
        max_size=1,
    )
    floor = st.sampled_from([{"need": "promotion"}, {"need": "caring_and_work"},
                             {"experience": "part_time"}])  # fmt: skip
    rounds = draw(st.dictionaries(st.sampled_from([p.key for p in mentees]), st.integers(0, 3)))
    limit = st.sampled_from(["off", 1, 2])
    chosen = settings(
        mentors_per_mentee=draw(st.integers(1, 2)),
        different_organisations=draw(st.booleans()),
        families=draw(st.sampled_from(FAMILIES)),
        spread={"organisation": draw(limit), "department": draw(limit)},
        credit={"points": draw(st.sampled_from([0, 1.5, 3])), "cap": draw(st.sampled_from([4, 5]))},
        fairness={
            "objective": draw(st.sampled_from(["total", "balanced", "worst_first"])),
            "alpha": draw(st.sampled_from([0, 0.5, 1, 2])),
        },
        apart=draw(ties),
        together=draw(ties),
        floors=[
            {"name": "a floor", "at_least": 1, **wish} for wish in draw(st.lists(floor, max_size=2))
        ],
    )
    return Cohort(tuple(mentees), tuple(mentors), rounds_without=rounds), chosen


def told(cohort: Cohort, chosen: Settings) -> MatchingProblem:
    """The problem as the verifier works it out from what is written."""
    document = json.loads(json.dumps(cohort_document(cohort)))
    plain = json.loads(json.dumps(chosen.as_json()))
    manifest = {"kind": "cohort", "scale": 1_000_000, "settings": plain}
    return problem_of(manifest, Recount(document, plain, ()).told)


def joined(pairs: tuple[tuple[int, int], ...]) -> set[frozenset[int]]:
    """Mentees that chains of pairs put together."""
    groups: list[set[int]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touched]
        groups.append(set(pair).union(*touched))
    return set(map(frozenset, groups))


@given(cases())
@budget(max_examples=50, deadline=None)
def test_both_codes_work_out_the_same_limits(case: tuple[Cohort, Settings]) -> None:
    cohort, chosen = case
    try:
        built = build_problem(cohort, score_pairs(cohort, chosen), chosen)
    except InfeasibleError:
        return
    found = told(cohort, chosen)
    for name in ("wanted", "credit", "mentor_groups"):
        one, other = getattr(built, name), getattr(found, name)
        if name == "credit":
            one, other = ([0] * len(built.wanted) if c is None else c for c in (one, other))
        assert (one is None) == (other is None), name
        assert one is None or np.array_equal(one, other), name
    assert built.objective == found.objective
    assert set(map(frozenset, built.apart)) == set(map(frozenset, found.apart))
    assert joined(built.together) == joined(found.together)
    for name in ("spread", "floors"):
        pairs = zip(getattr(built, name), getattr(found, name), strict=True)
        for one, other in pairs:
            for field in dataclasses.fields(one):
                assert np.array_equal(getattr(one, field.name), getattr(other, field.name))


def crowd() -> Cohort:
    """Two of York want the same mentor; everybody wants two mentors, of different employers."""
    north = {"organisation": "north"}
    return Cohort(
        (
            mentee(1, organisation="york", needs={"promotion": 3}),
            mentee(2, organisation="york", needs={"promotion": 3}, unmatched_last_year=True),
            mentee(3, organisation="hull", needs={"teaching": 2}, mentors_wanted=1),
            mentee(4, organisation="hull", mentors_wanted=0),
        ),
        (
            mentor(1, **north, offers={"promotion": 3}, places=3),
            mentor(2, **north, offers={"promotion": 2, "teaching": 2}, places=3),
            mentor(3, organisation="south", places=3),
        ),
    )


def flow_settings(**more: Any) -> Settings:
    return settings(
        mentors_per_mentee=2,
        spread={"organisation": 1},
        different_organisations=True,
        credit={"points": 3, "cap": 5},
        **more,
    )


@pytest.fixture(scope="module")
def run() -> RunDocuments:
    full = run_documents(outcome(crowd(), flow_settings()))
    assert not failures(full, workbook=True)
    return altered(dataclasses.replace(full, files={"cohort.json": full.files["cohort.json"]}))


@pytest.mark.parametrize("objective", ["total", "balanced", "worst_first"])
@pytest.mark.parametrize("order", ["pairs_first", "points_first"])
def test_a_run_with_limits_is_proven_from_its_documents(objective: str, order: str) -> None:
    chosen = flow_settings(fairness={"objective": objective}, order=order)
    assert not failures(run_documents(outcome(crowd(), chosen)))


def test_the_manifest_tells_wishes_credit_and_hubs(run: RunDocuments) -> None:
    assert [entry["mentee"] for entry in run.manifest["mentees"]] == ["E01", "E02", "E04"]
    assert run.manifest["mentees"][1]["credit"] > 0
    assert set(run.manifest["certificate"]["hubs"]) == {"mentor", "mentee"}
    assert run.manifest["unmatched"] == []
    assert not failures(run)


Manifest = dict[str, Any]


def another_wish(m: Manifest) -> None:
    m["mentees"][0]["wanted"] = 1


def more_credit(m: Manifest) -> None:
    m["mentees"][1]["credit"] += 1


def no_wishes(m: Manifest) -> None:
    del m["mentees"]


def a_wish_too_many(m: Manifest) -> None:
    m["mentees"].append({"mentee": "E03", "wanted": 1, "credit": 0})


def decimal_credit(m: Manifest) -> None:
    m["mentees"][1]["credit"] += 0.5


def idle_called_unmatched(m: Manifest) -> None:
    m["unmatched"].append({"mentee": "E04", "reason": "all_places_taken"})


def hub_left_out(m: Manifest) -> None:
    del m["certificate"]["hubs"]["mentor"]


def hub_lowered(m: Manifest) -> None:
    for row in m["certificate"]["hubs"]["mentor"]:
        row[2][0] -= 10


def hub_of_nobody(m: Manifest) -> None:
    m["certificate"]["hubs"]["mentor"][0][1] = 9


def decimal_hub(m: Manifest) -> None:
    m["certificate"]["hubs"]["mentee"][0][2][1] += 0.5


def wrong_engine(m: Manifest) -> None:
    m["engine"] = "guess"


def mentors_of(m: Manifest, mentee: str) -> set[str]:
    return {pair["mentor"] for pair in m["pairs"] if pair["mentee"] == mentee}


def third_mentor(m: Manifest) -> None:
    first = next(pair for pair in m["pairs"] if len(mentors_of(m, pair["mentee"])) == 2)
    (free,) = {"R01", "R02", "R03"} - mentors_of(m, first["mentee"])
    m["pairs"].append({**first, "mentor": free})


def another_limit(m: Manifest) -> None:
    m["settings"]["rules"]["spread"]["organisation"] = "off"


def one_more_limit(m: Manifest) -> None:
    two = next(
        sorted(two)
        for two in itertools.combinations(("E01", "E02", "E03"), 2)
        if mentors_of(m, two[0]) & mentors_of(m, two[1])
    )
    m["settings"]["apart"] = [{"mentees": two, "by": "", "reason": ""}]


@pytest.mark.parametrize(
    ("alter", "check", "others"),
    [
        (another_wish, 5, set()),
        (more_credit, 13, set()),
        (no_wishes, 5, {13}),
        (a_wish_too_many, 2, set()),
        (decimal_credit, 12, set()),
        (idle_called_unmatched, 2, set()),
        (hub_left_out, 14, set()),
        (hub_lowered, 14, set()),
        (hub_of_nobody, 14, set()),
        (decimal_hub, 12, set()),
        (wrong_engine, 13, set()),
        (third_mentor, 5, {6, 10, 11, 13, 14}),
        (another_limit, 14, {15}),
        (one_more_limit, 10, {15}),
    ],
)
def test_a_corruption_is_rejected_by_its_check(
    run: RunDocuments, alter: Callable[[Manifest], None], check: int, others: set[int]
) -> None:
    found = checks(altered(run, alter))
    assert check in found
    assert found <= {check, *others}


def test_an_answer_altered_after_the_run_changes_a_limit(run: RunDocuments) -> None:
    def no_wish(people: dict[str, Any]) -> None:
        people["mentees"][3]["answers"]["mentors_wanted"] = 1

    assert {2, 5} <= checks(altered(run, alter_cohort=no_wish))

    def patient(people: dict[str, Any]) -> None:
        people["rounds_without"]["id:e01"] = 4

    assert 13 in checks(altered(run, alter_cohort=patient))

    def moved(people: dict[str, Any]) -> None:
        people["mentees"][1]["answers"]["organisation"] = "hull"

    assert 14 in checks(altered(run, alter_cohort=moved))


def test_levels_are_checked_from_the_documents() -> None:
    people = Cohort(
        (mentee(1, needs={"promotion": 3}), mentee(2, needs={"promotion": 2, "teaching": 3})),
        (mentor(1, offers={"promotion": 3}), mentor(2, offers={"promotion": 1, "teaching": 1})),
    )
    chosen = settings(fairness={"objective": "worst_first", "max_price": 1})
    full = run_documents(outcome(people, chosen))
    assert full.manifest["objective"]["kind"] == "worst_first"
    assert not failures(full)
    assert full.manifest["certificate"]["phases"]

    def coarser(m: Manifest) -> None:
        m["certificate"]["phases"][0]["resolution"] = 200

    def decimal(m: Manifest) -> None:
        m["certificate"]["phases"][0]["weights"][0] += 0.5

    def called_total(m: Manifest) -> None:
        m["objective"]["kind"] = "total"

    assert checks(altered(full, coarser)) == {15}
    assert checks(altered(full, decimal)) == {12}
    assert checks(altered(full, called_total)) == {15}


GIVEN = """mentee_id,mentor_id,score
E01,R01,9
E01,R02,8.5
E02,R01,7
E02,R02,6
E03,R01,5
E03,R03,4
E04,R03,9
"""


def test_limits_of_a_cohort_beside_given_scores_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text(GIVEN)
    people, chosen = crowd(), flow_settings()
    scores = read_given_scores(path, chosen, cohort=people)
    problem = given_problem(scores, chosen)
    matching = solve(problem)
    insight = explain_matching(problem, matching, chosen, cohort=people, given=scores)
    run = run_documents(
        Outcome(chosen, problem, matching, insight, (), STARTED, cohort=people, given=scores)
    )
    assert run.manifest["kind"] == "scores"
    # 3 points of credit, at one decimal.
    assert {"mentee": "E02", "wanted": 2, "credit": 30} in run.manifest["mentees"]
    assert not failures(run)

    def moved(people: dict[str, Any]) -> None:
        people["mentees"][1]["answers"]["organisation"] = "hull"

    assert 14 in checks(altered(run, alter_cohort=moved))
