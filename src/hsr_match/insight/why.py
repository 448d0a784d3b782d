"""One line on why a pair was made, from the lines of its score.

Safe for every file that travels: gated needs and experiences are counted and
never named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Person
from hsr_match.insight.gate import CONFIDENTIAL_NEED, SHARED_EXPERIENCE, is_gated, label_of
from hsr_match.insight.words import Scale, capital, counted, mid_sentence, number, ordinal
from hsr_match.rules.steps import steps_between
from hsr_match.scoring import ShareRow
from hsr_match.scoring.criteria.simple import methods_of
from hsr_match.scoring.exact import COVER_UNITS, thousandths

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAMED = 3
"""Needs named in one line; the others are counted."""

NOTHING = "little in common on the answers given"
NO_ANSWERS = "this mentee's answers give nothing to score"
EVERYBODYS = frozenset({"20GEN", "8.1"})
"""Areas that most of the field ticks: true, and no reason for a pair."""

ASKED_FOR = "asked for by the coordinator"

BUILT_IN = frozenset(
    {
        "needs",
        "lived_experience",
        "career_stage",
        "research_area",
        "methods",
        "career_path",
        "preferences",
        "practicalities",
        "region",
    }
)


def why_from_answers(
    mentee: Person,
    mentor: Person,
    rows: Sequence[ShareRow],
    settings: Settings,
    *,
    pinned: bool = False,
) -> str:
    """Return the reason for a pair of people whose answers were scored."""
    comfortable = max(1, thousandths(settings.scoring.offer_levels[2]))
    clauses = [
        _needs([row for row in rows if row.criterion == "needs"], comfortable),
        _own_list(mentee, mentor, rows),
        _experience(rows),
        _themes(rows),
        _methods(mentee, mentor, rows),
        _step(mentee, mentor, rows),
        _own(rows),
    ]
    said = [clause for clause in clauses if clause]
    if not rows:
        said = [NO_ANSWERS]
    elif not said or not any(row.units for row in rows):
        said.append(NOTHING)
    return _sentence(said, pinned=pinned)


def _sentence(clauses: Sequence[str], *, pinned: bool) -> str:
    return f"{capital('; '.join([ASKED_FOR, *clauses] if pinned else clauses))}."


def why_from_scores(
    score: int, rank: int, possible: int, scale: Scale, *, pinned: bool = False
) -> str:
    """Return the reason for a pair with a given score."""
    place = "the best" if rank == 1 else f"the {ordinal(rank)}"
    of = f"{place} of {counted(possible, 'possible mentor')}"
    if possible == 1:
        of = "the only possible mentor"
    return _sentence([f"score {scale.text(score)}, {of}"], pinned=pinned)


def _needs(rows: Sequence[ShareRow], comfortable: int) -> str:
    if not rows:
        return ""
    if any(row.cover is None for row in rows):
        return "offers not known"
    ranked = sorted(rows, key=lambda row: -row.share)
    met = [row.item for row in ranked if (row.cover or 0) >= comfortable]
    partly = [row.item for row in ranked if 0 < (row.cover or 0) < comfortable]
    asked = len(rows)
    if not met and not partly:
        if asked > 1:
            return f"meets none of {asked} needs"
        return f"does not meet {_the_one([rows[0].item])}"
    if not met:
        if asked == 1:
            return f"partly meets {_the_one(partly)}"
        return f"partly meets {_share(partly, asked)}"
    also = f", partly {_others(partly)}" if partly else ""
    if asked == 1:
        return f"meets {_the_one(met)}"
    return f"meets {_share(met, asked)}{also}"


def _share(needs: Sequence[str], asked: int) -> str:
    if len(needs) < asked:
        return f"{len(needs)} of {asked} needs{_in_brackets(needs)}"
    return f"{'both' if asked == 2 else f'all {asked}'} needs{_in_brackets(needs)}"


def _others(needs: Sequence[str]) -> str:
    if len(needs) > 1:
        return f"{number(len(needs))} more{_in_brackets(needs)}"
    if is_gated("needs", needs[0]):
        return CONFIDENTIAL_NEED
    return mid_sentence(label_of("needs", needs[0]))


def _the_one(needs: Sequence[str]) -> str:
    if is_gated("needs", needs[0]):
        return "the one need, told in confidence"
    return f"the one need ({mid_sentence(label_of('needs', needs[0]))})"


def _in_brackets(needs: Sequence[str]) -> str:
    """Name the plain ones, count the confidential ones and those beyond the first few."""
    plain = [n for n in needs if not is_gated("needs", n)]
    words = [mid_sentence(label_of("needs", n)) for n in plain[:NAMED]]
    if len(plain) > NAMED:
        words.append(f"{number(len(plain) - NAMED)} more")
    gated = len(needs) - len(plain)
    if gated:
        words.append(f"{number(gated)} confidential need{'' if gated == 1 else 's'}")
    return _brackets(words)


def _brackets(words: Sequence[str]) -> str:
    # Some labels hold a comma themselves.
    joint = "; " if any("," in word for word in words) else ", "
    return f" ({joint.join(words)})"


def _own_list(mentee: Person, mentor: Person, rows: Sequence[ShareRow]) -> str:
    if not any(row.criterion == "preferences" and row.cover for row in rows):
        return ""
    place = place_on_list(mentee, mentor)
    if place and place <= NAMED:
        return f"{('first', 'second', 'third')[place - 1]} on the mentee's own list"
    return "on the mentee's own list"


def place_on_list(mentee: Person, mentor: Person) -> int | None:
    """Return the mentor's tier on the mentee's list, 1 first; None if not listed."""
    for place, tier in enumerate(mentee.get("preferred_mentors") or (), start=1):
        if mentor.key in ((tier,) if isinstance(tier, str) else tier):
            return place
    return None


def _experience(rows: Sequence[ShareRow]) -> str:
    shared = sum(1 for row in rows if row.criterion == "lived_experience" and row.cover)
    if not shared:
        return ""
    return SHARED_EXPERIENCE if shared == 1 else f"{number(shared)} shared experiences"


def _themes(rows: Sequence[ShareRow]) -> str:
    themes = [row for row in rows if row.criterion == "research_area" and row.part == "themes"]
    same = sorted((r for r in themes if r.cover == COVER_UNITS), key=lambda row: -row.share)
    if same:
        labels = [mid_sentence(label_of("research_areas", row.item)) for row in same]
        if len(labels) == 1:
            return f"shares {labels[0]}"
        more = [f"{number(len(labels) - 2)} more"] if len(labels) > 2 else []
        return f"shares {len(labels)} themes{_brackets([*labels[:2], *more])}"
    if any(row.cover for row in themes):
        return "works on a related theme"
    for part, list_name in (("health", "hrcs_health"), ("activity", "hrcs_activity")):
        for row in rows:
            here = row.criterion == "research_area" and row.part == part
            if here and row.cover == COVER_UNITS and row.item not in EVERYBODYS:
                return f"shares the area {mid_sentence(label_of(list_name, row.item))}"
    return ""


def _methods(mentee: Person, mentor: Person, rows: Sequence[ShareRow]) -> str:
    mine, theirs = methods_of(mentee), methods_of(mentor)
    covered = sorted(
        (r for r in rows if r.criterion == "methods" and r.part == "methods" and r.cover),
        key=lambda row: -row.units,
    )
    for row in covered:
        if mine.get(row.item) == "want_to_learn":
            verb = "can teach" if theirs.get(row.item) == "can_teach" else "uses"
            return f"{verb} {mid_sentence(label_of('methods', row.item))}"
    for row in covered:
        if row.item in theirs:
            return f"also uses {mid_sentence(label_of('methods', row.item))}"
    return ""


def _step(mentee: Person, mentor: Person, rows: Sequence[ShareRow]) -> str:
    if not any(row.criterion == "career_stage" and row.cover is not None for row in rows):
        return ""
    steps = steps_between(mentee, mentor)
    if steps is None:
        return ""
    if steps <= 0:
        return "a peer" if steps == 0 else "at an earlier step"
    return f"{number(steps)} step{'' if steps == 1 else 's'} ahead"


def _own(rows: Sequence[ShareRow]) -> str:
    full = [row for row in rows if row.criterion not in BUILT_IN and row.cover == COVER_UNITS]
    return f"agrees on {full[0].criterion.replace('_', ' ')}" if full else ""
