"""Standard output that fails."""

from __future__ import annotations

import os
import sys
from typing import Any

from hsr_match.errors import OutputError


def output_failed(error: OSError) -> OutputError:
    """Give standard output up and return what to tell about it."""
    abandon(sys.stdout)
    return OutputError(
        f"Could not write to standard output: {error.strerror}.",
        "Make room, or send the output elsewhere.",
    )


def abandon(stream: Any) -> None:
    """Point a stream at nothing, so that the interpreter's last flush is silent."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError, AttributeError):
        return
