"""The independent verifier: knows neither solver nor scorer, computes in integers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hsr_match.proof.documents import RunDocuments
    from hsr_match.proof.matching import verify
    from hsr_match.proof.report import Failure, VerificationReport
    from hsr_match.proof.run import verify_documents, verify_run

_HOME = {
    "Failure": "report",
    "RunDocuments": "documents",
    "VerificationReport": "report",
    "verify": "matching",
    "verify_documents": "run",
    "verify_run": "run",
}

__all__ = [
    "Failure",
    "RunDocuments",
    "VerificationReport",
    "verify",
    "verify_documents",
    "verify_run",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'hsr_match.proof' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"hsr_match.proof.{_HOME[name]}"), name)
