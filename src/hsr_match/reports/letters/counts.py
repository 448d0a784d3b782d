"""The exact counts behind a summary without names; they stay inside the program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.insight.gate import is_gated, label_of
from hsr_match.reports.headline import reason_label
from hsr_match.reports.letters.audiences import Fact
from hsr_match.reports.letters.disclosure import Sum
from hsr_match.reports.letters.reasons import NOT_SAID, help_with, methods_in_common
from hsr_match.reports.letters.views import Answers

if TYPE_CHECKING:
    from hsr_match.cohort.model import Person
    from hsr_match.insight.outcome import Outcome

NEEDS = Fact(
    "round",
    "tables",
    "",
    ("trustees",),
    ("needs", "offers", "co_authoring_level", "co_authoring_offered", "methods"),
)

BANDS = ("75 to 100 points", "50 to under 75", "25 to under 50", "under 25")
CHOICES = ("their best-scoring mentor", "the second or third", "one further down")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Counts that add up to another count.

    Attributes
    ----------
    name
        Of the table.
    total
        Name of the count that they add up to.
    parts
        What is counted → how many.
    """

    name: str
    total: str
    parts: dict[str, int]

    @property
    def sum(self) -> Sum:
        """What everybody can add up."""
        return Sum(self.total, tuple(f"{self.name}:{part}" for part in self.parts))


@dataclass(frozen=True, slots=True)
class NeedCount:
    """Mentees who asked for something, and those of them whose mentor offers it, not in part."""

    need: str
    asked: int
    helped: int


@dataclass(frozen=True, slots=True)
class Counts:
    """All that a summary counts.

    Attributes
    ----------
    totals
        Name → count, of what is no part of anything.
    breakdowns
        The rest, a total before its parts.
    needs
        Plain needs, the most asked for first.
    """

    totals: dict[str, int]
    breakdowns: tuple[Breakdown, ...]
    needs: tuple[NeedCount, ...] = ()


def counts_of(outcome: Outcome) -> Counts:
    """Count a run."""
    summary, pairs = outcome.insight.summary, outcome.insight.pairs
    busy = len({pair.mentor for pair in pairs})
    several = len(pairs) != summary.matched
    totals = {"mentees": summary.mentees, "mentors": summary.mentors, "places": summary.places}
    if several:
        totals["pairs"] = len(pairs)
    made = "pairs" if several else "people:with a mentor"
    breakdowns = [
        Breakdown(
            "people",
            "mentees",
            {
                "with a mentor": summary.matched,
                "without one": summary.mentees - summary.matched,
            },
        ),
        Breakdown(
            "helpers",
            "mentors",
            {"with mentees": busy, "without": summary.mentors - busy},
        ),
    ]
    if outcome.scores is not None:
        breakdowns.append(Breakdown("scores", made, _bands(outcome)))
    breakdowns.append(Breakdown("choices", made, _choices(outcome)))
    reasons = Counter(reason_label(left.reason) for left in outcome.insight.unmatched)
    if sum(reasons.values()) == summary.mentees - summary.matched and len(reasons) > 1:
        breakdowns.append(Breakdown("reasons", "people:without one", dict(sorted(reasons.items()))))
    if outcome.decided is not None:
        approved = sum(outcome.status_of(p.mentee, p.mentor) == "approved" for p in pairs)
        decided = {"approved": approved, "still proposed": len(pairs) - approved}
        breakdowns.append(Breakdown("decided", made, decided))
    return Counts(totals, tuple(breakdowns), tuple(_needs(outcome)))


def _bands(outcome: Outcome) -> dict[str, int]:
    counts = dict.fromkeys(BANDS, 0)
    unit = outcome.problem.scale
    for pair in outcome.insight.pairs:
        quarter = max(0, min(3, pair.score * 4 // unit))
        counts[BANDS[3 - quarter]] += 1
    return counts


def _choices(outcome: Outcome) -> dict[str, int]:
    counts = dict.fromkeys(CHOICES, 0)
    for pair in outcome.insight.pairs:
        counts[CHOICES[0 if pair.rank == 1 else 1 if pair.rank <= 3 else 2]] += 1
    return counts


def _needs(outcome: Outcome) -> list[NeedCount]:
    cohort = outcome.cohort
    if cohort is None or outcome.scores is None:
        return []
    mentors: dict[int, list[Person]] = {}
    for i, j in outcome.matching.pairs:
        mentors.setdefault(i, []).append(cohort.mentors[j])
    asked: Counter[str] = Counter()
    helped: Counter[str] = Counter()
    unrated = outcome.settings.scoring.unrated_offer
    for i, mentee in enumerate(cohort.mentees):
        mine = Answers(mentee, NEEDS)
        for need in mine.get("needs") or ():
            if need in NOT_SAID or is_gated("needs", need):
                continue
            asked[need] += 1
            helped[need] += _is_helped(need, mine, mentors.get(i, ()), unrated)
    ordered = sorted(asked, key=lambda need: (-asked[need], label_of("needs", need)))
    return [NeedCount(label_of("needs", need), asked[need], helped[need]) for need in ordered]


def _is_helped(need: str, mine: Answers, mentors: Sequence[Person], unrated: int) -> bool:
    for mentor in mentors:
        theirs = Answers(mentor, NEEDS)
        offers = {
            offer: unrated if level is None else int(level)
            for offer, level in (theirs.get("offers") or {}).items()
        }
        ladder = mine.get("co_authoring_level"), theirs.get("co_authoring_offered")
        if help_with(need, offers, ladder) == "whole":
            return True
        if need == "methods_skill" and "teach" in methods_in_common(mine, theirs).values():
            return True
    return False
