"""Rules: which pairs may be made at all, and what the matching may spend."""

from __future__ import annotations

from typing import Annotated, Literal

from hsr_match.config.amounts import Floor, Number, Whole
from hsr_match.config.limits import LastYearCredit, SpreadLimits
from hsr_match.config.model import group, key, section
from hsr_match.config.texts import Choice, Switch, Text

Level = Annotated[Literal["required", "preferred", "off"], Choice("required", "preferred", "off")]
Organisation = Annotated[str, Text(300)]


@group
class OtherOrganisation:
    """The rule that mentor and mentee work for different organisations."""

    level: Level = key("required", "How strictly the rule is kept.", "UK practice")
    aliases: dict[Organisation, tuple[Organisation, ...]] = key(
        {}, "Name of an organisation: list of other spellings of it."
    )
    families: tuple[tuple[Organisation, ...], ...] = key(
        (), "Lists of organisations that count as one, such as a university and its trust."
    )


@group
class Rules:
    """Which pairs may exist. Private refusals and consent have no switch."""

    other_organisation: OtherOrganisation = section(
        OtherOrganisation, "Mentor and mentee work elsewhere; a level alone may stand here too."
    )
    conflicts: Level = key(
        "required", "No manager, supervisor, co-author, joint grant, assessor or family."
    )
    past_pairs: Level = key("required", "No pair of an earlier round; needs `--history`.")
    essential_need: Level = key("required", "A need marked essential can be met at least in part.")
    department: Level = key("off", "Different departments.")
    language: Level = key("off", "A language in common.")
    meeting_format: Level = key("off", "A meeting format in common.")
    group: Level = key(
        "required", "No mentee who does not want a group with a mentor who takes one."
    )
    step_ahead: Level = key("off", "The mentor is a step ahead on the mentee's line.")
    preferred_cost: Annotated[float, Number(0, 100)] = key(
        10, "Points that a pair loses for each broken rule of level `preferred`."
    )
    quality_floor: Annotated[float | Literal["off"], Floor()] = key(
        "off",
        "Pairs under this score, in points, are not made.",
        "No study gives a value",
    )
    mentors_per_mentee: Annotated[int, Whole(1, 10)] = key(
        1, "Mentors for each mentee whose answer to `mentors_wanted` is blank."
    )
    different_organisations: Annotated[bool, Switch()] = key(
        False, "Whether the mentors of one mentee must work for different organisations."
    )
    spread: SpreadLimits = section(
        SpreadLimits, "How many mentees of one organisation or department may share a mentor."
    )
    places_min: Annotated[Literal["if_used", "always"], Choice("if_used", "always")] = key(
        "if_used", "Whether a mentor's least number of mentees holds always, or only if used."
    )
    reserve: Annotated[Literal["hold", "open"], Choice("hold", "open")] = key(
        "hold", "Whether reserve mentors are held back."
    )
    order: Annotated[
        Literal["pairs_first", "points_first"], Choice("pairs_first", "points_first")
    ] = key("pairs_first", "Whether as many pairs as possible come before points.")
    extra_place_cost: Annotated[float, Number(0, 100)] = key(
        2, "Points for the first place beyond `places`; twice as much for the second, and so on."
    )
    last_year_credit: LastYearCredit = section(
        LastYearCredit, "Credit for mentees who had no mentor last year."
    )
