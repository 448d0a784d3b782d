"""What limits on pairs taken together did, in sentences: with a pair, or for the round.

Sentences name ids, needs of nobody, and no number of people who told something
in confidence. What they say holds of the pairs that were made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.insight.closed import together_with
from hsr_match.insight.words import Scale, counted, listed, number
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem, Spread

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings

NAMED = 5
"""People or entries named in one note; the others are counted."""

LARGEST = 4_000_000
"""Mentees × mentors up to which each mentor's candidates are looked through."""


@dataclass(frozen=True)
class Binding:
    """Speaks about the limits of one matching."""

    problem: MatchingProblem
    matching: Matching
    settings: Settings
    scale: Scale
    cohort: Cohort | None = None

    @cached_property
    def _mentors(self) -> Mapping[int, list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for i, j in self.matching.pairs:
            found[i].append(j)
        return found

    @cached_property
    def _mentees(self) -> Mapping[int, list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for i, j in self.matching.pairs:
            found[j].append(i)
        return found

    def of_pair(self, mentee: int, mentor: int) -> str:
        """Return what limits have to do with a pair that was made; empty for nothing."""
        return " ".join(
            sentence
            for sentence in (
                self._several(mentee, mentor),
                self._group(mentor),
                self._company(mentee, mentor),
                self._credit(mentee),
            )
            if sentence
        )

    def _several(self, mentee: int, mentor: int) -> str:
        wanted, me = int(self.problem.wanted[mentee]), self.problem.mentee_label(mentee)
        others = [j for j in self._mentors[mentee] if j != mentor]
        if not others:
            return f"{me} wanted {number(wanted)} mentors and has this one." if wanted > 1 else ""
        beside = listed([self.problem.mentor_label(j) for j in others])
        apart = self.problem.mentor_groups is not None
        sentence = f"One of {number(len(others) + 1)} mentors of {me}, beside {beside}"
        sentence += ", of different organisations." if apart else "."
        if len(others) + 1 < wanted:
            sentence += f" {me} wanted {number(wanted)}."
        return sentence

    def _group(self, mentor: int) -> str:
        size = len(self._mentees[mentor])
        if self.cohort is None or not self.cohort.mentors[mentor].get("group") or size < 2:
            return ""
        return f"In the group of {number(size)} of {self.problem.mentor_label(mentor)}."

    def _company(self, mentee: int, mentor: int) -> str:
        others = [i for i in together_with(self.problem, mentee) if i != mentee]
        if not others:
            return ""
        return (
            f"Shares {self.problem.mentor_label(mentor)} with {self._ids(others)}, "
            "as the settings say."
        )

    def _credit(self, mentee: int) -> str:
        credit = self.problem.credit
        if credit is None or not credit[mentee] or self.cohort is None:
            return ""
        from hsr_match.matching.demands.credit import credit_points, rounds_without

        points = credit_points(self.cohort, self.settings)[mentee]
        rounds = rounds_without(self.cohort.mentees[mentee], self.cohort)
        last = "last year" if rounds == 1 else f"in the last {number(rounds)} rounds"
        amount = f"{float(points):g}"
        if self.scale.given:
            return f"Credit of {amount}: no mentor {last}."
        return f"{counted_points(amount)} of credit: no mentor {last}."

    def notes(self) -> Iterator[str]:
        """Yield what limits did to the round as a whole."""
        yield from self._wanted()
        for limit in self.problem.spread:
            yield from self._spread(limit)
        yield from self._ties()
        yield from self._loads()
        yield from self._floors()
        yield from self._credits()

    def _wanted(self) -> Iterator[str]:
        none = np.flatnonzero(self.problem.wanted == 0).tolist()
        if none:
            verb = "wants" if len(none) == 1 else "want"
            yield f"{self._some(none)} {verb} no mentor this round."
        fewer = [i for i, found in self._mentors.items() if 0 < len(found) < self.problem.wanted[i]]
        if fewer:
            verb = "has" if len(fewer) == 1 else "have"
            yield f"{self._some(sorted(fewer))} {verb} fewer mentors than wanted."

    def _spread(self, limit: Spread) -> Iterator[str]:
        """Name mentors who could have taken somebody else but for the limit."""
        n, m = self.problem.shape
        if n * m > LARGEST:
            return
        closed = [j for j in range(m) if self._closes(limit, j)]
        if closed:
            yield (
                f"But for the limit of {limit.most} of one {limit.name}, "
                f"{self._some_mentors(closed)} could have taken "
                f"{'another mentee' if len(closed) == 1 else 'other mentees'}."
            )

    def _closes(self, limit: Spread, mentor: int) -> bool:
        there = self._mentees.get(mentor, [])
        if not there or len(there) >= self.problem.places_max[mentor]:
            return False
        groups = [int(limit.groups[i]) for i in there if limit.groups[i] >= 0]
        full = [group for group in set(groups) if groups.count(group) >= limit.most]
        open_to = self.problem.eligible.block(slice(None), slice(mentor, mentor + 1))[:, 0].copy()
        open_to[there] = False
        return bool((open_to & np.isin(limit.groups, full) & (self.problem.wanted > 0)).any())

    def _ties(self) -> Iterator[str]:
        seen: set[int] = set()
        for a, _ in self.problem.together[: NAMED * NAMED]:
            party = together_with(self.problem, a)
            if a in seen:
                continue
            seen |= set(party)
            names = self._some(party)
            if self._mentors.get(a):
                yield f"{names} share {self._some_mentors(self._mentors[a])}, as the settings say."
            else:
                yield f"{names} are to share a mentor, and are without one."
        if self.problem.apart:
            pairs = counted(len(self.problem.apart), "pair")
            yield f"Kept apart, as the settings say: {pairs} of mentees."

    def _loads(self) -> Iterator[str]:
        if self.problem.minimum_always:
            return
        least = self.problem.places_min
        several = np.flatnonzero(least > 1).tolist()
        unused = [j for j in several if not self._mentees.get(j) and self._wanted_by(j)]
        exact = [j for j in several if len(self._mentees.get(j, ())) == least[j]]
        for j in unused[:NAMED]:
            who = self.problem.mentor_label(j)
            yield f"{who} has nobody: {least[j]} mentees or more, or none (places_min)."
        if len(unused) > NAMED:
            yield f"So it is with {len(unused) - NAMED} more mentors."
        if exact:
            verb = "has" if len(exact) == 1 else "have"
            yield f"{self._some_mentors(exact)} {verb} just the least number of mentees they take."

    def _wanted_by(self, mentor: int) -> bool:
        column = self.problem.eligible.block(slice(None), slice(mentor, mentor + 1))[:, 0]
        return bool(column.any()) and bool(self.problem.places_max[mentor])

    def _floors(self) -> Iterator[str]:
        from hsr_match.matching.demands.floors import is_confidential

        for limit, floor in zip(self.settings.floors, self.problem.floors, strict=True):
            made = sum(bool(floor.mentees[i] and floor.mentors[j]) for i, j in self.matching.pairs)
            name = f"Floor “{floor.name}”"
            if is_confidential(limit):
                # A number of such pairs could tell who asked.
                yield f"{name}: kept, at least {counted(floor.least, 'pair')}."
            elif made == floor.least:
                pairs = counted(made, "pair")
                yield f"{name}: {pairs}, no more than asked for; it may have cost points elsewhere."
            else:
                yield f"{name}: {counted(made, 'pair')}, {floor.least} asked for."

    def _credits(self) -> Iterator[str]:
        if self.problem.credit is None:
            return
        having = np.flatnonzero(self.problem.credit).tolist()
        matched = sum(bool(self._mentors.get(i)) for i in having)
        people = counted(len(having), "mentee has", "mentees have")
        yield f"{people} credit for last year; {matched} of them matched."

    def _ids(self, mentees: Sequence[int]) -> str:
        return listed([self.problem.mentee_label(i) for i in mentees])

    def _some(self, mentees: Sequence[int]) -> str:
        return _named([self.problem.mentee_label(i) for i in mentees])

    def _some_mentors(self, mentors: Sequence[int]) -> str:
        return _named([self.problem.mentor_label(j) for j in mentors])


def _named(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return listed([*names[:NAMED], f"{more} more"] if more > 0 else names)


def counted_points(amount: str) -> str:
    """Return an amount with its noun: ``1 point``, ``2.5 points``."""
    return f"{amount} {'point' if amount == '1' else 'points'}"
