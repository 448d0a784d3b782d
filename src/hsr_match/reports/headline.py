"""The summary of a matching, as screen and workbook carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.insight.headline import (
    left_to_look_at,
    matched_sentence,
    places_sentence,
    proof_sentence,
    score_sentence,
)
from hsr_match.reports.figures import counted

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome


def attention_sentence(outcome: Outcome) -> str:
    """Return how many pairs deserve a look."""
    number = left_to_look_at(outcome)
    if not number:
        return ""
    return f"{counted(number, 'pair')} to look at, marked with ! above."


def summary_sentences(outcome: Outcome) -> list[str]:
    """Return all sentences, the most important first."""
    sentences = (
        matched_sentence(outcome),
        proof_sentence(outcome),
        score_sentence(outcome),
        places_sentence(outcome),
        *outcome.insight.notes,
    )
    return [sentence for sentence in sentences if sentence]


def reason_label(reason: str) -> str:
    """Return a reason for being in no pair in words."""
    from hsr_match.config.vocabulary import vocabulary

    term = vocabulary("unmatched_reason").terms.get(reason)
    return term.label if term else reason.replace("_", " ")
