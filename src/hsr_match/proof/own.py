"""A scheme's own columns: the kinds of ``scores.md`` a second time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from hsr_match.proof.answers import (
    NONE,
    Form,
    Items,
    Part,
    Words,
    exact,
    flat,
    thousandths,
)
from hsr_match.proof.fit import ladder, preferences
from hsr_match.text import fold

Given = Mapping[tuple[str, str], int]


def own_part(form: Form, wish: Mapping[str, Any], given: Given) -> Part:
    """Return the one part of a criterion of the scheme's own.

    Parameters
    ----------
    form
        Everybody's answers.
    wish
        Its entry under ``criteria:``.
    given
        (mentee key, mentor key) → thousandths, for the kind ``given``.
    """
    name, kind = wish["name"], wish["kind"]
    mine, theirs = (wish.get(side) or wish.get("column") or name for side in ("mentee", "mentor"))
    one = Fraction(1)
    if kind == "preference":
        return preferences(mine)(form, name, one)
    if kind == "given":
        listed, everyone = {mentee for mentee, _ in given}, [True] * len(form.mentors)

        def own_key(i: int) -> Items:
            key = form.mentee_keys[i]
            return [(1, key)] if key in listed else None

        return Part(
            name, one, everyone, own_key, lambda k, j: given.get((k, form.mentor_keys[j]), 0)
        )

    held = [mentor.get(theirs) for mentor in form.mentors]
    answered = [answer is not None for answer in held]

    def part(items: Callable[[Any], Items], value: Callable[[Any, int], int]) -> Part:
        def own_items(i: int) -> Items:
            answer = form.mentees[i].get(mine)
            return None if answer is None else items(answer)

        return Part(name, one, answered, own_items, value)

    if kind == "needs":
        levels = {int(k): thousandths(v) for k, v in form.scoring["offer_levels"].items()}
        unrated_need, unrated = form.scoring["unrated_need"], form.scoring["unrated_offer"]
        offers = [_rated(answer, int(unrated)) for answer in held]
        return part(
            lambda answer: [(p, w) for w, p in _rated(answer, int(unrated_need)).items()] or None,
            lambda word, j: levels[offers[j][word]] if word in offers[j] else 0,
        )
    if kind in ("terms", "overlap"):
        lists = [_words(answer) for answer in held]
        if kind == "overlap":
            return part(
                lambda answer: [(1, _words(answer))] if answer else None,
                lambda words, j: 1000 * bool(words & lists[j]),
            )
        asked = [_words(mentee.get(mine)) for mentee in form.mentees]
        weigh = form.weigh(name, [*asked, *lists])
        return part(
            lambda answer: [(weigh[word], word) for word in _words(answer)] or [(1, NONE)],
            lambda word, j: 1000 * (word in lists[j]),
        )
    if kind == "number":
        numbers = [None if answer is None else exact(answer) for answer in held]

        def closeness(number: Fraction, j: int) -> int:
            apart = abs((numbers[j] or 0) - number) / exact(wish["range"])
            return thousandths(max(Fraction(0), 1 - apart))

        return part(lambda answer: [(1, exact(answer))], closeness)
    if kind == "ladder":
        step = ladder(wish.get("levels") or form.scoring["career_stage"])
        return part(
            lambda answer: [(1, int(answer))],
            lambda level, j: step(int(held[j] or 0) - level),
        )
    if kind not in ("same", "different"):
        raise ValueError(f"unknown kind of criterion: {kind}")
    single = [fold(str(answer)) for answer in held]
    return part(
        lambda answer: [(1, fold(str(answer)))],
        lambda word, j: 1000 * ((word == single[j]) == (kind == "same")),
    )


def _rated(answer: Mapping[str, int | None] | None, unrated: int) -> dict[str, int]:
    return {fold(k): unrated if v is None else int(v) for k, v in (answer or {}).items()}


def _words(answer: Any) -> Words:
    return frozenset(fold(word) for word in flat(answer or ()))
