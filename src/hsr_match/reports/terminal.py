"""The result on the screen, or in a pipe: pairs, who is left, and the summary last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from hsr_match.insight.headline import is_settled
from hsr_match.reports.columns import GAP, fitted, indented, table_row, width_of
from hsr_match.reports.figures import counted, ordinal, screen_figure
from hsr_match.reports.headline import attention_sentence, reason_label, summary_sentences
from hsr_match.text import visible

if TYPE_CHECKING:
    from hsr_match.insight.model import PairInsight
    from hsr_match.insight.outcome import Outcome

WIDE = 120
"""From this width on the reason stands beside the pair, else below it."""

Paint = Callable[[str, str], str]


def outcome_text(outcome: Outcome, *, width: int, colour: bool) -> str:
    """Return a matching for a reader.

    Parameters
    ----------
    outcome
        A finished run.
    width
        Columns of the terminal; 80 suits a pipe.
    colour
        Whether the reader's terminal shows colours. Without them the text
        holds nothing but words.

    Returns
    -------
    str
        Names are shown: this is the coordinator's own screen. Nothing is cut
        off, and no control character of anybody's name gets through.
    """
    paint = _colours if colour else _plain
    parts = [
        _pairs(outcome, max(width, 40), paint),
        _left_without(outcome, max(width, 40), paint),
        _objectives(outcome, max(width, 40), paint),
        _summary(outcome, max(width, 40), paint),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _plain(text: str, _style: str) -> str:
    return text


def _colours(text: str, style: str) -> str:
    from click import style as styled

    if style in ("bold", "dim"):
        return styled(text, **{style: True})
    return styled(text, fg=style)


def _pairs(outcome: Outcome, width: int, paint: Paint) -> str:
    pairs = sorted(outcome.insight.pairs, key=lambda pair: (pair.mentee, pair.mentor))
    if not pairs:
        return ""
    heading = ["Mentee", "Mentor", "Score", "Rank"]
    rows = [_cells(outcome, pair) for pair in pairs]
    contents = [max(map(width_of, column)) for column in zip(heading, *rows, strict=True)]
    wide = width >= WIDE
    room = width * 6 // 10 if wide else width
    people = fitted(contents[:2], room - sum(contents[2:]) - 3 * GAP)
    widths = [*people, *contents[2:]]
    right = [False, False, True, True]
    reason = 4 if not wide else sum(widths) + 4 * GAP
    if wide:
        heading, widths, right = [*heading, "Why"], [*widths, width - reason], [*right, False]
    lines = [paint(line, "bold") for line in table_row(heading, widths, right)]
    for pair, row in zip(pairs, rows, strict=True):
        why = visible(pair.why)
        look = () if is_settled(outcome, pair) else pair.cautions
        cautions = [visible(caution.text) for caution in look]
        lines += table_row([*row, why] if wide else row, widths, right)
        blank = " " * reason
        if not wide:
            lines += [paint(line, "dim") for line in indented(why, width, blank, blank)]
        for caution in cautions:
            mark = f"{blank[2:]}! "
            lines += [paint(line, "yellow") for line in indented(caution, width, mark, blank)]
    return "\n".join(lines)


def _cells(outcome: Outcome, pair: PairInsight) -> list[str]:
    problem = outcome.problem
    kept = "" if not pair.pinned else " (approved before)" if pair.approved else " (pinned)"
    approved = outcome.status_of(pair.mentee, pair.mentor) == "approved"
    pinned = " (approved)" if approved and outcome.decided is not None else kept
    return [
        _person(problem.mentee_label(pair.mentee), outcome.mentee_name(pair.mentee)),
        _person(problem.mentor_label(pair.mentor), outcome.mentor_name(pair.mentor)) + pinned,
        screen_figure(pair.score, problem.scale, outcome.kind),
        ordinal(pair.rank),
    ]


def _person(shown_id: str, name: str) -> str:
    return visible(f"{shown_id} {name}".strip())


def _left_without(outcome: Outcome, width: int, paint: Paint) -> str:
    lines = []
    if outcome.insight.unmatched:
        lines.append(paint("Without a mentor", "bold"))
    for entry in sorted(outcome.insight.unmatched, key=lambda entry: entry.mentee):
        label = outcome.problem.mentee_label(entry.mentee)
        lines.append(paint(_person(label, outcome.mentee_name(entry.mentee)), "yellow"))
        lines += indented(visible(entry.named or entry.sentence), width, "    ", "    ")
        lines += indented(visible(entry.remedy), width, "    -> ", "       ")
    left_out = Counter(left.reason for left in (outcome.cohort.excluded if outcome.cohort else ()))
    for reason, number in sorted(left_out.items()):
        lines.append(f"{counted(number, 'person', 'people')} left out: {reason_label(reason)}.")
    return "\n".join(lines)


def _objectives(outcome: Outcome, width: int, paint: Paint) -> str:
    if not outcome.objectives:
        return ""
    from hsr_match.reports.objectives import objectives_lines

    title, *lines = objectives_lines(outcome, width)
    return "\n".join([paint(title, "bold"), *lines])


def _summary(outcome: Outcome, width: int, paint: Paint) -> str:
    first, *others = summary_sentences(outcome)
    look = attention_sentence(outcome)
    lines = [paint(line, "bold") for line in indented(visible(first), width, "", "")]
    for sentence in others:
        lines += indented(visible(sentence), width, "", "")
    if look:
        lines += [paint(line, "yellow") for line in indented(look, width, "", "")]
    return "\n".join(lines)
