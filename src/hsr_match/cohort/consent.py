"""What may be used: consent to be matched, membership, and answers told in confidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

from hsr_match.config.fields import Field, fields
from hsr_match.config.vocabulary import Sensitivity, vocabulary

Exclusion = Literal["no_consent", "not_a_member"]


def exclusion(
    answers: Mapping[str, Any], *, consent_asked: bool, membership_asked: bool
) -> Exclusion | None:
    """Return why a person may not take part, or None.

    In a column that is present, *no* and blank bar the person; a column that is
    absent was not asked.
    """
    if consent_asked and answers.get("consent_matching") is not True:
        return "no_consent"
    if membership_asked and answers.get("member_organisation") is not True:
        return "not_a_member"
    return None


def set_aside(
    answers: Mapping[str, Any], *, on_form: bool
) -> tuple[dict[str, Any], dict[str, int], bool]:
    """Blank the answers that a person's consent does not cover.

    Special values need ``consent_special`` yes, or that the form itself asked
    (`on_form`). Gated values are used unless the person said no. Refusals and
    conflicts are never held back.

    Returns
    -------
    answers
        What may be used.
    counts
        Field → number of values set aside.
    special
        True if special values are used on the person's own consent.
    """
    said = answers.get("consent_special")
    refused: set[Sensitivity] = set()
    if said is False:
        refused = {"gated", "special"}
    elif said is None and not on_form:
        refused = {"special"}
    counts: dict[str, int] = {}
    kept = dict(answers)
    if not refused and said is None:
        return kept, counts, False
    used = False
    for name, field, weighty in _gated():
        if name not in answers or (weighty is not None and weighty.isdisjoint(answers[name])):
            continue
        weigh = _weigh(field)
        held_back = {value for value in _values(answers[name]) if weigh(value) in refused}
        allowed = _without(answers[name], held_back)
        taken = _size(answers[name]) - _size(allowed)
        used = used or any(weigh(value) == "special" for value in _values(allowed))
        if not taken:
            continue
        counts[name] = taken
        if _size(allowed):
            kept[name] = allowed
        else:
            del kept[name]
        if name == "needs" and kept.get("essential_need") not in (allowed or {}):
            kept.pop("essential_need", None)
    return kept, counts, used and said is True


@cache
def _gated() -> tuple[tuple[str, Field, frozenset[str] | None], ...]:
    """Return the gated fields with their names, and the values that may be held back."""
    gated = {name: field for name, field in fields().items() if field.gate != "none"}
    return tuple((name, field, _weighty(field)) for name, field in gated.items())


def _weighty(field: Field) -> frozenset[str] | None:
    """Return the values of a list that are gated or special; None if all answers may be."""
    if field.gate == "whole" or field.type == "one":
        return None
    terms = vocabulary(str(field.vocabulary)).terms.values()
    return frozenset(term.id for term in terms if term.sensitivity in ("gated", "special"))


def _weigh(field: Field) -> Callable[[str], Sensitivity]:
    if field.gate == "whole":
        sensitivity: Sensitivity = "special" if field.sensitivity == "special" else "gated"
        return lambda _: sensitivity
    terms = vocabulary(str(field.vocabulary)).terms
    return lambda value: terms[value].sensitivity if value in terms else "plain"


def _values(answer: Any) -> list[str]:
    if answer is None:
        return []
    return [answer] if isinstance(answer, str) else list(answer)


def _size(answer: Any) -> int:
    return len(_values(answer))


def _without(answer: Any, held_back: set[str]) -> Any:
    if isinstance(answer, str):
        return None if answer in held_back else answer
    if isinstance(answer, dict):
        return {value: level for value, level in answer.items() if value not in held_back}
    return tuple(value for value in answer if value not in held_back)
