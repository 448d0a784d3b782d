"""What stands on each sheet of the workbook."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING

from hsr_match.reports.figures import file_figure
from hsr_match.reports.headline import reason_label, summary_sentences
from hsr_match.reports.pair_rows import criteria_of, pair_rows
from hsr_match.reports.sheets import Heading, Kind, Sheet
from hsr_match.version import VERSION

if TYPE_CHECKING:
    from hsr_match.insight.model import PairInsight
    from hsr_match.insight.outcome import Outcome

HOW_TO_USE = (
    "These pairs are proposals. On sheet Pairs set status to approved or declined, and "
    "locked to yes for a pair that must stay."
)


def pairs(outcome: Outcome) -> Sheet:
    """Return the list of pairs, with the columns of ``pairings.csv``."""
    figure = _figure_kind(outcome)
    heading = (
        Heading("mentee_id"),
        Heading("mentee_name"),
        Heading("mentor_id"),
        Heading("mentor_name"),
        Heading("score", figure),
        Heading("mentee_rank", "number"),
        *(Heading(name, figure) for name in criteria_of(outcome)),
        Heading("why", "long"),
        Heading("cautions", "look"),
        Heading("status"),
        Heading("locked"),
    )
    none = (None,) * len(criteria_of(outcome))
    rows = tuple(
        (
            row.mentee_id,
            row.mentee_name,
            row.mentor_id,
            row.mentor_name,
            _figure(row.score, outcome),
            "" if row.rank is None else str(row.rank),
            *(_figure(units, outcome) for units in (none if row.points is None else row.points)),
            row.why,
            " ".join(row.cautions),
            row.status,
            "yes" if row.locked else "no",
        )
        for row in pair_rows(outcome)
    )
    return Sheet("Pairs", heading, rows, fixed=2)


def by_mentor(outcome: Outcome) -> Sheet:
    """Return every mentor with their mentees, those without any too."""
    problem = outcome.problem
    mentees: defaultdict[int, list[PairInsight]] = defaultdict(list)
    for pair in sorted(outcome.insight.pairs, key=lambda pair: pair.mentee):
        mentees[pair.mentor].append(pair)
    rows: list[tuple[str, ...]] = []
    for j in range(problem.shape[1]):
        mentor = (
            problem.mentor_label(j),
            outcome.mentor_name(j),
            str(problem.places[j]),
            str(len(mentees[j])),
        )
        rows += [
            (
                *mentor,
                problem.mentee_label(pair.mentee),
                outcome.mentee_name(pair.mentee),
                _figure(pair.score, outcome),
            )
            for pair in mentees[j]
        ] or [(*mentor, "", "", "")]
    heading = (
        Heading("mentor_id"),
        Heading("mentor_name"),
        Heading("places", "number"),
        Heading("mentees", "number"),
        Heading("mentee_id"),
        Heading("mentee_name"),
        Heading("score", _figure_kind(outcome)),
    )
    return Sheet("By mentor", heading, tuple(rows), fixed=2)


def unmatched(outcome: Outcome) -> Sheet:
    """Return who is in no pair: mentees left without, and people who may not take part."""
    rows = [
        (
            outcome.problem.mentee_label(entry.mentee),
            outcome.mentee_name(entry.mentee),
            "mentee",
            reason_label(entry.reason),
            entry.sentence,
            entry.remedy,
        )
        for entry in outcome.insight.unmatched
    ]
    for left in outcome.cohort.excluded if outcome.cohort else ():
        person = left.person
        rows.append((person.id, person.name, person.role, reason_label(left.reason), "", ""))
    heading = (
        Heading("id"),
        Heading("name"),
        Heading("role"),
        Heading("reason"),
        Heading("why", "long"),
        Heading("what_would_help", "long"),
    )
    return Sheet("Unmatched", heading, tuple(rows), fixed=2)


def run(outcome: Outcome) -> Sheet:
    """Return what was decided and how; times stand in the manifest only."""
    rows = [("Result", sentence) for sentence in summary_sentences(outcome)]
    rows += [
        ("How to use", HOW_TO_USE),
        *(("File read", PurePath(source.name).name) for source in outcome.sources),
        ("Tie-break seed", str(outcome.problem.seed)),
        ("Program", f"hsr-match {VERSION}"),
    ]
    return Sheet("Run", (Heading("what"), Heading("value", "long")), tuple(rows))


def _figure_kind(outcome: Outcome) -> Kind:
    return "points" if outcome.kind == "cohort" else "number"


def _figure(units: int | None, outcome: Outcome) -> str:
    return "" if units is None else file_figure(units, outcome.problem.scale, outcome.kind)
