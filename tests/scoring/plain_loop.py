"""The formulas of docs/reference/scores.md as plain loops over one pair.

Written from that page alone, in exact fractions, without factors, columns or
matrices; it knows nothing of ``hsr_match.scoring``. Slow on purpose.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from hsr_match.cohort.model import Person
from tests.scoring.plain_parts import Lines, Part, PlainParts, frac

NAMES = (
    "needs",
    "lived_experience",
    "career_stage",
    "research_area",
    "methods",
    "career_path",
    "preferences",
    "practicalities",
    "region",
)
OWN = {
    "preferences": "weight_people",
    "career_path": "weight_people",
    "research_area": "weight_topic",
    "methods": "weight_topic",
    "lived_experience": "weight_experience",
}


def half_up(x: Fraction) -> int:
    return floor(x + Fraction(1, 2))


class PlainLoop(PlainParts):
    def units(self, e: Person, r: Person) -> dict[str, int]:
        """Criterion → its part of N, the score in units of 10^-15."""
        active: list[tuple[str, Fraction, list[tuple[int, Part]]]] = []
        for name in NAMES:
            weight, function = frac(getattr(self.settings.weights, name)), getattr(self, name)
            parts = [
                (p, part)
                for p, part in enumerate(function(e, r))
                if part[0] > 0
                and any(function(e, m)[p][1] is not None for m in self.cohort.mentors)
            ]
            own = e.get(OWN.get(name, ""))
            if own is not None:
                weight *= frac(self.s.own_weights[own])
            if weight > 0 and parts:
                active.append((name, weight, parts))
        whole = sum((weight for _, weight, _ in active), Fraction(0))
        found: dict[str, int] = {}
        for name, weight, parts in active:
            of_parts = sum((part[0] for _, part in parts), Fraction(0))
            found[name] = 0
            for p, (part_weight, lines) in parts:
                share = weight / whole * part_weight / of_parts
                if lines is not None:
                    found[name] += self.covered(share, lines)
                    continue
                known = [getattr(self, name)(e, m)[p][1] for m in self.cohort.mentors]
                covers = [self.covered(share, k) for k in known if k is not None]
                found[name] += half_up(Fraction(sum(covers), len(covers)))
        return found

    def covered(self, share: Fraction, lines: Lines) -> int:
        inner = sum((w for w, _ in lines), Fraction(0))
        return sum(half_up(10**12 * share * w / inner) * half_up(1000 * c) for w, c in lines)

    def score(self, e: Person, r: Person) -> int:
        """The score of a pair, 0 … 1,000,000."""
        return (sum(self.units(e, r).values()) + 5 * 10**8) // 10**9
