"""Run the real program, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

SCRIPT = Path(sysconfig.get_path("scripts")) / "hsr-match"

HEAVY = (
    "jinja2",
    "numpy",
    "odf",
    "openpyxl",
    "ortools",
    "pandas",
    "pydantic",
    "rapidfuzz",
    "rich",
    "scipy",
    "xlsxwriter",
    "yaml",
)
"""Packages that cost time to load and that some run or other does without."""


def run(
    *arguments: str,
    cwd: Path | None = None,
    stdin: str = "",
    program: tuple[str, ...] = (sys.executable, "-m", "hsr_match"),
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run the program 80 columns wide and without colour; never raises for its exit code."""
    return subprocess.run(
        [*program, *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", **environment},
        check=False,
    )


def loaded_by(*arguments: str, cwd: Path | None = None) -> set[str]:
    """Return the names of the modules that one call has loaded when it ends.

    Raises
    ------
    AssertionError
        If the call fails, so that an early end does not pass for thrift.
    """
    code = (
        "import sys\n"
        "from hsr_match.__main__ import main\n"
        f"code = main({list(arguments)!r})\n"
        "print('\\nloaded', *sys.modules)\n"
        "sys.exit(code)\n"
    )
    ended = run(program=(sys.executable, "-c", code), cwd=cwd)
    assert ended.returncode == 0, ended.stderr
    first, *modules = ended.stdout.splitlines()[-1].split()
    assert first == "loaded"
    return set(modules)
