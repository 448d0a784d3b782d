"""The five steps in order, timed; everything here uses the public functions only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hsr_match.cli.progress import Stages
from hsr_match.cli.sides import require_two_sides
from hsr_match.errors import UsageError

if TYPE_CHECKING:
    from hsr_match.cli.stops import Stops
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.cohort.model import Cohort, SourceFile
    from hsr_match.config import Settings
    from hsr_match.matching.matching import Matching
    from hsr_match.matching.problem import MatchingProblem
    from hsr_match.scoring import PairScores


@dataclass(frozen=True, slots=True)
class Choices:
    """What the caller chose, named as the options of the command line.

    Attributes
    ----------
    config
        Preset or settings file; None for the defaults.
    weights
        (criterion, weight), weight 0 or more.
    pins, bans
        (mentee, mentor), each an id, an e-mail or a unique name.
    changes
        Files of further pins and bans.
    reason
        Why the pins may set a rule aside; empty when they may not.
    history
        Run folders or CSV files of earlier rounds.
    seed
        Key of the tie-break; None for the settings' own.
    time_limit
        Seconds, above 0; None for the settings' own.
    mentors, mentees
        Tables of one side only.
    """

    config: str | None = None
    weights: tuple[tuple[str, float], ...] = ()
    pins: tuple[tuple[str, str], ...] = ()
    bans: tuple[tuple[str, str], ...] = ()
    changes: tuple[str, ...] = ()
    reason: str = ""
    history: tuple[str, ...] = ()
    seed: int | None = None
    time_limit: float | None = None
    mentors: str | None = None
    mentees: str | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """Everything named here that is read."""
        named = (self.config, self.mentors, self.mentees, *self.changes, *self.history)
        return tuple(name for name in named if name)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that stands before the solve.

    ``cohort`` and ``scores`` are None when given scores name the people, and
    ``given`` is None when answers were scored. ``changed_by`` are the files
    whose pins and bans are in the settings.
    """

    settings: Settings
    problem: MatchingProblem
    cohort: Cohort | None
    scores: PairScores | None
    given: GivenScores | None
    changed_by: tuple[SourceFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Solved:
    """A checked matching and what led to it; times are UTC, durations seconds."""

    prepared: Prepared
    matching: Matching
    started: datetime
    seconds: dict[str, float]


def load(choices: Choices) -> Settings:
    """Read the settings with the caller's changes."""
    from hsr_match import load_settings

    by = ""
    if choices.reason:
        from hsr_match.cli.changing import login_name

        by = login_name()
    return load_settings(
        choices.config,
        weights=dict(choices.weights),
        pins=[_decision(pair, by, choices.reason) for pair in choices.pins],
        bans=[_decision(pair, "", "") for pair in choices.bans],
        seed=choices.seed,
        time_limit=choices.time_limit,
    )


def _decision(pair: tuple[str, str], by: str, reason: str) -> dict[str, str]:
    decision = {"mentee": pair[0], "mentor": pair[1]}
    return {**decision, "by": by, "reason": reason} if reason else decision


def read(paths: Sequence[str], choices: Choices, settings: Settings) -> Cohort:
    """Read the people.

    Raises
    ------
    UsageError
        If no table is named.
    """
    from hsr_match import read_cohort

    if not paths and not choices.mentors and not choices.mentees:
        raise UsageError(
            "No cohort is named.",
            "Name one table or more, for instance `mentors.xlsx mentees.xlsx`.",
        )
    return read_cohort(
        list(paths),
        settings,
        mentors=choices.mentors,
        mentees=choices.mentees,
        history=choices.history,
    )


def prepare(
    settings: Settings,
    cohort: Cohort | None,
    stages: Stages,
    *,
    scores: str | None = None,
    places: int | None = None,
    choices: Choices | None = None,
) -> Prepared:
    """Turn a cohort, given scores, or both into a problem.

    Parameters
    ----------
    settings
        Settings as resolved.
    cohort
        The people; None when ``scores`` names them.
    stages
        Clock of the run.
    scores
        File of given scores, used instead of scores of our own.
    places
        Places of each mentor where there is no cohort to say so.
    choices
        Whose files of changes count, and who answers for them; None for none.

    Raises
    ------
    CohortProblems
        If a side is empty or there are no places at all, or a file of changes
        cannot be taken as it is.
    """
    if scores is not None:
        from hsr_match import given_problem, read_given_scores

        with stages.stage("read", "Reading scores"):
            given = read_given_scores(scores, settings, cohort=cohort, places=places)
            settings, files = _changed(settings, given, choices)
            problem = given_problem(given, settings)
        require_two_sides(problem)
        return Prepared(settings, problem, cohort, None, given, files)
    assert cohort is not None
    from hsr_match import build_problem, score_pairs

    settings, files = _changed(settings, cohort, choices)
    size = f"{len(cohort.mentees):,} mentees x {len(cohort.mentors):,} mentors"
    with stages.stage("score", f"Scoring {size}"):
        pair_scores = score_pairs(cohort, settings)
        problem = build_problem(cohort, pair_scores, settings)
    require_two_sides(problem)
    return Prepared(settings, problem, cohort, pair_scores, None, files)


def _changed(
    settings: Settings, people: Cohort | GivenScores, choices: Choices | None
) -> tuple[Settings, tuple[SourceFile, ...]]:
    """Return the settings with what files change in them, and those files."""
    if choices is None or not choices.changes:
        return settings, ()
    from hsr_match.cli.changing import changed

    return changed(settings, people, choices)


def solve_prepared(
    prepared: Prepared,
    stages: Stages,
    started: datetime,
    stops: Stops,
    *,
    engine: str | None = None,
) -> Solved:
    """Solve, by the engine asked for or the faster one, and check.

    Parameters
    ----------
    prepared
        What to solve.
    stages
        Clock of the run; shows the best so far.
    started
        UTC.
    stops
        Who may ask to stop; the best so far is taken then.
    engine
        Engine asked for, None for the usual choice.

    Raises
    ------
    InfeasibleError
        If pins, bans, places or loads contradict each other.
    VerificationError
        If the independent check rejects the result.
    """
    from hsr_match import verify
    from hsr_match.cli.searching import find

    problem = prepared.problem
    mentees, mentors = problem.shape
    with stages.stage("solve", f"Matching {mentees:,} mentees with {mentors:,} mentors") as shown:

        def better(matching: Matching) -> None:
            from hsr_match.insight.gap import progress_words

            shown.note = progress_words(problem, matching)

        limit = prepared.settings.solver.time_limit
        matching = find(problem, time_limit=limit, engine=engine, stops=stops, better=better)
    with stages.stage("verify", "Checking the result"):
        verify(matching, problem)
    return Solved(prepared, matching, started, stages.seconds)


def now() -> datetime:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def plain(value: Any) -> str:
    """Return JSON for standard output; a number that JSON lacks is our defect."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
