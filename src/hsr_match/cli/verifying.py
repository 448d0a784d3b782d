"""What ``hsr-match verify`` prints: what was checked, and whatever does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hsr_match.cli.messages import data
from hsr_match.text import visible

if TYPE_CHECKING:
    from hsr_match.proof import Failure, VerificationReport


def verify_folder(run: str, form: str) -> bool:
    """Check a run folder and print the outcome on standard output.

    Parameters
    ----------
    run
        The run folder.
    form
        ``table`` (sentences) or ``json``.

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

    report = check_run(run, workbook=True)
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
        "- Places, rules, pins and bans are kept.",
    ]
    if report.pairs_rescored:
        lines.append(
            f"- The scores and points of all {report.pairs_rescored:,} pairs are those of the "
            "answers, worked out a second time."
        )
    lines.append("- The lists for people say what the record says, and hold no live formula.")
    if report.proven:
        lines.append(
            f"- No other pairing is better: shown on all {report.pairs_priced:,} pairs that "
            "may be made, in whole numbers."
        )
    lines += report.notes
    if report.proven:
        return [*lines, "Everything holds: verified, and proven best possible."]
    return [*lines, "Everything holds. It is not proven that no other pairing is better."]


def _numbered(failure: Failure) -> str:
    return f"Check {failure.check}: {failure.message}"
