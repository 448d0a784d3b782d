"""Organisations that may be one under two names, for the coordinator to confirm."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from hsr_match.text import fold_label

MOST_NAMES = 2000
"""Beyond this many names only the same words in another order are looked for."""

LIKENESS = 90
_FILLERS = frozenset(["the", "of", "and", "for", "at"])
_SHORT = {"univ": "university", "uni": "university", "hosp": "hospital", "hospitals": "hospital"}


def alike(ids: Iterable[str], families: Iterable[Iterable[str]] = ()) -> list[tuple[str, str]]:
    """Return pairs of ids that may mean one organisation, in order.

    Alike are names of the same words in another order, without "the" and "of"
    ("Leeds University", "University of Leeds"), and names whose edit ratio is
    at least 90 %. Members of one family count as one already and are left out.

    Parameters
    ----------
    ids
        Folded names.
    families
        Groups of names that count as one.
    """
    names = sorted(set(ids))
    together = [{fold_label(name) for name in family} for family in families]
    found = {*_same_words(names)}
    if len(names) <= MOST_NAMES:
        found |= _near([pair for pair in _candidates(names) if pair not in found])
    return sorted(pair for pair in found if not any(set(pair) <= family for family in together))


def _same_words(names: Sequence[str]) -> set[tuple[str, str]]:
    by_words: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        words = (_SHORT.get(word, word) for word in re.findall(r"[^\W_]+", name))
        by_words.setdefault(tuple(sorted({*words} - _FILLERS)), []).append(name)
    return {pair for group in by_words.values() for pair in combinations(group, 2)}


def _near(candidates: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    if not candidates:
        return set()
    from rapidfuzz import fuzz

    return {
        (one, other)
        for one, other in candidates
        if fuzz.ratio(one, other, score_cutoff=LIKENESS) >= LIKENESS
    }


def _candidates(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return pairs that may reach the ratio, so that most cohorts need no comparison.

    The ratio of two texts is 1 − d/(length + length) with d insertions and
    deletions. Every letter that one of them holds more often costs one of d, so
    texts whose letters differ by more cannot reach it.
    """
    counts = {name: Counter(name) for name in names}
    by_length = sorted((len(name), _letters(counts[name]), name) for name in names)
    pairs = []
    for position, (length, letters, name) in enumerate(by_length):
        for other_length, other_letters, other in by_length[position + 1 :]:
            most = (length + other_length) * (100 - LIKENESS) // 100
            if other_length - length > most:
                break
            if (letters ^ other_letters).bit_count() > most:
                continue
            apart = (counts[name] - counts[other]).total() + (counts[other] - counts[name]).total()
            if apart <= most:
                pairs.append((min(name, other), max(name, other)))
    return pairs


def _letters(letters: Mapping[str, int]) -> int:
    """Return how often each character stands in a name, as a row of that many bits.

    The bits in which two names differ are then as many as the letters that one of
    them holds more often. Characters share 64 rows of 64 bits, which can only make
    two names look more alike.
    """
    rows = [0] * 64
    for letter, count in letters.items():
        rows[ord(letter) & 63] += count
    bits = 0
    for row in rows:
        bits = bits << 64 | (1 << min(row, 64)) - 1
    return bits
