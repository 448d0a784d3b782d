"""One pair, or one mentee left without, of a finished run: found, explained, told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from hsr_match.cli.messages import data
from hsr_match.cli.pipeline import plain
from hsr_match.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hsr_match.cli.explain_text import ExplainText
    from hsr_match.insight.briefing.ground import Ground
    from hsr_match.insight.briefing.model import UnmatchedBriefing
    from hsr_match.insight.model import Alternative, PairDetail
    from hsr_match.insight.outcome import Outcome

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
        Ids, e-mails or unique names; without a mentor, all the mentee's own.
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
    from hsr_match.insight.briefing.ground import ground

    outcome = read_run(run)
    i = _mentee(outcome, mentee)
    mentors = outcome.matching.mentor_of(i) if mentor is None else (_mentor(outcome, mentor),)
    # Names are for the screen alone: data may travel.
    here = ground(outcome, named=form == "table")
    if mentors:
        teller = here.teller_for(solves=True, confidential=show_confidential)
        details = [teller.detail(i, j) for j in mentors]
        if form == "json":
            data(plain(_pairs_as_json(outcome, details)))
        else:
            screen = _screen(here)
            data("\n\n".join(screen.pair(detail) for detail in details))
        return
    left, cut = _left(here, i)
    if form == "json":
        data(plain({**left_as_json(outcome, left), "relaxations_cut": cut}))
    else:
        data(_screen(here).left(left, cut=cut))


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


def _left(here: Ground, mentee: int) -> tuple[UnmatchedBriefing, bool]:
    """Return why somebody has no mentor, and whether some change was left untried."""
    from hsr_match.insight.briefing.unmatched import unmatched_briefing
    from hsr_match.insight.relaxing.search import Budget

    if all(entry.mentee != mentee for entry in here.outcome.insight.unmatched):
        who = here.outcome.problem.mentee_label(mentee)
        raise UsageError(
            f"{who} wants no mentor this round (mentors_wanted is 0).",
            "Name a mentor as well to see what the two have in common.",
        )
    budget = Budget.for_size(here.problem)
    return unmatched_briefing(here, mentee, budget), budget.cut


def _screen(here: Ground) -> ExplainText:
    from hsr_match.cli.explain_text import ExplainText

    return ExplainText(here, colour=_colour(), unicode=_shows("█"))


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


def _pairs_as_json(outcome: Outcome, details: Sequence[PairDetail]) -> dict[str, Any]:
    """Return one pair, or all pairs of a mentee with several mentors."""
    pairs = [pair_as_json(outcome, detail) for detail in details]
    first = pairs[0]
    if len(pairs) == 1:
        return first
    said = {key: first[key] for key in ("format", "kind", "scale", "mentee")}
    return {**said, "mentors": [pair["mentor"] for pair in pairs], "pairs": pairs}


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


def left_as_json(outcome: Outcome, left: UnmatchedBriefing) -> dict[str, Any]:
    """Return a mentee without a mentor as plain data."""
    from hsr_match.insight.relaxing.words import relaxation_json, shortage_json
    from hsr_match.insight.words import Scale

    problem, told = outcome.problem, left.told
    scale = Scale(problem.scale, given=outcome.kind == "scores")
    return {
        "format": FORMAT,
        "kind": outcome.kind,
        "scale": outcome.problem.scale,
        "mentee": problem.mentee_label(told.mentee),
        "mentor": None,
        "reason": told.reason,
        "sentence": told.sentence,
        "remedy": told.remedy,
        "shortage": None if told.shortage is None else shortage_json(problem, told.shortage),
        "rivals": [problem.mentee_label(i) for i in left.rivals],
        "relaxations": [relaxation_json(problem, way, scale) for way in left.remedies],
        "alternatives": _alternatives(outcome, left.alternatives),
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
            "lost": None
            if other.lost is None
            else {"mentees": other.lost[0], "objective": other.lost[1]},
            "price": other.price,
        }
        for other in others
    ]
