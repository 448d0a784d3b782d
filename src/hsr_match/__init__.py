"""Mentor–mentee matching that is provably the best possible, explained and checked.

Five steps, which are all that the command line uses, turn a table of people
into pairs that have been checked:

>>> from hsr_match import build_problem, load_settings, read_cohort, score_pairs, solve, verify
>>> settings = load_settings("default", weights={"needs": 40})
>>> cohort = read_cohort(["cohort.csv"], settings)
>>> scores = score_pairs(cohort, settings)
>>> problem = build_problem(cohort, scores, settings)
>>> matching = solve(problem)
>>> verify(matching, problem).proven
True
>>> matching.status
'optimal'
>>> for mentee, mentor in matching.pairs:
...     print(cohort.mentees[mentee].id, cohort.mentors[mentor].id)
E01 R02
E02 R01

Positions follow ``cohort.mentees`` and ``cohort.mentors``, both in natural
order of their ids. Every expected error derives from :class:`HsrMatchError` and
carries an exit code. Nothing is loaded before it is used: ``import hsr_match``
imports neither pandas nor SciPy nor OR-Tools.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hsr_match.cohort import find_person, read_cohort, read_given_scores
    from hsr_match.cohort.model import Cohort, Person
    from hsr_match.config import Settings, load_settings
    from hsr_match.errors import (
        CohortProblems,
        HsrMatchError,
        InfeasibleError,
        LockedError,
        OutputError,
        SettingsError,
        StoppedError,
        UsageError,
        VerificationError,
    )
    from hsr_match.insight import Briefing, brief, read_run
    from hsr_match.matching import build_problem, given_problem, solve
    from hsr_match.matching.matching import Matching
    from hsr_match.matching.problem import MatchingProblem
    from hsr_match.problems import Level, Place, Problem
    from hsr_match.proof import verify, verify_run
    from hsr_match.reports import pairs_frame, scores_frame, write_run
    from hsr_match.rules import compile_rules
    from hsr_match.rules.eligibility import Eligibility
    from hsr_match.scoring import PairScores, score_pairs

    __version__: str

_HOME = {
    "find_person": "hsr_match.cohort",
    "read_cohort": "hsr_match.cohort",
    "read_given_scores": "hsr_match.cohort",
    "Cohort": "hsr_match.cohort.model",
    "Person": "hsr_match.cohort.model",
    "Settings": "hsr_match.config",
    "load_settings": "hsr_match.config",
    "CohortProblems": "hsr_match.errors",
    "HsrMatchError": "hsr_match.errors",
    "InfeasibleError": "hsr_match.errors",
    "LockedError": "hsr_match.errors",
    "OutputError": "hsr_match.errors",
    "SettingsError": "hsr_match.errors",
    "StoppedError": "hsr_match.errors",
    "UsageError": "hsr_match.errors",
    "VerificationError": "hsr_match.errors",
    "Briefing": "hsr_match.insight",
    "brief": "hsr_match.insight",
    "read_run": "hsr_match.insight",
    "build_problem": "hsr_match.matching",
    "given_problem": "hsr_match.matching",
    "solve": "hsr_match.matching",
    "Matching": "hsr_match.matching.matching",
    "MatchingProblem": "hsr_match.matching.problem",
    "Level": "hsr_match.problems",
    "Place": "hsr_match.problems",
    "Problem": "hsr_match.problems",
    "verify": "hsr_match.proof",
    "verify_run": "hsr_match.proof",
    "write_run": "hsr_match.reports",
    "pairs_frame": "hsr_match.reports",
    "scores_frame": "hsr_match.reports",
    "compile_rules": "hsr_match.rules",
    "Eligibility": "hsr_match.rules.eligibility",
    "PairScores": "hsr_match.scoring",
    "score_pairs": "hsr_match.scoring",
}

__all__ = [
    "Briefing",
    "Cohort",
    "CohortProblems",
    "Eligibility",
    "HsrMatchError",
    "InfeasibleError",
    "Level",
    "LockedError",
    "Matching",
    "MatchingProblem",
    "OutputError",
    "PairScores",
    "Person",
    "Place",
    "Problem",
    "Settings",
    "SettingsError",
    "StoppedError",
    "UsageError",
    "VerificationError",
    "__version__",
    "brief",
    "build_problem",
    "compile_rules",
    "find_person",
    "given_problem",
    "load_settings",
    "pairs_frame",
    "read_cohort",
    "read_given_scores",
    "read_run",
    "score_pairs",
    "scores_frame",
    "solve",
    "verify",
    "verify_run",
    "write_run",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from hsr_match.version import VERSION

        value: Any = VERSION
    elif name in _HOME:
        from importlib import import_module

        value = getattr(import_module(_HOME[name]), name)
    else:
        raise AttributeError(f"module 'hsr_match' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
