"""How a run was made: the only place for technical words."""

from __future__ import annotations

import sys
from pathlib import PurePath

from hsr_match.insight.briefing.model import Fact
from hsr_match.insight.outcome import Outcome
from hsr_match.insight.words import counted
from hsr_match.version import VERSION

ENGINES = {
    "flow": "flow: least-cost flow in exact integers",
    "coupled": "coupled: search with bounds, for limits that tie pairs together",
}


def facts_of(outcome: Outcome) -> tuple[Fact, ...]:
    """Return everything that tells how a result came about and can be checked."""
    matching, problem = outcome.matching, outcome.problem
    n, m = problem.shape
    found = [
        Fact("Started (UTC)", f"{outcome.started:%Y-%m-%d %H:%M:%S}"),
        Fact("Size", f"{counted(n, 'mentee')} × {counted(m, 'mentor')}"),
        Fact("Status", matching.status),
        Fact("Engine", ENGINES.get(matching.engine, matching.engine)),
        Fact("Certificate", certificate_words(outcome)),
        *gap_facts(outcome),
        Fact("Objective", _objective(outcome)),
        Fact("Seed of ties", str(problem.seed)),
        Fact("Ties settled", "yes" if matching.canonical else "not to the end: a run may differ"),
        *(
            Fact(f"Seconds: {stage}", f"{seconds:.2f}")
            for stage, seconds in outcome.seconds.items()
        ),
        Fact("Lawful basis", outcome.settings.lawful_basis or "not stated in the settings"),
        Fact("To be deleted after", counted(outcome.settings.retention_months, "month")),
        *(_source(source.name, source.sha256, source.rows) for source in outcome.sources),
        *(Fact(f"Version of {name}", number) for name, number in versions().items()),
    ]
    return tuple(found)


def certificate_words(outcome: Outcome) -> str:
    """Return what proves the result."""
    matching = outcome.matching
    if matching.certificate is not None:
        rungs = ", ".join(matching.certificate.rungs)
        return f"potentials of mentees and mentors for: {rungs}"
    if matching.coupled is not None:
        return "bounds for: " + ", ".join(bound.rung for bound in matching.coupled.rungs)
    return "none: not proven"


def gap_facts(outcome: Outcome) -> list[Fact]:
    """Return how far values are from their bounds, where a result is not proven."""
    coupled = outcome.matching.coupled
    if outcome.matching.status == "optimal" or coupled is None:
        return []
    return [
        Fact(f"Gap: {bound.rung}", f"{bound.bound - bound.value:,} (value {bound.value:,})")
        for bound in coupled.rungs
    ]


def versions() -> dict[str, str]:
    """Return the versions at work; the solver's only if it is loaded."""
    found = {"hsr-match": VERSION, "Python": ".".join(map(str, sys.version_info[:3]))}
    for name in ("numpy", "ortools"):
        module = sys.modules.get(name)
        version = getattr(module, "__version__", None)
        if version:
            found[name] = str(version)
    return found


def _objective(outcome: Outcome) -> str:
    matching = outcome.matching
    strength = f", strength {matching.alpha:g}" if matching.alpha else ""
    return f"{matching.kind}{strength}, {outcome.problem.order}"


def _source(name: str, digest: str, rows: int) -> Fact:
    return Fact(f"File {PurePath(name).name}", f"{counted(rows, 'row')}, SHA-256 {digest}")
