"""How well the answers of a column fit a field: evidence for a person, never a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hsr_match.cohort.values.blank import is_blank, is_none
from hsr_match.cohort.values.rated import is_level, split_level
from hsr_match.cohort.values.text import is_email
from hsr_match.cohort.values.yesno import as_yes_no
from hsr_match.config.fields import Field
from hsr_match.config.vocabulary import Term, vocabulary


@dataclass(frozen=True, slots=True)
class Fit:
    """Answers that a field could read.

    Attributes
    ----------
    fitting, answers
        Cells that fit, and cells that hold something.
    terms
        Items of the field's list that were found, the most frequent first.
    """

    fitting: int
    answers: int
    terms: tuple[Term, ...] = ()

    @property
    def share(self) -> float:
        """From 0 to 1; 0 for a blank column."""
        return self.fitting / self.answers if self.answers else 0.0


def fit(cells: Sequence[str], field: Field) -> Fit | None:
    """Return how well some cells fit a field, or None where anything fits (free text, people)."""
    answers = [cell for cell in cells if not is_blank(cell)]
    if field.vocabulary is not None and field.type != "conflicts":
        return _in_list(answers, field)
    fits = {"int": str.isdecimal, "email": is_email, "yesno": _is_yes_no}.get(field.type)
    if fits is None:
        return None
    return Fit(sum(map(fits, answers)), len(answers))


def fit_as_levels(cells: Sequence[str], field: Field) -> Fit:
    """Return how well some cells fit the levels of a rated field."""
    answers = [cell for cell in cells if not is_blank(cell)]
    return Fit(sum(is_level(cell.strip(" ;"), field) for cell in answers), len(answers))


def _in_list(answers: Sequence[str], field: Field) -> Fit:
    terms = vocabulary(str(field.vocabulary))
    several = field.type in ("many", "ranked", "rated")

    def item(piece: str) -> str:
        return split_level(piece, terms.find)[0]

    found: Counter[str] = Counter()
    fitting = 0
    for cell in answers:
        text = cell.strip(" ;")
        whole = terms.find(text)
        if whole is None and several:
            pieces = terms.find_all(cell, value=item if field.type == "rated" else None)
        else:
            pieces = ((text, whole),)
        known = [term for _, term in pieces if term is not None]
        fitting += len(known) == len(pieces) or is_none(text)
        found.update(term.id for term in known)
    return Fit(fitting, len(answers), tuple(terms.terms[i] for i, _ in found.most_common()))


def _is_yes_no(text: str) -> bool:
    return as_yes_no(text) is not None
