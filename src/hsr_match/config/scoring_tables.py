"""The tables behind the scores: what a level, a likeness or a rank is worth."""

from __future__ import annotations

from typing import Annotated

from hsr_match.config.amounts import Number, Weight, Whole
from hsr_match.config.model import group, key, section
from hsr_match.config.texts import Step

Amount = Annotated[float, Weight()]
Share = Annotated[float, Number(0, 1)]
Positive = Annotated[float, Number(0.001, 1)]
Level = Annotated[int, Step()]


@group
class ResearchAreaParts:
    """Parts of the criterion `research_area`."""

    themes: Amount = key(60, "Research themes.")
    health: Amount = key(25, "Health categories (HRCS).")
    activity: Amount = key(15, "Research activity codes (HRCS).")


@group
class MethodsParts:
    """Parts and values of the criterion `methods`."""

    methods: Amount = key(75, "Methods.")
    setting: Amount = key(25, "Settings of research.")
    learn_teach: Share = key(1, "A method the mentee wants to learn and the mentor can teach.")
    learn_use: Share = key(0.5, "A method the mentee wants to learn and the mentor uses.")
    use_use: Share = key(0.5, "A method both use.")
    same_group: Share = key(0.25, "Different methods of one group, both used.")


@group
class CareerPathParts:
    """Parts of the criterion `career_path`."""

    track: Amount = key(25, "Track: research, teaching, practice and so on.")
    sector: Amount = key(25, "Sector.")
    route: Amount = key(25, "Route into the field.")
    style: Amount = key(25, "Style of mentoring wanted and given.")
    background: Amount = key(0, "Professional background.")


@group
class PracticalitiesParts:
    """Parts of the criterion `practicalities`."""

    format: Amount = key(50, "Meeting format.")
    availability: Amount = key(30, "Days and times.")
    frequency: Amount = key(20, "How often to meet.")


@group
class Scoring:
    """What answers are worth; the formulas are in `docs/reference/scores.md`."""

    offer_levels: dict[Level, Share] = key(
        {0: 0, 1: 0.25, 2: 0.85, 3: 1},
        "How far an offer of each level covers a need; level 2 is `comfortable`.",
        "Baker25 counts what a mentor is comfortable with",
    )
    part: Share = key(0.5, "How far a way to meet a need in part counts.")
    unrated_offer: Annotated[int, Whole(0, 3)] = key(2, "Level of an offer without a level.")
    unrated_need: Annotated[int, Whole(1, 3)] = key(2, "Priority of a need without one.")
    same_group: Share = key(0.5, "Likeness of two themes of one group.")
    near: Share = key(0.5, "Likeness of two themes listed as near.")
    hrcs_same_group: Share = key(0.25, "Likeness of two activity codes of one group.")
    rank_weights: tuple[Positive, ...] = key(
        (1, 0.9, 0.8, 0.7, 0.6),
        "Weight of the mentee's first, second, ... theme; the last stands for all further ones.",
        min_length=1,
        max_length=50,
    )
    rarity_floor: Positive = key(
        0.05, "Least weight of an answer that everyone gives; rarer answers count more."
    )
    research_area: ResearchAreaParts = section(ResearchAreaParts, "Parts of research area.")
    methods: MethodsParts = section(MethodsParts, "Parts and values of methods.")
    career_stage: dict[Level, Share] = key(
        {-2: 0, -1: 0.2, 0: 0.5, 1: 1, 2: 1, 3: 0.8},
        "Score for each difference of levels, mentor minus mentee; the ends stand for "
        "'and beyond'.",
    )
    career_path: CareerPathParts = section(CareerPathParts, "Parts of career path.")
    practicalities: PracticalitiesParts = section(PracticalitiesParts, "Parts of practicalities.")
    preferences: tuple[Share, ...] = key(
        (1, 0.85, 0.7, 0.55, 0.4),
        "Score of the mentee's first, second, ... choice; the last stands for all further ones.",
        min_length=1,
        max_length=50,
    )
    own_weights: dict[Level, Annotated[float, Number(0.01, 100)]] = key(
        {0: 0.5, 1: 0.83, 2: 1.17, 3: 1.5},
        "Factor on the weights that a mentee rates 0 to 3 as mattering to them.",
    )
    thin_evidence: Share = key(
        0.5, "Pairs with less than this share of weight on real answers are flagged."
    )
    weak_pair: Annotated[float, Number(0, 100)] = key(
        35, "Pairs under this score, in points, are flagged as weak."
    )
