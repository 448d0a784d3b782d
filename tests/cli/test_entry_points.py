"""``hsr-match`` and ``python -m hsr_match`` are one program."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from tests.cli.running import SCRIPT, run

CALLS = [["--version"], ["--help"], ["solve", "--help"], ["slove"], []]


@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_both_entry_points_say_the_same(arguments: list[str]) -> None:
    """Output, messages and exit code agree."""
    script, module = run(*arguments, program=(str(SCRIPT),)), run(*arguments)
    assert (script.returncode, script.stdout, script.stderr) == (
        module.returncode,
        module.stdout,
        module.stderr,
    )


def test_the_version_is_the_packages() -> None:
    """The program says the version under which it was installed."""
    assert run("--version").stdout == f"hsr-match {version('hsr-match')}\n"
