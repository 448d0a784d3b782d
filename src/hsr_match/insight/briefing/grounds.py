"""Why each criterion has its weight: short grounds with their sources, and the weights in use."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hsr_match.insight.briefing.model import CriterionBriefing
from hsr_match.insight.labels import criterion_label
from hsr_match.insight.words import capital

if TYPE_CHECKING:
    from hsr_match.config import Settings

JUDGEMENT = (
    "No study gives weights for a mentoring scheme like this one: they are judgements, to be "
    "changed by the scheme and corrected by what its own surveys show."
)

GROUNDS: Final = {
    "needs": (
        "What the mentor can give counts as much for a good relationship as what the two share "
        "(Alonso 2023); measured as in the closest study, by the share of needs a "
        "mentor is comfortable with (Baker 2025). Confidence: medium."
    ),
    "lived_experience": (
        "Counts only for mentees who ask for it: some want somebody who has been there, not all, "
        "and it brings help rather than academic results (Carapinha 2016; Blake-Beard "
        "2011). Confidence: low to medium."
    ),
    "career_stage": (
        "A step or two ahead on the line the mentee chose is the practice of UK schemes; no size "
        "of an effect was found. Confidence: low."
    ),
    "research_area": (
        "Mutual interest is what mentoring rests on (Sambunjak 2010); a neighbouring "
        "discipline is accepted by funders' schemes, so it weighs no more (Baker "
        "2025). Confidence: medium."
    ),
    "methods": (
        "Likeness of the type of research is part of an index that went with good outcomes "
        "(Baker 2025). Confidence: low."
    ),
    "career_path": (
        "Likeness of values goes with felt support more than anything else (Eby 2013); "
        "track, sector, route and style stand in for values weakly. Confidence: medium for the "
        "idea, low for the stand-in."
    ),
    "preferences": (
        "A say in the choice raised felt likeness and support in a randomised study (Kendall and "
        "Smith-Jentsch 2015) and goes with good outcomes in others (Allen 2006; "
        "Iversen 2014; Parise and Forret 2008). Confidence: medium to high."
    ),
    "practicalities": (
        "Meeting more goes with support (Eby 2013); scheduling and distance are the "
        "troubles that both sides name (Eby and Lockwood 2005). Confidence: medium."
    ),
    "region": (
        "Distance did no harm among 82 surgical research fellows (Falcone), so it weighs "
        "nothing unless the scheme meets in person. Confidence: low to medium."
    ),
}
OWN = "A criterion of this scheme, on a question of its own."
GIVEN = "Scores were given; how they were made is not known here."


def criteria_of(settings: Settings, *, given: bool) -> tuple[CriterionBriefing, ...]:
    """Return criteria with a weight above 0, and region, the heaviest first.

    Parameters
    ----------
    settings
        The weights.
    given
        True if scores were given, so that no criterion was used.
    """
    if given:
        return ()
    weights: dict[str, float] = {name: float(getattr(settings.weights, name)) for name in GROUNDS}
    weights |= {own.name: float(own.weight) for own in settings.criteria}
    whole = sum((Fraction(str(weight)) for weight in weights.values()), Fraction(0))
    found = [
        CriterionBriefing(
            criterion=name,
            label=capital(criterion_label(name)),
            weight=weight,
            share=float(Fraction(str(weight)) / whole) if whole else 0.0,
            grounds=GROUNDS.get(name, OWN),
        )
        for name, weight in weights.items()
        if weight or name == "region"
    ]
    return tuple(sorted(found, key=lambda row: -row.weight))
