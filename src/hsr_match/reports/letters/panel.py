"""A page for those who decide: one pair to a sheet, with its alternatives and lines to sign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hsr_match.insight.headline import proof_sentence
from hsr_match.insight.labels import criterion_label
from hsr_match.insight.words import Scale, capital, counted, listed, ordinal
from hsr_match.reports.letters.audiences import Fact
from hsr_match.reports.letters.facts import line
from hsr_match.reports.letters.made import Made
from hsr_match.reports.letters.rules import rules_in_words
from hsr_match.reports.letters.standing import Standing, standing
from hsr_match.reports.letters.templating import page_policy
from hsr_match.reports.letters.views import Answers, View, view

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing, UnmatchedBriefing
    from hsr_match.insight.detail import Alternative, PairDetail, WaterfallRow
    from hsr_match.insight.outcome import Outcome
    from hsr_match.reports.letters.templating import Templates

PAGE = "panel.html"
NAMED = 5
"""Mentees of a mentor named beside an alternative."""


def panel(outcome: Outcome, templates: Templates) -> Made:
    """Return the page for a panel.

    Parameters
    ----------
    outcome
        A finished run.
    templates
        For that audience.

    Raises
    ------
    SettingsError
        If the template fails.
    """
    from hsr_match.insight.briefing.made import brief

    here = _Panel(brief(outcome, named=True), standing(outcome), templates.text("page.css"))
    views = {
        "round": view("panel", "round", here.of_round),
        "pairs": tuple(
            view("panel", "pair", lambda fact, pair=pair: here.of_pair(fact, pair))  # type: ignore[misc]
            for pair in here.briefing.pairs
        ),
        "unmatched": tuple(
            view("panel", "unmatched", lambda fact, left=left: here.of_left(fact, left))  # type: ignore[misc]
            for left in here.briefing.unmatched
        ),
    }
    page = templates.render(PAGE, views)
    templates.raise_problems()
    return Made(
        files={PAGE: page.encode("utf-8")},
        letters=len(here.briefing.pairs),
        draft=here.standing.proposed,
    )


@dataclass(frozen=True, slots=True)
class _Panel:
    """Makes the facts of the page."""

    briefing: Briefing
    standing: Standing
    style: str

    @property
    def outcome(self) -> Outcome:
        return self.briefing.outcome

    @property
    def scale(self) -> Scale:
        return Scale(self.outcome.problem.scale, given=self.outcome.kind == "scores")

    def of_round(self, fact: Fact) -> Any:
        settings = self.outcome.settings
        made: Mapping[str, Callable[[], Any]] = {
            "style": lambda: self.style,
            "policy": lambda: page_policy([self.style]),
            "headline": lambda: tuple(map(capital, self.briefing.headline)),
            "prices": lambda: self.briefing.pricing_words,
            "draft": lambda: self.standing.proposed,
            "rules": lambda: rules_in_words(self.outcome),
            "aim": lambda: proof_sentence(self.outcome),
            "lawful_basis": lambda: line(settings.lawful_basis),
        }
        return made[fact.name]()

    def of_pair(self, fact: Fact, pair: PairDetail) -> Any:
        made: Mapping[str, Callable[[], Any]] = {
            "mentee": lambda: self.person(fact, "mentee", pair.mentee),
            "mentor": lambda: self.person(fact, "mentor", pair.mentor),
            "score": lambda: self.score(pair),
            "why": lambda: pair.why,
            "verdict": lambda: pair.verdict,
            "cautions": lambda: tuple(caution.text for caution in pair.cautions),
            "reckoning": lambda: tuple(self.rows(pair.rows)),
            "alternatives": lambda: tuple(map(self.alternative, pair.alternatives)),
            "status": lambda: self.outcome.status_of(pair.mentee, pair.mentor),
        }
        return made[fact.name]()

    def of_left(self, fact: Fact, left: UnmatchedBriefing) -> Any:
        made: Mapping[str, Callable[[], Any]] = {
            "mentee": lambda: self.person(fact, "mentee", left.told.mentee),
            "reason": lambda: left.told.sentence,
            "remedies": lambda: self.remedies(left),
            "alternatives": lambda: tuple(map(self.alternative, left.alternatives)),
        }
        return made[fact.name]()

    def remedies(self, left: UnmatchedBriefing) -> tuple[str, ...]:
        """Return what would help; commands are for whoever runs the program."""
        said = left.remedies_words or (left.told.remedy,)
        return tuple(remedy for remedy in said if remedy and "hsr-match" not in remedy)

    def person(self, fact: Fact, role: str, position: int) -> View:
        problem, cohort = self.outcome.problem, self.outcome.cohort
        label = problem.mentee_label if role == "mentee" else problem.mentor_label
        if cohort is None:
            return View({"id": label(position), "name": "", "work": ""})
        people = cohort.mentees if role == "mentee" else cohort.mentors
        answers = Answers(people[position], fact)
        key = answers.get("organisation")
        work = (answers.get("job_title"), cohort.organisations.get(key, key) if key else "")
        return View(
            {
                "id": label(position),
                "name": line(answers.get("name")),
                "work": ", ".join(line(word) for word in work if word),
            }
        )

    def called(self, role: str, position: int) -> str:
        outcome = self.outcome
        of = outcome.mentee_name if role == "mentee" else outcome.mentor_name
        label = outcome.problem.mentee_label if role == "mentee" else outcome.problem.mentor_label
        name = line(of(position))
        return f"{name} ({label(position)})" if name else label(position)

    def score(self, pair: PairDetail) -> str:
        said = self.scale.points(pair.score)
        points = f"Score {said}" if self.scale.given else f"{said} of 100"
        if pair.rank is None:
            return points
        return f"{points}; {ordinal(pair.rank)} in this mentee's list of possible mentors"

    def rows(self, rows: Iterable[WaterfallRow]) -> Iterable[View]:
        """Yield the lines that gave points, and every need."""
        said = self.scale.text
        for row in rows:
            if row.units or row.criterion == "needs":
                yield View(
                    {
                        "criterion": capital(criterion_label(row.criterion)),
                        "item": row.item,
                        "mentee": row.mentee_answer,
                        "mentor": row.mentor_answer,
                        "points": f"{said(row.units)} of {said(row.possible)}",
                    }
                )

    def alternative(self, other: Alternative) -> View:
        now = [self.called("mentee", mentee) for mentee in other.taken_by]
        more = len(now) - NAMED
        shown = [*now[:NAMED], f"{more} more"] if more > 0 else now
        return View(
            {
                "mentor": self.called("mentor", other.mentor),
                "points": self.scale.text(other.score),
                "now": listed(shown) if now else self._free(other),
                "price": self._price(other),
            }
        )

    def _free(self, other: Alternative) -> str:
        return f"{counted(other.free, 'place')} free" if other.free else "nobody"

    def _price(self, other: Alternative) -> str:
        if other.barred_by:
            return capital(f"not possible: {listed(other.barred_by)}")
        return capital(other.price)
