"""Which pairs may exist, worked out again from the answers (``verifier.md``, check 7)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hsr_match.config.vocabulary import vocabulary
from hsr_match.proof.answers import Answers
from hsr_match.proof.fit import LINES
from hsr_match.proof.needs import CO_AUTHORING
from hsr_match.text import fold, fold_label

Mask = NDArray[np.bool_]
Row = Callable[[int], Mask]
KINDS = ("manager", "supervisor", "co_author", "joint_grant", "assessor")
NEVER_LIFTED = frozenset({"same_person", "not_available", "ban"})
ROOMS = frozenset({"online", "in_person"})


class Rules:
    """Every rule over one cohort, a mentee at a time.

    Parameters
    ----------
    mentees, mentors
        As ``cohort.json`` lists them.
    past_pairs
        (mentee key, mentor key) of earlier rounds.
    settings
        As resolved, from the manifest; bans by id.

    Attributes
    ----------
    required, preferred
        Rule → the mentors it objects to, by the mentee's position.
    """

    def __init__(
        self,
        mentees: Sequence[Mapping[str, Any]],
        mentors: Sequence[Mapping[str, Any]],
        past_pairs: Iterable[Sequence[str]],
        settings: Mapping[str, Any],
    ) -> None:
        self._people = mentees, mentors
        self._mentee_at = {person["key"]: i for i, person in enumerate(mentees)}
        self._mentor_at = {person["key"]: j for j, person in enumerate(mentors)}
        self._mine = [person["answers"] for person in mentees]
        self._theirs = [person["answers"] for person in mentors]
        levels = dict(settings["rules"])
        employer = levels["other_organisation"]
        levels |= {"other_organisation": employer["level"], "past_pair": levels["past_pairs"]}
        levels |= dict.fromkeys(KINDS, levels["conflicts"])
        levels |= dict.fromkeys(NEVER_LIFTED, "required")
        levels.setdefault("group", "off")  # runs of before there was the rule
        unrated = int(settings["scoring"]["unrated_offer"])
        rules: dict[str, Row] = {
            "same_person": self._shared(_marks, whole=True),
            "other_organisation": self._shared(_employers(employer)),
            **{kind: self._named({kind}.__contains__) for kind in KINDS},
            "not_available": self._named(lambda kind: kind not in KINDS, refusals=True),
            "past_pair": self._listed(past_pairs),
            "essential_need": self._compared(
                lambda a, b: not can_help(a, b, unrated), concerned="essential_need"
            ),
            "department": self._shared(_departments),
            "language": self._compared(lambda a, b: not _languages(a) & _languages(b)),
            "meeting_format": self._compared(_no_format),
            "group": self._compared(_no_group),
            "step_ahead": self._compared(_not_ahead),
            "ban": self._banned(settings["bans"]),
        }
        of_level = {
            level: {name: row for name, row in rules.items() if levels[name] == level}
            for level in ("required", "preferred")
        }
        self.required, self.preferred = of_level["required"], of_level["preferred"]

    def _row(self, positions: Iterable[int]) -> Mask:
        row = np.zeros(len(self._theirs), dtype=np.bool_)
        row[list(positions)] = True
        return row

    def _shared(
        self, held: Callable[[Mapping[str, Any]], Iterable[Hashable]], *, whole: bool = False
    ) -> Row:
        """Return a rule against having something in common."""
        mentees, mentors = self._people
        holders: dict[Hashable, list[int]] = {}
        for j, mentor in enumerate(mentors):
            for thing in held(mentor if whole else mentor["answers"]):
                holders.setdefault(thing, []).append(j)
        return lambda i: self._row(
            j
            for thing in held(mentees[i] if whole else mentees[i]["answers"])
            for j in holders.get(thing, ())
        )

    def _listed(self, pairs: Iterable[Sequence[str]]) -> Row:
        """Return a rule against pairs named by key, mentee first."""
        barred: dict[int, list[int]] = {}
        for mentee, mentor in pairs:
            if mentee in self._mentee_at and mentor in self._mentor_at:
                barred.setdefault(self._mentee_at[mentee], []).append(self._mentor_at[mentor])
        return lambda i: self._row(barred.get(i, ()))

    def _named(self, meant: Callable[[str], bool], *, refusals: bool = False) -> Row:
        """Return a rule against people of whom one names the other."""

        def names(person: Mapping[str, Any]) -> Iterator[str]:
            answers = person["answers"]
            yield from (key for key, kind in answers.get("conflicts") or () if meant(kind))
            yield from answers.get("not_these") or () if refusals else ()

        mentees, mentors = self._people
        pairs = [(p["key"], key) for p in mentees for key in names(p)]
        return self._listed([*pairs, *((key, p["key"]) for p in mentors for key in names(p))])

    def _banned(self, bans: Iterable[Mapping[str, Any]]) -> Row:
        mentees, mentors = ({p["id"]: p["key"] for p in people} for people in self._people)
        return self._listed((mentees[ban["mentee"]], mentors[ban["mentor"]]) for ban in bans)

    def _compared(self, objects: Callable[[Answers, Answers], bool], *, concerned: str = "") -> Row:
        """Return a rule that compares two people's answers."""

        def row(i: int) -> Mask:
            mine = self._mine[i]
            if concerned and mine.get(concerned) is None:
                return self._row(())
            return np.array([objects(mine, theirs) for theirs in self._theirs], dtype=np.bool_)

        return row


