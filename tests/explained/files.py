"""What travels as data: JSON of a pair, pairings.csv, the workbook, the manifest."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from hsr_match.insight.labels import criterion_label, part_label
from tests.explained.model import small

UNLIKE_CRITERIA = {
    *("mentee_id", "mentee_name", "mentor_id", "mentor_name", "score", "mentee_rank"),
    *("why", "cautions", "status", "locked"),
}


def json_pair(found: Mapping[str, Any]) -> dict[str, Any]:
    """Read ``explain --format json`` of a pair."""
    rows = [
        {
            "criterion": criterion_label(row["criterion"]),
            "item": small(row["item"] or part_label(row["criterion"], row["part"])),
            "points": row["units"],
            "possible": row["possible"],
            "mentee": row["mentee_answer"],
            "mentor": row["mentor_answer"],
        }
        for row in found["rows"]
    ]
    return {
        "score": found["score"],
        "rank": str(found["rank"]),
        "points": found["criteria"],
        "why": found["why"],
        "cautions": [caution["text"] for caution in found["cautions"]],
        "verdict": found["verdict"],
        "rows": rows,
        "others": json_others(found),
    }


def json_left(found: Mapping[str, Any]) -> dict[str, Any]:
    """Read ``explain --format json`` of a mentee without a mentor."""
    return {
        "reason": found["reason"],
        "sentence": found["sentence"],
        "sentence and remedy": f"{found['sentence']} {found['remedy']}".strip(),
        "rivals": found["rivals"],
        "others": json_others(found),
    }


def json_others(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Read the other mentors of ``explain --format json``."""
    return [
        {
            "mentor": other["mentor"],
            "score": other["score"],
            "rank": "" if other["rank"] is None else str(other["rank"]),
            "barred": other["barred_by"],
            "taken": other["taken_by"],
            "free": other["free"],
            "price": other["price"],
        }
        for other in found["alternatives"]
    ]


def table_rows(content: bytes) -> list[dict[str, str]]:
    """Read a CSV file of ours."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


Sheets = Mapping[str, Sequence[Mapping[str, Any]]]


def sheets_of(content: bytes) -> Sheets:
    """Read a workbook of ours: sheet → rows by heading; rows below a blank one are notes."""
    from openpyxl import load_workbook

    found: dict[str, list[dict[str, Any]]] = {}
    for sheet in load_workbook(io.BytesIO(content), read_only=True):
        heading, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [
            dict(
                zip(map(str, heading), ("" if cell is None else cell for cell in row), strict=False)
            )
            for row in rows
            if any(cell is not None for cell in row[1:])
        ]
    return found


def list_pairs(rows: Sequence[Mapping[str, Any]]) -> dict[Any, dict[str, Any]]:
    """Read the list of pairs, of ``pairings.csv`` or of the workbook."""
    return {
        (row["mentee_id"], row["mentor_id"]): {
            "score": four(row["score"]),
            "rank": str(row["mentee_rank"]),
            "points": {name: four(row[name]) for name in row if name not in UNLIKE_CRITERIA},
            "why": row["why"],
            "cautions in one": row["cautions"],
        }
        for row in rows
        if row["status"] != "unmatched"
    }


def list_left(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Read who has no mentor from the list of pairs."""
    return {
        row["mentee_id"]: {"sentence and remedy": row["why"]}
        for row in rows
        if row["status"] == "unmatched"
    }


def four(figure: Any) -> str:
    """Return a figure of a file with four decimals."""
    return figure if isinstance(figure, str) else f"{figure:.4f}"


def sheet_why(sheets: Sheets) -> dict[Any, dict[str, Any]]:
    """Read sheet Why."""
    found: dict[Any, dict[str, Any]] = {}
    for row in sheets["Why"]:
        told = found.setdefault((row["mentee_id"], row["mentor_id"]), {"rows": []})
        told["rows"].append(
            {
                "criterion": row["criterion"],
                "item": small(row["item"]),
                "points": four(row["points"]),
                "possible": four(row["of"]),
                "mentee": row["mentee_answer"],
                "mentor": row["mentor_answer"],
            }
        )
    return found


def sheet_others(sheets: Sheets) -> dict[Any, dict[str, Any]]:
    """Read sheet Alternatives: (mentee, mentor they have, if any) → other mentors."""
    found: dict[Any, dict[str, Any]] = {}
    for row in sheets["Alternatives"]:
        key = (row["mentee_id"], row["has_now"]) if row["has_now"] else row["mentee_id"]
        found.setdefault(key, {"others": []})["others"].append(
            {
                "mentor": row["mentor_id"],
                "score": four(row["score"]),
                "rank": str(row["rank"]),
                "barred": [bar for bar in row["barred_by"].split("; ") if bar],
                "taken": [i for i in row["mentees_now"].split(", ") if i],
                "free": row["free_places"],
                "price": row["price"],
            }
        )
    return found


def sheet_left(sheets: Sheets) -> dict[str, dict[str, Any]]:
    """Read sheet Unmatched, without those who may not take part."""
    return {
        row["id"]: {
            "reason in words": row["reason"],
            "sentence": row["why"],
            "help": [small(words) for words in row["what_would_help"].split("\n")],
            "rivals": [i for i in row["competes_with"].split(", ") if i],
        }
        for row in sheets["Unmatched"]
        if row["why"]
    }


def manifest_pairs(manifest: Mapping[str, Any]) -> dict[Any, dict[str, Any]]:
    """Read the pairs of ``match.json``, whose figures are units."""
    return {
        (pair["mentee"], pair["mentor"]): {
            "score": pair["score"],
            "rank": str(pair["rank"]),
            "points": pair["points"],
        }
        for pair in manifest["pairs"]
    }
