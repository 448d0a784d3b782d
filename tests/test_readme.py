"""The README's promises: two commands first, and a tour that works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.documents import ROOT, Command, Program, follow, steps

README = ROOT / "README.md"


def test_the_tour_works_as_written(tmp_path: Path) -> None:
    """Every command of the README, the real program, an empty folder beside examples/."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    follow(README, tmp_path)


def test_the_tour_shows_the_main_commands() -> None:
    """A reader of the README meets the whole job, and the library."""
    done = list(steps(README))
    typed = {step.line.split()[1] for step in done if isinstance(step, Command)}
    assert {"check", "solve", "explain", "verify", "config"} <= typed
    assert any(isinstance(step, Program) for step in done)


def test_the_two_commands_come_first() -> None:
    """The first thing to type is ``make demo``, the second ``make test``."""
    typed = re.findall(r"^    (\S.*)$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert [line.partition("#")[0].strip() for line in typed[:2]] == ["make demo", "make test"]


@pytest.mark.parametrize("folder", [".venv/bin/", ".venv\\Scripts\\"])
def test_the_steps_without_make_are_those_of_the_makefile(folder: str) -> None:
    """People without make install and run the same things."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = README.read_text(encoding="utf-8").replace('"', "'")
    install = re.search(r"pip install .*(-c constraints\.txt -e \S+)", makefile)
    assert install is not None
    assert f"{folder}python -m pip install {install[1]}" in readme
    assert "-m 'not slow'" in makefile.replace('"', "'")
    assert f"{folder}python -m pytest -m 'not slow'" in readme
    assert f"{folder}hsr-match solve examples" in readme
