"""The documents of a run, as they go to the disk and to the verifier."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hsr_match.reports.match_json import manifest
from hsr_match.reports.pairs_csv import pairings_csv

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome
    from hsr_match.proof import RunDocuments


def run_documents(outcome: Outcome) -> RunDocuments:
    """Return all documents of a run folder.

    Returns
    -------
    RunDocuments
        Manifest and people or scores as data, and the content of every file
        except the manifest's own.
    """
    from hsr_match.insight import brief
    from hsr_match.reports.page import report_html
    from hsr_match.reports.workbook.book import pairings_xlsx

    told = brief(outcome, named=True)
    return documents_with(
        outcome,
        {
            "pairings.csv": pairings_csv(outcome),
            "pairings.xlsx": pairings_xlsx(told),
            "report.html": report_html(told),
        },
    )


def documents_with(outcome: Outcome, reports: Mapping[str, bytes]) -> RunDocuments:
    """Return the documents of a run whose reports are made already."""
    from hsr_match.proof import RunDocuments

    cohort = scores = None
    files = dict(reports)
    if outcome.decided is not None:
        from hsr_match.reports.decisions_csv import FILE, decisions_csv

        files[FILE] = decisions_csv(outcome, outcome.decided)
    if outcome.cohort is not None:
        from hsr_match.cohort.stored import cohort_document

        cohort = cohort_document(outcome.cohort)
        files["cohort.json"] = json_bytes(cohort)
    if outcome.given is not None:
        from hsr_match.cohort.stored import given_document

        scores = given_document(outcome.given)
        if cohort is not None:
            scores["excluded"] = cohort["excluded"]
        files["scores.json"] = json_bytes(scores)
    return RunDocuments(manifest(outcome, files), cohort, scores, files)


def json_bytes(document: Mapping[str, Any]) -> bytes:
    """Return a document as JSON, one line per part, so that people can find their way.

    Raises
    ------
    ValueError
        If a number is infinite or none at all, which JSON has no word for: a
        defect of ours, since such numbers are refused on reading.
    """
    parts = (
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}"
        for name, value in document.items()
    )
    return ("{" + ",\n".join(parts) + "}\n").encode()
