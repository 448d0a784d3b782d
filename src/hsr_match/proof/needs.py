"""How far each mentor meets a need: every way of the vocabulary, the best of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from hsr_match.config.vocabulary import vocabulary
from hsr_match.proof.answers import Answers, Form, Items, Part, exact, round_half_up

CO_AUTHORING = ("none", "feedback_only", "joint_writing", "joint_project")

Need = tuple[str, Any]
"""A need and what else the mentee said that decides how it can be met."""


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

    def items(i: int) -> Items:
        mentee = form.mentees[i]
        given: Mapping[str, int | None] = mentee.get("needs") or {}
        return [
            (
                int(form.scoring["unrated_need"] if priority is None else priority),
                (need, context(mentee, need, experience_scored)),
            )
            for need, priority in given.items()
            if need != "other"
        ] or None

    def value(item: Need, j: int) -> int:
        return round_half_up(1000 * max(ways.met(item, form.mentors[j]), default=Fraction(0)))

    return Part("needs", Fraction(1), form.answered("offers"), items, value)


def context(mentee: Answers, need: str, experience_scored: bool) -> Any:
    """Return what else the mentee said that decides how a need can be met."""
    asked = frozenset(mentee.get("experience_wanted") or ()) - {"other"}
    left_out = asked if experience_scored else frozenset()
    if need == "methods_skill":
        levels = (mentee.get("methods") or {}).items()
        wanted = {method for method, how in levels if how in ("want_to_learn", None)}
        return left_out, frozenset(wanted) - {"other"}
    if need == "bias_exclusion":
        return left_out, asked - left_out
    if need == "co_authoring":
        return left_out, mentee.get("co_authoring_level")
    return left_out, None


class Ways:
    """The ways to meet a need under given settings."""

    def __init__(self, scoring: Mapping[str, Any]) -> None:
        self.levels = {int(k): exact(v) for k, v in scoring["offer_levels"].items()}
        self.unrated, self.part = int(scoring["unrated_offer"]), exact(scoring["part"])

    def met(self, item: Need, mentor: Answers) -> Iterator[Fraction]:
        """Yield how far each way meets a need, 0–1."""
        need, (left_out, more) = item
        offered = mentor.get("co_authoring_offered")
        if need == "co_authoring" and more is not None and offered is not None:
            short = CO_AUTHORING.index(more) - CO_AUTHORING.index(offered)
            yield Fraction(1) if short <= 0 else self.part * (short == 1)
            return
        term = vocabulary("needs").terms[need]
        full, part = (f"offers.{need}", *term.full), list(term.part)
        if need == "bias_exclusion":
            part += [f"lived.{experience}" for experience in more]
        for factor, ways in ((Fraction(1), full), (self.part, part)):
            yield from self._listed(ways, factor, left_out, mentor)
        if need == "methods_skill":
            skills = mentor.get("methods") or {}
            for method in more & skills.keys():
                if skills[method] != "want_to_learn":
                    yield Fraction(1) if skills[method] == "can_teach" else self.part

    def _listed(
        self, ways: Sequence[str], factor: Fraction, left_out: frozenset[str], mentor: Answers
    ) -> Iterator[Fraction]:
        offers = mentor.get("offers") or {}
        lived = mentor.get("lived_experience_offered") or ()
        for way in ways:
            kind, _, name = way.partition(".")
            if kind == "offers" and name in offers:
                level = self.unrated if offers[name] is None else int(offers[name])
                yield factor * self.levels[level]
            elif kind == "lived" and name in lived and name not in left_out:
                yield factor
