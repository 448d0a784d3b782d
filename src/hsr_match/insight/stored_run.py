"""A finished run, read back from its folder and explained again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hsr_match.errors import SettingsError, UsageError, VerificationError
from hsr_match.insight.outcome import Outcome
from hsr_match.proof.documents import FORMAT, MANIFEST

if TYPE_CHECKING:
    from hsr_match.cohort.model import SourceFile
    from hsr_match.config import Settings
    from hsr_match.matching.matching import Matching
    from hsr_match.matching.problem import MatchingProblem

PEOPLE = ("cohort.json", "scores.json")
"""Documents of a run that people never edit: what is said of a pair comes from them."""

ASK_VERIFY = "`hsr-match verify` says in full what is wrong with it."


def read_run(folder: str | Path) -> Outcome:
    """Read a run folder back (its format: ``docs/reference/run-folder.md``).

    The pairs are those of ``match.json``; scores and reasons are worked out
    again from the answers that the folder keeps.

    Parameters
    ----------
    folder
        A run folder, or the ``match.json`` in it.

    Raises
    ------
    UsageError
        If this is no run folder, or its files do not fit together.
    VerificationError
        If the answers or scores that it keeps were edited.
    """
    home = home_of(folder)
    manifest = _manifest(home)
    try:
        _require_as_written(home, manifest["outputs"])
        return _outcome(home, manifest)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise UsageError(f"The files of the run {home} do not fit together.", ASK_VERIFY) from error
    except SettingsError as error:
        raise UsageError(
            f"The settings of the run {home} cannot be read by this version.",
            "Use the version that `versions` in its match.json names.",
        ) from error


def home_of(run: str | Path) -> Path:
    """Return the folder of a run that is named by itself or by its manifest."""
    home = Path(run)
    return home.parent if home.name == MANIFEST else home


def _require_as_written(home: Path, outputs: Mapping[str, str]) -> None:
    """Refuse a run whose answers were changed: what is said of them would be nobody's."""
    edited = [
        name
        for name in PEOPLE
        if name in outputs and sha256(_content(home, name)).hexdigest() != outputs[name]
    ]
    if edited:
        from hsr_match.proof import Failure

        raise VerificationError(
            f"The run {home} is not as it was written.",
            [Failure(1, f"{name} was edited after the run") for name in edited],
            ASK_VERIFY,
        )


def _manifest(home: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((home / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(
            f"{home} is not a run folder: it holds no {MANIFEST}.",
            "Name a folder that `hsr-match solve` made, for instance "
            "matches/cohort-20260901T090000Z.",
        ) from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{home / MANIFEST} cannot be read.", ASK_VERIFY) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise UsageError(f"{home / MANIFEST} is not of the format {FORMAT}.", ASK_VERIFY)
    return manifest


def _content(home: Path, name: str) -> bytes:
    try:
        return (home / name).read_bytes()
    except OSError as error:
        raise UsageError(f"{home / name} cannot be read.", ASK_VERIFY) from error


def _document(home: Path, name: str) -> Any:
    try:
        return json.loads(_content(home, name))
    except ValueError as error:
        raise UsageError(f"{home / name} cannot be read.", ASK_VERIFY) from error


def _outcome(home: Path, manifest: Mapping[str, Any]) -> Outcome:
    from hsr_match.config import settings_from_json
    from hsr_match.insight.deciding.decided import decided_from_json, with_decisions
    from hsr_match.insight.matching_explained import explain_matching

    settings = settings_from_json(manifest["settings"])
    build = _from_answers if manifest["kind"] == "cohort" else _from_scores
    problem, people = build(home, settings)
    matching = _matching(problem, manifest)
    _require_same_scores(problem, manifest)
    decided = decided_from_json(manifest)
    insight = explain_matching(problem, matching, settings, **people)
    return Outcome(
        settings=settings,
        problem=problem,
        matching=matching,
        insight=insight
        if decided is None
        else with_decisions(insight, problem, decided, people.get("cohort")),
        decided=decided,
        sources=_sources(manifest),
        started=datetime.strptime(manifest["run"]["started"], "%Y-%m-%dT%H:%M:%SZ").replace(
            tzinfo=UTC
        ),
        seconds=manifest["run"].get("seconds", {}),
        **people,
    )


def _from_answers(home: Path, settings: Settings) -> tuple[MatchingProblem, dict[str, Any]]:
    from hsr_match.cohort.stored import cohort_from_document
    from hsr_match.matching import build_problem
    from hsr_match.scoring import score_pairs

    cohort = cohort_from_document(_document(home, "cohort.json"))
    scores = score_pairs(cohort, settings)
    return build_problem(cohort, scores, settings), {"cohort": cohort, "scores": scores}


def _from_scores(home: Path, settings: Settings) -> tuple[MatchingProblem, dict[str, Any]]:
    from dataclasses import replace

    from hsr_match.cohort.stored import cohort_from_document, given_from_document
    from hsr_match.matching import given_problem

    given = given_from_document(_document(home, "scores.json"))
    if not (home / "cohort.json").exists():
        return given_problem(given, settings), {"given": given}
    cohort = cohort_from_document(_document(home, "cohort.json"))
    given = replace(given, cohort=cohort)
    return given_problem(given, settings), {"given": given, "cohort": cohort}


def _matching(problem: MatchingProblem, manifest: Mapping[str, Any]) -> Matching:
    from hsr_match.insight.stored_proof import (
        positions,
        stored_bounds,
        stored_certificate,
        stored_floor,
        stored_reference,
    )
    from hsr_match.matching.matching import Matching

    objective = manifest["objective"]
    mentee_at, mentor_at = positions(problem)
    pairs = sorted((mentee_at[p["mentee"]], mentor_at[p["mentor"]]) for p in manifest["pairs"])
    return Matching(
        pairs=tuple(pairs),
        status=manifest["status"],
        alpha=float(objective["alpha"]),
        coverage=objective["coverage"],
        gain=objective["gain"],
        total=objective["total"],
        certificate=stored_certificate(problem, manifest["certificate"]),
        reference=stored_reference(problem, manifest),
        engine=manifest.get("engine", "flow"),
        worst_first=objective["kind"] == "worst_first",
        coupled=stored_bounds(problem, manifest.get("bounds")),
        canonical=manifest.get("canonical", True),
        floor=stored_floor(problem, manifest.get("floor")),
    )


def _require_same_scores(problem: MatchingProblem, manifest: Mapping[str, Any]) -> None:
    """Refuse a run whose pairs have other scores than its answers give."""
    from hsr_match.insight.stored_proof import positions

    mentee_at, mentor_at = positions(problem)
    for pair in manifest["pairs"]:
        i, j = mentee_at[pair["mentee"]], mentor_at[pair["mentor"]]
        score = problem.scores.block(slice(i, i + 1), slice(j, j + 1))[0, 0]
        if int(score) != pair["score"]:
            raise ValueError(f"{pair['mentee']} and {pair['mentor']} score {int(score)}")


def _sources(manifest: Mapping[str, Any]) -> tuple[SourceFile, ...]:
    from hsr_match.cohort.model import SourceFile

    return tuple(
        SourceFile(name=s["name"], sha256=s["sha256"], rows=s["rows"], sheet=s.get("sheet", ""))
        for s in manifest["inputs"]
    )
