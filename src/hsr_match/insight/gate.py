"""What may be named: the one gate between confidential answers and any text."""

from __future__ import annotations

from collections.abc import Iterable

from hsr_match.config.vocabulary import vocabulary

CONFIDENTIAL_NEED = "one confidential need"
SHARED_EXPERIENCE = "a shared experience"
TOLD_IN_CONFIDENCE = "told in confidence"

NEVER_NAMED = {
    ("needs", "needs"): CONFIDENTIAL_NEED,
    ("lived_experience", "lived_experience"): SHARED_EXPERIENCE,
}


def is_gated(list_name: str, value: str) -> bool:
    """Tell whether a value of a vocabulary is special or kept behind the same gate."""
    term = vocabulary(list_name).terms.get(value)
    return term is not None and term.sensitivity != "plain"


def label_of(list_name: str, value: str) -> str:
    """Return the label of a value; a scheme's own word as it stands."""
    term = vocabulary(list_name).terms.get(value)
    return term.label if term else value.replace("_", " ")


def nameable(list_name: str, values: Iterable[str], *, confidential: bool) -> list[str]:
    """Return labels, with one phrase in place of all that are gated."""
    values = list(values)
    plain = [v for v in values if confidential or not is_gated(list_name, v)]
    labels = [label_of(list_name, v) for v in plain]
    return labels if len(plain) == len(values) else [*labels, TOLD_IN_CONFIDENCE]