def _marks(person: Mapping[str, Any]) -> set[str]:
    email = fold(person["answers"].get("email") or "")
    return {person["key"], *([f"email:{email}"] if email else [])}


def _employers(rule: Mapping[str, Any]) -> Callable[[Answers], set[Hashable]]:
    meant = {
        fold_label(word): fold_label(name)
        for name, words in rule["aliases"].items()
        for word in words
    }
    families: dict[str, set[Hashable]] = {}
    for number, family in enumerate(rule["families"]):
        for name in map(fold_label, family):
            families.setdefault(meant.get(name, name), set()).add(number)

    def held(answers: Answers) -> set[Hashable]:
        own: set[Hashable] = {meant.get(name, name) for name in organisations(answers)}
        return own.union(*(families.get(str(name), set()) for name in own))

    return held


def organisations(answers: Answers) -> list[str]:
    """Return the ids of a person's employers."""
    main = answers.get("organisation")
    return [*([main] if main else []), *(answers.get("other_organisations") or ())]


def _departments(answers: Answers) -> list[tuple[str, str]]:
    unit = fold(answers.get("department") or "")
    return [(unit, employer) for employer in organisations(answers) or [""]] if unit else []


def can_help(mentee: Answers, mentor: Answers, unrated: int) -> bool:
    """Tell whether a mentor has any way to meet a mentee's essential need.

    An offer of level 0 is none; who left the offers blank is given the benefit
    of the doubt.
    """
    need, offers = mentee.get("essential_need"), mentor.get("offers")
    term = vocabulary("needs").terms.get(need or "")
    if term is None or offers is None:
        return True
    wish, offered = mentee.get("co_authoring_level"), mentor.get("co_authoring_offered")
    if need == "co_authoring" and wish and offered:
        return CO_AUTHORING.index(offered) >= CO_AUTHORING.index(wish) - 1
    ways = {f"offers.{need}", *term.full, *term.part}
    if need == "bias_exclusion":
        ways |= {f"lived.{x}" for x in mentee.get("experience_wanted") or ()}
    if need == "methods_skill":
        methods = mentor.get("methods") or {}
        wanted = mentee.get("methods") or {}
        if any(
            how == "want_to_learn" and methods.get(method) in ("use", "can_teach")
            for method, how in wanted.items()
        ):
            return True
    means = {f"offers.{x}" for x, level in offers.items() if (unrated if level is None else level)}
    means |= {f"lived.{x}" for x in mentor.get("lived_experience_offered") or ()}
    return not means.isdisjoint(ways)


def _languages(answers: Answers) -> frozenset[str]:
    return _folded_languages(tuple(answers.get("languages") or ()))


@cache
def _folded_languages(named: tuple[str, ...]) -> frozenset[str]:
    folded = {fold(word) for word in named} or {"en"}
    return frozenset("en" if word in ("eng", "english") else word for word in folded)


def _no_format(mine: Answers, theirs: Answers) -> bool:
    a, b = set(mine.get("meeting_format") or ()), set(theirs.get("meeting_format") or ())
    mixed = ("hybrid" in a and b & ROOMS) or ("hybrid" in b and a & ROOMS)
    return bool(a and b and not a & b and not mixed)


def _no_group(mine: Answers, theirs: Answers) -> bool:
    return mine.get("group_or_peer_ok") is False and theirs.get("group") is True


def _not_ahead(mine: Answers, theirs: Answers) -> bool:
    line = mine.get("growth_line")
    for field in (f"contribution_{line}" if line in LINES else "career_stage", "career_stage"):
        if mine.get(field) is not None and theirs.get(field) is not None:
            return bool(theirs[field] <= mine[field])
    return False
