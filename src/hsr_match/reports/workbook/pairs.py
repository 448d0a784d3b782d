"""Sheets Pairs and By mentor: who is with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.reports.pair_rows import criteria_of, pair_rows
from hsr_match.reports.workbook.figures import cell_figure, figure_heading, score_heading
from hsr_match.reports.workbook.sheet import Cell, Heading, Sheet

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing, MentorBriefing
    from hsr_match.insight.outcome import Outcome

STATUS_CHOICES = ("proposed", "approved", "declined", "unmatched")
LOCKED_CHOICES = ("yes", "no")


def pairs_sheet(briefing: Briefing) -> Sheet:
    """Return the list of pairs, with the columns of ``pairings.csv``."""
    outcome = briefing.outcome
    criteria = criteria_of(outcome)
    heading = (
        Heading("mentee_id"),
        Heading("mentee_name"),
        Heading("mentor_id"),
        Heading("mentor_name"),
        score_heading(outcome),
        Heading("mentee_rank", "number", "1: no possible mentor has a higher score with them."),
        *(figure_heading(outcome, name) for name in criteria),
        Heading("why", "long"),
        Heading("cautions", "look", "What to look at before you approve the pair.", widest=40),
        Heading(
            "status",
            meaning="Choose approved or declined. A pair is a proposal until a person says so.",
            choices=STATUS_CHOICES,
        ),
        Heading(
            "locked",
            meaning="yes: this pair stays when you solve again with this workbook as --changes.",
            choices=LOCKED_CHOICES,
        ),
    )
    none = (None,) * len(criteria)
    rows = tuple(
        (
            row.mentee_id,
            row.mentee_name,
            row.mentor_id,
            row.mentor_name,
            cell_figure(row.score, outcome),
            row.rank,
            *(cell_figure(units, outcome) for units in row.points or none),
            row.why,
            " ".join(row.cautions),
            row.status,
            "yes" if row.locked else "no",
        )
        for row in pair_rows(outcome)
    )
    return Sheet("Pairs", heading, rows, fixed=2)


def by_mentor_sheet(briefing: Briefing) -> Sheet:
    """Return every mentor with their mentees, those without any too."""
    outcome = briefing.outcome
    score = {(pair.mentee, pair.mentor): pair.score for pair in outcome.insight.pairs}
    rows: list[tuple[Cell, ...]] = []
    for mentor in briefing.mentors:
        first, rest = _mentor_cells(outcome, mentor)
        last, blank = _outlook_cells(outcome, mentor), ("",) * 3
        for number, mentee in enumerate(mentor.mentees):
            rows.append(
                (
                    *first,
                    *rest,
                    outcome.problem.mentee_label(mentee),
                    outcome.mentee_name(mentee),
                    cell_figure(score[mentee, mentor.mentor], outcome),
                    *(blank if number else last),
                )
            )
        if not mentor.mentees:
            rows.append((*first, *rest, "", "", None, *last))
    heading = (
        Heading("mentor_id"),
        Heading("mentor_name"),
        Heading("places", "number", "Places that this mentor offers."),
        Heading("mentees", "number", "Mentees that this mentor has in this run."),
        Heading("mentee_id"),
        Heading("mentee_name"),
        score_heading(outcome),
        Heading(
            "also_wanted_by",
            "long",
            "Mentees who would score higher with this mentor than as it is, highest score first.",
        ),
        Heading("one_more_place", "long", "What one more place with this mentor would give."),
        Heading("if_they_withdraw", "long", "What it would cost if this mentor withdrew."),
    )
    return Sheet("By mentor", heading, tuple(rows), fixed=2)


def _mentor_cells(
    outcome: Outcome, mentor: MentorBriefing
) -> tuple[tuple[str, str], tuple[int, int]]:
    j = mentor.mentor
    person = (outcome.problem.mentor_label(j), outcome.mentor_name(j))
    return person, (mentor.places, len(mentor.mentees))


def _outlook_cells(outcome: Outcome, mentor: MentorBriefing) -> tuple[str, str, str]:
    wanted = ", ".join(outcome.problem.mentee_label(i) for i in mentor.also_wanted_by)
    if mentor.more_wanted:
        wanted += f" and {mentor.more_wanted:,} more"
    return wanted, mentor.one_more_words, mentor.leaves_words
