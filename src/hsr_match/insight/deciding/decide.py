"""A run with the decisions of people in it: checked against rules and places, not solved again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hsr_match.cohort.findings import Findings
from hsr_match.insight.deciding.decided import (
    Decided,
    Earlier,
    LimitSetAside,
    PairDecision,
    Solved,
    with_decisions,
)
from hsr_match.insight.deciding.rows import Ids, RowDecision, Said
from hsr_match.insight.deciding.settings import settings_after
from hsr_match.insight.objections import BAN, NOT_ELIGIBLE, NOT_LISTED, objections, set_aside
from hsr_match.insight.words import listed
from hsr_match.matching.eligible import NEVER_LIFTED, QUALITY_FLOOR
from hsr_match.matching.matching import Matching
from hsr_match.problems import Place
from hsr_match.rules import plain

if TYPE_CHECKING:
    from datetime import datetime

    from hsr_match.cohort.model import SourceFile
    from hsr_match.config import Settings
    from hsr_match.insight.outcome import Outcome
    from hsr_match.matching.problem import MatchingProblem

NEVER = NEVER_LIFTED | {NOT_LISTED, NOT_ELIGIBLE}
"""What no reason sets aside: refusals, oneself, and pairs of which given scores know nothing."""

BROKEN = frozenset({"rule-broken", "never-allowed", "too-many-mentors", "no-place", "limit-broken"})
"""Problems of pairs that contradict rules or places, not of the file."""


@dataclass(frozen=True, slots=True)
class _People:
    """Id → position."""

    mentee: Mapping[str, int]
    mentor: Mapping[str, int]

    def at(self, pair: Ids) -> tuple[int, int]:
        return self.mentee[pair[0]], self.mentor[pair[1]]


def decide(
    outcome: Outcome,
    said: Said,
    earlier: Earlier,
    findings: Findings,
    *,
    by: str,
    reason: str,
    started: datetime,
    source: SourceFile,
) -> Outcome | None:
    """Return the run after the decisions.

    Parameters
    ----------
    outcome
        The run on which people decided.
    said
        What they decided.
    earlier
        Which run that is.
    findings
        Takes the problems.
    by, reason
        Who answers for the whole, and why.
    started
        UTC.
    source
        The list.

    Returns
    -------
    Outcome or None
        None, with the problems noted, if a rule is broken without a reason, or
        one that no reason sets aside, or places are not kept.
    """
    people = _people(outcome.problem)
    made = [_checked(row, outcome, people, findings) for row in said.decisions]
    before = outcome.decided
    entries = (*(before.entries if before else ()), *made)
    current = {(entry.mentee, entry.mentor): entry for entry in entries}
    settings = settings_after(outcome, current, said.pairs)
    if findings.failed:
        return None
    problem, more = _problem(outcome, settings)
    pairs = tuple(sorted(people.at(pair) for pair in said.pairs))
    limits = _limits(problem, pairs, said, outcome, (by, reason), findings)
    if findings.failed:
        return None
    decided = Decided(entries, earlier, before.solved if before else _solved(outcome), limits)
    from hsr_match.insight.matching_explained import explain_matching

    matching = _matching(outcome.matching, problem, pairs)
    insight = explain_matching(
        problem, matching, settings, cohort=outcome.cohort, given=outcome.given, scores=more.scores
    )
    return replace(
        more,
        problem=problem,
        matching=matching,
        insight=with_decisions(insight, problem, decided, outcome.cohort),
        sources=(*outcome.sources, source),
        started=started,
        seconds={},
        objectives=(),
        decided=decided,
    )


def _people(problem: MatchingProblem) -> _People:
    n, m = problem.shape
    return _People(
        {problem.mentee_label(i): i for i in range(n)},
        {problem.mentor_label(j): j for j in range(m)},
    )


def _checked(
    row: RowDecision, outcome: Outcome, people: _People, findings: Findings
) -> PairDecision:
    """Return a decision with the rules that it sets aside, or note that it may not."""
    decision = row.decision
    i, j = people.at((decision.mentee, decision.mentor))
    if not row.new:
        return decision if decision.status == "declined" else _still_aside(decision, outcome, i, j)
    barred = objections(outcome.problem, i, j, outcome.settings, outcome.given)
    if outcome.given is not None and QUALITY_FLOOR in barred:
        barred = (NOT_ELIGIBLE,)
    who = f"{decision.mentee} and {decision.mentor}"
    words = listed([plain(rule) for rule in barred])
    if NEVER.intersection(barred):
        findings.error(
            "never-allowed",
            f"{who} cannot be a pair: {words}.",
            "No reason sets this aside; choose another mentor.",
            row.place,
        )
    elif barred and not decision.reason:
        findings.error(
            "rule-broken",
            f"{who} break a rule: {words}.",
            "Choose another mentor, or say why: in a column reason of this row, or for all with "
            "--reason.",
            row.place,
        )
    return replace(decision, set_aside=tuple(rule for rule in barred if rule != BAN))


def _still_aside(decision: PairDecision, outcome: Outcome, i: int, j: int) -> PairDecision:
    """Return a decision on a pair of the run with the rules that were set aside for it before."""
    rules = set_aside(outcome.problem, i, j)
    if not rules or decision.reason:
        return replace(decision, set_aside=rules)
    pair = decision.mentee, decision.mentor
    why = next(
        pin.reason
        for pin in outcome.settings.pins
        if (pin.mentee, pin.mentor) == pair and pin.reason
    )
    return replace(decision, set_aside=rules, reason=why)


def _problem(outcome: Outcome, settings: Settings) -> tuple[MatchingProblem, Outcome]:
    """Return the problem under new pins and bans, and the outcome with its parts."""
    if outcome.scores is None:
        from hsr_match.matching import given_problem

        assert outcome.given is not None
        problem = given_problem(outcome.given, settings)
        return problem, replace(outcome, settings=settings)
    from hsr_match.matching import build_problem
    from hsr_match.scoring import score_pairs

    assert outcome.cohort is not None
    scores = score_pairs(outcome.cohort, settings)
    problem = build_problem(outcome.cohort, scores, settings)
    return problem, replace(outcome, settings=settings, scores=scores)


def _limits(
    problem: MatchingProblem,
    pairs: Sequence[tuple[int, int]],
    said: Said,
    outcome: Outcome,
    whose: tuple[str, str],
    findings: Findings,
) -> tuple[LimitSetAside, ...]:
    """Check places, mentors wanted and what ties pairs together.

    Places and mentors wanted hold always. Least loads and ties between pairs
    may be left unkept, with a reason.
    """
    from hsr_match.proof.decided import can_be_set_aside
    from hsr_match.proof.feasible import check_limits

    known = {limit.limit: limit for limit in (outcome.decided.limits if outcome.decided else ())}
    by, reason = whose
    found = []
    for failure in check_limits(pairs, problem):
        why = reason or _reason_for(failure.message, said)
        place = _place_of(failure.message, said)
        if failure.check == 5:
            findings.error(
                "too-many-mentors",
                f"{failure.message}.",
                "Decline or remove one of the rows.",
                place,
            )
        elif not can_be_set_aside(failure):
            findings.error(
                "no-place",
                f"{failure.message}.",
                "A place is the mentor's to give: choose another mentor, or ask for one more "
                "place, correct the sheet and solve again.",
                place,
            )
        elif failure.message in known:
            found.append(known[failure.message])
        elif why:
            found.append(LimitSetAside(failure.message, by, why))
            findings.warn(
                "limit-set-aside",
                f"Not kept, as decided: {failure.message}.",
                "It stands in the decisions with the reason given.",
                Place(),
            )
        else:
            findings.error(
                "limit-broken",
                f"Not kept: {failure.message}.",
                "Decide otherwise, or say why with --reason.",
                place,
            )
    return tuple(found)


def _named_in(message: str, said: Said) -> list[RowDecision]:
    """Return the rows whose people a message names."""
    words = set(re.split(r"[ ,;:.]+", message))
    return [r for r in said.decisions if words & {r.decision.mentor, r.decision.mentee}]


def _place_of(message: str, said: Said) -> Place:
    """Return the row of the last pair decided anew that a message names, if any."""
    rows = _named_in(message, said)
    return rows[-1].place if rows else Place()


def _reason_for(message: str, said: Said) -> str:
    """Return why a limit is not kept, in the words of the rows whose people it names.

    A limit that names nobody who was decided on, such as a floor, may be
    answered for in any row.
    """
    rows = _named_in(message, said) or said.decisions
    return " ".join(dict.fromkeys(row.reason for row in rows if row.reason))


def _solved(outcome: Outcome) -> Solved:
    matching = outcome.matching
    return Solved(
        status="optimal" if matching.status == "optimal" else "feasible",
        coverage=matching.coverage,
        pairs=len(matching.pairs),
        total=matching.total,
        gain=matching.gain,
    )


def _matching(
    before: Matching, problem: MatchingProblem, pairs: tuple[tuple[int, int], ...]
) -> Matching:
    from hsr_match.proof.totals import objective_value, score_of

    return Matching(
        pairs=pairs,
        status="decided",
        alpha=before.alpha,
        coverage=len({i for i, _ in pairs}),
        gain=objective_value(pairs, problem, before.alpha),
        total=sum(score_of(problem, i, j) for i, j in pairs),
        certificate=None,
        engine=before.engine,
        worst_first=before.worst_first,
        floor=None if before.floor is None else replace(before.floor, short=None),
    )
