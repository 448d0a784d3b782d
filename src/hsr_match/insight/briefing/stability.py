"""Who would both rather have each other, and what that means."""

from __future__ import annotations

from hsr_match.insight.briefing.ground import Ground
from hsr_match.insight.briefing.model import Chart, Figure, QualityPart
from hsr_match.insight.words import capital, counted, number

BLOCKING = (
    "A mentee and a mentor who may be paired and would both score higher together: the mentor has "
    "a free place, or has somebody who scores lower."
)
COSTS = (
    "Pairing them would help these two and not the cohort: the pairs are chosen for everybody "
    "together, and no such change makes them better."
)
ENVY = "Somebody else has a mentor who would score higher for them."


def stability_part(ground: Ground) -> QualityPart:
    """Return blocking pairs, the largest mutual gain, and who envies whom, as counts."""
    found = ground.survey
    envious = int(found.envious.sum())
    if not found.blocking:
        verdict = "No mentee and mentor would both score higher together than as they are."
    else:
        pairs = counted(found.blocking, "mentee and mentor", "pairs of a mentee and a mentor")
        verdict = f"{capital(pairs)} would both score higher together than as they are."
        verdict += f" {COSTS}" if ground.outcome.matching.status == "optimal" else ""
    figures = [
        Figure("Who would both score higher together", f"{found.blocking:,}", BLOCKING),
        Figure("Mentees who would rather have somebody else's mentor", f"{envious:,}", ENVY),
    ]
    table = None
    if found.strongest:
        largest = found.strongest[0][2]
        figures.insert(
            1,
            Figure(
                "Largest gain of such two",
                ground.scale.points(largest),
                "What each of them would gain at least.",
            ),
        )
        table = _table(ground)
    return QualityPart("stability", "Who would rather change", verdict, tuple(figures), table)


def _table(ground: Ground) -> Chart:
    problem, prices = ground.outcome.problem, ground.prices
    rows = []
    for mentee, mentor, gain in ground.survey.strongest:
        price = ""
        if prices is not None:
            from hsr_match.insight.pricing.words import price_of

            price = price_of(prices, mentee, mentor, given=ground.scale.given)
        rows.append(
            (
                problem.mentee_label(mentee),
                problem.mentor_label(mentor),
                ground.scale.text(gain),
                price,
            )
        )
    more = ground.survey.blocking - len(rows)
    return Chart(
        kind="table",
        title="Who would gain most together",
        reading="The first would both score higher; the last column says what pairing them would "
        "mean for everybody.",
        heading=("Mentee", "Mentor", "Each gains at least", "For the cohort"),
        rows=tuple(rows),
        note=f"{number(more).capitalize()} more." if more else "",
    )
