"""Letters: each sentence of their reasons, and the lines of a pair that bear it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hsr_match.insight.detail import WaterfallRow
from hsr_match.insight.words import capital

QUOTED = re.compile("“([^”]*)”")
SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")
WAYS = {
    "by phone": "phone",
    "partly online, partly in person": "hybrid",
    "online": "online",
    "in person": "in person",
}


def unfounded(reasons: str, rows: Sequence[WaterfallRow]) -> Iterator[str]:
    """Yield the sentences with a fact that no line of the reckoning bears out."""
    for sentence in SENTENCES.split(reasons) if reasons else ():
        if not _founded(sentence, rows):
            yield sentence


def _founded(sentence: str, rows: Sequence[WaterfallRow]) -> bool:
    named = QUOTED.findall(sentence)
    if "help" in sentence:
        partly = "in part" in sentence
        return bool(named) and all(_helps(label, rows, partly=partly) for label in named)
    if "to learn" in sentence:
        how = "can teach" if "can teach" in sentence else "use"
        return bool(named) and all(
            any(
                (row.criterion, row.mentee_answer, row.mentor_answer) == ("methods", LEARN, how)
                and capital(row.item) == label
                for row in rows
            )
            for label in named
        )
    if "both work" in sentence:
        return bool(named) and all(
            any(
                row.criterion == "research_area" and capital(row.item) == label and row.units
                for row in rows
            )
            for label in named
        )
    meeting = re.fullmatch(r"You can both meet (.*)\.", sentence)
    return meeting is not None and any(_meets(meeting[1], row) for row in rows)


LEARN = "want to learn"


def _helps(label: str, rows: Sequence[WaterfallRow], *, partly: bool) -> bool:
    """Tell whether a need earned points, and all of them unless help is in part.

    Letters leave out what an experience adds to plain offers: they may say less, never more.
    """
    return any(
        row.criterion == "needs"
        and row.item == label
        and row.units > 0
        and (not partly or row.units < row.possible or row.mentor_answer.startswith("experience"))
        for row in rows
    )


def _meets(said: str, row: WaterfallRow) -> bool:
    if row.part != "format" or not row.units:
        return False
    ways = said
    for words, way in WAYS.items():
        ways = ways.replace(words, f"<{way}>")
    found = re.findall(r"<([^>]*)>", ways)
    both = (row.mentee_answer.split("; "), row.mentor_answer.split("; "))
    return bool(found) and all(way in side or "more" in side[-1] for way in found for side in both)
