"""Why two people were put together, in plain words to one of them.

Made from plain answers alone. A need that only a gated offer or experience
meets is not named as met, since the reader could tell what lies behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from hsr_match.config.vocabulary import vocabulary
from hsr_match.insight.gate import label_of
from hsr_match.insight.why import EVERYBODYS
from hsr_match.insight.words import capital, listed, mid_sentence

if TYPE_CHECKING:
    from hsr_match.reports.letters.views import Answers

Reader = Literal["mentor", "mentee"]

COMFORTABLE = 2
"""Level from which an offer counts as help, and not as a willingness to try."""

NAMED = 3
"""Themes, areas and methods named in a letter; of needs, which are few, all are."""

LADDER = ("none", "feedback_only", "joint_writing", "joint_project")
NOT_SAID = frozenset({"other", "unsure", "none"})


def reasons(
    mentee: Answers, mentor: Answers, reader: Reader, name: str, unrated: int
) -> tuple[str, ...]:
    """Return sentences to one of a pair about the other.

    Parameters
    ----------
    mentee, mentor
        Their answers, as far as this letter may use them.
    reader
        Who reads it.
    name
        What the other one is called; said once, then "they".
    unrated
        Level of an offer that was ticked without one.
    """
    needs = _needs(mentee, mentor, reader, name, unrated)
    said = [
        *needs,
        *_methods(mentee, mentor, reader, "" if needs else name),
        *_shared_work(mentee, mentor),
        *_meeting(mentee, mentor),
    ]
    return tuple(capital(sentence) for sentence in said)


def plain_needs(mentee: Answers) -> tuple[str, ...]:
    """Return the labels of the plain needs, the most important first."""
    return tuple(label_of("needs", need) for need in _wanted(mentee))


def _wanted(mentee: Answers) -> list[str]:
    needs: Mapping[str, int | None] = mentee.get("needs") or {}
    asked = [need for need in needs if need not in NOT_SAID]
    return sorted(asked, key=lambda need: -(needs[need] or 0))


def _needs(mentee: Answers, mentor: Answers, reader: Reader, name: str, unrated: int) -> list[str]:
    offers = {
        offer: unrated if level is None else int(level)
        for offer, level in (mentor.get("offers") or {}).items()
    }
    ladder = mentee.get("co_authoring_level"), mentor.get("co_authoring_offered")
    met = {need: help_with(need, offers, ladder) for need in _wanted(mentee)}
    whole = _quoted("needs", [need for need, how in met.items() if how == "whole"])
    part = _quoted("needs", [need for need, how in met.items() if how == "part"])
    return _asked_and_met(whole, part, reader, name)


def _asked_and_met(
    whole: Sequence[str], part: Sequence[str], reader: Reader, name: str
) -> list[str]:
    if reader == "mentee":
        asked, helps, also = "you asked for help with", f"{name} can help", "they can help"
    else:
        asked, helps, also = f"{name} asked for help with", "you can help", "you can help"
    said = []
    if whole:
        with_it = {1: "with it", 2: "with both"}.get(len(whole), "with all of them")
        said.append(f"{asked} {listed(whole)}, and {helps} {with_it}.")
        if part:
            said.append(f"{also} in part with {listed(part)} as well.")
    elif part:
        with_it = "with it" if len(part) == 1 else "with them"
        said.append(f"{asked} {listed(part)}, and {helps} {with_it} in part.")
    return said


def help_with(
    need: str, offers: Mapping[str, int], ladder: tuple[str | None, str | None]
) -> Literal["whole", "part", ""]:
    """Return how far plain offers meet a need.

    Parameters
    ----------
    need
        A plain need.
    offers
        Plain offer → level.
    ladder
        What writing together would mean to the mentee, and what the mentor offers of it.
    """
    if need == "co_authoring" and ladder[0] in LADDER and ladder[1] in LADDER:
        short = LADDER.index(ladder[0]) - LADDER.index(ladder[1])
        none = ladder[1] == "none"
        return "" if none or short > 1 else ("part" if short == 1 else "whole")
    term = vocabulary("needs").terms.get(need)
    if term is None:
        return ""
    full = {need, *_offers(term.full)}
    if any(offers.get(way, 0) >= COMFORTABLE for way in full):
        return "whole"
    if offers.get(need) == 1 or any(offers.get(w, 0) >= COMFORTABLE for w in _offers(term.part)):
        return "part"
    return ""


def _offers(ways: Sequence[str]) -> list[str]:
    return [way.removeprefix("offers.") for way in ways if way.startswith("offers.")]


def methods_in_common(mentee: Answers, mentor: Answers) -> dict[str, str]:
    """Return methods a mentee wants to learn that the mentor can ``teach``, or does ``use``."""
    mine: Mapping[str, str | None] = mentee.get("methods") or {}
    theirs: Mapping[str, str | None] = mentor.get("methods") or {}
    return {
        method: "teach" if theirs[method] == "can_teach" else "use"
        for method, how in mine.items()
        if (how or "want_to_learn") == "want_to_learn"
        and method in theirs
        and theirs[method] != "want_to_learn"
        and method not in NOT_SAID
    }


def _methods(mentee: Answers, mentor: Answers, reader: Reader, name: str) -> list[str]:
    known = methods_in_common(mentee, mentor)
    teach = [method for method, how in known.items() if how == "teach"][:NAMED]
    use = [method for method, how in known.items() if how == "use"][:NAMED]
    if reader == "mentee":
        wants, helper = "you want to learn", name or "they"
    else:
        wants, helper = f"{name} wants to learn" if name else "they want to learn", "you"
    if teach:
        return [f"{wants} {listed(_quoted('methods', teach))}, which {helper} can teach."]
    if use:
        verb = "uses" if helper == name else "use"
        return [f"{wants} {listed(_quoted('methods', use))}, which {helper} {verb}."]
    return []


def _shared_work(mentee: Answers, mentor: Answers) -> list[str]:
    themes = _both(mentee, mentor, "research_areas")
    if themes:
        return [f"you both work on {listed(_quoted('research_areas', themes))}."]
    areas = _both(mentee, mentor, "hrcs_health")
    if areas:
        return [f"you both work in the area of {listed(_quoted('hrcs_health', areas))}."]
    return []


def _meeting(mentee: Answers, mentor: Answers) -> list[str]:
    ways = _both(mentee, mentor, "meeting_format")
    if not ways:
        return []
    words = {"phone": "by phone", "hybrid": "partly online, partly in person"}
    said = [words.get(way, mid_sentence(label_of("meeting_format", way))) for way in ways]
    return [f"you can both meet {listed(said, 'or')}."]


def _both(mentee: Answers, mentor: Answers, name: str) -> list[str]:
    there = set(mentor.get(name) or ())
    skip = NOT_SAID | EVERYBODYS
    both = [value for value in mentee.get(name) or () if value in there and value not in skip]
    return both[:NAMED]


def _quoted(list_name: str, values: Sequence[str]) -> list[str]:
    """Name values in quotation marks: many labels hold an "and" themselves."""
    return [f"“{label_of(list_name, value)}”" for value in values]
