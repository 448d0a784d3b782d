"""A run checked from its documents alone; numbers of checks as in ``verifier.md``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from hsr_match.errors import UsageError
from hsr_match.proof.claims import check_figures
from hsr_match.proof.documents import FORMAT, MANIFEST, RunDocuments, Told, problem_of
from hsr_match.proof.integers import check_integers
from hsr_match.proof.matching import check_matching, rejection
from hsr_match.proof.people import check_people, check_same_person
from hsr_match.proof.recount import Recount
from hsr_match.proof.report import Failure, VerificationReport
from hsr_match.proof.tables import check_tables
from hsr_match.proof.told_matching import matching_of

MANY_PAIRS = 4_000_000
"""Above this many pairs the report says why checking took long."""
Pair = tuple[int, int]


def verify_documents(documents: RunDocuments) -> VerificationReport:
    """Check the documents of a run before they are published.

    Parameters
    ----------
    documents
        What is to be written.

    Returns
    -------
    VerificationReport
        Without failures. The workbook is hashed, not opened.

    Raises
    ------
    VerificationError
        If anything does not hold.
    """
    return _accepted(check_documents(documents))


def verify_run(folder: Path | str, *, workbook: bool = False) -> VerificationReport:
    """Check a run folder from its files.

    Parameters
    ----------
    folder
        The run folder.
    workbook
        Whether to open ``pairings.xlsx`` as well, which takes longer than all else.

    Raises
    ------
    UsageError
        If it is no run folder.
    VerificationError
        If anything does not hold.
    """
    return _accepted(check_run(folder, workbook=workbook))


def _accepted(report: VerificationReport) -> VerificationReport:
    if report.failures:
        raise rejection(report)
    return report


def check_run(
    folder: Path | str, *, workbook: bool = False, previous: Path | None = None
) -> VerificationReport:
    """Return everything about a run folder that does not hold.

    Parameters
    ----------
    folder, workbook
        As in :func:`verify_run`.
    previous
        Folder of the run that people decided on, if it is not beside this one.
    """
    folder = Path(folder)
    if not (folder / MANIFEST).is_file():
        raise UsageError(
            f"{folder} is not a run folder: it holds no {MANIFEST}.",
            "Name the folder that `hsr-match solve` wrote.",
        )
    try:
        files = {
            path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()
        }
    except OSError as error:
        raise UsageError(f"{folder} cannot be read: {error.strerror}.") from None
    try:
        manifest = json.loads(files.pop(MANIFEST))
        cohort, scores = (
            json.loads(files[name]) if name in files else None
            for name in ("cohort.json", "scores.json")
        )
    except ValueError:
        return _rejected([Failure(1, "a .json file of the run cannot be read as JSON")])
    report = check_documents(RunDocuments(manifest, cohort, scores, files), workbook=workbook)
    return _with_chain(report, folder, manifest, previous) if report.decided else report


def _with_chain(
    report: VerificationReport, folder: Path, manifest: Any, previous: Path | None
) -> VerificationReport:
    """Return a report with what the link to the earlier run shows."""
    from hsr_match.proof.chain import check_chain

    try:
        chain = check_chain(folder.resolve(), manifest, previous)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        kind = type(error).__name__
        failure = Failure(36, f"the link to the earlier run is not laid out as one is ({kind})")
        return replace(report, failures=(*report.failures, failure))
    return replace(
        report,
        failures=(*report.failures, *chain.failures),
        notes=(*report.notes, *chain.notes),
    )


def check_documents(documents: RunDocuments, *, workbook: bool = False) -> VerificationReport:
    """Return everything about a run's documents that does not hold."""
    failures: list[Failure] = []
    try:
        return _check(documents, failures, workbook)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        # A file in another shape than ours; its content, maybe confidential, is not quoted.
        kind = type(error).__name__
        shape = Failure(1, f"the documents are not laid out as a run's are ({kind})")
        return _rejected([*failures, shape])


