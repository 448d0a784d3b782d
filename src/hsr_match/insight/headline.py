"""The sentences about a matching that people read first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hsr_match.insight.figures import screen_figure
from hsr_match.insight.words import counted

if TYPE_CHECKING:
    from hsr_match.insight.model import PairInsight
    from hsr_match.insight.outcome import Outcome
    from hsr_match.matching.matching import Matching


def matched_sentence(outcome: Outcome) -> str:
    """Return how many mentees have a mentor."""
    summary = outcome.insight.summary
    if summary.matched == summary.mentees > 1:
        return f"All {summary.mentees:,} mentees matched."
    return f"{summary.matched:,} of {counted(summary.mentees, 'mentee')} matched."


def proof_sentence(outcome: Outcome) -> str:
    """Return what is proven, and for which aim; never more than the certificate shows."""
    if outcome.decided is not None:
        from hsr_match.insight.deciding.words import decided_sentences

        return " ".join(decided_sentences(outcome))
    aim = aim_words(outcome)
    matching = outcome.matching
    if matching.status == "optimal" and is_shown(outcome):
        return f"Proven best possible: {aim}."
    from hsr_match.insight.gap import gap_sentences, shown_sentence

    if matching.status == "optimal" and matching.coupled is not None:
        return f"Best possible by a complete search: {aim}. {shown_sentence(matching)}"

    found = f"Best found before the search stopped, not proven best possible: {aim}."
    return " ".join([found, *gap_sentences(outcome.problem, matching)])


def is_shown(outcome: Outcome) -> bool:
    """Tell whether whoever does not trust the search can see that nothing does better."""
    matching = outcome.matching
    if matching.coupled is not None:
        shown = matching.coupled.proven_by == "certificate"
        return shown and (matching.floor is None or floor_is_shown(matching))
    return matching.certificate is not None


def floor_is_shown(matching: Matching) -> bool:
    """Tell whether prices alone show that no higher floor leaves as many matched."""
    short = None if matching.floor is None else matching.floor.short
    best = None if matching.reference is None else matching.reference.coupled
    before = () if best is None else best.rungs[:-1]
    counted = all(rung.value == rung.bound for rung in before)
    return counted and (short is None or short.bound < short.value)


def aim_words(outcome: Outcome) -> str:
    """Return the order of aims in words."""
    best = {
        "total": "highest total score",
        "balanced": "best balance of scores, weak matches counting most",
        "worst_first": "lowest scores raised as far as can be, the worst match first",
        "highest_floor": "worst match as good as it can be, then the highest total score",
    }[outcome.matching.kind]
    if outcome.problem.order == "pairs_first":
        several = ", then as many pairs" if outcome.problem.several else ""
        return f"as many mentees matched as can be{several}, then the {best}"
    return f"the {best}, whether or not everyone is matched"


def score_sentence(outcome: Outcome) -> str:
    """Return mean and worst score; empty if nobody is matched."""
    summary = outcome.insight.summary
    if summary.mean is None or summary.worst is None:
        return ""
    scale, kind = outcome.problem.scale, outcome.kind
    of = " of 100" if kind == "cohort" else ""
    mean, worst = (screen_figure(v, scale, kind) for v in (summary.mean, summary.worst))
    first = counted(summary.first_choice, "mentee has", "mentees have")
    return f"Mean score {mean}{of}, worst {worst}. {first} their best-scoring mentor."


def places_sentence(outcome: Outcome) -> str:
    """Return how many places are used, those beyond what mentors wanted apart."""
    load = Counter(mentor for _, mentor in outcome.matching.pairs)
    wanted = outcome.problem.places.tolist()
    extra = sum(max(load[j] - places, 0) for j, places in enumerate(wanted))
    summary = outcome.insight.summary
    sentence = f"{summary.places_used - extra:,} of {counted(summary.places, 'place')} used"
    more = f", and {extra:,} beyond what mentors wanted" if extra else ""
    return f"{sentence}{more}."


def left_to_look_at(outcome: Outcome) -> int:
    """Return how many pairs with a caution no person has approved, here or before."""
    return sum(
        bool(pair.cautions) and not is_settled(outcome, pair) for pair in outcome.insight.pairs
    )


def is_settled(outcome: Outcome, pair: PairInsight) -> bool:
    """Tell whether a person has looked at a pair and approved it, in this run or before it."""
    return pair.approved or outcome.status_of(pair.mentee, pair.mentor) == "approved"


PROPOSALS = "These pairs are proposals."


def state_sentence(outcome: Outcome) -> str:
    """Return what the pairs of a run are: proposals, or decided, and by whom."""
    if outcome.decided is None:
        approved = approved_of(outcome)
        if not approved:
            return PROPOSALS
        left = len(outcome.matching.pairs) - approved
        kept = f"{counted(approved, 'pair was', 'pairs were')} approved before"
        if not left:
            return f"{kept}."
        return f"{kept}, and {counted(left, 'pair is a proposal', 'pairs are proposals')}."
    from hsr_match.insight.deciding.words import decided_state

    return decided_state(outcome) or PROPOSALS


def approved_of(outcome: Outcome) -> int:
    """Return how many pairs of a run are approved."""
    if outcome.decided is None and not outcome.approved_before:
        return 0
    return sum(outcome.status_of(i, j) == "approved" for i, j in outcome.matching.pairs)


def pairs_caption(outcome: Outcome) -> str:
    """Return the caption of a list of all pairs."""
    pairs, approved = len(outcome.matching.pairs), approved_of(outcome)
    if not approved:
        return "Proposed pairs"
    if approved == pairs:
        return "Approved pairs"
    return f"Pairs: {approved:,} approved, {pairs - approved:,} still proposed"
