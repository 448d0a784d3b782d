"""Every planted corruption is rejected, and by the check that is meant for it.

Hashes are made to fit again, or check 1 would hide the others; the lists for
people are left out where they are not the point (check 33 would see the same).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from hsr_match.errors import VerificationError
from hsr_match.insight import explain_matching
from hsr_match.matching.gains import transform
from hsr_match.proof import RunDocuments, verify_documents
from hsr_match.reports import run_documents
from tests.proof.runs import altered, checks, cohort, documents, failures, outcome, settings

Manifest = dict[str, Any]
Alter = Callable[[Manifest], None]


@pytest.fixture(scope="module")
def full() -> RunDocuments:
    return documents()


@pytest.fixture(scope="module")
def run(full: RunDocuments) -> RunDocuments:
    bare = dataclasses.replace(full, files={"cohort.json": full.files["cohort.json"]})
    return altered(bare)


def pair(manifest: Manifest, mentee: str) -> dict[str, Any]:
    found: dict[str, Any] = next(p for p in manifest["pairs"] if p["mentee"] == mentee)
    return found


def drop(manifest: Manifest, mentee: str) -> dict[str, Any]:
    gone = pair(manifest, mentee)
    manifest["pairs"].remove(gone)
    return gone


def give(manifest: Manifest, mentee: str, mentor: str) -> None:
    """Move a mentee to another mentor and make loads fit; scores are left as they were."""
    moved = pair(manifest, mentee)
    for entry in manifest["mentors"]:
        entry["load"] += (entry["mentor"] == mentor) - (entry["mentor"] == moved["mentor"])
    moved["mentor"] = mentor


def test_an_honest_run_holds(full: RunDocuments, run: RunDocuments) -> None:
    report = verify_documents(full)
    assert report.proven
    assert (report.pairs_rescored, report.pairs_priced) == (5, 23)
    assert not failures(full, workbook=True)
    assert not failures(run)


def test_c01_two_mentees_swapped_at_a_loss() -> None:
    # E05 and E07 change mentors; every figure is what an honest writer would say.
    told, honest = settings(), outcome(cohort(), settings())
    old = dict(honest.matching.pairs)
    assert (old[4], old[6]) == (1, 0)
    pairs = tuple(sorted({**old, 4: 0, 6: 1}.items()))
    assert honest.scores is not None
    table = honest.scores.block(slice(None), slice(None))
    before = np.array([table[pair] for pair in honest.matching.pairs])
    after = np.array([table[pair] for pair in pairs])
    alpha = honest.matching.alpha
    lost = int(transform(before, alpha).sum() - transform(after, alpha).sum())
    assert lost > 0
    swapped = dataclasses.replace(
        honest.matching, pairs=pairs, total=int(after.sum()), gain=honest.matching.gain - lost
    )
    insight = explain_matching(
        honest.problem, swapped, told, cohort=honest.cohort, scores=honest.scores
    )
    run = run_documents(dataclasses.replace(honest, matching=swapped, insight=insight))
    # The best total is proven apart: the price of the swap is seen as well.
    assert checks(run) == {14, 15}


def c02_row_dropped(m: Manifest) -> None:
    drop(m, "E03")


def c03_pair_duplicated(m: Manifest) -> None:
    m["pairs"].append(dict(pair(m, "E03")))


def c03_second_mentor(m: Manifest) -> None:
    m["pairs"].append({**pair(m, "E03"), "mentor": "R03"})


def c04_over_capacity(m: Manifest) -> None:
    give(m, "E02", "R02")


def c05_banned(m: Manifest) -> None:
    # E04 takes the place of E05 with R02, which the settings ban.
    pair(m, "E05")["mentee"] = "E04"
    m["unmatched"][1]["mentee"] = "E05"


def c05_refused(m: Manifest) -> None:
    give(m, "E02", "R01")
    give(m, "E07", "R03")


def c06_pin_missing(m: Manifest) -> None:
    drop(m, "E06")
    m["unmatched"].append({"mentee": "E06", "reason": "all_places_taken"})


def c07_score_off_by_one(m: Manifest) -> None:
    pair(m, "E03")["score"] += 1


def c07_points_moved(m: Manifest) -> None:
    points = pair(m, "E03")["points"]
    points["needs"] += 1
    points["research_area"] -= 1


def c07_rank(m: Manifest) -> None:
    pair(m, "E07")["rank"] = 1


def c08_wrong_total(m: Manifest) -> None:
    m["objective"]["total"] += 1


def c08_wrong_gain(m: Manifest) -> None:
    m["objective"]["gain"] -= 1


def c08_wrong_load(m: Manifest) -> None:
    m["mentors"][0]["load"] = 1


def c08_wrong_count(m: Manifest) -> None:
    m["barred"]["other_organisation"] -= 1


def c09_forged_duals(m: Manifest) -> None:
    # E03 is matched with a mentor whose place is full: both its arcs are tight enough.
    m["certificate"]["mentees"]["E03"][0] -= 2


def c10_ids_permuted(m: Manifest) -> None:
    a, b = pair(m, "E03"), pair(m, "E05")
    a["mentee"], b["mentee"] = "E05", "E03"


def c12_float_drift(m: Manifest) -> None:
    m["objective"]["total"] += 1e-9


def c12_float_score(m: Manifest) -> None:
    pair(m, "E03")["score"] = float(pair(m, "E03")["score"])


def c12_float_potential(m: Manifest) -> None:
    m["certificate"]["mentors"]["R01"][1] += 0.25


def c14_unknown(m: Manifest) -> None:
    pair(m, "E03")["mentor"] = "R77"


def c14_one_side(m: Manifest) -> None:
    pair(m, "E03")["mentor"] = "E01"


def c16_places(m: Manifest) -> None:
    m["mentors"][3]["places"] = 3


def c17_left_off(m: Manifest) -> None:
    m["unmatched"].pop()


def c17_no_reason(m: Manifest) -> None:
    m["unmatched"][0]["reason"] = ""


def c17_untrue_reason(m: Manifest) -> None:
    m["unmatched"][0]["reason"] = "no_eligible_mentor"


def c17_excluded_forgotten(m: Manifest) -> None:
    m["excluded"] = []


def c18_dual_left_out(m: Manifest) -> None:
    del m["certificate"]["mentors"]["R02"]


def c19_negative_dual(m: Manifest) -> None:
    # An unmatched mentee's arc to the sink carries flow; a low price would forbid it.
    m["certificate"]["mentees"]["E01"][0] = 5


def c20_optimal_without_proof(m: Manifest) -> None:
    m["certificate"] = None


def rung_missing(m: Manifest) -> None:
    m["certificate"]["rungs"].pop()
    for side in ("mentees", "mentors"):
        for row in m["certificate"][side].values():
            row.pop()


def price_not_proven(m: Manifest) -> None:
    m["price_certificate"] = None


def price_understated(m: Manifest) -> None:
    m["objective"]["best_total"] -= 1


def pin_not_asked_for(m: Manifest) -> None:
    pair(m, "E03")["pinned"] = True


def another_seed(m: Manifest) -> None:
    m["seed"] += 1


def unknown_status(m: Manifest) -> None:
    m["status"] = "probably optimal"


@pytest.mark.parametrize(
    ("alter", "check", "others"),
    [
        (c02_row_dropped, 2, {13, 14}),
        (c03_pair_duplicated, 5, {2, 6, 13, 14}),
        (c03_second_mentor, 5, {6, 11, 13, 14}),
        (c04_over_capacity, 6, {11, 13, 14}),
        (c05_banned, 7, {11, 13, 14}),
        (c05_refused, 7, {11, 13, 14}),
        (c06_pin_missing, 8, {13, 14}),
        (c07_score_off_by_one, 11, set()),
        (c07_points_moved, 11, set()),
        (c07_rank, 11, set()),
        (c08_wrong_total, 13, set()),
        (c08_wrong_gain, 13, set()),
        (c08_wrong_load, 13, set()),
        (c08_wrong_count, 13, set()),
        (c09_forged_duals, 14, set()),
        (c10_ids_permuted, 11, {13}),
        (c12_float_drift, 12, set()),
        (c12_float_score, 12, set()),
        (c12_float_potential, 12, set()),
        (c14_unknown, 4, set()),
        (c14_one_side, 4, set()),
        (c16_places, 6, set()),
        (c17_left_off, 2, set()),
        (c17_no_reason, 2, set()),
        (c17_untrue_reason, 2, set()),
        (c17_excluded_forgotten, 2, set()),
        (c18_dual_left_out, 14, set()),
        (c19_negative_dual, 14, set()),
        (c20_optimal_without_proof, 17, set()),
        (rung_missing, 15, set()),
        (price_not_proven, 15, set()),
        (price_understated, 15, set()),
        (pin_not_asked_for, 8, set()),
        (another_seed, 13, set()),
        (unknown_status, 16, set()),
    ],
)
def test_a_planted_corruption_is_rejected_by_its_check(
    run: RunDocuments, alter: Alter, check: int, others: set[int]
) -> None:
    # `others` see consequences of the same corruption; nothing else may object.
    found = checks(altered(run, alter))
    assert check in found
    assert found <= {check, *others}


def test_c11_a_stale_hash(full: RunDocuments) -> None:
    content = full.files["pairings.csv"].replace(b"Cy Dale", b"Cy Dole")
    edited = altered(full, files={"pairings.csv": content}, rehash=False)
    first = failures(edited)[0]
    assert first.check == 1
    assert first.message == "pairings.csv was edited after the run; work on a copy"
    removed = {name: c for name, c in full.files.items() if name != "pairings.csv"}
    assert checks(dataclasses.replace(full, files=removed)) == {1}
    added = {**full.files, "notes.txt": b"mine"}
    assert checks(dataclasses.replace(full, files=added)) == {1}


def test_c13_a_row_of_another_run(full: RunDocuments) -> None:
    # E99 with R01 stands in somebody else's run.
    lines = full.files["pairings.csv"].decode().split("\r\n")
    lines.insert(2, lines[-2].replace("E07", "E99"))
    content = "\r\n".join(lines).encode()
    assert checks(altered(full, files={"pairings.csv": content}, rehash=False)) == {1, 33}

    def foreign(m: Manifest) -> None:
        m["pairs"].append({**pair(m, "E07"), "mentee": "E99"})

    assert checks(altered(full, foreign, rehash=False)) == {4}


def test_c15_the_same_person_under_a_second_id(run: RunDocuments) -> None:
    def same_address(people: dict[str, Any]) -> None:
        people["mentees"][6]["answers"]["email"] = "Gus@Example.ac.uk"
        people["mentors"][0]["answers"]["email"] = "gus@example.ac.uk "

    found = checks(altered(run, alter_cohort=same_address))
    assert {7, 9} <= found


def test_answers_altered_after_the_run_are_seen_even_with_a_fitting_hash(
    run: RunDocuments,
) -> None:
    def stronger(people: dict[str, Any]) -> None:
        people["mentors"][1]["answers"]["offers"]["teaching"] = 3

    assert 11 in checks(altered(run, alter_cohort=stronger))


def test_two_people_of_one_id_are_seen(run: RunDocuments) -> None:
    def double(people: dict[str, Any]) -> None:
        people["mentees"][0]["id"] = "ｅ02"  # full-width, the same when compared

    def one_key(people: dict[str, Any]) -> None:
        people["mentors"][0]["key"] = people["mentors"][1]["key"]

    assert 3 in checks(altered(run, alter_cohort=double))
    assert 3 in checks(altered(run, alter_cohort=one_key))


def test_a_pin_without_a_name_and_a_reason_sets_nothing_aside(run: RunDocuments) -> None:
    def anonymous(m: Manifest) -> None:
        m["settings"]["pins"][0]["by"] = ""

    # The best total, proven apart, holds the same pair.
    assert checks(altered(run, anonymous)) == {7, 15}


@pytest.mark.parametrize("key", sorted(documents().manifest.keys() - {"run", "versions", "inputs"}))
def test_a_manifest_that_lacks_something_is_rejected(run: RunDocuments, key: str) -> None:
    def cut(m: Manifest) -> None:
        del m[key]

    if key == "outputs":
        manifest = {k: v for k, v in run.manifest.items() if k != key}
        assert checks(dataclasses.replace(run, manifest=manifest)) == {1}
    else:
        assert 1 in checks(altered(run, cut))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path to every value; of long lists and tables of people the first two."""
    yield path
    if isinstance(value, dict):
        steps = list(value)[: 2 if path[-1:] in (("mentees",), ("mentors",)) else None]
    else:
        steps = list(range(len(value)))[:2] if isinstance(value, list) else []
    for step in steps:
        yield from places(value[step], (*path, step))


