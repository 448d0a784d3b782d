"""What people decided: read, checked, told, and written as a run that follows another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from hsr_match.cli.changing import login_name
from hsr_match.cli.destination import need_room, new_folder
from hsr_match.cli.messages import data, say, show_notices
from hsr_match.cli.options import asked, session
from hsr_match.cli.pipeline import now, plain
from hsr_match.errors import CohortProblems, InfeasibleError, UsageError
from hsr_match.insight.stored_run import home_of, read_run
from hsr_match.problems import Level, Problem

if TYPE_CHECKING:
    from hsr_match.cohort.findings import Findings
    from hsr_match.insight.deciding.decided import Earlier
    from hsr_match.insight.outcome import Outcome

_DECIDED = re.compile(r"-decided(-[0-9]+)?$")
LONGEST_NAME, LONGEST_REASON = 300, 5000
NOTHING_WRITTEN = "Nothing was written."


def approve_run(
    run: str, edited: str, *, by: str | None, reason: str, output: str | None, form: str
) -> int:
    """Record what people decided on the pairs of a run.

    Parameters
    ----------
    run
        Run folder.
    edited
        The list of pairs as people edited it.
    by, reason
        Who decided and why, where a row does not say.
    output
        A new folder, or None for one beside the run.
    form
        ``table`` or ``json`` on standard output.

    Returns
    -------
    int
        0.

    Raises
    ------
    HsrMatchError
        With its exit code, if anything is wrong; nothing is on the disk then.
    """
    started = now()
    who = (login_name() if by is None else by).strip()
    if not who or len(who) > LONGEST_NAME or len(reason) > LONGEST_REASON:
        raise UsageError(
            "--by needs a name of up to 300 characters, --reason a text of up to 5,000.",
            'For instance --by "Panel of 3 March" --reason "asked for by both".',
        )
    home = home_of(run)
    place = _place(home, output)
    outcome = read_run(home)
    earlier = _earlier(home)
    need_room(place, sum(outcome.problem.shape))
    decided = _decide(
        outcome, edited, earlier, who, reason.strip(), f"{started:%Y-%m-%dT%H:%M:%SZ}"
    )
    with _held(place, ours=output is None) as path:
        from hsr_match.reports import publish_run

        def published() -> None:
            session().update(published=str(path), code=0)

        publish_run(path, decided, published)
    _tell(decided, form)
    if output is None or not asked("quiet"):
        say(f"Run folder: {path}")
    return 0


def _place(home: Path, output: str | None) -> Path:
    if output is not None:
        return new_folder(output)
    name = _DECIDED.sub("", home.resolve().name)
    return new_folder(str(home.parent / f"{name}-decided"))


def _earlier(home: Path) -> Earlier:
    from hsr_match.insight.deciding.decided import Earlier
    from hsr_match.proof.documents import MANIFEST

    content = (home / MANIFEST).read_bytes()
    manifest = json.loads(content)
    return Earlier(str(manifest["run"]["id"]), sha256(content).hexdigest(), home.resolve().name)


def _decide(
    outcome: Outcome, edited: str, earlier: Earlier, by: str, reason: str, when: str
) -> Outcome:
    from hsr_match.cohort.changes import list_in
    from hsr_match.cohort.changes_people import Finder
    from hsr_match.cohort.decided_rows import read_decided
    from hsr_match.cohort.findings import Findings
    from hsr_match.insight.deciding.decide import decide
    from hsr_match.insight.deciding.other_run import of_another_run
    from hsr_match.insight.deciding.rows import decisions_in

    findings = Findings()
    path = list_in(edited)
    table = read_decided(path, outcome.settings.decimal, findings)
    people = outcome.cohort if outcome.given is None else outcome.given
    assert people is not None
    finder = Finder(people, findings)
    if table is None:
        raise _refusal(findings)
    strange = of_another_run(table.rows, outcome, finder, path)
    if strange is not None and strange.level is Level.ERROR:
        raise CohortProblems(
            [strange], "The decisions cannot be taken: the list is of another run.", NOTHING_WRITTEN
        )
    findings.extend([strange] if strange is not None else [])
    said = decisions_in(table.rows, outcome, finder, findings, by=by, reason=reason, when=when)
    done = decide(
        outcome,
        said,
        earlier,
        findings,
        by=by,
        reason=reason,
        started=now(),
        source=table.source,
    )
    if done is None:
        raise _refusal(findings)
    if not said.decisions:
        raise CohortProblems(
            findings.problems(),
            "Nothing is decided in this list that was not decided before.",
            "Set `status` to approved or declined, save the file, and run the command again.",
        )
    if not asked("quiet"):
        show_notices(findings.problems(), everything=asked("verbose"))
    return done


def _refusal(findings: Findings) -> CohortProblems | InfeasibleError:
    """Return the error of a list that cannot be taken as it is, with everything in it."""
    from hsr_match.insight.deciding.decide import BROKEN

    problems = findings.problems()
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    if all(problem.code in BROKEN for problem in errors):
        show_notices([p for p in problems if p.level is not Level.ERROR])
        return InfeasibleError(
            "These decisions break rules, or mentors' places.",
            [_sentence(problem) for problem in errors],
            f"{NOTHING_WRITTEN} Correct the rows below and run the command again.",
        )
    return CohortProblems(
        problems,
        "The decisions cannot be taken as they are.",
        f"Correct the places named above and run the command again; {NOTHING_WRITTEN.lower()}",
    )


def _sentence(problem: Problem) -> str:
    place = f"{problem.place}: " if problem.place.file else ""
    return f"{place}{problem.message} {problem.advice}"


@contextmanager
def _held(place: Path, *, ours: bool) -> Iterator[Path]:
    from hsr_match.reports.leftovers import clear_leftovers
    from hsr_match.reports.lock import hold, hold_free

    with hold_free(place) if ours else hold(place) as path:
        clear_leftovers(path.parent)
        yield path


def _tell(outcome: Outcome, form: str) -> None:
    if form == "json":
        from hsr_match.reports.match_json import decided

        assert outcome.decided is not None
        told = {"format": "hsr-match/decisions/1", "kind": outcome.kind, **decided(outcome)}
        data(plain({**told, **outcome.decided.as_json()}))
        return
    from hsr_match.insight.deciding.words import decided_sentences

    left = outcome.insight.unmatched
    lines = decided_sentences(outcome)
    if left:
        number = len(left)
        lines.append(
            f"{number:,} {'mentee is' if number == 1 else 'mentees are'} without a mentor."
        )
    if any(entry.reason == "declined" for entry in left):
        lines.append(
            "To find somebody else for those whose pair was declined, solve the same cohort again "
            "with these decisions: hsr-match solve COHORT --changes followed by the new run "
            "folder. Approved pairs stay, declined ones are not repeated."
        )
    data("\n".join(lines))
