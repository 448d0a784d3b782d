"""Why a pair was made or was not, in plain English; every claim is exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.insight.briefing.rows import Rows
from hsr_match.insight.detail import Alternative
from hsr_match.insight.pricing.solved_again import (
    LARGEST,
    ImpossiblePairError,
    Price,
    price_by_solving,
)
from hsr_match.insight.pricing.words import NO_PLACE, cost_in_words
from hsr_match.insight.words import Scale, beside, counted, listed, number, ordinal
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem

if TYPE_CHECKING:
    from hsr_match.insight.pricing.model import WhatIf

NAMED = 3
"""Better mentors named for a pair that was made."""

DECIDED = (
    "People decided these pairs; the run before the decisions says what another choice would cost."
)

FIRST = {
    "total": "",
    "balanced": " (weak pairs count for more)",
    "worst_first": " (weak pairs count for more)",
    "highest_floor": " (the worst match comes first)",
}
"""What an objective looks at beside the total."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Speaks about one mentee of one matching.

    Attributes
    ----------
    mentee
        Position.
    current
        Position of the mentor the mentee has, or None.
    rows
        The matching looked up by person.
    prices
        Exact prices of all pairs, where there are any.
    solves
        Whether a pair may be priced by solving again where no price is known;
        a pair that was not made is, since that also tells who loses.
    asked
        Whether somebody asked for the pair that the mentee has.
    """

    problem: MatchingProblem
    matching: Matching
    scale: Scale
    mentee: int
    current: int | None
    rows: Rows
    prices: WhatIf | None = None
    solves: bool = True
    asked: bool = False

    def made(self, mentor: int, rank: int, ahead: Sequence[Alternative]) -> str:
        """Say why the pair was made; ``ahead`` are the first of those who score higher."""
        me, who = self._me, self.problem.mentor_label(mentor)
        possible = int(self.rows.of(self.mentee)[1].sum())
        said = []
        if self.asked:
            said.append(f"The coordinator asked for {me} with {who}.")
        if possible == 1:
            said.append(f"{who} is the only mentor possible for {me}.")
        elif rank == 1:
            said.append(f"None of the {possible} mentors possible for {me} scores higher.")
        else:
            said.append(f"{who} is {ordinal(rank)} of the {possible} mentors possible for {me}.")
            more = [f"{rank - 1 - len(ahead)} more"] if rank - 1 > len(ahead) else []
            names = [*map(self._where, ahead), *more]
            told = "; ".join(names) if any(", " in name for name in names) else listed(names)
            said.append(f"Ahead: {told}.")
            reachable = [a.mentor for a in ahead if self.problem.places_max[a.mentor]]
            said += [self._instead(other) for other in reachable[:1]]
        return " ".join(sentence for sentence in said if sentence)

    def barred(self, mentor: int, barred_by: Sequence[str]) -> str:
        """Say which rules keep the two apart."""
        who = self.problem.mentor_label(mentor)
        return f"{who} cannot be paired with {self._me}: {listed(barred_by)}."

    def not_chosen(self, mentor: int, taken_by: Sequence[int]) -> str:
        """Say why a mentor who may be paired with the mentee was not."""
        who = self.problem.mentor_label(mentor)
        if not self.problem.places_max[mentor]:
            return f"{who} has {NO_PLACE}."
        has = listed([self.problem.mentee_label(i) for i in taken_by])
        held = f"{who} has {has}." if has else f"{who} has nobody."
        return f"{self._against(mentor)} {held} {self._paired(mentor)}"

    @property
    def _me(self) -> str:
        return self.problem.mentee_label(self.mentee)

    def _where(self, other: Alternative) -> str:
        with_whom = listed([self.problem.mentee_label(i) for i in other.taken_by])
        tail = f", with {with_whom}" if with_whom else ""
        if not self.problem.places_max[other.mentor]:
            tail = ", no place this round"
        name = self.problem.mentor_label(other.mentor)
        return beside(name, f"{self.scale.points(other.score)}{tail}")

    def _against(self, mentor: int) -> str:
        who = self.problem.mentor_label(mentor)
        scores, _ = self.rows.of(self.mentee)
        score = int(scores[mentor])
        if self.current is None:
            return f"{self._me} has no mentor; {who} scores {self.scale.points(score)}."
        now = self.problem.mentor_label(self.current)
        own = int(scores[self.current])
        if own == score:
            return f"{who} scores the same for {self._me} as {now}."
        this, that = self.scale.apart(score, own)
        if score < own:
            than = beside(now, f"{this} against {that}")
            return f"{who} scores lower for {self._me} than {than}."
        return (
            f"{who} scores higher for {self._me} than {beside(now, f'{this} against {that}')}, "
            "but the pairs are chosen for the cohort as a whole."
        )

    def _instead(self, mentor: int) -> str:
        """Price a better mentor than the one the mentee has."""
        said = self._known(mentor)
        if said:
            several = self.problem.wanted[self.mentee] > 1
            instead = "as well or instead" if several else "instead"
            return f"With {self.problem.mentor_label(mentor)} {instead}, for the cohort: {said}."
        return self._solved(mentor) if self.solves and self._small and not self._decided else ""

    def _paired(self, mentor: int) -> str:
        """Price a mentor who was not chosen."""
        if self._decided:
            return DECIDED
        if self.solves and self._small:
            return self._solved(mentor)
        said = self._known(mentor)
        if said:
            return f"Paired all the same, for the cohort: {said}."
        pair = f"{self._me} and {self.problem.mentor_label(mentor)}"
        return f"To see what {pair} would cost this large cohort, solve it with them pinned."

    @property
    def _decided(self) -> bool:
        # Solving again would price the decisions of people as well.
        return self.matching.status == "decided"

    @property
    def _small(self) -> bool:
        n, m = self.problem.shape
        return n * m <= LARGEST

    def _known(self, mentor: int) -> str:
        cost = None if self.prices is None else self.prices.force.at(self.mentee, mentor)
        if cost is None:
            return ""
        if not any(cost):
            return "exactly as good for the cohort; the rule for ties chose"
        return cost_in_words(*cost, self.scale, weighted=bool(self.matching.alpha))

    def _solved(self, mentor: int) -> str:
        pair = f"{self._me} and {self.problem.mentor_label(mentor)}"
        try:
            price = price_by_solving(self.problem, self.matching, (self.mentee, mentor))
        except ImpossiblePairError as error:
            return f"{pair} cannot be paired beside what is fixed: {listed(error.conflict)}."
        return f"Solved again with {pair} paired{self._kept}: {self._changes(price)}"

    @property
    def _kept(self) -> str:
        """Say what is kept for everybody else, where a floor is."""
        floor = None if self.matching.floor is None else self.matching.floor.floor
        return "" if floor is None else f", nobody else below {self.scale.at_most(floor)}"

    def _changes(self, price: Price) -> str:
        who = listed([self.problem.mentee_label(i) for i in price.losing])
        if price.coverage < 0:
            noun = "mentee" if price.coverage == -1 else "mentees"
            said = f"{number(-price.coverage)} more {noun} would be without a mentor"
            return f"{said}: {who}." if who.endswith(")") else f"{said} ({who})."
        instead = f" {who} would be without a mentor instead." if who else ""
        if price.coverage > 0:
            return f"{number(price.coverage)} more would have a mentor.{instead}"
        if price.pairs and self._counts_pairs:
            change = "fewer" if price.pairs < 0 else "more"
            return f"{counted(abs(price.pairs), 'pair')} {change} in all.{instead}"
        if price.gain == 0:
            return f"exactly as good for the cohort; the rule for ties chose.{instead}"
        if price.gain > 0:
            return f"{self._better(price)}.{instead}"
        return f"{self._worse(price)}.{instead}"

    @property
    def _counts_pairs(self) -> bool:
        """Whether the number of pairs goes before points."""
        return self.problem.several and self.problem.order == "pairs_first"

    def _better(self, price: Price) -> str:
        # What was found before a stop can be improved on at the cost of the total.
        if price.total > 0:
            return f"better for the cohort by {self.scale.points(price.total)} in total"
        said = "better by what the scheme maximises"
        said += FIRST[self.matching.kind]
        if price.total < 0:
            return f"{said}, though the total would fall by {self.scale.points(-price.total)}"
        return f"{said}, with the same total"

    def _worse(self, price: Price) -> str:
        if price.total < 0:
            said = f"the cohort would lose {self.scale.points(-price.total)} in total"
        elif price.total > 0:
            said = f"the total would rise by {self.scale.points(price.total)}"
        else:
            said = "the total would stay the same"
        before, after = price.lowest
        if after < before:
            low, lower = self.scale.apart(before, after)
            said += f", and the lowest score fall from {low} to {lower}"
        if price.extra_places > 0:
            places = counted(price.extra_places, "place")
            said += f", with {places} more than mentors wanted"
        if price.total >= 0:
            said += ", which is worse by what the scheme maximises"
            said += FIRST[self.matching.kind]
        return said
