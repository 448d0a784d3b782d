"""The page: its data, its list of pairs, its cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tests.explained.model import ENDING, IDS, small
from tests.reports.page.reading import Element


def page_pairs(data: Mapping[str, Any]) -> dict[Any, dict[str, Any]]:
    """Read the data of the page."""
    words = data["words"]

    def row(criterion: str, line: Sequence[Any]) -> dict[str, Any]:
        keys = ("item", "points", "possible", "mentee", "mentor")
        told = {key: words[number] for key, number in zip(keys, line, strict=False)}
        return {**told, "item": small(told["item"]), "criterion": small(criterion)}

    found = {}
    for mentee, mentor, score, verdict, _, groups, others in data["pairs"]:
        totals = {small(words[name]): words[total] for name, total, _ in groups}
        found[data["mentees"][mentee][0], data["mentors"][mentor][0]] = {
            "score": words[score].removesuffix(" points"),
            "verdict": words[verdict],
            "points in words": {n: t for n, t in totals.items() if Decimal(t)},
            "rows": [row(words[name], line) for name, _, lines in groups for line in lines],
            "others": [
                {
                    "mentor": data["mentors"][other][0],
                    "score": words[units],
                    "rank": ENDING.sub("", words[rank]),
                    "barred": [bar for bar in words[bars].split("; ") if bar],
                    "taken": [data["mentees"][i][0] for i in taken],
                    "free": free,
                    "price": words[price],
                }
                for other, units, rank, bars, taken, free, price in others
            ],
        }
    return found


def cells_of(row: Element) -> list[Element]:
    """Return the cells of a row of a page."""
    return [cell for cell in row.children if isinstance(cell, Element)]


def id_in(cell: Element) -> str:
    """Return the id of the person that a cell names."""
    return str(IDS.findall(cell.text)[-1])


def page_table(tree: Element) -> dict[Any, dict[str, Any]]:
    """Read the list of pairs as it stands on the page without any script."""
    found = {}
    for row in tree.at("pairs-table").one("tbody").all("tr"):
        mentee, mentor, score, rank, why, _, _ = cells_of(row)
        found[id_in(mentee), id_in(mentor)] = {
            "score": score.text,
            "rank": ENDING.sub("", rank.text),
            "why": why.one("p").text,
            "cautions": [item.raw.strip() for item in why.all("li")],
        }
    return found


def page_left(tree: Element) -> dict[str, dict[str, Any]]:
    """Read the cards of mentees without a mentor."""
    found = {}
    for card in (e for e in tree.at("unmatched").all("li") if e.attributes.get("class") == "card"):
        lists = [e for e in cells_of(card) if e.tag == "ul"]
        badge = next(card.all("p")).one("span")
        told: dict[str, Any] = {
            "reason in words": badge.text,
            "sentence": next(card.all("p")).raw.strip(),
            "help": [small(item.text) for item in lists[0].all("li")],
            "others": [_page_other(row) for row in card.one("table").one("tbody").all("tr")],
        }
        if len(lists) > 1:
            told["rivals"] = [id_in(item) for item in lists[1].all("li")]
        found[id_in(card.one("h3"))] = told
    return found


def _page_other(row: Element) -> dict[str, Any]:
    mentor, score, now, *last = cells_of(row)
    told: dict[str, Any] = {"mentor": id_in(mentor), "score": score.text}
    told["taken"] = [id_in(item) for item in now.all("li")]
    if not last:
        return {**told, "barred": [], "price": ""}
    (cost,) = last
    if cost.text.startswith("Not possible: "):
        return {**told, "barred": cost.text.removeprefix("Not possible: ").split("; ")}
    return {**told, "barred": [], "price": small(cost.text)}
