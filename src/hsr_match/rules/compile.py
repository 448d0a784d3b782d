"""From settings and people to the rules of a run."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort
from hsr_match.rules.eligibility import Eligibility, PairRule
from hsr_match.rules.registry import RULES

if TYPE_CHECKING:
    from hsr_match.config import Settings


def compile_rules(cohort: Cohort, settings: Settings) -> Eligibility:
    """Compile every rule that is switched on and objects to anything.

    Parameters
    ----------
    cohort
        The participants.
    settings
        Levels, families, bans.

    Returns
    -------
    Eligibility
        Served by block; nothing of size mentees × mentors is kept.

    Raises
    ------
    UsageError
        If a ban names nobody, or more than one person.
    """
    compiled: list[PairRule] = []
    for name, level_of in RULES.items():
        level = level_of(settings)
        if level != "off":
            make = getattr(import_module(f"hsr_match.rules.{name}"), name)
            compiled += make(cohort, settings, level)
    return Eligibility(
        rules=tuple(rule for rule in compiled if not rule.idle),
        shape=(len(cohort.mentees), len(cohort.mentors)),
    )
