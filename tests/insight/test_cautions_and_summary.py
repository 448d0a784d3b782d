"""What a person should look at, and the figures of a matching."""

from __future__ import annotations

from typing import Any

from hsr_match.cohort.given_scores import GivenScores
from hsr_match.insight.model import PairInsight
from hsr_match.insight.summary import summary_of
from tests.insight.runs import Run, chosen, codes, mentee, mentor, run
from tests.matching.problems import problem

TEACHING = {"needs": {"teaching": 1}}


def with_enough_answers(mentees: Any, mentors: Any, **more: Any) -> Run:
    """A run in which few answers are enough, so that other cautions show."""
    more.setdefault("scoring", {})["thin_evidence"] = 0
    return run(mentees, mentors, chosen(**more))


def test_a_good_pair_with_a_choice_has_no_caution() -> None:
    made = with_enough_answers(
        [mentee(**TEACHING)], [mentor(j, offers={"teaching": 3}) for j in (1, 2)]
    )
    assert codes(made.pair()) == []
    assert made.insight.summary.to_look_at == 0


def test_a_weak_pair_is_one_under_the_limit() -> None:
    people = [mentee(**TEACHING)], [mentor(1, offers={"teaching": 1}), mentor(2, offers={})]
    assert codes(with_enough_answers(*people).pair()) == ["weak_pair"]  # 25 points, under 35
    at_the_limit = with_enough_answers(*people, scoring={"weak_pair": 25})
    assert codes(at_the_limit.pair()) == []


def test_blank_offers_and_thin_evidence() -> None:
    mentors = [mentor(1, career_stage=3), mentor(2, offers={"teaching": 3}, places=0)]
    mine = mentee(needs={"teaching": 2}, essential_need="teaching")
    pair = run([mine], mentors).pair()
    assert codes(pair) == ["blank_offers", "thin_evidence"]
    assert "essential" in pair.cautions[0].text
    assert "teaching" not in pair.cautions[0].text.lower()


def test_the_only_mentor_possible() -> None:
    made = with_enough_answers([mentee(**TEACHING)], [mentor(1, offers={"teaching": 3})])
    assert codes(made.pair()) == ["only_mentor_possible"]


def test_a_mentor_who_is_not_possible_is_not_the_only_one_possible() -> None:
    mentors = [mentor(1, offers={"teaching": 3}), mentor(2, offers={"teaching": 3})]
    made = with_enough_answers([mentee(**TEACHING, not_these=("id:r02",))], mentors)
    assert codes(made.pair()) == ["only_mentor_possible"]
    assert [c.code for c in made.detail(0, 1).cautions] == []


def test_more_mentees_than_a_mentor_wants() -> None:
    mentors = [mentor(1, offers={"teaching": 3}, places=1, places_max=2)]
    made = with_enough_answers([mentee(1, **TEACHING), mentee(2, **TEACHING)], mentors)
    for pair in made.insight.pairs:
        assert codes(pair) == ["over_wanted_places", "only_mentor_possible"]
        assert "2 mentees, 1 more than they want" in pair.cautions[0].text


def test_a_rule_set_aside_stands_before_everything() -> None:
    mentors = [mentor(j, offers={"teaching": 3}, organisation="a") for j in (1, 2)]
    mine = mentee(organisation="a", **TEACHING)
    made = with_enough_answers([mine], mentors, pins=[("E01", "R02")])
    pair = made.pair()
    assert codes(pair) == ["rule_set_aside", "only_mentor_possible", "pinned"]
    assert "the same organisation" in pair.cautions[0].text
    assert pair.pinned
    assert pair.rank == 1


def test_the_summary_counts() -> None:
    scores = [100, 300, 200, 900]
    pairs = [PairInsight(i, 0, score, 1 + i % 2, {}, 1.0, "", ()) for i, score in enumerate(scores)]
    found = summary_of(problem([[1, 2]] * 5, places=[3, 2]), pairs)
    assert (found.mentees, found.mentors, found.matched) == (5, 2, 4)
    assert (found.places, found.places_used) == (5, 4)
    assert (found.mean, found.worst, found.tenth_percentile) == (375.0, 100, 100)
    assert (found.first_choice, found.to_look_at) == (2, 0)
    many = [PairInsight(i, 0, 10 * i, 1, {}, 1.0, "", ()) for i in range(1, 31)]
    assert summary_of(problem([[1]] * 30), many).tenth_percentile == 30
    empty = summary_of(problem([[1]]), [])
    assert (empty.mean, empty.worst, empty.tenth_percentile) == (None, None, None)


def test_notes_say_what_decides_nothing_and_who_answered_nothing() -> None:
    mentors = [mentor(j, offers={"teaching": 3}, career_stage=3) for j in (1, 2)]
    people = [mentee(1, needs={"teaching": 1}, career_stage=2), mentee(2)]
    notes = run(people, mentors, set_aside={"needs": 2, "offers": 1}).insight.notes
    assert any("E02 answered nothing" in note for note in notes)
    assert any(note.startswith("Needs, career stage, research area") for note in notes)
    assert "3 confidential answers set aside for want of consent." in notes


def test_what_fairness_cost_is_the_difference_of_totals() -> None:
    # Best total: E01-R01 (100) and E02-R02 (0). Balanced: 92.5 and 7.5 would be better.
    levels = {0: 0, 1: 0.05, 2: 0.9, 3: 1}
    mentors = [
        mentor(1, offers={"teaching": 3, "confidence": 1}),
        mentor(2, offers={"teaching": 2}),
    ]
    people = [mentee(1, needs={"teaching": 1}), mentee(2, needs={"confidence": 1})]
    settings = chosen(
        scoring={"offer_levels": levels}, fairness={"max_price": 1.0}, essential_need="off"
    )
    made = run(people, mentors, settings)
    assert made.matching.reference is not None
    cost = made.matching.reference.total - made.matching.total
    assert cost == 50_000
    assert any(
        note.startswith("Raising the weakest pairs cost 5.0 points") for note in made.insight.notes
    )


def test_given_scores_are_explained_in_their_own_units() -> None:
    from hsr_match.config import Settings
    from hsr_match.insight import explain_matching
    from hsr_match.matching import given_problem, solve
    from tests.insight.tables import table

    given: GivenScores = table(2, 2, {(0, 0): 125, (0, 1): -50, (1, 0): 100}, decimals=1)
    asked = given_problem(given, Settings())
    result = solve(asked)
    insight = explain_matching(asked, result, Settings(), given=given)
    assert [(p.mentee, p.mentor, p.rank) for p in insight.pairs] == [(0, 1, 2), (1, 0, 1)]
    assert [p.why for p in insight.pairs] == [
        "Score -5, the 2nd of 2 possible mentors.",
        "Score 10, the only possible mentor.",
    ]
    assert [codes(p) for p in insight.pairs] == [[], ["only_mentor_possible"]]
    assert all(p.points == {} and p.evidence == 1.0 for p in insight.pairs)
    assert insight.barred == {"not_listed": 1}
