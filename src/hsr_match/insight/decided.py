"""What people decided on the pairs of a run, as data; the log is only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from hsr_match.insight.model import MatchingInsight, UnmatchedInsight

if TYPE_CHECKING:
    from hsr_match.matching.problem import MatchingProblem

Status = Literal["approved", "declined", "proposed"]
DECLINED = "declined"
SOLVE_AGAIN = (
    "`hsr-match solve COHORT --changes RUN` (this run's folder) looks for somebody else: it keeps "
    "approved pairs and does not repeat declined ones."
)


@dataclass(frozen=True, slots=True)
class PairDecision:
    """One decision on one pair.

    Attributes
    ----------
    mentee, mentor
        Ids.
    status
        ``approved``, ``declined``, or ``proposed`` for one taken back.
    by, when, reason
        Who decided, when (UTC), and why; the reason may be empty.
    set_aside
        Rules that bar the pair, which the reason sets aside.
    """

    mentee: str
    mentor: str
    status: Status
    by: str
    when: str
    reason: str = ""
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """The run on which people decided: its id, the hash of its manifest, its folder's name."""

    id: str
    sha256: str
    folder: str


@dataclass(frozen=True, slots=True)
class Solved:
    """What the solve at the beginning reached, before anybody decided anything."""

    status: Literal["optimal", "feasible"]
    coverage: int
    pairs: int
    total: int
    gain: int


@dataclass(frozen=True, slots=True)
class LimitSetAside:
    """A limit on pairs taken together that the decisions leave unkept."""

    limit: str
    by: str
    reason: str


@dataclass(frozen=True)
class Decided:
    """All decisions on a run and on those before it.

    Attributes
    ----------
    entries
        The log, oldest first; the last one on a pair counts.
    previous
        The run on which the last of them were taken.
    solved
        What the solve had reached.
    limits
        Limits that the pairs leave unkept.
    """

    entries: tuple[PairDecision, ...]
    previous: Earlier
    solved: Solved
    limits: tuple[LimitSetAside, ...] = ()

    @cached_property
    def current(self) -> dict[tuple[str, str], PairDecision]:
        """The last decision on each pair, by ids."""
        return {(entry.mentee, entry.mentor): entry for entry in self.entries}

    def as_json(self) -> dict[str, Any]:
        """Return the parts of the manifest that tell it."""
        from dataclasses import asdict

        told: dict[str, Any] = {
            "previous": asdict(self.previous),
            "solved": asdict(self.solved),
            "decisions": [
                {**asdict(entry), "set_aside": list(entry.set_aside)} for entry in self.entries
            ],
        }
        if self.limits:
            told["limits_set_aside"] = [asdict(limit) for limit in self.limits]
        return told


def decided_from_json(manifest: Mapping[str, Any]) -> Decided | None:
    """Return the decisions that a manifest tells; None if it tells none."""
    if "decisions" not in manifest:
        return None
    return Decided(
        entries=tuple(
            PairDecision(**{**entry, "set_aside": tuple(entry["set_aside"])})
            for entry in manifest["decisions"]
        ),
        previous=Earlier(**manifest["previous"]),
        solved=Solved(**manifest["solved"]),
        limits=tuple(LimitSetAside(**entry) for entry in manifest.get("limits_set_aside", ())),
    )


def before_approval(problem: MatchingProblem, decided: Decided) -> MatchingProblem:
    """Return the problem with only those pins that somebody asked for.

    Approved pairs are pins too, so that they hold; to say of each that the
    coordinator asked for it would be wrong. Those set against a rule, or in
    place of a declined pair, were asked for.
    """
    current = decided.current
    chosen = {entry.mentee for entry in decided.entries if entry.status == DECLINED}

    def asked(pin: tuple[int, int]) -> bool:
        ids = problem.mentee_label(pin[0]), problem.mentor_label(pin[1])
        entry = current.get(ids)
        return entry is None or bool(entry.set_aside) or ids[0] in chosen

    return replace(problem, pins=tuple(pin for pin in problem.pins if asked(pin)))


def with_decisions(
    insight: MatchingInsight, problem: MatchingProblem, decided: Decided
) -> MatchingInsight:
    """Return what is said about a matching, with the decisions in it.

    Parameters
    ----------
    insight
        Made with the problem of :func:`before_approval`.
    problem
        The problem in which approved pairs are pins.
    """
    pins = set(problem.pins)
    current = decided.current
    reasons = {entry.mentee: entry for entry in current.values() if entry.status == DECLINED}
    pairs = tuple(
        replace(pair, pinned=(pair.mentee, pair.mentor) in pins) for pair in insight.pairs
    )
    unmatched = tuple(
        _declined(left, reasons[problem.mentee_label(left.mentee)])
        if problem.mentee_label(left.mentee) in reasons
        else left
        for left in insight.unmatched
    )
    return replace(insight, pairs=pairs, unmatched=unmatched)


def _declined(left: UnmatchedInsight, entry: PairDecision) -> UnmatchedInsight:
    sentence = f"The pair with {entry.mentor} was declined."
    return replace(
        left, reason=DECLINED, sentence=sentence, remedy=SOLVE_AGAIN, named="", shortage=None
    )
