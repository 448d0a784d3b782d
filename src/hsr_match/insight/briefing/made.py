"""A run explained in full."""

from __future__ import annotations

from hsr_match.insight.briefing.advice import advice_of, supply_here
from hsr_match.insight.briefing.charts import charts_of
from hsr_match.insight.briefing.facts import facts_of
from hsr_match.insight.briefing.ground import Ground, ground
from hsr_match.insight.briefing.grounds import GIVEN, JUDGEMENT, criteria_of
from hsr_match.insight.briefing.mentors import mentor_briefings
from hsr_match.insight.briefing.model import Briefing
from hsr_match.insight.briefing.quality import quality_of
from hsr_match.insight.briefing.rules import rules_of
from hsr_match.insight.briefing.unmatched import unmatched_briefings
from hsr_match.insight.detail import PairDetail
from hsr_match.insight.headline import (
    left_to_look_at,
    matched_sentence,
    places_sentence,
    proof_sentence,
    score_sentence,
)
from hsr_match.insight.outcome import Outcome
from hsr_match.insight.words import counted

MOST_EXPLAINED = 5_000
"""Pairs up to which every one is explained in full."""


def brief(outcome: Outcome, *, named: bool) -> Briefing:
    """Explain a run in full.

    Parameters
    ----------
    outcome
        A finished run, fresh or read back (:func:`hsr_match.insight.read_run`).
    named
        True names people in sentences, ``Nia Oduyeye (E20)``: for the
        coordinator's own page and screen. False uses ids alone.

    Returns
    -------
    Briefing
        Data for every report. No gated or confidential answer is named in it,
        outside ``outcome`` itself.
    """
    here = ground(outcome, named=named)
    supply = supply_here(here)
    rules = rules_of(here)
    cohort = outcome.cohort
    return Briefing(
        outcome=outcome,
        named=named,
        headline=_headline(outcome),
        pairs=_pairs(here),
        unmatched=unmatched_briefings(here),
        mentors=mentor_briefings(here),
        pricing=here.pricing,
        pricing_words=here.pricing_words,
        what_if=here.prices,
        advice=advice_of(here, supply),
        charts=charts_of(here, supply),
        quality=quality_of(here, supply, rules),
        criteria=criteria_of(outcome.settings, given=outcome.scores is None),
        rules=rules,
        facts=facts_of(outcome),
        note=_note(outcome),
        criteria_note=GIVEN if outcome.scores is None else JUDGEMENT,
        set_aside=dict(cohort.set_aside) if cohort is not None else {},
    )


def _pairs(here: Ground) -> tuple[PairDetail, ...]:
    insight = here.outcome.insight
    if len(insight.pairs) > MOST_EXPLAINED:
        return ()
    return tuple(here.teller.detail(pair.mentee, pair.mentor) for pair in insight.pairs)


def _headline(outcome: Outcome) -> tuple[str, ...]:
    look = left_to_look_at(outcome)
    sentences = (
        matched_sentence(outcome),
        proof_sentence(outcome),
        score_sentence(outcome),
        places_sentence(outcome),
        f"{counted(look, 'pair')} to look at before you approve." if look else "",
    )
    return tuple(sentence for sentence in sentences if sentence)


def _note(outcome: Outcome) -> str:
    pairs = len(outcome.insight.pairs)
    if pairs <= MOST_EXPLAINED:
        return ""
    return (
        f"{pairs:,} pairs are more than {MOST_EXPLAINED:,}: they are not explained one by one "
        "here. `hsr-match explain RUN MENTEE` explains any of them."
    )
