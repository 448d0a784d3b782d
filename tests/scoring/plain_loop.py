"""The formulas of docs/reference/scores.md as plain loops over one pair.

Written from that page alone, in exact fractions, without factors, shares or
matrices. Slow on purpose.
"""

from __future__ import annotations

from fractions import Fraction
from math import log
from typing import Any

from hsr_match.cohort.model import Cohort, Person
from hsr_match.config.vocabulary import vocabulary

Part = tuple[Fraction, Fraction | None]
"""Weight inside the criterion; score of the pair, or None if the mentor left it blank."""

HANDS_ON = {"use", "can_teach"}


def frac(x: object) -> Fraction:
    return Fraction(str(x))


def flat(answer: Any) -> list[str]:
    if answer is None:
        return []
    if isinstance(answer, str):
        return [answer]
    return [v for t in answer for v in ([t] if isinstance(t, str) else t)]


class PlainLoop:
    def __init__(self, cohort: Cohort, settings: Any) -> None:
        self.cohort, self.settings, self.s = cohort, settings, settings.scoring
        self.people = [*cohort.mentees, *cohort.mentors]

    def rarity(self, field: str, value: str) -> Fraction:
        n = sum(value in flat(p.get(field)) for p in self.people)
        total = len(self.people)
        exact = max(float(self.s.rarity_floor), log((total + 1) / (n + 1)) / log(total + 1))
        return Fraction(int(exact * 10**6 + 0.5), 10**6)

    # One function a criterion: None if the mentee does not answer it, else its parts.
    def needs(self, e: Person, r: Person) -> list[Part] | None:
        if not e.get("needs"):
            return None
        if r.get("offers") is None:
            return [(Fraction(1), None)]
        total = sum(e.get("needs").values())
        return [
            (Fraction(1), sum(Fraction(p, total) * self.met(n, e, r) for n, p in e.get("needs").items()))
        ]

    def met(self, need: str, e: Person, r: Person) -> Fraction:
        part = frac(self.s.part)
        order = ["none", "feedback_only", "joint_writing", "joint_project"]
        if need == "co_authoring" and e.get("co_authoring_level") and r.get("co_authoring_offered"):
            step = order.index(r.get("co_authoring_offered")) - order.index(e.get("co_authoring_level"))
            return Fraction(1) if step >= 0 else part if step == -1 else Fraction(0)
        wished = e.get("experience_wanted") or ()
        lived_counts = self.settings.weights.lived_experience > 0

        def way(name: str) -> Fraction:
            source, value = name.split(".")
            if source == "offers":
                level = r.get("offers").get(value)
                return frac(self.s.offer_levels[level]) if level is not None else Fraction(0)
            if lived_counts and value in wished:
                return Fraction(0)
            return Fraction(value in (r.get("lived_experience_offered") or ()))

        term = vocabulary("needs").terms[need]
        ways = [way(f"offers.{need}"), *map(way, term.full), *(part * way(w) for w in term.part)]
        if need == "methods_skill":
            for method, level in (e.get("methods") or {}).items():
                if level == "want_to_learn":
                    theirs = (r.get("methods") or {}).get(method)
                    ways.append(Fraction(theirs == "can_teach"))
                    ways.append(part * (theirs == "use"))
        if need == "bias_exclusion":
            ways += [part * way(f"lived.{x}") for x in wished]
        return max(ways)

    def lived_experience(self, e: Person, r: Person) -> list[Part] | None:
        wanted = e.get("experience_wanted")
        if not wanted:
            return None
        offered = r.get("lived_experience_offered")
        if offered is None:
            return [(Fraction(1), None)]
        return [(Fraction(1), Fraction(sum(x in offered for x in wanted), len(wanted)))]

    def career_stage(self, e: Person, r: Person) -> list[Part] | None:
        line = e.get("growth_line")
        contribution = f"contribution_{line}"
        mine = e.get(contribution) if line in ("ideas", "people", "community", "users") else None
        if mine is None and e.get("career_stage") is None:
            return None
        if mine is not None and r.get(contribution) is not None:
            step = r.get(contribution) - mine
        elif e.get("career_stage") is not None and r.get("career_stage") is not None:
            step = r.get("career_stage") - e.get("career_stage")
        else:
            return [(Fraction(1), None)]
        return [(Fraction(1), frac(self.s.career_stage[max(-2, min(3, step))]))]

    def research_area(self, e: Person, r: Person) -> list[Part] | None:
        weights = self.s.research_area
        parts: list[Part] = []
        for part, field, alike in (
            ("themes", "research_areas", self.theme_likeness),
            ("health", "hrcs_health", self.same),
            ("activity", "hrcs_activity", self.code_likeness),
        ):
            answer = e.get(field)
            if answer is None or (flat(answer) and set(flat(answer)) == {"other"}):
                continue
            weight = frac(getattr(weights, part))
            if r.get(field) is None:
                parts.append((weight, None))
                continue
            tiers = answer if part == "themes" else [tuple(flat(answer))]
            inner = []
            for rank, tier in enumerate(t for t in tiers if set(flat([t])) != {"other"}):
                table = self.s.rank_weights
                w = frac(table[min(rank, len(table) - 1)]) if part == "themes" else Fraction(1)
                inner += [(v, w * self.rarity(field, v)) for v in flat([tier]) if v != "other"]
            total = sum((w for _, w in inner), Fraction(0))
            parts.append(
                (weight, sum((w / total * alike(v, r) for v, w in inner), Fraction(0)))
            )
        return parts or None

    def same(self, value: str, r: Person) -> Fraction:
        return Fraction(value in flat(r.get("hrcs_health")))

    def code_likeness(self, value: str, r: Person) -> Fraction:
        theirs = flat(r.get("hrcs_activity"))
        if value in theirs:
            return Fraction(1)
        terms = vocabulary("hrcs_activity").terms
        alike = any(b != "other" and terms[b].group == terms[value].group for b in theirs)
        return frac(self.s.hrcs_same_group) * alike

    def theme_likeness(self, value: str, r: Person) -> Fraction:
        terms = vocabulary("research_areas").terms
        best = Fraction(0)
        for b in flat(r.get("research_areas")):
            if b == "other":
                continue
            if b == value:
                return Fraction(1)
            if terms[b].group == terms[value].group:
                best = max(best, frac(self.s.same_group))
            if b in terms[value].near or value in terms[b].near:
                best = max(best, frac(self.s.near))
        held = {f"methods.{m}" for m, how in (r.get("methods") or {}).items() if how in HANDS_ON}
        held |= {f"hrcs.{c}" for f in ("hrcs_health", "hrcs_activity") for c in flat(r.get(f))}
        if held & set(terms[value].near):
            best = max(best, frac(self.s.near))
        return best

    def methods(self, e: Person, r: Person) -> list[Part] | None:
        table, parts = self.s.methods, []
        if e.get("methods") is not None:
            weight = frac(table.methods)
            if r.get("methods") is None:
                parts.append((weight, None))
            else:
                inner = [(m, how, self.rarity("methods", m)) for m, how in e.get("methods").items()]
                total = sum((w for *_, w in inner), Fraction(0))
                score = sum((w / total * self.method_likeness(m, how, r) for m, how, w in inner), Fraction(0))
                parts.append((weight, score))
        if e.get("setting") is not None:
            weight = frac(table.setting)
            if r.get("setting") is None:
                parts.append((weight, None))
            else:
                inner2 = [(v, self.rarity("setting", v)) for v in e.get("setting")]
                total = sum((w for _, w in inner2), Fraction(0))
                score = sum((w / total for v, w in inner2 if v in r.get("setting")), Fraction(0))
                parts.append((weight, score))
        return parts or None

    def method_likeness(self, method: str, how: str, r: Person) -> Fraction:
        table, theirs = self.s.methods, r.get("methods")
        if how == "want_to_learn":
            given = {"can_teach": table.learn_teach, "use": table.learn_use}
            return frac(given.get(theirs.get(method), 0))
        if theirs.get(method) in HANDS_ON:
            return frac(table.use_use)
        group = vocabulary("methods").terms
        alike = any(h in HANDS_ON and group[m].group == group[method].group for m, h in theirs.items())
        return frac(table.same_group) * alike

    def career_path(self, e: Person, r: Person) -> list[Part] | None:
        parts: list[Part] = []
        for part, mine, theirs in (
            ("track", "track", "track"),
            ("sector", "sector_route", "sector_route"),
            ("route", "path", "path"),
            ("style", "mentor_style_wanted", "mentor_style"),
            ("background", "professional_background", "professional_background"),
        ):
            weight = frac(getattr(self.s.career_path, part))
            wanted = [v for v in flat(e.get(mine)) if v not in ("other", "unsure")]
            none = e.get(mine) == () and part == "background"
            if not weight or not (wanted or none):
                continue
            if r.get(theirs) is None:
                parts.append((weight, None))
            else:
                hits = sum(v in flat(r.get(theirs)) for v in wanted)
                parts.append((weight, Fraction(hits, len(wanted)) if wanted else Fraction(0)))
        return parts or None

    def preferences(self, e: Person, r: Person) -> list[Part] | None:
        keys = {m.key for m in self.cohort.mentors}
        tiers = e.get("preferred_mentors") or ()
        if not keys & set(flat(tiers)):
            return None
        for rank, tier in enumerate(tiers):
            if r.key in tier:
                table = self.s.preferences
                return [(Fraction(1), frac(table[min(rank, len(table) - 1)]))]
        return [(Fraction(1), Fraction(0))]

    def practicalities(self, e: Person, r: Person) -> list[Part] | None:
        table, parts = self.s.practicalities, []
        half = Fraction(1, 2)
        if e.get("meeting_format"):
            mine, theirs = set(e.get("meeting_format")), r.get("meeting_format")
            score = None
            if theirs is not None:
                near = {"online", "in_person"}
                mixed = ("hybrid" in mine and near & set(theirs)) or ("hybrid" in theirs and near & mine)
                score = Fraction(1) if mine & set(theirs) else half if mixed else Fraction(0)
            parts.append((frac(table.format), score))
        if e.get("availability"):
            mine2, theirs = e.get("availability"), r.get("availability")
            score = None if theirs is None else Fraction(sum(v in theirs for v in mine2), len(mine2))
            parts.append((frac(table.availability), score))
        if e.get("frequency"):
            a, b = e.get("frequency"), r.get("frequency")
            ladder = ["four_a_year", "six_a_year", "monthly"]
            if b is None:
                score = None
            elif a == b or "flexible" in (a, b):
                score = Fraction(1)
            else:
                score = half if abs(ladder.index(a) - ladder.index(b)) == 1 else Fraction(0)
            parts.append((frac(table.frequency), score))
        return parts or None

    def region(self, e: Person, r: Person) -> list[Part] | None:
        if e.get("nation_region") is None:
            return None
        if r.get("nation_region") is None:
            return [(Fraction(1), None)]
        return [(Fraction(1), Fraction(e.get("nation_region") == r.get("nation_region")))]

    NAMES = (
        "needs lived_experience career_stage research_area methods career_path preferences "
        "practicalities region"
    ).split()
    OWN = {
        "preferences": "weight_people",
        "career_path": "weight_people",
        "research_area": "weight_topic",
        "methods": "weight_topic",
        "lived_experience": "weight_experience",
    }

    def score(self, e: Person, r: Person) -> Fraction:
        """The score of a pair, 0–1, as an exact fraction."""
        total, weights = Fraction(0), Fraction(0)
        for name in self.NAMES:
            weight = frac(getattr(self.settings.weights, name))
            function = getattr(self, name)
            mine = function(e, r)
            if weight == 0 or mine is None:
                continue
            everybody = [function(e, m) for m in self.cohort.mentors]
            part_weights, part_total = Fraction(0), Fraction(0)
            for p, (part_weight, score) in enumerate(mine):
                known = [ps[p][1] for ps in everybody if ps[p][1] is not None]
                if part_weight == 0 or not known:
                    continue
                value = score if score is not None else sum(known, Fraction(0)) / len(known)
                part_weights += part_weight
                part_total += part_weight * value
            if not part_weights:
                continue
            own = e.get(self.OWN.get(name, ""))
            if own is not None:
                weight *= frac(self.s.own_weights[own])
            total += weight * part_total / part_weights
            weights += weight
        return total / weights if weights else Fraction(0)
