"""One pair, or one mentee left without, of a finished run: found, explained, told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from hsr_match.cli.messages import data
from hsr_match.cli.pipeline import plain
from hsr_match.errors import UsageError

if TYPE_CHECKING:
    from hsr_match.insight.model import Alternative, PairDetail, UnmatchedInsight
    from hsr_match.insight.outcome import Outcome
    from hsr_match.insight.relaxations import Relaxation

FORMAT = "hsr-match/explain/1"


def explain_pair(
    run: str, mentee: str, mentor: str | None, form: str, *, show_confidential: bool
) -> None:
    """Print why a pair of a run was made, or why it was not.

    Parameters
    ----------
    run
        Run folder.
    mentee, mentor
        Ids, e-mails or unique names; without a mentor, the mentee's own.
    form
        ``table`` or ``json``.
    show_confidential
        Whether gated needs and experiences are named.

    Raises
    ------
    UsageError
        If there is no such run or person.
    """
    from hsr_match.insight import read_run

    outcome = read_run(run)
    i = _mentee(outcome, mentee)
    if mentor is not None:
        j: int | None = _mentor(outcome, mentor)
    else:
        j = next(iter(outcome.matching.mentor_of(i)), None)
    if j is not None:
        detail = _detail(outcome, i, j, confidential=show_confidential)
        data(plain(pair_as_json(outcome, detail)) if form == "json" else _text(outcome, detail))
        return
    left, best = _left(outcome, i)
    ways, cut = _ways_out(outcome, i)
    if form == "json":
        told = {**left_as_json(outcome, left, best, ways), "relaxations_cut": cut}
        data(plain(told))
    else:
        data(_text(outcome, left, best, ways, cut=cut))


def _mentee(outcome: Outcome, word: str) -> int:
    if outcome.cohort is not None:
        from hsr_match.cohort import find_person

        found = find_person(outcome.cohort, word, "mentee").key
        return [person.key for person in outcome.cohort.mentees].index(found)
    assert outcome.given is not None
    return int(outcome.given.mentee_position(word))


def _mentor(outcome: Outcome, word: str) -> int:
    if outcome.cohort is not None:
        from hsr_match.cohort import find_person

        found = find_person(outcome.cohort, word, "mentor").key
        return [person.key for person in outcome.cohort.mentors].index(found)
    assert outcome.given is not None
    return int(outcome.given.mentor_position(word))


def _detail(outcome: Outcome, mentee: int, mentor: int, *, confidential: bool) -> PairDetail:
    from hsr_match.insight import explain_pair as explained

    return explained(
        outcome.problem,
        outcome.matching,
        outcome.settings,
        mentee,
        mentor,
        cohort=outcome.cohort,
        scores=outcome.scores,
        given=outcome.given,
        confidential=confidential,
    )


def _left(outcome: Outcome, mentee: int) -> tuple[UnmatchedInsight, tuple[Alternative, ...]]:
    from hsr_match.insight.alternatives import best_mentors

    left = next((entry for entry in outcome.insight.unmatched if entry.mentee == mentee), None)
    if left is None:
        who = outcome.problem.mentee_label(mentee)
        raise UsageError(
            f"{who} wants no mentor this round (mentors_wanted is 0).",
            "Name a mentor as well to see what the two have in common.",
        )
    best = best_mentors(
        outcome.problem, outcome.matching, mentee, outcome.settings, given=outcome.given
    )
    return left, best


def _ways_out(outcome: Outcome, mentee: int) -> tuple[tuple[Relaxation, ...], bool]:
    """Return what would help a mentee, and whether something was left untried."""
    from hsr_match.insight.relaxations import Budget, relaxations

    budget = Budget.for_size(outcome.problem)
    ways = relaxations(
        outcome.problem,
        outcome.matching,
        outcome.settings,
        cohort=outcome.cohort,
        scores=outcome.scores,
        mentee=mentee,
        budget=budget,
    )
    return ways, budget.cut


def _text(
    outcome: Outcome,
    told: PairDetail | UnmatchedInsight,
    best: tuple[Alternative, ...] = (),
    ways: tuple[Relaxation, ...] = (),
    *,
    cut: bool = False,
) -> str:
    from hsr_match.cli.explain_text import ExplainText
    from hsr_match.insight.model import UnmatchedInsight

    screen = ExplainText(outcome, colour=_colour(), unicode=_shows("█"))
    if isinstance(told, UnmatchedInsight):
        return screen.left(told, best, ways, cut=cut)
    return screen.pair(told)


def _colour() -> bool:
    import click

    context = click.get_current_context(silent=True)
    return sys.stdout.isatty() and not (context is not None and context.color is False)


def _shows(character: str) -> bool:
    try:
        character.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def pair_as_json(outcome: Outcome, detail: PairDetail) -> dict[str, Any]:
    """Return a pair in full as plain data, with ids in place of positions."""
    from dataclasses import asdict

    problem = outcome.problem
    return {
        "format": FORMAT,
        "kind": outcome.kind,
        "scale": problem.scale,
        **asdict(detail),
        "mentee": problem.mentee_label(detail.mentee),
        "mentor": problem.mentor_label(detail.mentor),
        "criteria": dict(detail.criteria),
        "current": None if detail.current is None else problem.mentor_label(detail.current),
        "alternatives": _alternatives(outcome, detail.alternatives),
    }


def left_as_json(
    outcome: Outcome,
    left: UnmatchedInsight,
    best: tuple[Alternative, ...],
    ways: tuple[Relaxation, ...] = (),
) -> dict[str, Any]:
    """Return a mentee without a mentor as plain data."""
    from hsr_match.insight.relaxations_words import relaxation_json, shortage_json
    from hsr_match.insight.words import Scale

    problem = outcome.problem
    scale = Scale(problem.scale, given=outcome.kind == "scores")
    return {
        "format": FORMAT,
        "kind": outcome.kind,
        "scale": outcome.problem.scale,
        "mentee": outcome.problem.mentee_label(left.mentee),
        "mentor": None,
        "reason": left.reason,
        "sentence": left.sentence,
        "remedy": left.remedy,
        "shortage": None if left.shortage is None else shortage_json(problem, left.shortage),
        "relaxations": [relaxation_json(problem, way, scale) for way in ways],
        "alternatives": _alternatives(outcome, best),
    }


def _alternatives(outcome: Outcome, others: tuple[Alternative, ...]) -> list[dict[str, Any]]:
    problem = outcome.problem
    return [
        {
            "mentor": problem.mentor_label(other.mentor),
            "score": other.score,
            "rank": other.rank,
            "barred_by": list(other.barred_by),
            "taken_by": [problem.mentee_label(i) for i in other.taken_by],
            "free": other.free,
        }
        for other in others
    ]
