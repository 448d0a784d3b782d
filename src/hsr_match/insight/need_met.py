"""How a mentor meets a need, in words: the way that earns the points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Person
from hsr_match.config.vocabulary import vocabulary
from hsr_match.insight.gate import SHARED_EXPERIENCE, is_gated, label_of
from hsr_match.insight.words import mid_sentence
from hsr_match.scoring.criteria.simple import methods_of
from hsr_match.scoring.exact import exact

if TYPE_CHECKING:
    from hsr_match.config import Settings

NOT_OFFERED = "does not offer it"


def how_met(
    need: str, mentee: Person, mentor: Person, settings: Settings, *, confidential: bool
) -> str:
    """Return the best way in words, or that there is none.

    A way through a gated offer or experience is not named unless
    ``confidential``.
    """
    wish, offered = mentee.get("co_authoring_level"), mentor.get("co_authoring_offered")
    if need == "co_authoring" and wish and offered:
        return mid_sentence(label_of("co_authoring_level", offered))
    worth, text = max(
        [
            *_offers(need, mentor, settings, confidential=confidential),
            *_experiences(need, mentee, mentor, settings, confidential=confidential),
            *_methods(need, mentee, mentor, settings),
        ],
        key=lambda way: way[0],
        default=(Fraction(0), NOT_OFFERED),
    )
    own = (mentor.get("offers") or {}).get(need, "")
    if not worth and own != "":
        return _level(own, settings)
    return text if worth else NOT_OFFERED


Way = tuple[Fraction, str]


def _offers(need: str, mentor: Person, settings: Settings, *, confidential: bool) -> list[Way]:
    term = vocabulary("needs").terms[need]
    part = exact(settings.scoring.part)
    offers = mentor.get("offers") or {}
    ways = []
    for way in dict.fromkeys((f"offers.{need}", *term.full, *term.part)):
        source, _, value = way.partition(".")
        if source != "offers" or value not in offers:
            continue
        level = offers[value]
        rated = settings.scoring.unrated_offer if level is None else int(level)
        worth = exact(settings.scoring.offer_levels[rated])
        whole = value == need or way in term.full
        text = _level(level, settings)
        if value != need:
            hidden = is_gated("needs", value) and not confidential
            name = "a related offer" if hidden else mid_sentence(label_of("needs", value))
            text = f"{name}: {text}" if whole else f"in part, {name}: {text}"
        ways.append((worth if whole else worth * part, text))
    return ways


def _experiences(
    need: str, mentee: Person, mentor: Person, settings: Settings, *, confidential: bool
) -> list[Way]:
    term = vocabulary("needs").terms[need]
    part = exact(settings.scoring.part)
    offered = mentor.get("lived_experience_offered") or ()
    wished = mentee.get("experience_wanted") or ()
    counted = exact(settings.weights.lived_experience) > 0
    ways = {way: way in term.full for way in (*term.part, *term.full)}
    if need == "bias_exclusion":
        ways |= {f"lived.{x}": False for x in wished}
    found = []
    for way, whole in ways.items():
        source, _, value = way.partition(".")
        # An experience that earns points as wished for does not also lift a need.
        if source != "lived" or value not in offered or (counted and value in wished):
            continue
        hidden = is_gated("lived_experience", value) and not confidential
        name = label_of("lived_experience", value)
        text = SHARED_EXPERIENCE if hidden else f"experience: {mid_sentence(name)}"
        found.append((Fraction(1), text) if whole else (part, f"in part, {text}"))
    return found


def _methods(need: str, mentee: Person, mentor: Person, settings: Settings) -> list[Way]:
    if need != "methods_skill":
        return []
    learn = [m for m, how in methods_of(mentee).items() if how == "want_to_learn"]
    theirs = methods_of(mentor)
    found = []
    for method in learn:
        name = mid_sentence(label_of("methods", method))
        if theirs.get(method) == "can_teach":
            found.append((Fraction(1), f"can teach {name}"))
        elif theirs.get(method) == "use":
            found.append((exact(settings.scoring.part), f"in part, uses {name}"))
    return found


def _level(level: int | None, settings: Settings) -> str:
    rated = settings.scoring.unrated_offer if level is None else level
    return mid_sentence(label_of("offer_level", str(rated)))
