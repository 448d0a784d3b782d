"""What people decided on the pairs of a run, as data; the log is only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from hsr_match.insight.model import MatchingInsight, UnmatchedInsight
from hsr_match.insight.words import called_by_name

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort
    from hsr_match.matching.problem import MatchingProblem

Status = Literal["approved", "declined", "proposed"]
DECLINED = "declined"
SOLVE_AGAIN = (
    "Solving the round again with these decisions looks for somebody else: approved pairs stay, "
    "declined ones do not come back."
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


def with_decisions(
    insight: MatchingInsight, problem: MatchingProblem, decided: Decided, cohort: Cohort | None
) -> MatchingInsight:
    """Return what is said about a matching, with the declined pairs in it."""
    reasons = {e.mentee: e for e in decided.current.values() if e.status == DECLINED}
    called = (
        {}
        if cohort is None
        else {mentor.id: called_by_name(mentor.name, mentor.id) for mentor in cohort.mentors}
    )

    def told(left: UnmatchedInsight) -> UnmatchedInsight:
        entry = reasons.get(problem.mentee_label(left.mentee))
        if entry is None:
            return left
        named = called.get(entry.mentor, entry.mentor)
        return replace(
            left,
            reason=DECLINED,
            sentence=declined_sentence(entry.mentor),
            remedy=SOLVE_AGAIN,
            named=declined_sentence(named) if cohort is not None else "",
            shortage=None,
        )

    return replace(insight, unmatched=tuple(map(told, insight.unmatched)))


def declined_sentence(mentor: str) -> str:
    """Return why somebody whose pair was declined is without a mentor."""
    return f"The pair with {mentor} was declined."
