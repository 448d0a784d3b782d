"""What ``hsr-match verify`` prints: what was checked, and whatever does not hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from hsr_match.cli.messages import data
from hsr_match.text import visible

if TYPE_CHECKING:
    from hsr_match.proof import Failure, VerificationReport
    from hsr_match.proof.gap import Gap


def verify_folder(run: str, form: str, previous: str | None = None) -> bool:
    """Check a run folder and print the outcome on standard output.

    Parameters
    ----------
    run
        The run folder.
    form
        ``table`` (sentences) or ``json``.
    previous
        Folder of the run that people decided on, if it is not beside this one.

    Returns
    -------
    bool
        True if everything holds.

    Raises
    ------
    UsageError
        If it is no run folder.
    """
    from hsr_match.proof.run import check_run

    report = check_run(run, workbook=True, previous=Path(previous) if previous else None)
    if form == "json":
        from hsr_match.cli.pipeline import plain

        data(plain(as_json(report)))
    else:
        data("\n".join(visible(line) for line in sentences(report)))
    return not report.failures


def as_json(report: VerificationReport) -> dict[str, Any]:
    """Return a report as plain data."""
    return {
        "format": "hsr-match/verification/1",
        "holds": not report.failures,
        "proven": report.proven,
        "searched": report.searched,
        "decided": report.decided,
        "gaps": [{"rung": g.rung, "value": g.value, "bound": g.bound} for g in report.gaps],
        "failures": [{"check": f.check, "message": f.message} for f in report.failures],
        "pairs_rescored": report.pairs_rescored,
        "pairs_priced": report.pairs_priced,
        "notes": list(report.notes),
    }


def sentences(report: VerificationReport) -> list[str]:
    """Return a report in plain English, the verdict last."""
    if report.failures:
        count = len(report.failures)
        return [
            *(f"- {_numbered(failure)}" for failure in report.failures),
            *report.notes,
            f"REJECTED: {count} {'thing does' if count == 1 else 'things do'} not hold.",
            "Do not use these pairs.",
            "docs/reference/verifier.md says what each check means and what to do.",
        ]
    lines = [
        "- Every file is the one that was written.",
        "- Everybody is in a pair, or listed with the reason why not.",
        "- Places and bans are kept, and rules, or set aside by somebody who says why."
        if report.decided
        else "- Places, rules, pins and bans are kept.",
    ]
    if report.decided:
        lines.append("- Each decision is on record, with who took it and when.")
    if report.pairs_rescored:
        lines.append(
            f"- The scores and points of all {report.pairs_rescored:,} pairs are those of the "
            "answers, worked out a second time."
        )
    lines.append("- The lists for people say what the record says, and hold no live formula.")
    return [*lines, *_proof(report), *report.notes, _verdict(report)]


def _proof(report: VerificationReport) -> list[str]:
    shown = f"shown on all {report.pairs_priced:,} pairs that may be made, in whole numbers."
    if report.proven:
        return [f"- No other pairing is better: {shown}"]
    if not report.gaps:
        return []
    search = ["- The exact search that made the run says that no other pairing is better."]
    limits = " and ".join(_gap(gap) for gap in report.gaps)
    return [*(search if report.searched else []), f"- {limits}: {shown}"]


def _gap(gap: Gap) -> str:
    more = gap.bound - gap.value
    if gap.rung == "coverage":
        return f"No other pairing gives a mentor to more than {more:,} further mentees"
    if gap.rung == "pairs":
        return f"No other pairing has more than {more:,} further pairs"
    if gap.value < 0:
        return f"The objective is at most {more:,} units below the best possible"
    return f"The objective is at most {_share(gap)} % below the best possible"


def _share(gap: Gap) -> str:
    """Return how far a value is below its bound, rounded up to a hundredth of a per cent."""
    hundredths = -(-10_000 * (gap.bound - gap.value) // gap.bound)
    return f"{hundredths / 100:.2f}"


def _verdict(report: VerificationReport) -> str:
    if report.decided:
        return (
            "Everything holds: the pairs are as people decided them. That they are the best "
            "possible is not claimed."
        )
    if report.proven:
        return "Everything holds: verified, and proven best possible."
    if report.searched:
        return "Everything holds: verified, and best possible by the word of the search."
    if report.gaps:
        return "Everything holds. Better pairings may exist, but none beyond what is said above."
    return "Everything holds. It is not proven that no other pairing is better."


def _numbered(failure: Failure) -> str:
    return f"Check {failure.check}: {failure.message}"
