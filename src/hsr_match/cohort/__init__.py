"""People: reading files, headings to fields, values to types, and problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hsr_match.cohort.find import find_person
    from hsr_match.cohort.given_scores import GivenScores, read_given_scores
    from hsr_match.cohort.model import Cohort, Excluded, Person, Role, SourceFile
    from hsr_match.cohort.read import read_cohort
    from hsr_match.cohort.stored import (
        cohort_document,
        cohort_from_document,
        given_document,
        given_from_document,
    )

_HOME = {
    "Cohort": "model",
    "Excluded": "model",
    "GivenScores": "given_scores",
    "Person": "model",
    "Role": "model",
    "SourceFile": "model",
    "cohort_document": "stored",
    "cohort_from_document": "stored",
    "find_person": "find",
    "given_document": "stored",
    "given_from_document": "stored",
    "read_cohort": "read",
    "read_given_scores": "given_scores",
}

__all__ = [
    "Cohort",
    "Excluded",
    "GivenScores",
    "Person",
    "Role",
    "SourceFile",
    "cohort_document",
    "cohort_from_document",
    "find_person",
    "given_document",
    "given_from_document",
    "read_cohort",
    "read_given_scores",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
