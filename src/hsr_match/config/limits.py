"""Limits that tie pairs together: spread, credit, mentees apart or together, floors."""

from __future__ import annotations

from typing import Annotated, Literal

from hsr_match.config.amounts import AtMost, Number, Whole
from hsr_match.config.model import group, key, required
from hsr_match.config.texts import Text

Limit = Annotated[int | Literal["off"], AtMost(50)]
Reference = Annotated[str, Text(300)]
Words = Annotated[str, Text(5000, blank=True)]
Value = Annotated[str, Text(60, blank=True)]


@group
class SpreadLimits:
    """How many mentees of one kind a mentor may have at most."""

    organisation: Limit = key("off", "Most mentees of one organisation with one mentor.")
    department: Limit = key("off", "Most mentees of one department with one mentor.")


@group
class LastYearCredit:
    """Points for mentees who had no mentor last year; they decide between near equals."""

    points: Annotated[float, Number(0, 100)] = key(
        0, "Points for each round without a mentor; 0 for no credit."
    )
    cap: Annotated[float, Number(0, 100)] = key(5, "The most points that anybody gets.")


@group
class Tie:
    """Mentees who were kept apart, or put together, by a decision of people."""

    mentees: tuple[Reference, ...] = required("Two or more: id, e-mail or unique name.")
    by: Annotated[str, Text(300, blank=True)] = key("", "Who decided.")
    reason: Words = key("", "Why.")


@group
class FloorLimit:
    """A number of pairs to be made between mentees who ask for something and who offers it."""

    name: Annotated[str, Text(100)] = required("What messages call it.")
    at_least: Annotated[int, Whole(1, 10_000)] = required("Pairs to be made.")
    need: Value = key("", "Id of a need (docs/reference/vocabularies.md), or:")
    experience: Value = key("", "id of a lived experience.")
