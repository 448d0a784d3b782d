"""How good a matching is, part by part: a verdict in words, then the figures behind it."""

from __future__ import annotations

from pathlib import PurePath

import numpy as np

from hsr_match.insight.briefing.facts import certificate_words, gap_facts
from hsr_match.insight.briefing.ground import Ground
from hsr_match.insight.briefing.model import Figure, QualityPart, RuleBriefing
from hsr_match.insight.briefing.needs import needs_part
from hsr_match.insight.briefing.rules import rules_part
from hsr_match.insight.briefing.shares import share, share_of
from hsr_match.insight.briefing.stability import stability_part
from hsr_match.insight.headline import places_sentence, proof_sentence
from hsr_match.insight.supply import Supply
from hsr_match.insight.why import place_on_list
from hsr_match.insight.words import counted, number, ordinal


def quality_of(
    ground: Ground, supply: Supply | None, rules: tuple[RuleBriefing, ...]
) -> tuple[QualityPart, ...]:
    """Return the parts that can be worked out for this run."""
    parts = [
        _coverage(ground),
        _score(ground),
        _preference(ground),
        needs_part(ground, supply),
        stability_part(ground),
        rules_part(ground, rules),
        _proof(ground),
    ]
    return tuple(part for part in parts if part is not None)


def _coverage(ground: Ground) -> QualityPart:
    summary = ground.outcome.insight.summary
    left = summary.mentees - summary.matched
    willing = ground.problem.places_max > 0
    used = ground.rows.loads > 0
    if not summary.mentees:
        verdict = "Nobody wants a mentor this round."
    elif not left:
        verdict = "Every mentee has a mentor."
    elif not summary.matched:
        verdict = "No mentee has a mentor."
    else:
        verdict = f"{_start(left)} without a mentor; the reasons, and what would help, are given."
    figures = [
        Figure(
            "Mentees with a mentor",
            share_of(summary.matched, summary.mentees),
        ),
        Figure("Mentors used", f"{int(used.sum()):,} of {int(willing.sum()):,} with a place"),
        Figure(
            "Places used",
            f"{summary.places_used:,}; mentors want {summary.places:,} and would give "
            f"{int(ground.problem.places_max.sum()):,} at most",
            places_sentence(ground.outcome),
        ),
    ]
    return QualityPart("coverage", "Who has a mentor", verdict, tuple(figures))


def _start(left: int) -> str:
    word = number(left).capitalize()
    return f"{word} mentee stays" if left == 1 else f"{word} mentees stay"


def _score(ground: Ground) -> QualityPart | None:
    summary = ground.outcome.insight.summary
    if summary.mean is None or summary.worst is None or summary.tenth_percentile is None:
        return None
    scale, scores = ground.scale, ground.rows.own_scores
    pairs = ground.outcome.insight.pairs
    best = ground.survey.best[[i for i, _ in ground.outcome.matching.pairs]]
    kept = np.ones(len(scores))
    np.divide(scores, best, out=kept, where=best > 0)
    firsts = sum(pair.rank == 1 for pair in pairs)
    worst_rank = max(pair.rank for pair in pairs)
    weak = sum(any(c.code == "weak_pair" for c in pair.cautions) for pair in pairs)
    verdict = (
        "Every mentee has their best-scoring mentor."
        if firsts == len(pairs)
        else f"{_much(firsts, len(pairs))} have the mentor who scores best for them"
        + (f"; {counted(weak, 'pair is', 'pairs are')} weak." if weak else ".")
    )
    figures = [
        Figure("Mean", scale.points(summary.mean)),
        Figure("Median", scale.points(float(np.median(scores)))),
        Figure("Tenth percentile", scale.points(summary.tenth_percentile), _TENTH),
        Figure("Worst", scale.points(summary.worst)),
        Figure(
            "Share of the best possible, mean",
            share(float(kept.sum()), len(kept)),
            "Each pair's score as a share of what the mentee's best possible mentor would score.",
        ),
        Figure("Share of the best possible, worst", share(float(kept.min()), 1)),
        Figure("With their best-scoring mentor", share_of(firsts, len(pairs))),
        Figure(
            "Furthest down a mentee's list",
            ordinal(worst_rank),
            "The place of the mentor in that mentee's list of possible mentors by score.",
        ),
    ]
    return QualityPart("score", "How well the pairs fit", verdict, tuple(figures))


_TENTH = "A tenth of the pairs score no more than this."


def _much(part: int, whole: int) -> str:
    if part * 4 >= whole * 3:
        return "Most mentees"
    if part * 2 >= whole:
        return "More than half of the mentees" if part * 2 > whole else "Half of the mentees"
    return "Fewer than half of the mentees" if part else "None of the mentees"


def _preference(ground: Ground) -> QualityPart | None:
    cohort = ground.outcome.cohort
    if cohort is None or ground.outcome.scores is None:
        return None
    mentor_at = {person.key: j for j, person in enumerate(cohort.mentors)}
    lists = asked = barred = 0
    places: list[int] = []
    for i, mentee in enumerate(cohort.mentees):
        tiers = mentee.get("preferred_mentors") or ()
        keys = [k for tier in tiers for k in ((tier,) if isinstance(tier, str) else tier)]
        if not keys or not ground.problem.wanted[i]:
            continue
        lists += 1
        _, eligible = ground.rows.of(i)
        there = [mentor_at[key] for key in keys if key in mentor_at]
        asked += len(there)
        barred += sum(not eligible[j] for j in there)
        mine = [place_on_list(mentee, cohort.mentors[j]) for j in ground.rows.mentors_of.get(i, ())]
        said = [place for place in mine if place]
        if said:
            places.append(min(said))
    if not lists:
        return QualityPart("preference", "Whom mentees asked for", "Nobody listed mentors.", ())
    first, three = sum(p == 1 for p in places), sum(p <= 3 for p in places)
    who = counted(lists, "mentee who listed mentors has", "mentees who listed mentors have")
    verdict = f"{len(places):,} of {who} one of them."
    figures = (
        Figure("First choice", share_of(first, lists)),
        Figure("One of the first three", share_of(three, lists)),
        Figure("Anyone listed", share_of(len(places), lists)),
        Figure(
            "Listed and not possible",
            share_of(barred, asked),
            "Mentors on somebody's list whom a rule keeps from that mentee.",
        ),
    )
    return QualityPart("preference", "Whom mentees asked for", verdict, figures)


def _proof(ground: Ground) -> QualityPart:
    outcome = ground.outcome
    figures = [
        Figure("Status", outcome.matching.status),
        Figure("Proof", certificate_words(outcome)),
        *(Figure(fact.name, fact.value) for fact in gap_facts(outcome)),
        Figure("Seed of ties", str(outcome.problem.seed)),
        Figure("Seconds", f"{sum(outcome.seconds.values()):.2f}"),
        *(Figure(f"File {PurePath(s.name).name}", f"SHA-256 {s.sha256}") for s in outcome.sources),
    ]
    return QualityPart("proof", "What is proven", proof_sentence(outcome), tuple(figures))
