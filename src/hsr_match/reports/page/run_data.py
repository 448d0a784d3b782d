"""The data of the page: people, and each pair in full, as compact JSON.

Texts that stand in many places (answers, criteria, prices) are kept once in
``words`` and pointed at by number, so that a thousand pairs stay small.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from hsr_match.insight.labels import criterion_label, part_label
from hsr_match.insight.words import capital, share_of_weight

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing
    from hsr_match.insight.detail import Alternative, PairDetail, WaterfallRow
    from hsr_match.reports.page.speaking import Person, Speaking

FORMAT = "hsr-match/page/1"

_ESCAPES = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)


def json_text(data: Mapping[str, Any]) -> str:
    r"""Return data as JSON that no parser of HTML can take for markup.

    >>> json_text({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    plain = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return plain.translate(_ESCAPES)


class Words:
    """Texts kept once; each is known by its number."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}

    def of(self, text: str) -> int:
        """Return the number of a text."""
        return self._number.setdefault(text, len(self._number))

    def listed(self) -> list[str]:
        """Return all texts in the order of their numbers."""
        return list(self._number)


def run_data(briefing: Briefing, speaking: Speaking, shown: Sequence[int]) -> dict[str, Any]:
    """Return what the script of the page reads; ``docs/reference/report-page.md`` says how.

    Parameters
    ----------
    briefing, speaking
        The run, and how it is said.
    shown
        Positions, in ``outcome.insight.pairs``, of the pairs that stand on the page.
    """
    words = Words()
    details = briefing.pairs
    pairs = [
        _pair(details[number], speaking, words) if number < len(details) else None
        for number in shown
    ]
    return {
        "format": FORMAT,
        "kind": briefing.outcome.kind,
        "scale": briefing.outcome.problem.scale,
        "mentees": _people(speaking.mentees),
        "mentors": _people(speaking.mentors),
        "pairs": pairs,
        "words": words.listed(),
    }


def _people(side: Sequence[Person]) -> list[list[str]]:
    return [[person.id, person.name] for person in side]


def _pair(detail: PairDetail, speaking: Speaking, words: Words) -> list[Any]:
    """Return one pair: who, verdict, evidence, groups of the reckoning, other mentors."""
    start = 0.0
    groups = []
    for criterion, lines in groupby(detail.rows, key=lambda row: row.criterion):
        rows = []
        for line in lines:
            rows.append(_line(line, start, speaking, words))
            start += line.units
        total = detail.criteria.get(criterion)
        groups.append(
            [
                words.of(capital(criterion_label(criterion))),
                words.of("" if total is None else speaking.scale.text(total)),
                rows,
            ]
        )
    evidence = share_of_weight(detail.evidence) if detail.rows else ""
    return [
        detail.mentee,
        detail.mentor,
        words.of(speaking.scale.points(detail.score)),
        words.of(detail.verdict),
        words.of(evidence),
        groups,
        [_other(other, speaking, words) for other in detail.alternatives],
    ]


def _line(line: WaterfallRow, start: float, speaking: Speaking, words: Words) -> list[Any]:
    """Return one line: item, points, most possible, both answers, and where its bar lies."""
    full = speaking.scale.units
    low, high = sorted((start, start + line.units))
    label = line.item or capital(part_label(line.criterion, line.part))
    return [
        words.of(label),
        words.of(speaking.scale.text(line.units)),
        words.of(speaking.scale.text(line.possible)),
        words.of(line.mentee_answer),
        words.of(line.mentor_answer),
        round(low * 100 / full, 2),
        round((high - low) * 100 / full, 2),
        round(line.possible * 100 / full, 2),
        1 if line.units < 0 else 0,
    ]


def _other(other: Alternative, speaking: Speaking, words: Words) -> list[Any]:
    """Return another mentor: who, score, place in the list, bars, who has them, free, price."""
    return [
        other.mentor,
        words.of(speaking.scale.text(other.score)),
        words.of(speaking.rank(other.rank)),
        words.of("; ".join(other.barred_by)),
        list(other.taken_by),
        other.free,
        words.of(other.price),
    ]
