"""The rules once more, pair by pair, from docs/reference/rules.md; shares no code with them."""

from __future__ import annotations

from typing import Any

from hsr_match.cohort.model import Cohort, Person
from hsr_match.config.vocabulary import vocabulary

OPEN_KINDS = ("manager", "supervisor", "co_author", "joint_grant", "assessor")


def objections(cohort: Cohort, settings: Any, i: int, j: int) -> tuple[list[str], list[str]]:
    """Names of required and of preferred rules that object to one pair."""
    mentee, mentor = cohort.mentees[i], cohort.mentors[j]
    rules = settings.rules
    found = [("same_person", "required")] if _same(mentee, mentor) else []
    if _related(mentee, mentor, rules.other_organisation.families):
        found.append(("other_organisation", rules.other_organisation.level))
    kinds = [k for key, k in mentee.get("conflicts") or () if key == mentor.key]
    kinds += [k for key, k in mentor.get("conflicts") or () if key == mentee.key]
    found += [(kind, rules.conflicts) for kind in OPEN_KINDS if kind in kinds]
    refused = mentor.key in (mentee.get("not_these") or ())
    refused |= mentee.key in (mentor.get("not_these") or ())
    if refused or any(kind not in OPEN_KINDS for kind in kinds):
        found.append(("not_available", "required"))
    if (mentee.key, mentor.key) in cohort.past_pairs:
        found.append(("past_pair", rules.past_pairs))
    if _no_way(mentee, mentor):
        found.append(("essential_need", rules.essential_need))
    if _department(mentee, mentor):
        found.append(("department", rules.department))
    if not _languages(mentee) & _languages(mentor):
        found.append(("language", rules.language))
    if _no_format(mentee, mentor):
        found.append(("meeting_format", rules.meeting_format))
    if mentor.get("group") and mentee.get("group_or_peer_ok") is False:
        found.append(("group", rules.group))
    if _no_step(mentee, mentor):
        found.append(("step_ahead", rules.step_ahead))
    for ban in settings.bans:
        if (ban.mentee, ban.mentor) == (mentee.id, mentor.id):
            found.append(("ban", "required"))
    return (
        [name for name, level in found if level == "required"],
        [name for name, level in found if level == "preferred"],
    )


def _same(a: Person, b: Person) -> bool:
    mine, theirs = (str(p.get("email") or "").strip().lower() for p in (a, b))
    return a.key == b.key or (mine == theirs and mine != "")


def _employers(p: Person) -> set[str]:
    return {x for x in (p.get("organisation"), *(p.get("other_organisations") or ())) if x}


def _related(a: Person, b: Person, families: Any) -> bool:
    for x in _employers(a):
        for y in _employers(b):
            if x == y:
                return True
            for family in families:
                names = [name.lower() for name in family]
                if x in names and y in names:
                    return True
    return False


def _no_way(mentee: Person, mentor: Person) -> bool:
    need, offers = mentee.get("essential_need"), mentor.get("offers")
    if need is None or offers is None:
        return False
    lived = mentor.get("lived_experience_offered") or ()
    term = vocabulary("needs").terms[need]
    if need == "co_authoring":
        scale = ["none", "feedback_only", "joint_writing", "joint_project"]
        wish, level = mentee.get("co_authoring_level"), mentor.get("co_authoring_offered")
        if wish and level:
            return scale.index(wish) - scale.index(level) > 1
    for way in (f"offers.{need}", *term.full, *term.part):
        kind, value = way.split(".")
        if kind == "offers" and value in offers and offers[value] != 0:
            return False
        if kind == "lived" and value in lived:
            return False
    if need == "methods_skill":
        for method, how in (mentee.get("methods") or {}).items():
            theirs = (mentor.get("methods") or {}).get(method)
            if how == "want_to_learn" and theirs in ("use", "can_teach"):
                return False
    wished = mentee.get("experience_wanted") or ()
    return not (need == "bias_exclusion" and set(wished) & set(lived))


def _department(a: Person, b: Person) -> bool:
    mine, theirs = (str(p.get("department") or "").lower() for p in (a, b))
    if not mine or mine != theirs:
        return False
    return bool(_employers(a) & _employers(b)) or not (_employers(a) or _employers(b))


def _languages(p: Person) -> set[str]:
    words = {str(word).lower() for word in p.get("languages") or ()} or {"en"}
    return {"en" if word in ("english", "eng") else word for word in words}


def _no_format(a: Person, b: Person) -> bool:
    mine, theirs = set(a.get("meeting_format") or ()), set(b.get("meeting_format") or ())
    if not mine or not theirs:
        return False
    for x in mine:
        for y in theirs:
            if x == y or {x, y} in ({"hybrid", "online"}, {"hybrid", "in_person"}):
                return False
    return True


def _no_step(mentee: Person, mentor: Person) -> bool:
    line = mentee.get("growth_line")
    if line == "people" and None not in (
        mentee.get("contribution_people"),
        mentor.get("contribution_people"),
    ):
        return bool(mentor.get("contribution_people") <= mentee.get("contribution_people"))
    stages = mentee.get("career_stage"), mentor.get("career_stage")
    return None not in stages and stages[1] <= stages[0]
