"""The table of criteria of docs/reference/scores.md, one function a criterion.

Written from that page alone, in exact fractions; it knows nothing of
``hsr_match.scoring``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import floor, log
from typing import Any

from hsr_match.cohort.model import Cohort, Person
from hsr_match.config.vocabulary import vocabulary

Lines = list[tuple[Fraction, Fraction]]
"""Inner weight and cover of each item."""

Part = tuple[Fraction, Lines | None]
"""Weight inside the criterion; the items of a pair, or None if the mentor left it blank."""

HANDS_ON = {"use", "can_teach", None}
UNSCORED = {"other", "unsure"}
ONE = Fraction(1)


def frac(x: object) -> Fraction:
    return Fraction(str(x))


def flat(answer: Any) -> list[str]:
    if answer is None:
        return []
    if isinstance(answer, str):
        return [answer]
    return [v for t in answer for v in ([t] if isinstance(t, str) else t)]


def kept(answer: Any) -> list[str]:
    return [v for v in flat(answer) if v not in UNSCORED]


def described(answer: Any) -> bool:
    """Whether a descriptive part is answered: "none of these" is, only "other" is not."""
    return answer is not None and (bool(kept(answer)) or not flat(answer))


class PlainParts:
    def __init__(self, cohort: Cohort, settings: Any) -> None:
        self.cohort, self.settings, self.s = cohort, settings, settings.scoring
        self.people = [*cohort.mentees, *cohort.mentors]

    def rarity(self, ticked: Iterable[Any], value: str) -> Fraction:
        n = sum(value in flat(answer) for answer in ticked)
        total = len(self.people)
        exact = max(float(self.s.rarity_floor), log((total + 1) / (n + 1)) / log(total + 1))
        return Fraction(floor(exact * 10**6 + 0.5))

    def rare(self, field: str, value: str) -> Fraction:
        return self.rarity([p.get(field) for p in self.people], value)

    # One function a criterion: its parts that the mentee answers.
    def needs(self, e: Person, r: Person) -> list[Part]:
        wanted = {n: p for n, p in (e.get("needs") or {}).items() if n not in UNSCORED}
        if not wanted:
            return []
        if r.get("offers") is None:
            return [(ONE, None)]
        default = self.s.unrated_need
        return [(ONE, [(Fraction(p or default), self.met(n, e, r)) for n, p in wanted.items()])]

    def met(self, need: str, e: Person, r: Person) -> Fraction:
        part = frac(self.s.part)
        order = ["none", "feedback_only", "joint_writing", "joint_project"]
        mine, theirs = e.get("co_authoring_level"), r.get("co_authoring_offered")
        if need == "co_authoring" and mine and theirs:
            step = order.index(theirs) - order.index(mine)
            return ONE if step >= 0 else part if step == -1 else Fraction(0)
        wished = kept(e.get("experience_wanted"))
        lived_counts = self.settings.weights.lived_experience > 0

        def way(name: str) -> Fraction:
            source, value = name.split(".")
            if source == "offers":
                if value not in r.get("offers"):
                    return Fraction(0)
                level = r.get("offers")[value]
                return frac(self.s.offer_levels[self.s.unrated_offer if level is None else level])
            if lived_counts and value in wished:
                return Fraction(0)
            return Fraction(value in (r.get("lived_experience_offered") or ()))

        term = vocabulary("needs").terms[need]
        ways = [way(f"offers.{need}"), *map(way, term.full), *(part * way(w) for w in term.part)]
        if need == "methods_skill":
            skills = {m: h for m, h in (r.get("methods") or {}).items() if m not in UNSCORED}
            for method, level in (e.get("methods") or {}).items():
                if level in ("want_to_learn", None) and method in skills:
                    ways.append(Fraction(skills[method] == "can_teach"))
                    ways.append(part * (skills[method] in HANDS_ON))
        if need == "bias_exclusion":
            ways += [part * way(f"lived.{x}") for x in wished]
        return max(ways)

    def lived_experience(self, e: Person, r: Person) -> list[Part]:
        return self.plain(e, r, "experience_wanted", "lived_experience_offered", wish=True)

    def plain(
        self,
        e: Person,
        r: Person,
        mine: str,
        theirs: str = "",
        *,
        weight: object = 1,
        wish: bool = False,
        rare: bool = False,
        alike: Callable[[str, Person], Fraction] | None = None,
    ) -> list[Part]:
        """Items that are covered by the same id, or by `alike`."""
        theirs = theirs or mine
        answer = e.get(mine)
        if not (kept(answer) if wish else described(answer)):
            return []
        if r.get(theirs) is None:
            return [(frac(weight), None)]
        cover = alike or (lambda v, r: Fraction(v in kept(r.get(theirs))))
        lines = [(self.rare(mine, v) if rare else ONE, cover(v, r)) for v in kept(answer)]
        return [(frac(weight), lines)]

    def career_stage(self, e: Person, r: Person) -> list[Part]:
        line = e.get("growth_line")
        contribution = f"contribution_{line}"
        mine = e.get(contribution) if line in ("ideas", "people", "community", "users") else None
        if mine is None and e.get("career_stage") is None:
            return []
        if mine is not None and r.get(contribution) is not None:
            step = r.get(contribution) - mine
        elif e.get("career_stage") is not None and r.get("career_stage") is not None:
            step = r.get("career_stage") - e.get("career_stage")
        else:
            return [(ONE, None)]
        return [(ONE, [(ONE, self.stepped(self.s.career_stage, step))])]

    def stepped(self, table: dict[int, float], step: int) -> Fraction:
        return frac(table[max(min(table), min(max(table), step))])

    def research_area(self, e: Person, r: Person) -> list[Part]:
        w = self.s.research_area
        themes = self.plain(e, r, "research_areas", weight=w.themes, rare=True, alike=self.theme)
        if themes and themes[0][1]:
            tiers = [t for t in map(kept, e.get("research_areas")) if t]
            ranks = [min(i, len(self.s.rank_weights) - 1) for i, t in enumerate(tiers) for _ in t]
            values = [frac(self.s.rank_weights[rank]) for rank in ranks]
            lines = [(a * v, c) for (a, c), v in zip(themes[0][1], values, strict=True)]
            themes = [(themes[0][0], lines)]
        health = self.plain(e, r, "hrcs_health", weight=w.health, rare=True)
        return [
            *themes,
            *health,
            *self.plain(e, r, "hrcs_activity", weight=w.activity, rare=True, alike=self.code),
        ]

    def code(self, value: str, r: Person) -> Fraction:
        theirs = kept(r.get("hrcs_activity"))
        if value in theirs:
            return ONE
        terms = vocabulary("hrcs_activity").terms
        alike = any(terms[b].group == terms[value].group for b in theirs)
        return frac(self.s.hrcs_same_group) * alike

    def theme(self, value: str, r: Person) -> Fraction:
        terms = vocabulary("research_areas").terms
        held = {f"methods.{m}" for m, how in (r.get("methods") or {}).items() if how in HANDS_ON}
        held |= {f"hrcs.{c}" for f in ("hrcs_health", "hrcs_activity") for c in flat(r.get(f))}
        ways = [frac(self.s.near) * bool(held & set(terms[value].near))]
        for b in kept(r.get("research_areas")):
            ways.append(Fraction(b == value))
            ways.append(frac(self.s.same_group) * (terms[b].group == terms[value].group))
            ways.append(frac(self.s.near) * (b in terms[value].near or value in terms[b].near))
        return max(ways)

    def methods(self, e: Person, r: Person) -> list[Part]:
        table = self.s.methods

        def alike(method: str, r: Person) -> Fraction:
            how, theirs = e.get("methods")[method], r.get("methods")
            if how in ("want_to_learn", None):
                given = {"can_teach": table.learn_teach, "use": table.learn_use}
                given[None] = table.learn_use
                return frac(given.get(theirs[method], 0)) if method in theirs else Fraction(0)
            if method in theirs and theirs[method] in HANDS_ON:
                return frac(table.use_use)
            group = vocabulary("methods").terms
            hands = [m for m, h in theirs.items() if h in HANDS_ON and m not in UNSCORED]
            same = any(group[m].group == group[method].group for m in hands)
            return frac(table.same_group) * same

        return [
            *self.plain(e, r, "methods", weight=table.methods, rare=True, alike=alike),
            *self.plain(e, r, "setting", weight=table.setting, rare=True),
        ]

    def career_path(self, e: Person, r: Person) -> list[Part]:
        w = self.s.career_path
        return [
            *self.plain(e, r, "track", weight=w.track),
            *self.plain(e, r, "sector_route", weight=w.sector),
            *self.plain(e, r, "path", weight=w.route),
            *self.plain(e, r, "mentor_style_wanted", "mentor_style", weight=w.style, wish=True),
            *self.plain(e, r, "professional_background", weight=w.background),
        ]

    def preferences(self, e: Person, r: Person, field: str = "preferred_mentors") -> list[Part]:
        tiers = e.get(field) or ()
        if not {m.key for m in self.cohort.mentors} & set(flat(tiers)):
            return []
        table = self.s.preferences
        for rank, tier in enumerate(tiers):
            if r.key in tier:
                return [(ONE, [(ONE, frac(table[min(rank, len(table) - 1)]))])]
        return [(ONE, [(ONE, Fraction(0))])]

    def practicalities(self, e: Person, r: Person) -> list[Part]:
        w = self.s.practicalities
        parts: list[Part] = []
        mine, theirs = set(kept(e.get("meeting_format"))), r.get("meeting_format")
        if mine:
            near = {"online", "in_person"}
            them = set(kept(theirs))
            mixed = ("hybrid" in mine and near & them) or ("hybrid" in them and near & mine)
            fit = ONE if mine & them else Fraction(1, 2) if mixed else Fraction(0)
            parts.append((frac(w.format), None if theirs is None else [(ONE, fit)]))
        parts += self.plain(e, r, "availability", weight=w.availability, wish=True)
        return [*parts, *self.plain(e, r, "frequency", weight=w.frequency, alike=self.often)]

    def often(self, mine: str, r: Person) -> Fraction:
        theirs, ladder = r.get("frequency"), ["four_a_year", "six_a_year", "monthly"]
        if mine == theirs or "flexible" in (mine, theirs):
            return ONE
        return (
            Fraction(1, 2) if abs(ladder.index(mine) - ladder.index(theirs)) == 1 else Fraction(0)
        )

    def region(self, e: Person, r: Person) -> list[Part]:
        return self.plain(e, r, "nation_region")
