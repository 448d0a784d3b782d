"""An essential need that the mentor cannot meet at all bars the pair.

One at most, because musts starve a match. A mentor who left the offers blank
is not barred: nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hsr_match.cohort.model import Cohort, Person
from hsr_match.config.vocabulary import Term, vocabulary
from hsr_match.rules.eligibility import PairRule, RuleLevel

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "essential_need"
LEVELS = ("none", "feedback_only", "joint_writing", "joint_project")
LEARN = "want_to_learn"
"""What an unrated method means for a mentee; a mentor's means that they use it."""


@dataclass(frozen=True, slots=True)
class EssentialNeed:
    """The compiled rule.

    Attributes
    ----------
    mentees
        Number of each mentee's kind of essential need; 0 for none.
    unable
        Shape (kinds, mentors): true where a mentor has no way to meet it.
    """

    level: RuleLevel
    mentees: NDArray[np.intp]
    unable: NDArray[np.bool_]
    name: str = NAME

    @property
    def idle(self) -> bool:
        """True if every mentor can meet every essential need."""
        return not self.unable.any()

    def block(self, rows: slice, columns: slice) -> NDArray[np.bool_]:
        """Return true where the mentor has no way to meet the mentee's essential need."""
        return self.unable[:, columns][self.mentees[rows]]


def essential_need(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile the rule."""
    terms = vocabulary("needs").terms
    if not any(m.get("essential_need") in terms for m in cohort.mentees):
        return []
    kinds: dict[frozenset[str], int] = {frozenset(): 0}
    codes = [
        kinds.setdefault(_ways(mentee, terms), len(kinds))
        if mentee.get("essential_need") in terms
        else 0
        for mentee in cohort.mentees
    ]
    unrated = int(settings.scoring.unrated_offer)
    means = [_means(mentor, unrated) for mentor in cohort.mentors]
    unable = np.zeros((len(kinds), len(means)), dtype=np.bool_)
    for ways, kind in kinds.items():
        if kind:
            unable[kind] = [known is not None and not (ways & known) for known in means]
    return [EssentialNeed(level, np.array(codes, dtype=np.intp), unable)]


def _ways(mentee: Person, terms: Mapping[str, Term]) -> frozenset[str]:
    """Return everything that would meet this mentee's essential need."""
    need = str(mentee.get("essential_need"))
    ways = {f"offers.{need}", *terms[need].full, *terms[need].part}
    if need == "methods_skill":
        methods = mentee.get("methods") or {}
        ways |= {f"methods.{m}" for m, how in methods.items() if how in (LEARN, None)}
    if need == "bias_exclusion":
        ways |= {f"lived.{x}" for x in mentee.get("experience_wanted") or ()}
    wish = mentee.get("co_authoring_level")
    if need == "co_authoring" and wish:
        # Who said how far they would go in writing together is held to that alone.
        near_enough = LEVELS[max(LEVELS.index(wish) - 1, 0) :]
        return frozenset(f"writing.{level}" for level in near_enough) | {
            f"unsaid.{way}" for way in ways
        }
    return frozenset(ways)


def _means(mentor: Person, unrated: int) -> frozenset[str] | None:
    """Return everything a mentor can help with, or None if offers are blank."""
    offers = mentor.get("offers")
    if offers is None:
        return None
    means = {f"offers.{x}" for x, how in offers.items() if (unrated if how is None else how) > 0}
    means |= {f"lived.{x}" for x in mentor.get("lived_experience_offered") or ()}
    methods = mentor.get("methods") or {}
    means |= {f"methods.{m}" for m, how in methods.items() if how != LEARN}
    offered = mentor.get("co_authoring_offered")
    if offered:
        return frozenset(means | {f"writing.{offered}"})
    return frozenset(means | {f"unsaid.{way}" for way in means})
