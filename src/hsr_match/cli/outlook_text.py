"""What a round can give, on the coordinator's own screen: names are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cli.supply import table
from hsr_match.insight.labels import criterion_label
from hsr_match.insight.shortages.words import shortage_sentence
from hsr_match.insight.words import Scale, capital, counted, listed
from hsr_match.rules import plain
from hsr_match.text import visible

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort, Person
    from hsr_match.insight.blanks import Blank
    from hsr_match.insight.shortages.outlook import Outlook, Stranded
    from hsr_match.matching.problem import MatchingProblem

SHOWN = 8
"""Sets, people or questions listed; the others are counted."""

WIDTH = 80
"""Columns of a pipe's page."""

OFTEN = 4
"""A question is often blank if one person in so many left it so."""


def outlook_text(
    seen: Outlook, problem: MatchingProblem, cohort: Cohort, gaps: tuple[Blank, ...]
) -> str:
    """Return the outlook as text: who can be matched, rules, minimum scores, answers."""
    parts = [
        _wrapped(_coverage(seen, problem, cohort)),
        _wrapped(_stranded(seen, problem, cohort)),
        _rules(seen),
        _wrapped(_floors(seen)),
        _wrapped(_answers(seen, problem, cohort, gaps)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _wrapped(lines: list[str]) -> list[str]:
    """Return sentences no wider than a pipe's page."""
    from hsr_match.reports.columns import indented

    found: list[str] = []
    for line in lines:
        left = line[: len(line) - len(line.lstrip())]
        found += indented(visible(line.lstrip()), WIDTH, left, left + "  " if left else "")
    return found


def _name(person: Person) -> str:
    return f"{person.id} {person.name}".strip()


def _coverage(seen: Outlook, problem: MatchingProblem, cohort: Cohort) -> list[str]:
    most = seen.coverage.most
    if most >= seen.wanting:
        every = "Places and rules allow every mentee a mentor"
        return [f"{every}, each limit by itself." if not seen.coverage.exact else f"{every}."]
    bound = "" if seen.coverage.exact else " (limits that tie pairs together may leave out more)"
    lines = [f"At most {most:,} of {seen.wanting:,} mentees can have a mentor{bound}."]
    told = [
        sentence
        for shortage in seen.coverage.shortages
        if (
            sentence := shortage_sentence(
                problem,
                shortage,
                lambda i: _name(cohort.mentees[i]),
                lambda j: _name(cohort.mentors[j]),
            )
        )
    ]
    more = len(told) - SHOWN
    return lines + told[:SHOWN] + ([f"And {more} more such sets."] if more > 0 else [])


def _stranded(seen: Outlook, problem: MatchingProblem, cohort: Cohort) -> list[str]:
    if not seen.stranded:
        return []
    lines = ["No mentor is possible for:"]
    lines += [_barred(entry, problem, cohort) for entry in seen.stranded[:SHOWN]]
    more = len(seen.stranded) - SHOWN
    return lines + ([f"  and {more} more (all of them with --format json)."] if more > 0 else [])


def _barred(entry: Stranded, problem: MatchingProblem, cohort: Cohort) -> str:
    words = []
    for rule, mentors in entry.barred_by.items():
        ids = [problem.mentor_label(j) for j in mentors]
        who = listed(ids) if len(ids) <= SHOWN else f"{len(ids)} mentors"
        words.append(f"{plain(rule)} ({who})")
    return f"  {_name(cohort.mentees[entry.mentee])}: {listed(words)}"


def _rules(seen: Outlook) -> list[str]:
    if seen.left_out:
        return ["The cost of rules and minimum scores is left out: the round is large."]
    rows = [
        (
            plain(cost.rule),
            f"{cost.pairs:,}",
            "-" if cost.alone is None else f"{cost.alone:,}",
            "-" if cost.gained is None else f"{cost.gained:,}",
        )
        for cost in seen.rules
        if cost.pairs
    ]
    if not rows:
        return []
    heading = ("rule", "pairs barred", "by it alone", "mentees gained without it")
    return table(heading, rows)


def _floors(seen: Outlook) -> list[str]:
    if not seen.floors:
        return []
    scale = Scale(1_000_000, given=False)
    words = [
        f"{cost.mentees:,} with none"
        if cost.floor is None
        else f"{cost.mentees:,} at {scale.at_most(cost.floor).removesuffix('.0')}"
        for cost in seen.floors
    ]
    return [f"Mentees who can have a mentor, by minimum score: {', '.join(words)}."]


def _answers(
    seen: Outlook, problem: MatchingProblem, cohort: Cohort, gaps: tuple[Blank, ...]
) -> list[str]:
    scale = Scale(problem.scale, given=False)
    told = [
        f"{criterion_label(row.criterion)} ({scale.text(row.spread)})"
        for row in seen.separations
        if row.mentees
    ]
    lines = [f"How far criteria set mentors apart, in points: {', '.join(told)}."] if told else []
    constant = [criterion_label(row.criterion) for row in seen.separations if not row.mentees]
    if constant:
        verb = "tells" if len(constant) == 1 else "tell"
        lines.append(f"{capital(listed(constant))} {verb} no mentors apart.")
    often = [gap for gap in gaps if gap.people > gap.blank >= gap.people / OFTEN]
    if often:
        words = [f"{g.column} ({g.blank} of {counted(g.people, g.role)})" for g in often[:SHOWN]]
        lines.append(f"Often blank: {', '.join(words)}.")
    if seen.thin:
        ids = [_name(cohort.mentees[i]) for i in seen.thin[:SHOWN]]
        more = len(seen.thin) - SHOWN
        who = listed([*ids, f"{more} more"] if more > 0 else ids)
        lines.append(f"Few answers to go by, whoever the mentor: {who}.")
    return lines
