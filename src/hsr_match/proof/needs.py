"""How far each mentor meets a need: every way of the vocabulary, the best of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from hsr_match.config.vocabulary import vocabulary
from hsr_match.proof.answers import OTHER, Answers, Form, Items, Part, exact, thousandths

CO_AUTHORING = ("none", "feedback_only", "joint_writing", "joint_project")

Need = tuple[str, frozenset[str], Any]
"""A need, experiences that may not meet it, and what else decides how it is met."""


def needs(form: Form, *, experience_scored: bool) -> Part:
    """Return the criterion ``needs``.

    Parameters
    ----------
    form
        Everybody's answers.
    experience_scored
        Whether ``lived_experience`` weighs anything: an experience that earns
        points as wished for does not also lift a need.
    """
    ways = Ways(form.scoring)
    unrated = int(form.scoring["unrated_need"])

    def items(i: int) -> Items:
        mentee = form.mentees[i]
        given: Mapping[str, int | None] = mentee.get("needs") or {}
        return [
            (unrated if priority is None else int(priority), _item(mentee, need, experience_scored))
            for need, priority in given.items()
            if need not in OTHER
        ] or None

    return Part(
        "needs",
        Fraction(1),
        form.answered("offers"),
        items,
        lambda item, j: max(ways.met(item, form.mentors[j]), default=0),
    )


def _item(mentee: Answers, need: str, experience_scored: bool) -> Need:
    asked = frozenset(mentee.get("experience_wanted") or ()) - OTHER
    left_out = asked if experience_scored else frozenset()
    lived = {name for kind, name, _ in listed_ways(need) if kind == "lived"}
    if need == "methods_skill":
        levels = (mentee.get("methods") or {}).items()
        wanted = {method for method, how in levels if how in ("want_to_learn", None)}
        return need, left_out & lived, frozenset(wanted) - OTHER
    if need == "bias_exclusion":
        return need, left_out & lived, asked - left_out
    return need, left_out & lived, mentee.get("co_authoring_level")


@cache
def listed_ways(need: str) -> tuple[tuple[str, str, bool], ...]:
    """Return the ways that the vocabulary lists: kind, name, whether in part only."""
    term = vocabulary("needs").terms[need]
    full = [(way.partition("."), False) for way in (f"offers.{need}", *term.full)]
    part = [(way.partition("."), True) for way in term.part]
    return tuple((kind, name, in_part) for (kind, _, name), in_part in full + part)


class Ways:
    """The ways to meet a need under given settings, in thousandths."""

    def __init__(self, scoring: Mapping[str, Any]) -> None:
        part = exact(scoring["part"])
        self.unrated, self.part = int(scoring["unrated_offer"]), thousandths(part)
        self.levels = {
            (int(level), in_part): thousandths(exact(value) * (part if in_part else 1))
            for level, value in scoring["offer_levels"].items()
            for in_part in (False, True)
        }

    def met(self, item: Need, mentor: Answers) -> Iterator[int]:
        """Yield how far each way meets a need."""
        need, left_out, more = item
        offered = mentor.get("co_authoring_offered")
        if need == "co_authoring" and more is not None and offered is not None:
            short = CO_AUTHORING.index(more) - CO_AUTHORING.index(offered)
            yield 1000 if short <= 0 else self.part * (short == 1)
            return
        offers = mentor.get("offers") or {}
        lived = mentor.get("lived_experience_offered") or ()
        for kind, name, in_part in listed_ways(need):
            if kind == "offers" and name in offers:
                level = offers[name]
                yield self.levels[self.unrated if level is None else int(level), in_part]
            elif kind == "lived" and name in lived and name not in left_out:
                yield self.part if in_part else 1000
        if need == "bias_exclusion" and not more.isdisjoint(lived):
            yield self.part
        if need == "methods_skill":
            skills = mentor.get("methods") or {}
            for method in more & skills.keys():
                if skills[method] != "want_to_learn":
                    yield 1000 if skills[method] == "can_teach" else self.part