def test_nonsense_in_place_of_any_value_is_rejected_and_breaks_nothing(run: RunDocuments) -> None:
    told = run.manifest.keys() - {"run", "versions", "inputs", "outputs", "settings"}
    paths = [path for key in sorted(told) for path in places(run.manifest[key], (key,))]
    assert len(paths) > 80
    for path in paths:
        for junk in (None, "", {}, -1):
            if path[0].endswith("certificate") and junk == -1:
                continue  # another whole number may be as good a proof

            def alter(m: Manifest, path: tuple[Any, ...] = path, junk: Any = junk) -> None:
                for step in path[:-1]:
                    m = m[step]
                m[path[-1]] = junk

            bad = altered(run, alter)
            if bad.manifest != run.manifest:
                assert failures(bad), (path, junk)


def test_nonsense_settings_break_nothing(run: RunDocuments) -> None:
    for path in places(run.manifest["settings"], ("settings",)):
        if len(path) == 3:

            def alter(m: Manifest, path: tuple[Any, ...] = path) -> None:
                m[path[0]][path[1]][path[2]] = {}

            checks(altered(run, alter))


def test_the_error_names_the_checks(run: RunDocuments) -> None:
    with pytest.raises(VerificationError) as caught:
        verify_documents(altered(run, c08_wrong_total))
    total = run.manifest["objective"]["total"]
    assert [str(f) for f in caught.value.failures] == [
        f"check 13: the total score is {total}, not {total + 1}"
    ]


def test_no_failure_quotes_a_name_or_an_answer(full: RunDocuments) -> None:
    def everything(m: Manifest) -> None:
        for entry in m["pairs"]:
            entry["score"] += 1
        m["unmatched"] = []

    text = " ".join(map(str, failures(altered(full, everything))))
    for private in ("Ada", "Brook", "caring", "parent", "north", "another campus", "@"):
        assert private not in text
