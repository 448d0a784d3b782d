"""Help: complete, with examples, and free of charge."""

from __future__ import annotations

import re
import sys

import click
import pytest

from hsr_match.__main__ import main
from hsr_match.cli.main import COMMANDS, cli
from tests.cli.running import HEAVY, loaded_by, run
from tests.documents import ROOT


def _commands(group: click.Group, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found.append((*words, name))
        if isinstance(command, click.Group):
            found += _commands(command, (*words, name))
    return found


EVERY_COMMAND = _commands(cli)


def _find(words: tuple[str, ...]) -> click.Command:
    command: click.Command | None = cli
    for word in words:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), word)
    assert command is not None
    return command


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"]], ids=" ".join)
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    """People who only look must not wait for the solver."""
    assert loaded_by(*arguments).isdisjoint(HEAVY)


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_a_commands_help_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    """Reading the options of a command costs no more than reading the list."""
    assert loaded_by(*words, "--help").isdisjoint(HEAVY)


def test_importing_the_library_loads_nothing_heavy() -> None:
    """``import hsr_match`` is free, and so is asking what it offers."""
    code = "import sys, hsr_match; dir(hsr_match); print(*sys.modules)"
    loaded = run(program=(sys.executable, "-c", code)).stdout.split()
    assert "hsr_match" in loaded
    assert set(loaded).isdisjoint(HEAVY)


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_every_command_has_help_with_an_example(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Help says what the command does and shows one call of it, options explained."""
    assert main([*words, "--help"]) == 0
    text = capsys.readouterr().out
    example = f"  hsr-match {' '.join(words)} "
    assert example in text or text.rstrip().endswith(example.rstrip())
    command = _find(words)
    assert command.help
    unexplained = [
        option.name
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert not unexplained


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_help_uses_no_word_of_the_solver(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Coordinators know Excel, not optimisation."""
    main([*words, "--help"])
    jargon = r"\b(dual|flow|infeasib\w*|objective|optimi[sz]er|constraint|lexicograph\w*|gap)\b"
    assert not re.findall(jargon, capsys.readouterr().out, re.IGNORECASE)


@pytest.mark.parametrize("words", [(), *EVERY_COMMAND], ids=" ".join)
def test_help_fits_eighty_columns(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing wraps in a window of the usual width."""
    monkeypatch.setenv("COLUMNS", "80")
    main([*words, "--help"])
    assert [line for line in capsys.readouterr().out.splitlines() if len(line) > 80] == []


def test_the_one_line_helps_are_the_commands_own_first_lines() -> None:
    """The table of commands is written apart, so that it loads none; it must agree."""
    for name, line in COMMANDS.items():
        own = (_find((name,)).help or "").splitlines()[0]
        assert own == line


@pytest.mark.parametrize(
    "line", [line for words in [(), *EVERY_COMMAND] for line in _find(words).epilog.splitlines()]
)
def test_examples_in_help_name_what_exists(line: str) -> None:
    """Each example is a command that the program would accept as far as it goes."""
    words = line.split(">")[0].split()
    if words[:1] != ["hsr-match"]:
        return
    group: click.Command = cli
    rest = words[1:]
    while isinstance(group, click.Group):
        group = _find(tuple(words[1 : len(words) - len(rest) + 1]))
        rest = rest[1:]
    group.make_context("hsr-match", rest)


def test_the_reference_page_says_what_help_says() -> None:
    """``docs/reference/command-line.md`` is rebuilt whenever help changes."""
    tool = ROOT / "tools" / "build_command_page.py"
    ended = run("--check", program=(sys.executable, str(tool)))
    assert (ended.returncode, ended.stdout) == (0, "")
