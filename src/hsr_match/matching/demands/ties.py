"""Mentees whom people decided to keep apart, or to put with one mentor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from hsr_match.errors import InfeasibleError, UsageError
from hsr_match.matching.problem import Ints

if TYPE_CHECKING:
    from hsr_match.config import Settings

Pair = tuple[int, int]
Position = Callable[[str], int]
Label = Callable[[int], str]


def ties(
    settings: Settings, position: Position, label: Label, wanted: Ints
) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """Return pairs of mentees to keep apart, and pairs to keep together.

    Parameters
    ----------
    settings
        ``apart`` and ``together``.
    position
        Reference → position of a mentee; raises UsageError for nobody's.
    label
        Position → id.
    wanted
        Mentors wanted; who wants none is passed over.

    Raises
    ------
    UsageError
        If a reference means nobody, or two mean the same mentee.
    InfeasibleError
        If two mentees are to be apart and together.
    """
    groups = {
        name: [
            [i for i in _mentees(name, k, tie.mentees, position, label) if wanted[i]]
            for k, tie in enumerate(getattr(settings, name))
        ]
        for name in ("apart", "together")
    }
    apart = [pair for group in groups["apart"] for pair in combinations(sorted(group), 2)]
    together = [pair for group in groups["together"] for pair in pairwise(sorted(group))]
    _refuse_both(apart, groups["together"], label)
    return tuple(dict.fromkeys(apart)), tuple(dict.fromkeys(together))


def _mentees(
    name: str, entry: int, words: Sequence[str], position: Position, label: Label
) -> list[int]:
    found: list[int] = []
    for word in words:
        try:
            mentee = position(word)
        except UsageError as error:
            place = f"`{name}`, entry {entry + 1}"
            raise UsageError(f"{place}: {error.message}", error.advice) from None
        if mentee in found:
            raise UsageError(
                f"`{name}`, entry {entry + 1}, names {label(mentee)} twice.",
                "Name each mentee once.",
            )
        found.append(mentee)
    return found


def _refuse_both(apart: Sequence[Pair], together: Sequence[Sequence[int]], label: Label) -> None:
    joined: list[set[int]] = []
    for group in together:
        members = set(group)
        others = [other for other in joined if not other & members]
        joined = [*others, members.union(*(other for other in joined if other & members))]
    for a, b in apart:
        if any(a in group and b in group for group in joined):
            raise InfeasibleError(
                "Two mentees are to be kept apart and put together:",
                conflict=[
                    f"apart: {label(a)} and {label(b)}",
                    *(
                        f"together: {', '.join(map(label, sorted(group)))}"
                        for group in joined
                        if a in group
                    ),
                ],
                advice="Drop one of these entries of the settings.",
            )
