"""What is installed is whole: metadata, data inside the wheel, both commands' machinery."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from importlib.metadata import version
from pathlib import Path

import pytest

from hsr_match import __version__
from tests.documents import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def test_the_library_says_its_version() -> None:
    """One version: the package's."""
    assert __version__ == version("hsr-match")


def test_every_dependency_is_pinned_for_the_tests() -> None:
    """The constraints name each package that pyproject asks for, to the digit."""
    pins = dict(
        line.lower().split("==")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
    project = PROJECT["project"]
    asked = {
        _name(requirement)
        for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    }
    assert asked - {name.replace("_", "-") for name in pins} == set()


def _imported() -> set[str]:
    """Return the top-level modules that the package's own files import."""
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"hsr_match"}


def test_dependencies_are_exactly_what_is_imported() -> None:
    """Nothing is installed for no reason, and nothing works only by another's dependency."""
    # pydantic_core is the half of pydantic that says where an error stands.
    distribution = {
        "confusable_homoglyphs": "confusable-homoglyphs",
        "odf": "odfpy",
        "pydantic_core": "pydantic",
        "yaml": "pyyaml",
    }
    declared = {_name(requirement) for requirement in PROJECT["project"]["dependencies"]}
    assert {distribution.get(module, module) for module in _imported()} == declared


def test_the_changelog_knows_the_version() -> None:
    """A release that the changelog does not mention is an accident."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{__version__}]" in changelog


def test_files_stay_short() -> None:
    """A file of the package holds one idea and is read in one sitting."""
    long = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "src").rglob("*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) > 310
    ]
    assert long == []


def test_committed_files_name_no_machine() -> None:
    """No path of somebody's computer and no index server stands in the configuration."""
    names = ["Makefile", ".ci/run", "pyproject.toml", "constraints.txt", ".pre-commit-config.yaml"]
    text = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)
    assert re.findall(r"/home/|/Users/|/tmp/|/work/|index-url|find-links", text) == []


def _make(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with the Makefile and what its environment is made from."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@needs_make
def test_make_lists_its_targets(checkout: Path) -> None:
    """Plain ``make`` changes nothing and tells what there is."""
    listed = _make(folder=checkout)
    assert listed.returncode == 0
    assert {"demo", "test", "lint", "types", "layers", "check", "bench", "clean"} <= {
        line.split()[1] for line in listed.stdout.splitlines()
    }
    assert not (checkout / ".venv").exists()


@needs_make
@pytest.mark.parametrize(
    ("python", "said"),
    [("no-such-python", "no no-such-python here"), ("./old-python", "3.11 or newer")],
)
def test_make_is_kind_about_python(checkout: Path, python: str, said: str) -> None:
    """Without a fit Python the message says what to install, and nothing is left behind."""
    old = checkout / "old-python"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.1\nexit 1\n', encoding="utf-8")
    old.chmod(0o755)
    refused = _make("demo", f"PYTHON={python}", folder=checkout)
    assert refused.returncode != 0
    assert said in refused.stderr
    assert "make PYTHON=python3.12" in refused.stderr
    assert not (checkout / ".venv").exists()


@needs_make
def test_a_current_environment_is_left_alone(checkout: Path) -> None:
    """The second time nothing is installed, so that both commands work offline.

    Changing what the environment is made from does install; file times do not matter.
    """
    dry = ["--dry-run", "test"]
    first = _make(*dry, folder=checkout)
    assert "pip install" in first.stdout
    stamp = re.search(r"touch (\S+)", first.stdout)
    assert stamp is not None
    (checkout / ".venv").mkdir()
    (checkout / stamp[1]).touch()
    for name in ("pyproject.toml", "constraints.txt"):
        os.utime(checkout / name, (4e9, 4e9))
    for target in ("test", "demo"):
        again = _make("--dry-run", target, folder=checkout)
        assert again.returncode == 0
        assert "pip" not in again.stdout
    with (checkout / "constraints.txt").open("a", encoding="utf-8") as constraints:
        constraints.write("# one more\n")
    assert "pip install" in _make(*dry, folder=checkout).stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs' folder of a fresh environment after ``pip install .``."""
    folder = tmp_path_factory.mktemp("installed")
    ignore = shutil.ignore_patterns(".*", "matches", "dist", "build", "__pycache__")
    shutil.copytree(ROOT, folder / "checkout", ignore=ignore)
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    install = [programs / "python", "-m", "pip", "install", "--quiet", "."]
    ended = subprocess.run(
        install, cwd=folder / "checkout", capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stderr
    shutil.rmtree(folder / "checkout")
    return programs


@pytest.mark.slow
def test_a_bare_install_has_everything_it_needs(installed: Path, tmp_path: Path) -> None:
    """Presets, vocabularies and schema come out of the wheel: the checkout is gone."""
    shutil.copy(ROOT / "examples" / "small.csv", tmp_path)
    program = str(installed / "hsr-match")
    for arguments in (
        ["--version"],
        ["config", "presets"],
        ["config", "show", "-c", "leadership"],
        ["config", "schema"],
        ["check", "small.csv"],
        ["solve", "small.csv", "-c", "caring", "-o", "run"],
        ["explain", "run", "E01"],
        ["verify", "run"],
        ["score", "small.csv", "-o", "scores.csv"],
    ):
        ended = subprocess.run(
            [program, *arguments], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )
        assert ended.returncode == 0, (arguments, ended.stderr)
    assert (tmp_path / "run" / "pairings.xlsx").is_file()


@pytest.mark.slow
def test_a_bare_install_has_no_tools_of_ours(installed: Path) -> None:
    """Users get the program, not what it is built and tested with."""
    listed = subprocess.run(
        [installed / "python", "-m", "pip", "list", "--format", "freeze"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    names = {_name(line) for line in listed.splitlines()}
    assert {"hsr-match", "ortools"} <= names
    assert names & {"pytest", "mypy", "ruff", "hypothesis"} == set()
