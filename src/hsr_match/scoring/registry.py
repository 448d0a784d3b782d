"""The criteria of a run: the built-in ones with weight, then the scheme's own."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort
from hsr_match.scoring.criteria.simple import listed
from hsr_match.scoring.criterion import Criterion
from hsr_match.scoring.exact import exact
from hsr_match.scoring.rarity import rarity

if TYPE_CHECKING:
    from hsr_match.config import Settings

RARE_FIELDS = ("research_areas", "hrcs_health", "hrcs_activity", "methods", "setting")


def criteria(
    cohort: Cohort, settings: Settings, rarities: Mapping[str, Mapping[str, int]]
) -> list[tuple[Criterion, Fraction]]:
    """Return the criteria with a weight above 0, in the order of the settings."""
    from hsr_match.scoring.criteria.career_path import CareerPath
    from hsr_match.scoring.criteria.career_stage import CareerStage
    from hsr_match.scoring.criteria.lived_experience import LivedExperience
    from hsr_match.scoring.criteria.methods import Methods
    from hsr_match.scoring.criteria.needs import Needs
    from hsr_match.scoring.criteria.practicalities import Practicalities
    from hsr_match.scoring.criteria.preferences import Preferences
    from hsr_match.scoring.criteria.region import Region
    from hsr_match.scoring.criteria.research_area import ResearchArea

    weights = settings.weights
    mentors = [mentor.key for mentor in cohort.mentors]
    built_in: list[tuple[Criterion, object]] = [
        (Needs(settings), weights.needs),
        (LivedExperience(settings), weights.lived_experience),
        (CareerStage(settings), weights.career_stage),
        (ResearchArea(settings, rarities), weights.research_area),
        (Methods(settings, rarities), weights.methods),
        (CareerPath(settings), weights.career_path),
        (Preferences.from_settings(settings, mentors), weights.preferences),
        (Practicalities(settings), weights.practicalities),
        (Region(settings), weights.region),
    ]
    every = built_in + (_own(cohort, settings, rarities) if settings.criteria else [])
    return [(c, exact(weight)) for c, weight in every if exact(weight) > 0]


def _own(
    cohort: Cohort, settings: Settings, rarities: Mapping[str, Mapping[str, int]]
) -> list[tuple[Criterion, object]]:
    from hsr_match.scoring.criteria.own import own_criterion

    return [
        (own_criterion(spec, cohort, settings, rarities), spec.weight) for spec in settings.criteria
    ]


def rarities(cohort: Cohort, settings: Settings) -> dict[str, dict[str, int]]:
    """Return the rarity of every value, by field or own criterion (kind ``terms``)."""
    people = (*cohort.mentees, *cohort.mentors)
    least = exact(settings.scoring.rarity_floor)
    found = {
        field: rarity((listed(person, field) or () for person in people), len(people), least)
        for field in RARE_FIELDS
    }
    for spec in settings.criteria:
        if spec.kind == "terms":
            mentee = str(spec.mentee or spec.column or spec.name)
            mentor = str(spec.mentor or spec.column or spec.name)
            ticked = [p.get(mentee) or () for p in cohort.mentees]
            ticked += [p.get(mentor) or () for p in cohort.mentors]
            found[spec.name] = rarity(ticked, len(people), least)
    return found
