"""One pair, or one mentee left without, of a finished run: found, explained, told."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hsr_match.cli.messages import data
from hsr_match.cli.pipeline import plain
from hsr_match.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hsr_match.cli.explain_text import ExplainText
    from hsr_match.cohort.model import Role
    from hsr_match.insight.briefing.ground import Ground
    from hsr_match.insight.briefing.model import MentorBriefing, UnmatchedBriefing
    from hsr_match.insight.model import Alternative, PairDetail
    from hsr_match.insight.outcome import Outcome

    Left = tuple[UnmatchedBriefing, bool] | None

FORMAT = "hsr-match/explain/1"
NOTHING_HELPS = "Nothing that was tried by solving again gives this mentee a mentor."
ROLES: tuple[Role, Role] = ("mentee", "mentor")


def explain_pair(
    run: str, mentee: str, mentor: str | None, form: str, *, show_confidential: bool
) -> None:
    """Print why a pair of a run was made, or why it was not; or who a mentor has.

    Parameters
    ----------
    run
        Run folder.
    mentee, mentor
        Ids, e-mails or unique names; without a mentor, all the mentee's own. A
        mentor alone is told as one.
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
    if mentor is None:
        i, j = _anybody(outcome, mentee)
        mentors = () if i is None else outcome.matching.mentor_of(i)
    else:
        i, j = _position(outcome, mentee, "mentee"), None
        mentors = (_position(outcome, mentor, "mentor"),)
    # Names are for the screen alone: data may travel.
    here = ground(outcome, named=form == "table")
    details: list[PairDetail] = []
    if mentors:
        teller = here.teller_for(solves=True, confidential=show_confidential)
        details = [teller.detail(i, k) for k in mentors if i is not None]
    left = None if details or i is None else _left(here, i)
    briefed = None if j is None else _mentor(here, j)
    if form == "json":
        data(plain(_as_json(outcome, details, left, briefed)))
    else:
        data("\n\n".join(_as_text(_screen(here), details, left, briefed)))


def _as_text(
    screen: ExplainText, details: Sequence[PairDetail], left: Left, mentor: MentorBriefing | None
) -> Iterator[str]:
    yield from (screen.pair(detail) for detail in details)
    if left is not None:
        yield screen.left(left[0], cut=left[1])
    if mentor is not None:
        yield screen.mentor(mentor)


def _as_json(
    outcome: Outcome, details: Sequence[PairDetail], left: Left, mentor: MentorBriefing | None
) -> dict[str, Any]:
    """Return a mentee, or a mentor; somebody who is both is a mentee, with ``as_mentor``."""
    as_mentor = None if mentor is None else mentor_as_json(outcome, mentor)
    if details:
        told = _pairs_as_json(outcome, details)
    elif left is not None:
        told = {**left_as_json(outcome, left[0]), "relaxations_cut": left[1]}
    else:
        assert as_mentor is not None
        return as_mentor
    return told if as_mentor is None else {**told, "as_mentor": as_mentor}


def _anybody(outcome: Outcome, word: str) -> tuple[int | None, int | None]:
    """Return the mentee and the mentor that one word means; somebody may be both.

    Raises
    ------
    UsageError
        If it means nobody.
    """
    found: dict[Role, int] = {}
    errors = []
    for role in ROLES:
        try:
            found[role] = _position(outcome, word, role)
        except UsageError as error:
            errors.append(error)
    if not found:
        raise _nobody(outcome, word, errors)
    i, j = (found.get(role) for role in ROLES)
    return (None if i is not None and j is not None and _apart(outcome, i) else i), j


def _nobody(outcome: Outcome, word: str, errors: Sequence[UsageError]) -> UsageError:
    from hsr_match.cohort.find import not_found
    from hsr_match.text import visible

    for role, error in zip(ROLES, errors, strict=True):
        # That somebody takes no part, or that two bear the name, says more than that there is none.
        if str(error) != not_found(word, role, [])[0]:
            return error
    problem, (n, m) = outcome.problem, outcome.problem.shape
    ids = [*map(problem.mentee_label, range(n)), *map(problem.mentor_label, range(m))]
    advice = not_found(word, "mentee", ids)[1]
    return UsageError(f"There is no mentee or mentor {visible(word)!r}.", advice)


def _apart(outcome: Outcome, mentee: int) -> bool:
    """Tell whether somebody wants no mentor and has none."""
    return outcome.problem.wanted[mentee] == 0 and not outcome.matching.mentor_of(mentee)


def _position(outcome: Outcome, word: str, role: Role) -> int:
    if outcome.cohort is not None:
        from hsr_match.cohort import find_person

        found = find_person(outcome.cohort, word, role).key
        return [person.key for person in outcome.cohort.people(role)].index(found)
    assert outcome.given is not None
    at = outcome.given.mentee_position if role == "mentee" else outcome.given.mentor_position
    return int(at(word))


def _mentor(here: Ground, mentor: int) -> MentorBriefing:
    from hsr_match.insight.briefing.mentors import mentor_briefings

    return mentor_briefings(here)[mentor]


def _left(here: Ground, mentee: int) -> tuple[UnmatchedBriefing, bool]:
    """Return why somebody has no mentor, and whether some change was left untried."""
    from hsr_match.insight.briefing.unmatched import unmatched_briefing
    from hsr_match.insight.relaxing.search import Budget
    from hsr_match.insight.unmatched import is_guess

    if all(entry.mentee != mentee for entry in here.outcome.insight.unmatched):
        who = here.outcome.problem.mentee_label(mentee)
        raise UsageError(
            f"{who} wants no mentor this round (mentors_wanted is 0).",
            "Name a mentor as well to see what the two have in common.",
        )
    budget = Budget.for_size(here.problem)
    left = unmatched_briefing(here, mentee, budget)
    if here.outcome.decided is None and is_guess(left.told.remedy):
        # It was tried just now, with all else: what came of it is told instead.
        nothing = "" if left.remedies or budget.cut else NOTHING_HELPS
        left = replace(left, told=replace(left.told, remedy=nothing))
    return left, budget.cut


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


def mentor_as_json(outcome: Outcome, told: MentorBriefing) -> dict[str, Any]:
    """Return a mentor as plain data."""
    problem = outcome.problem

    def worth(lost: tuple[int, ...] | None) -> dict[str, int] | None:
        return None if lost is None else {"mentees": lost[0], "objective": lost[-1]}

    return {
        "format": FORMAT,
        "kind": outcome.kind,
        "scale": problem.scale,
        "mentor": problem.mentor_label(told.mentor),
        "places_min": told.places_min,
        "places": told.places,
        "places_max": told.places_max,
        "reserve": told.reserve,
        "mentees": [problem.mentee_label(i) for i in told.mentees],
        "also_wanted_by": [problem.mentee_label(i) for i in told.also_wanted_by],
        "more_wanted": told.more_wanted,
        "one_more": worth(told.one_more),
        "one_more_words": told.one_more_words,
        "leaves": worth(told.leaves),
        "leaves_words": told.leaves_words,
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
            else dict(zip(("mentees", "pairs", "objective"), other.lost, strict=True)),
            "price": other.price,
        }
        for other in others
    ]
