"""Needs: how many are met, which nobody meets, and who got the scarce offers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from hsr_match.config.vocabulary import vocabulary
from hsr_match.insight.briefing.ground import Ground
from hsr_match.insight.briefing.model import Cell, Chart, Figure, QualityPart
from hsr_match.insight.briefing.shares import share_of
from hsr_match.insight.supply import CONFIDENTIAL, Supply
from hsr_match.insight.words import capital, counted, listed, mid_sentence
from hsr_match.scoring.exact import thousandths

MOST_IMPORTANT = 3
"""Highest priority of a need."""

SCARCE = 2
"""Mentors who offer a need, at most, for it to be scarce."""

SHOWN, NAMED = 12, 5


@dataclass
class _Tally:
    asked: int = 0
    met: int = 0
    most: int = 0
    most_met: int = 0
    not_known: int = 0
    by_need: defaultdict[str, list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )


def needs_part(ground: Ground, supply: Supply | None) -> QualityPart | None:
    """Return the needs met; None for given scores."""
    if supply is None or ground.outcome.scores is None:
        return None
    tally = _tally(ground)
    if not supply.needs:
        return QualityPart("needs", "What mentees need", "Nobody named a need.", ())
    nobody = [row for row in supply.needs if not row.mentors]
    if not tally.asked:
        verdict = "No pair has a need to meet."
    elif tally.met == tally.asked:
        verdict = "Every need of a mentee with a mentor is met."
    elif tally.met * 2 >= tally.asked:
        verdict = "Most needs of mentees with a mentor are met."
    else:
        verdict = "Fewer than half of the needs of mentees with a mentor are met."
    if nobody:
        words = listed([mid_sentence(row.need) for row in nobody[:NAMED]])
        more = f" and {len(nobody) - NAMED} more" if len(nobody) > NAMED else ""
        verdict += f" No mentor in the round offers: {words}{more}."
    figures = [
        Figure("Needs met", share_of(tally.met, tally.asked), MET),
        Figure("Most important needs met", share_of(tally.most_met, tally.most)),
        Figure("Not known", f"{tally.not_known:,}", "Needs whose mentor left the offers blank."),
        Figure("Needs that nobody offers", f"{len(nobody):,}"),
    ]
    if not tally.most:
        del figures[1]
    return QualityPart(
        "needs", "What mentees need", verdict, tuple(figures), _scarce(ground, supply, tally)
    )


MET = "A need counts as met if the mentor is at least comfortable with it."


def _tally(ground: Ground) -> _Tally:
    cohort = ground.outcome.cohort
    assert cohort is not None
    comfortable = max(1, thousandths(ground.outcome.settings.scoring.offer_levels[2]))
    tally = _Tally()
    terms = vocabulary("needs").terms
    for i, j in ground.outcome.matching.pairs:
        needs = cohort.mentees[i].get("needs") or {}
        shares = [row for row in ground.teller.shares((i, j)) if row.criterion == "needs"]
        tally.asked += len(needs)
        tally.most += sum(level == MOST_IMPORTANT for level in needs.values())
        if any(row.cover is None for row in shares):
            tally.not_known += len(needs)
            continue
        for row in shares:
            if (row.cover or 0) >= comfortable:
                tally.met += 1
                tally.most_met += needs.get(row.item) == MOST_IMPORTANT
                term = terms.get(row.item)
                plain = term is None or term.sensitivity == "plain"
                label = (term.label if term else row.item) if plain else CONFIDENTIAL
                tally.by_need[label].append((i, j))
    return tally


def _scarce(ground: Ground, supply: Supply, tally: _Tally) -> Chart | None:
    problem = ground.outcome.problem
    scarce = [row for row in supply.needs if row.mentors <= SCARCE or row.places < row.asked]
    rows: list[tuple[Cell, ...]] = []
    for row in scarce[:SHOWN]:
        met = tally.by_need.get(row.need, [])
        who = ""
        if row.need != CONFIDENTIAL:
            who = "; ".join(
                f"{problem.mentee_label(i)} with {problem.mentor_label(j)}" for i, j in met[:NAMED]
            )
            who += f"; {len(met) - NAMED} more" if len(met) > NAMED else ""
        rows.append((capital(row.need), row.asked, row.mentors, row.places, len(met), who))
    if not rows:
        return None
    more = len(scarce) - len(rows)
    return Chart(
        kind="table",
        title="Scarce offers, and who got them",
        reading="Needs that few mentors offer, or with fewer places than mentees who ask.",
        heading=("Need", "Mentees who ask", "Mentors", "Places", "Met", "Who has it"),
        rows=tuple(rows),
        note=counted(more, "more need") if more else "",
    )
