"""What a manifest claims about figures, counted again (checks 2, 5, 6, 8, 11–13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from typing import Any

import numpy as np

from hsr_match.proof.answers import exact
from hsr_match.proof.documents import SCALE, Told
from hsr_match.proof.objective import gains
from hsr_match.proof.report import Failure

Document = Mapping[str, Any]
ENGINES = ("flow", "coupled")


def check_figures(
    manifest: Document,
    told: Told,
    points: Mapping[tuple[int, int], Mapping[str, int]],
    reserve: Container[str],
) -> list[Failure]:
    """Check each pair's figures and everything else that is counted (2, 6, 8, 11–13)."""
    settings, objective = manifest["settings"], manifest["objective"]
    pins = {(pin["mentee"], pin["mentor"]) for pin in settings["pins"]}
    row, column = told.mentees.at, told.mentors.at
    failures, given = [], manifest["kind"] == "scores"
    for pair in manifest["pairs"]:
        i, j = row[pair["mentee"]], column[pair["mentor"]]
        who = f"{pair['mentee']} with {pair['mentor']}"
        score = int(told.scores[i, j])
        if not given and not 0 <= pair["score"] <= SCALE:
            failures.append(Failure(12, f"{who}: the score {pair['score']} is out of range"))
        if pair["score"] != score:
            failures.append(Failure(11, f"{who} scores {score}, not {pair['score']}"))
        if pair["points"] != points.get((i, j), {}):
            failures.append(Failure(11, f"{who}: the points of the criteria are not these"))
        rank = 1 + int((told.eligible[i] & (told.scores[i] > score)).sum())
        if pair["rank"] != rank:
            failures.append(Failure(11, f"{who}: the mentor's rank is {rank}, not {pair['rank']}"))
        gain = int(gains(np.array([score], dtype=np.int64), float(objective["alpha"]))[0])
        if pair["gain"] != gain:
            failures.append(Failure(13, f"{who} adds {gain} to the objective, not {pair['gain']}"))
        if pair["pinned"] is not ((pair["mentee"], pair["mentor"]) in pins):
            failures.append(Failure(8, f"{who}: wrongly called pinned or not pinned"))
    for entry in manifest["unmatched"]:
        if entry["reason"] == "declined" and "decisions" in manifest:
            continue
        possible = bool(told.eligible[row[entry["mentee"]]].any())
        nobody = entry["reason"] == "no_eligible_mentor"
        if nobody if possible else not nobody and entry["reason"] != "below_minimum_score":
            failures.append(Failure(2, f"{entry['mentee']}: the reason for no mentor is not true"))
    return [
        *failures,
        *_accounted(manifest, told),
        *_wanted(manifest, told),
        *_mentors(manifest, told, reserve),
        *_settled(manifest, told),
    ]


def _accounted(manifest: Document, told: Told) -> Iterator[Failure]:
    """Yield mentees who are in no pair and on no list, or on too many (2)."""
    paired = {pair["mentee"] for pair in manifest["pairs"]}
    left = Counter(entry["mentee"] for entry in manifest["unmatched"])
    for person, wanted in zip(told.mentees.ids, told.limits.wanted.tolist(), strict=True):
        if not wanted:
            if left[person]:
                yield Failure(2, f"{person} wants no mentor, and is listed as without one")
        elif person not in paired and not left[person]:
            yield Failure(2, f"{person} is in no pair and not listed as without one")
        elif (person in paired) + left[person] > 1:
            yield Failure(2, f"{person} is listed as without a mentor, and more than that")


def _wanted(manifest: Document, told: Told) -> Iterator[Failure]:
    """Check mentors wanted and credit (5, 13): listed where they are not one and none."""
    credit = told.limits.credit
    units = [0] * len(told.mentees.ids) if credit is None else credit.tolist()
    found = {
        person: (wanted, extra)
        for person, wanted, extra in zip(
            told.mentees.ids, told.limits.wanted.tolist(), units, strict=True
        )
        if wanted != 1 or extra
    }
    entries = manifest.get("mentees", ())
    listed = {entry["mentee"]: (entry["wanted"], entry["credit"]) for entry in entries}
    if len(listed) != len(entries):
        yield Failure(2, "the list of mentees with wishes of their own names somebody twice")
    for person in sorted({*found, *listed}):
        wanted, extra = found.get(person, (1, 0))
        if person not in found:
            yield Failure(2, f"{person} is listed with wishes of their own, and has none")
        if listed.get(person, (1, 0))[0] != wanted:
            yield Failure(5, f"{person}: the number of mentors wanted is not that of the answers")
        if listed.get(person, (1, 0))[1] != extra:
            yield Failure(13, f"{person}: the credit is {extra} units, not as listed")


def _mentors(manifest: Document, told: Told, reserve: Container[str]) -> list[Failure]:
    load = Counter(pair["mentor"] for pair in manifest["pairs"])
    failures = []
    listed = {entry["mentor"]: entry for entry in manifest["mentors"]}
    if list(listed) != list(told.mentors.ids) or len(manifest["mentors"]) != len(listed):
        failures.append(Failure(2, "the list of mentors is not that of the cohort"))
    for mentor, *places in zip(told.mentors.ids, *told.places, strict=True):
        entry = listed.get(mentor, {})
        if [entry.get(name) for name in ("places_min", "places", "places_max")] != places:
            failures.append(Failure(6, f"{mentor}: the places are not those of the answers"))
        if entry.get("reserve") is not (mentor in reserve):
            failures.append(Failure(6, f"{mentor}: wrongly called in reserve or not"))
        if entry.get("load") != load[mentor]:
            failures.append(Failure(13, f"{mentor} has {load[mentor]} mentees, not as listed"))
    return failures


def _settled(manifest: Document, told: Told) -> list[Failure]:
    """Check what is repeated from the settings, and the counts of barred pairs."""
    settings, objective = manifest["settings"], manifest["objective"]
    given = manifest["kind"] == "scores"
    sums = ("total", "worst_first", "highest_floor")
    kinds = ("balanced",) if exact(objective["alpha"]) else sums
    same = {
        "seed": (manifest["seed"], settings["solver"]["seed"]),
        "order": (objective["order"], settings["rules"]["order"]),
        "objective": (objective["kind"] in kinds, True),
        "floor": ("floor" in manifest, objective["kind"] == "highest_floor"),
        "engine": (manifest["engine"] in ENGINES, True),
        "canonical": (type(manifest.get("canonical", True)), bool),
        "best total": (
            manifest["price_certificate"] is None and objective["best_total"],
            manifest["price_certificate"] is None and objective["total"],
        ),
        "pairs that rules bar": (
            {name: count for name, count in manifest["barred"].items() if count},
            told.barred,
        ),
    }
    if not given:
        same |= {
            "scale": (manifest["scale"], SCALE),
            "objective asked for": (objective["asked"], settings["fairness"]["objective"]),
            "price allowed": (
                exact(objective["max_price"]),
                exact(settings["fairness"]["max_price"]),
            ),
        }
    return [
        Failure(13, f"match.json: {name} is not what settings and answers make it")
        for name, (claim, found) in same.items()
        if claim != found
    ]
