"""Shared options: what they accept, and what they make of it."""

from __future__ import annotations

import shlex

import click
import pytest

from hsr_match.cli import options
from hsr_match.cli.pipeline import Choices


@click.command()
@options.solving_options
@options.common_options
def command(choices: Choices) -> tuple[Choices, bool, bool | None]:
    """Return what a command would see."""
    return choices, options.asked("quiet"), click.get_current_context().color


def _typed(*words: str) -> tuple[Choices, bool, bool | None]:
    with command.make_context("hsr-match solve", list(words), obj={}) as context:
        result: tuple[Choices, bool, bool | None] = command.invoke(context)
    return result


def test_nothing_typed_chooses_nothing() -> None:
    """Defaults stand in the settings, never in the command line as well."""
    assert _typed()[0] == Choices()


def test_every_choice_arrives_under_its_own_name() -> None:
    """Repeated options are kept in the order typed."""
    words = shlex.split(
        "-c caring --weight needs=40 --weight region=2.5 --pin E1=R1 --pin E2=R2 --ban E3=R1 "
        "--history last --history before.csv --seed 7 --time-limit 1.5 --mentors a.csv "
        "--mentees b.csv --reason 'promised in May'"
    )
    assert _typed(*words)[0] == Choices(
        config="caring",
        weights=(("needs", 40.0), ("region", 2.5)),
        pins=(("E1", "R1"), ("E2", "R2")),
        bans=(("E3", "R1"),),
        reason="promised in May",
        history=("last", "before.csv"),
        seed=7,
        time_limit=1.5,
        mentors="a.csv",
        mentees="b.csv",
    )


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("E07=R03", ("E07", "R03")),
        (" E07 = R03 ", ("E07", "R03")),
        ("ann@example.org=Bo Example", ("ann@example.org", "Bo Example")),
    ],
)
def test_people_in_pins_may_be_named_in_any_way(typed: str, read: tuple[str, str]) -> None:
    """Ids, e-mails and names pass through; blanks around them do not count."""
    assert _typed("--pin", typed)[0].pins == (read,)


@pytest.mark.parametrize("typed", ["", "=", "E07=", "=R03", "E07", "E07=R03=R04"])
def test_half_a_pair_is_refused(typed: str) -> None:
    """A pin names two people."""
    with pytest.raises(click.BadParameter):
        _typed("--pin", typed)


def test_zero_is_a_weight() -> None:
    """Weight 0 switches a criterion off; only below 0 is nonsense."""
    assert _typed("--weight", "region=0")[0].weights == (("region", 0.0),)


def test_quiet_is_remembered_for_the_inner_layers() -> None:
    """The flags of one call do not leak into the next."""
    assert _typed("-q")[1] is True
    assert _typed()[1] is False


@pytest.mark.parametrize("words", [["--no-color"], []])
def test_colour_can_be_switched_off(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """By the option, or by the variable NO_COLOR; otherwise click decides."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert _typed(*words)[2] is (False if words else None)
    monkeypatch.setenv("NO_COLOR", "1")
    assert _typed(*words)[2] is False
