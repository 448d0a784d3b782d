"""Whether decisions of people are what the pairs show, and say who answers for them (35)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hsr_match.proof.report import Failure

Document = Mapping[str, Any]
Pair = tuple[str, str]
STATUSES = ("approved", "declined", "proposed")
LOG = "decisions.csv"
LOG_COLUMNS = ("mentee_id", "mentor_id", "status", "by", "when", "reason")
_WHEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def can_be_set_aside(failure: Failure) -> bool:
    """Tell whether people may leave a limit unkept: least loads and ties between pairs."""
    return failure.check == 10 or (failure.check == 6 and "at least" in failure.message)


def is_decided(manifest: Document) -> bool:
    """Tell whether people had the last word on a run."""
    return "decisions" in manifest or manifest["status"] == "decided"


def without_limits_set_aside(manifest: Document, failures: Sequence[Failure]) -> list[Failure]:
    """Return failures without those of limits that the decisions set aside, with a reason."""
    aside = {
        entry["limit"]
        for entry in manifest.get("limits_set_aside", ())
        if entry["by"] and entry["reason"]
    }
    return [f for f in failures if not (can_be_set_aside(f) and f.message in aside)]


def status_of(manifest: Document) -> dict[Pair, str]:
    """Return pair → last decision on it."""
    return {
        (entry["mentee"], entry["mentor"]): entry["status"]
        for entry in manifest.get("decisions", ())
    }


def check_decided(
    manifest: Document, objections: Mapping[Pair, Sequence[str]], files: Mapping[str, bytes]
) -> list[Failure]:
    """Check the log of decisions against the pairs, and the list that people read.

    Parameters
    ----------
    manifest
        ``match.json`` of a decided run.
    objections
        Pair of the run → required rules that bar it, worked out again; pairs
        that nothing bars may be missing.
    files
        Name → content.
    """
    return [
        Failure(35, message)
        for message in (*_entries(manifest), *_pairs(manifest, objections), *_log(manifest, files))
    ]


def _entries(manifest: Document) -> Iterator[str]:
    if manifest["status"] != "decided" or not manifest.get("decisions"):
        yield "decisions and the status do not agree"
    for entry in manifest.get("decisions", ()):
        who = f"{entry['mentee']} with {entry['mentor']}"
        if entry["status"] not in STATUSES:
            yield f"{who}: {entry['status']!r} is no decision"
        if not entry["by"] or not _WHEN.fullmatch(entry["when"]):
            yield f"{who}: nobody answers for the decision, or it has no time"
        if entry["set_aside"] and not entry["reason"]:
            yield f"{who}: a rule was set aside without a reason"
    solved = manifest["solved"]
    if solved["status"] not in ("optimal", "feasible"):
        yield "what the solve had reached is not said"


def _pairs(manifest: Document, objections: Mapping[Pair, Sequence[str]]) -> Iterator[str]:
    made = {(pair["mentee"], pair["mentor"]): pair for pair in manifest["pairs"]}
    last = {(entry["mentee"], entry["mentor"]): entry for entry in manifest.get("decisions", ())}
    bans = {(ban["mentee"], ban["mentor"]) for ban in manifest["settings"]["bans"]}
    for who, entry in last.items():
        label = " with ".join(who)
        if entry["status"] == "approved":
            if who not in made:
                yield f"{label} was approved and is no pair"
            elif made[who]["pinned"] is not True:
                yield f"{label} was approved and is not held"
        elif entry["status"] == "declined" and (who in made or who not in bans):
            yield f"{label} was declined and is still possible"
    for who in made:
        barred = sorted(set(objections.get(who, ())) - {"ban"})
        told = sorted(last[who]["set_aside"]) if who in last else None
        if told is not None and told != barred:
            yield f"{' with '.join(who)}: the rules set aside are not the ones that bar the pair"
    left = {entry["mentee"] for entry in manifest["unmatched"] if entry["reason"] == "declined"}
    turned_down = {mentee for (mentee, _), e in last.items() if e["status"] == "declined"}
    for mentee in sorted(left - turned_down):
        yield f"{mentee} is without a mentor as if declined, and was not"


def _log(manifest: Document, files: Mapping[str, bytes]) -> Iterator[str]:
    """Compare the log that people read with the record."""
    if LOG not in files:
        return
    try:
        text = io.StringIO(files[LOG].decode("utf-8-sig"), newline="")
        rows = [[row[name] for name in LOG_COLUMNS] for row in csv.DictReader(text, strict=True)]
    except (csv.Error, KeyError, ValueError):
        yield f"{LOG} cannot be read as a list of decisions"
        return
    names = ("mentee", "mentor", *LOG_COLUMNS[2:])
    told = [[entry[name] for name in names] for entry in manifest.get("decisions", ())]
    if [[_bare(cell) for cell in row] for row in rows] != told:
        yield f"{LOG} differs from match.json"


def _bare(cell: str) -> str:
    return (
        cell[1:]
        if cell[:1] == "'" and cell.lstrip("'")[:1] in tuple("=+-@\t\r\n＝＋－＠")
        else cell
    )
