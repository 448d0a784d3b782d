"""Whether the answers that a run keeps are still those that it was made of."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from hsr_match.errors import VerificationError

MANIFEST = "match.json"
PEOPLE = ("cohort.json", "scores.json")
"""Documents of a run that people never edit."""


def home_of(run: str) -> Path:
    """Return the folder of a run that is named by itself or by its manifest."""
    return Path(run).parent if Path(run).name == MANIFEST else Path(run)


def require_as_written(home: Path) -> None:
    """Refuse a run whose answers were changed: what is said of them would be nobody's.

    Raises
    ------
    VerificationError
        If so.
    """
    outputs = json.loads((home / MANIFEST).read_bytes())["outputs"]
    edited = [
        name
        for name in PEOPLE
        if name in outputs and sha256((home / name).read_bytes()).hexdigest() != outputs[name]
    ]
    if edited:
        from hsr_match.proof import Failure

        raise VerificationError(
            f"The run {home} is not as it was written.",
            [Failure(1, f"{name} was edited after the run") for name in edited],
            "`hsr-match verify` says in full what is wrong with it.",
        )
