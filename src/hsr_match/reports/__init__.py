"""A matching and its insight as screen text, CSV, workbook, JSON and run folder.

Nothing is worked out here: every figure comes from the matching or its insight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hsr_match.reports.documents import run_documents
    from hsr_match.reports.frames import pairs_frame, scores_frame
    from hsr_match.reports.match_json import manifest
    from hsr_match.reports.pairs_csv import pairings_csv, read_pairings
    from hsr_match.reports.problems import problems_text
    from hsr_match.reports.run_folder import publish_run, write_run
    from hsr_match.reports.scores_csv import score_table
    from hsr_match.reports.single_file import publish_file, write_file
    from hsr_match.reports.terminal import outcome_text
    from hsr_match.reports.workbook.book import pairings_xlsx

_HOME = {
    "manifest": "match_json",
    "outcome_text": "terminal",
    "pairs_frame": "frames",
    "pairings_csv": "pairs_csv",
    "pairings_xlsx": "workbook.book",
    "problems_text": "problems",
    "publish_file": "single_file",
    "publish_run": "run_folder",
    "read_pairings": "pairs_csv",
    "run_documents": "documents",
    "score_table": "scores_csv",
    "scores_frame": "frames",
    "write_file": "single_file",
    "write_run": "run_folder",
}

__all__ = [
    "manifest",
    "outcome_text",
    "pairings_csv",
    "pairings_xlsx",
    "pairs_frame",
    "problems_text",
    "publish_file",
    "publish_run",
    "read_pairings",
    "run_documents",
    "score_table",
    "scores_frame",
    "write_file",
    "write_run",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"hsr_match.reports.{_HOME[name]}"), name)
