"""The explanation of a pair on the coordinator's own screen; names are shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hsr_match.insight.briefing.mentors import places_in_words
from hsr_match.insight.deciding.decided import SOLVE_AGAIN
from hsr_match.insight.labels import criterion_label
from hsr_match.insight.words import capital, counted, listed, ordinal, share_of_weight
from hsr_match.text import visible

if TYPE_CHECKING:
    from hsr_match.insight.briefing.ground import Ground
    from hsr_match.insight.briefing.model import MentorBriefing, UnmatchedBriefing
    from hsr_match.insight.model import Alternative, PairDetail, WaterfallRow
    from hsr_match.insight.relaxing.search import Relaxation

NARROWEST, PIPE_WIDTH, WIDEST = 60, 80, 110
BAR = 36
"""Columns of the waterfall: 100 points."""


class ExplainText:
    """Lays explanations out for a terminal or a pipe.

    Parameters
    ----------
    here
        The run that is explained, people called by name.
    colour
        Whether the reader's terminal shows colours.
    unicode
        Whether it shows block characters.
    """

    def __init__(self, here: Ground, *, colour: bool, unicode: bool) -> None:
        self._here = here
        self._outcome = here.outcome
        self._scale = here.scale
        self._colour = colour
        self._block = "█" if unicode else "#"

    def pair(self, detail: PairDetail) -> str:
        """Return a pair in full: points, both sides' answers, others, verdict."""
        parts: list[RenderableType] = [self._heading(detail)]
        if detail.barred_by:
            parts.append(Text(f"Not possible: {listed(detail.barred_by)}.", "red"))
        parts += [Text(visible(detail.why))] if detail.why else []
        parts += [Text(f"! {visible(c.text)}", "yellow") for c in detail.cautions]
        if detail.rows:
            parts += ["", *self._waterfall(detail), "", self._answers(detail.rows)]
        # A second mentor of the same mentee is no alternative to the first.
        others = [
            o for o in detail.alternatives if not detail.made or detail.mentee not in o.taken_by
        ]
        parts += ["", *self._others("Other mentors for this mentee", others)]
        parts += ["", Text(visible(detail.verdict), "bold")]
        return self._printed(parts)

    def left(self, entry: UnmatchedBriefing, *, cut: bool = False) -> str:
        """Return why a mentee has no mentor, what would help, and who could be one.

        ``cut`` says that not every change was tried.
        """
        told = entry.told
        again = told.remedy == SOLVE_AGAIN
        parts: list[RenderableType] = [
            Text(f"{self._mentee(told.mentee)} has no mentor.", "bold"),
            Text(visible(told.sentence)),
            *([Text(visible(told.remedy))] if told.remedy else []),
            *([Text("`hsr-match solve COHORT --changes RUN`")] if again else []),
            "",
        ]
        if entry.remedies:
            parts += [Text("What would help, the round solved again with it", "bold")]
            parts += [
                Padding(self._way(way, words), (0, 0, 0, 2))
                for way, words in zip(entry.remedies, entry.remedies_words, strict=True)
            ]
            parts += [""]
        if cut:
            parts += [Text("Not every change was tried: the round is large.", "dim"), ""]
        best = entry.alternatives
        return self._printed([*parts, *self._others("Best mentors for this mentee", best)])

    def mentor(self, told: MentorBriefing) -> str:
        """Return who a mentor has, who else wants them, and what a place of theirs is worth."""
        held = " Held in reserve." if told.reserve else ""
        used = f"{len(told.mentees):,} of {places_in_words(told)}.{held}"
        parts: list[RenderableType] = [
            Text(f"{self._mentor(told.mentor)}, a mentor\nPlaces used: {used}", "bold"),
            "",
        ]
        if told.mentees:
            parts += [Text("Their mentees", "bold"), self._mentees_of(told), ""]
        wanted = [self._mentee(i) for i in told.also_wanted_by]
        more = [f"{told.more_wanted:,} more"] if told.more_wanted else []
        who = listed([*wanted, *more]) if wanted else "nobody else"
        parts += [Text(f"Also wanted by {who}.")]
        if wanted:
            parts += [Text("That is who would score higher with this mentor than as it is.", "dim")]
        worth = [words for words in (told.one_more_words, told.leaves_words) if words]
        parts += ["", *(Text(visible(words)) for words in worth or [self._here.pricing_words])]
        return self._printed(parts)

    def _mentees_of(self, told: MentorBriefing) -> Table:
        outcome = self._outcome
        table = _table(
            "Mentee", "Score" if self._scale.given else "Points", "Rank", "Now", right=(1, 2)
        )
        made = {(p.mentee, p.mentor): p for p in outcome.insight.pairs}
        for i in told.mentees:
            pair = made[i, told.mentor]
            score, rank = self._scale.text(pair.score), ordinal(pair.rank) if pair.rank else "-"
            table.add_row(self._mentee(i), score, rank, outcome.status_of(i, told.mentor))
        return table

    def _way(self, way: Relaxation, words: str) -> Text:
        from hsr_match.insight.relaxing.words import how_to

        how = how_to(self._outcome.problem, way, self._scale)
        return Text(visible(f"{words} `{how}`" if how else words))

    def _heading(self, detail: PairDetail) -> Text:
        pair = f"{self._mentee(detail.mentee)} with {self._mentor(detail.mentor)}"
        made = self._outcome.status_of(detail.mentee, detail.mentor)
        state = made if detail.made else "not made"
        rank = f", {ordinal(detail.rank)} for this mentee" if detail.rank else ""
        return Text(f"{pair}\n{capital(self._points(detail.score))}{rank}; {state}.", "bold")

    def _points(self, score: int) -> str:
        return (
            f"score {self._scale.text(score)}" if self._scale.given else self._scale.points(score)
        )

    def _waterfall(self, detail: PairDetail) -> Iterable[RenderableType]:
        possible: dict[str, float] = dict.fromkeys(detail.criteria, 0.0)
        for row in detail.rows:
            possible[row.criterion] = possible.get(row.criterion, 0.0) + row.possible
        table = _table("", "Points", "of", "", right=(1, 2))
        reached = 0
        for name, units in detail.criteria.items():
            if not units and not possible[name]:
                continue
            of = self._scale.text(possible[name]) if possible[name] else ""
            words = Text(capital(visible(criterion_label(name))))
            table.add_row(words, self._scale.text(units), of, self._bar(reached, units))
            reached += units
        rest = Text("Total", "bold"), Text(self._scale.text(detail.score), "bold")
        table.add_row(*rest, "100", self._bar(0, detail.score))
        yield table
        share = share_of_weight(detail.evidence)
        yield Text(f"{share} of the weight rests on answers of both sides.", "dim")

    def _bar(self, start: int, units: int) -> Text:
        low, high = sorted((start, start + units))
        left = round(low * BAR / self._scale.units)
        width = round(high * BAR / self._scale.units) - left
        return Text(" " * left + self._block * width, "red" if units < 0 else "green")

    def _answers(self, rows: Sequence[WaterfallRow]) -> Table:
        table = _table("What", "Points", "The mentee's answer", "The mentor's answer", right=(1,))
        for column, ratio in zip(table.columns, (28, 0, 20, 26), strict=True):
            column.ratio = ratio or None
        before = ""
        for row in rows:
            if row.criterion != before:
                words = capital(visible(criterion_label(row.criterion)))
                table.add_row(Text(words, "bold"), "", "", "")
                before = row.criterion
            item = Padding(Text(capital(visible(row.item))), (0, 0, 0, 1))
            points = f"{self._scale.text(row.units)} of {self._scale.text(row.possible)}"
            answers = (Text(visible(row.mentee_answer)), Text(visible(row.mentor_answer)))
            table.add_row(item, points if row.possible else self._scale.text(row.units), *answers)
        return table

    def _others(self, title: str, others: Sequence[Alternative]) -> Iterable[RenderableType]:
        if not others:
            return
        yield Text(title, "bold")
        head = "Score" if self._scale.given else "Points"
        priced = any(other.price for other in others)
        # Who may have several mentors need not give one up.
        cost = "For the cohort" if self._outcome.problem.several else "Instead, for the cohort"
        heads = ("Mentor", head, "Rank", "Now", *((cost,) if priced else ()))
        table = _table(*heads, right=(1, 2))
        for other in others:
            rank = ordinal(other.rank) if other.rank else "-"
            score = self._scale.text(other.score)
            price = [Text(visible(other.price))] if priced else []
            who, now = Text(self._mentor(other.mentor)), Text(self._now(other))
            table.add_row(who, score, rank, now, *price)
        yield table

    def _now(self, other: Alternative) -> str:
        if other.barred_by:
            return f"not possible: {listed(other.barred_by)}"
        problem = self._outcome.problem
        with_whom = listed([problem.mentee_label(i) for i in other.taken_by])
        free = f"{counted(other.free, 'place')} free" if other.free else ""
        if not with_whom and not free:
            people = self._outcome.cohort
            held = people is not None and people.mentors[other.mentor].get("reserve")
            return "held in reserve" if held else "no place this round"
        return "; ".join(part for part in (f"with {with_whom}" if with_whom else "", free) if part)

    def _mentee(self, mentee: int) -> str:
        label = self._outcome.problem.mentee_label(mentee)
        return visible(f"{label} {self._outcome.mentee_name(mentee)}".strip())

    def _mentor(self, mentor: int) -> str:
        label = self._outcome.problem.mentor_label(mentor)
        return visible(f"{label} {self._outcome.mentor_name(mentor)}".strip())

    def _printed(self, parts: Iterable[RenderableType]) -> str:
        console = Console(
            width=_width(),
            force_terminal=self._colour,
            color_system="standard" if self._colour else None,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )
        with console.capture() as capture:
            for part in parts:
                console.print(part)
        return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def _table(*headings: str, right: Sequence[int] = ()) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for place, heading in enumerate(headings):
        table.add_column(
            heading,
            justify="right" if place in right else "left",
            no_wrap=place in right,
            overflow="fold",
        )
    return table


def _width() -> int:
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return PIPE_WIDTH
    return min(max(columns, NARROWEST), WIDEST)
