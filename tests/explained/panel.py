"""The page for a panel, and letters."""

from __future__ import annotations

import re
from itertools import compress
from operator import not_
from typing import Any

from tests.explained.model import ENDING, IDS, small
from tests.explained.page import cells_of, id_in
from tests.reports.page.reading import Element


def panel_sheets(tree: Element) -> tuple[dict[Any, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Read the sheets of pairs, and of mentees without a mentor."""
    pairs, left = {}, {}
    for sheet in tree.all("section"):
        ids = IDS.findall(sheet.one("h2").text)
        if len(ids) == 2:
            pairs[ids[0], ids[1]] = _pair(sheet)
        else:
            left[ids[0]] = _left(sheet)
    return pairs, left


def _pair(sheet: Element) -> dict[str, Any]:
    parts = cells_of(sheet)
    paragraphs = [part for part in parts if part.tag == "p" and "class" not in part.attributes]
    why, score, verdict = (part.text for part in paragraphs)
    heading = re.match(r"(?:Score )?(\S+?)(?: points of 100)?; (\S+) in this", score)
    assert heading, score
    points, rank = heading.groups()
    tables = list(sheet.all("table"))
    # Given scores come without answers: there is no reckoning.
    reckons = [next(table.all("th")).text == "Criterion" for table in tables]
    reckoned = [*compress(tables, reckons)]
    others = [*compress(tables, map(not_, reckons))]
    rows = [_row(row) for table in reckoned for row in table.one("tbody").all("tr")]
    return {
        "why": why,
        "score": points,
        "rank": ENDING.sub("", rank),
        "verdict": verdict,
        "cautions": [part.text for part in parts if part.attributes.get("class") == "caution"],
        "rows with points, and needs": rows,
        "others": _others(others),
    }


def _row(row: Element) -> dict[str, Any]:
    criterion, item, mentee, mentor, points = (cell.text for cell in cells_of(row))
    gained, _, possible = points.partition(" of ")
    told = {"criterion": small(criterion), "item": small(item), "mentee": mentee}
    return {**told, "mentor": mentor, "points": gained, "possible": possible}


def _others(tables: list[Element]) -> list[dict[str, Any]]:
    found = []
    for row in (row for table in tables for row in table.one("tbody").all("tr")):
        mentor, score, now, *last = cells_of(row)
        cost = last[0].text.removeprefix("–") if last else ""
        told: dict[str, Any] = {"mentor": id_in(mentor), "score": score.text}
        told["taken"] = IDS.findall(now.text)
        if cost.startswith("Not possible: "):
            told["barred in words"] = cost.removeprefix("Not possible: ")
        else:
            told |= {"barred": [], "price": small(cost)}
        found.append(told)
    return found


def _left(sheet: Element) -> dict[str, Any]:
    paragraphs = [p for p in cells_of(sheet) if p.tag == "p" and "class" not in p.attributes]
    told: dict[str, Any] = {
        "sentence": paragraphs[0].text,
        "others": _others([*sheet.all("table")]),
    }
    ways = [item.text for item in sheet.all("li")]
    return {**told, "help": [small(way) for way in ways]} if ways else told