def _check(documents: RunDocuments, failures: list[Failure], workbook: bool) -> VerificationReport:
    manifest = documents.manifest
    failures += check_hashes(manifest, documents.files)
    people = {"cohort": documents.cohort, "scores": documents.scores}[manifest["kind"]]
    if manifest["format"] != FORMAT or people is None:
        return _rejected([*failures, Failure(1, "this is not a complete run of this version")])
    failures += check_integers(manifest, documents.scores)
    failures += check_people(manifest, people)
    if any(failure.check in (3, 4, 12) for failure in failures):
        # Without known people and whole numbers there is nothing to compute with.
        return _rejected(failures)
    recount = _recount(manifest, people, documents.cohort)
    told, points, rarity = recount.told, recount.points, recount.rarity
    names, reserve = {}, set()
    if documents.cohort is not None:
        failures += check_same_person(manifest, documents.cohort)
        names = {
            f"{role}:{person['id']}": person["name"]
            for role in ("mentee", "mentor")
            for person in documents.cohort[f"{role}s"]
        }
        reserve = {m["id"] for m in documents.cohort["mentors"] if m["answers"].get("reserve")}
    failures += check_figures(manifest, told, points, reserve)
    if manifest.get("rarity", rarity) != rarity:
        failures.append(Failure(11, "the stored rarity of answers is not that of the cohort"))
    failures += check_tables(manifest, names, documents.files, workbook)
    proof = check_matching(matching_of(manifest, told), problem_of(manifest, told))
    decided = "decisions" in manifest or manifest["status"] == "decided"
    if decided:
        from hsr_match.proof.decided import check_decided, without_limits_set_aside

        failures += without_limits_set_aside(manifest, proof.failures)
        failures += check_decided(manifest, _barring(told, recount.objections), documents.files)
    else:
        failures += proof.failures
    notes: tuple[str, ...] = ()
    if told.scores.size > MANY_PAIRS:
        notes = (f"All {told.scores.size:,} pairs were scored again, which takes its time.",)
    holds = not failures
    return VerificationReport(
        failures=tuple(failures),
        pairs_rescored=len(points),
        pairs_priced=proof.pairs_priced,
        proven=proof.proven and holds,
        notes=notes,
        gaps=proof.gaps,
        searched=proof.searched and holds,
        decided=decided,
    )


@dataclass(frozen=True, slots=True)
class _Recounted:
    """What a run's documents imply; all but ``told`` is empty for given scores."""

    told: Told
    points: Mapping[Pair, Mapping[str, int]] = field(default_factory=dict)
    objections: Mapping[Pair, Sequence[str]] = field(default_factory=dict)
    rarity: Any = None


def _recount(
    manifest: Mapping[str, Any], people: Mapping[str, Any], cohort: Mapping[str, Any] | None
) -> _Recounted:
    settings = manifest["settings"]
    if manifest["kind"] == "scores":
        from hsr_match.proof.given import given_told

        return _Recounted(given_told(people, cohort, settings, manifest["scale"]))
    row, column = (
        {person["id"]: at for at, person in enumerate(people[side])}
        for side in ("mentees", "mentors")
    )
    pairs = [(row[pair["mentee"]], column[pair["mentor"]]) for pair in manifest["pairs"]]
    recount = Recount(people, settings, pairs)
    return _Recounted(recount.told, recount.points, recount.objections, recount.rarity)


def _barring(
    told: Told, objections: Mapping[Pair, Sequence[str]]
) -> dict[tuple[str, str], Sequence[str]]:
    """Return objections by id instead of by position."""
    mentees, mentors = told.mentees.ids, told.mentors.ids
    return {(mentees[i], mentors[j]): rules for (i, j), rules in objections.items()}


def check_hashes(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> list[Failure]:
    """Check that every file is the one that was written (1)."""
    told = manifest["outputs"]
    failures = [Failure(1, f"{name} is missing") for name in sorted(told.keys() - files.keys())]
    for name in sorted(files):
        if name not in told:
            failures.append(Failure(1, f"{name} was added after the run"))
        elif sha256(files[name]).hexdigest() != told[name]:
            failures.append(Failure(1, f"{name} was edited after the run; work on a copy"))
    return failures


def _rejected(failures: Sequence[Failure]) -> VerificationReport:
    return VerificationReport(tuple(failures), 0, 0, False)
