"""What a manifest claims about people and figures, counted again (checks 2–4, 8, 9, 11–13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from hsr_match.config.vocabulary import vocabulary
from hsr_match.proof.answers import exact
from hsr_match.proof.documents import SCALE, Told
from hsr_match.proof.objective import gains
from hsr_match.proof.report import Failure
from hsr_match.text import fold

Document = Mapping[str, Any]


def check_integers(manifest: Document, scores: Document | None) -> list[Failure]:
    """Check that every count, score and price is a whole number, never a decimal one (12)."""
    return [
        Failure(12, f"{where} is not a whole number")
        for where, value in _numbers(manifest, scores)
        if type(value) is not int or abs(value) > 2**62
    ]


def _numbers(manifest: Document, scores: Document | None) -> Iterator[tuple[str, Any]]:
    for name in ("scale", "seed"):
        yield f"match.json: {name}", manifest[name]
    for name in ("coverage", "gain", "total", "best_total"):
        yield f"match.json: objective {name}", manifest["objective"][name]
    for pair in manifest["pairs"]:
        where = f"match.json: {pair['mentee']} with {pair['mentor']}"
        for name in ("score", "gain", "rank"):
            yield f"{where}, {name}", pair[name]
        for name, units in pair["points"].items():
            yield f"{where}, points of {name}", units
    for proof in (manifest["certificate"], manifest["price_certificate"]):
        for side in ("mentees", "mentors") if proof else ():
            for person, row in proof[side].items():
                yield from ((f"match.json: the proof's number for {person}", x) for x in row)
    for entry in manifest["mentors"]:
        for name in ("places_min", "places", "places_max", "load"):
            yield f"match.json: {name} of {entry['mentor']}", entry[name]
    for mentee, mentor, value in scores["scores"] if scores else ():
        yield f"scores.json: {mentee} with {mentor}", value


def check_people(manifest: Document, people: Document) -> list[Failure]:
    """Check that everybody is known, once, and accounted for (2, 3, 4)."""
    ids = {role: _ids(people[f"{role}s"]) for role in ("mentee", "mentor")}
    failures = [
        Failure(3, f"the {role} id {listed} stands for two people")
        for role, side in ids.items()
        for listed in _repeated([fold(person) for person in side])
    ]
    failures += [
        Failure(3, f"two {role}s have one identity key")
        for role in ids
        for _ in _repeated([p["key"] for p in people[f"{role}s"] if not isinstance(p, str)])
    ]
    known = {role: set(side) for role, side in ids.items()}
    paired = [pair["mentee"] for pair in manifest["pairs"]]
    left = [entry["mentee"] for entry in manifest["unmatched"]]
    for pair in manifest["pairs"]:
        for role in ("mentee", "mentor"):
            if pair[role] not in known[role]:
                failures.append(Failure(4, f"{pair[role]} is no {role} of this cohort"))
    reasons = vocabulary("unmatched_reason").terms
    for entry in manifest["unmatched"]:
        if entry["mentee"] not in known["mentee"]:
            failures.append(Failure(4, f"{entry['mentee']} is no mentee of this cohort"))
        if entry.get("reason") not in reasons:
            failures.append(Failure(2, f"{entry['mentee']} is without a mentor and a reason"))
    told = Counter({*paired}) + Counter(left)
    for person in ids["mentee"]:
        if not told[person]:
            failures.append(Failure(2, f"{person} is in no pair and not listed as without one"))
        elif told[person] > 1:
            failures.append(
                Failure(2, f"{person} is listed as without a mentor, and more than that")
            )
    if [tuple(sorted(e.items())) for e in manifest["excluded"]] != [
        tuple(sorted(e.items())) for e in people.get("excluded", ())
    ]:
        failures.append(Failure(2, "those who may not take part are not the same as in the cohort"))
    return failures


def _ids(listed: Sequence[Any]) -> list[str]:
    return [person if isinstance(person, str) else person["id"] for person in listed]


def _repeated(words: Sequence[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def check_same_person(manifest: Document, cohort: Document) -> list[Failure]:
    """Check that nobody is paired with themselves, under whatever id (9)."""
    marks: dict[tuple[str, str], set[str]] = {}
    for role in ("mentee", "mentor"):
        for person in cohort[f"{role}s"]:
            email = fold(person["answers"].get("email") or "")
            marks[role, person["id"]] = {person["key"], *([f"email:{email}"] if email else [])}
    return [
        Failure(9, f"{pair['mentee']} and {pair['mentor']} are the same person")
        for pair in manifest["pairs"]
        if marks["mentee", pair["mentee"]] & marks["mentor", pair["mentor"]]
    ]


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
        possible = bool(told.eligible[row[entry["mentee"]]].any())
        nobody = entry["reason"] == "no_eligible_mentor"
        if nobody if possible else not nobody and entry["reason"] != "below_minimum_score":
            failures.append(Failure(2, f"{entry['mentee']}: the reason for no mentor is not true"))
    return failures + _mentors(manifest, told, reserve) + _settled(manifest, told)


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
    alpha = exact(objective["alpha"])
    same = {
        "seed": (manifest["seed"], settings["solver"]["seed"]),
        "order": (objective["order"], settings["rules"]["order"]),
        "objective": (objective["kind"], "balanced" if alpha else "total"),
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
