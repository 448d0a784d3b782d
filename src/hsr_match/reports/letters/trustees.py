"""A summary without names for trustees: rounded counts, quality in words, how it was decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from hsr_match.insight.headline import aim_words, is_shown
from hsr_match.insight.words import capital
from hsr_match.reports.letters.audiences import Fact
from hsr_match.reports.letters.counts import counts_of
from hsr_match.reports.letters.disclosure import LEAST_BASE
from hsr_match.reports.letters.facts import line
from hsr_match.reports.letters.made import Made
from hsr_match.reports.letters.rules import rules_in_words
from hsr_match.reports.letters.standing import standing
from hsr_match.reports.letters.summary import Shown, quality_in_words, shown
from hsr_match.reports.letters.templating import page_policy
from hsr_match.reports.letters.views import View, view

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome
    from hsr_match.reports.letters.templating import Templates

PAGE, TEXT = "trustees.html", "trustees.md"

TOTALS = {
    "mentees": "Mentees who took part",
    "people:with a mentor": "Mentees with a mentor",
    "people:without one": "Mentees without a mentor",
    "pairs": "Pairs",
    "mentors": "Mentors who took part",
    "helpers:with mentees": "Mentors with mentees",
    "helpers:without": "Mentors without mentees",
    "places": "Places that mentors offered",
}
TITLES = {
    "scores": ("How good the pairs are", "Score of the pair", "Pairs"),
    "choices": ("Where mentors stand in their mentee's list", "Mentees with", "Pairs"),
    "reasons": ("Why mentees have no mentor", "Reason", "Mentees"),
    "decided": ("What people have decided", "Pairs that are", "Pairs"),
}


def trustees(outcome: Outcome, templates: Templates, small: int) -> Made:
    """Return the summary as a page and as text.

    Parameters
    ----------
    outcome
        A finished run.
    templates
        For that audience.
    small
        Counts below this are not told apart.

    Raises
    ------
    SettingsError
        If a template fails.
    """
    published = shown(counts_of(outcome), small)
    proposed = standing(outcome).proposed
    style = templates.text("page.css")
    made: Mapping[str, Callable[[], Any]] = {
        "style": lambda: style,
        "policy": lambda: page_policy([style]),
        "draft": lambda: proposed,
        "rules": lambda: rules_in_words(outcome),
        "aim": lambda: _aim(outcome),
        "lawful_basis": lambda: line(outcome.settings.lawful_basis),
        "counts": lambda: _counts(published),
        "tables": lambda: _tables(published),
        "quality": lambda: quality_in_words(published) if outcome.scores is not None else "",
        "rounding": lambda: _rounding(published, small),
        "decided": lambda: _decided(proposed),
    }

    def of_round(fact: Fact) -> Any:
        return made[fact.name]()

    views = {"round": view("trustees", "round", of_round)}
    files = {name: templates.render(name, views).encode("utf-8") for name in (PAGE, TEXT)}
    templates.raise_problems()
    return Made(files=files, draft=proposed)


def _aim(outcome: Outcome) -> str:
    """Return what was looked for; without the figures of a bound, which are exact counts."""
    aim = f"{capital(aim_words(outcome))}."
    if outcome.decided is not None:
        return f"{aim} Pairs that people decided otherwise are not claimed to be the best possible."
    if outcome.matching.status == "optimal" and is_shown(outcome):
        return f"{aim} It is proven that no other set of pairs does better."
    if outcome.matching.status == "optimal":
        return f"{aim} A complete search found no other set of pairs that does better."
    return f"{aim} The search was stopped before it was proven that nothing does better."


def _counts(published: Shown) -> tuple[View, ...]:
    return tuple(
        View({"what": what, "count": published.cells[name].text})
        for name, what in TOTALS.items()
        if name in published.cells
    )


def _tables(published: Shown) -> tuple[View, ...]:
    tables = [
        View(
            {
                "title": title,
                "heading": (first, second),
                "rows": tuple(
                    (capital(part), published.cells[f"{name}:{part}"].text)
                    for part in published.tables[name]
                ),
            }
        )
        for name, (title, first, second) in TITLES.items()
        if name in published.tables
    ]
    if published.needs:
        rows = tuple(
            (need, asked.text, helped.text if helped else "too few to say")
            for need, asked, helped in published.needs
        )
        heading = ("Asked for", "By mentees", "Of them with a mentor who offers it")
        tables.append(View({"title": "What mentees asked for", "heading": heading, "rows": rows}))
    return tuple(tables)


def _rounding(published: Shown, small: int) -> tuple[str, ...]:
    rounded = (
        f"Counts are rounded to the nearest 5; those below {small}, 0 included, read "
        f'"fewer than {small}". Each is rounded by itself, so that they need not add up.'
    )
    needs = (
        "What mentees told in confidence is not counted. Needs that fewer than "
        f"{small} mentees asked for are not listed."
    )
    said = [rounded, needs]
    if published.left_out:
        said.append(
            f"Tables on fewer than {LEAST_BASE} people, or from which a small count could be "
            "worked out, are left out."
        )
    return tuple(said)


def _decided(proposed: bool) -> str:
    if proposed:
        return "The program proposes, people decide. No person has approved these pairs yet."
    return "The program proposes, people decide. Pairs count once a named person approved them."
