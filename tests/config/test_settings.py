"""Defaults, what goes over what, and numbers kept as they were written."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

from hsr_match import load_settings as public_load_settings
from hsr_match.config import Settings, load_settings, settings_from_json
from hsr_match.config.load import DEFAULT_FINGERPRINT, default_settings
from hsr_match.config.model import all_keys
from hsr_match.config.preset_files import preset_path
from hsr_match.config.resolve import resolved
from hsr_match.config.yaml_tree import read_tree
from hsr_match.errors import SettingsError

DEFAULT_FILE = preset_path("default")
LISTS = ("criteria", "pins", "bans", "apart", "together", "floors")


def write(folder: Path, text: str, name: str = "scheme.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_classes_hold_the_values_of_the_default_file() -> None:
    assert resolved(DEFAULT_FILE, "default.yaml", Settings()) == Settings()


def test_the_default_file_writes_every_value_that_the_classes_hold() -> None:
    # Were a key left out, a change of the class would go unseen.
    keys = read_tree(DEFAULT_FILE.read_text(encoding="utf-8"), "default.yaml").keys
    open_ended = {("sheets", "mentors"), ("sheets", "mentees")}
    below = {path for path, _ in all_keys(Settings) if path[0] in LISTS}
    wanted = {path for path, _ in all_keys(Settings)} - open_ended
    assert wanted - {path for path in below if len(path) > 1} <= set(keys)


def test_the_fingerprint_of_the_default_file_is_current() -> None:
    # After an edit of default.yaml: make the classes equal, then write this value in load.py.
    raw = DEFAULT_FILE.read_bytes().replace(b"\r\n", b"\n")
    assert sha256(raw).hexdigest() == DEFAULT_FINGERPRINT


def test_an_edited_default_file_is_read_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = DEFAULT_FILE.read_text(encoding="utf-8").replace("needs: 28", "needs: 29")
    path = write(tmp_path, edited, "default.yaml")
    monkeypatch.setattr("hsr_match.config.preset_files.preset_path", {"default": path}.get)
    default_settings.cache_clear()
    try:
        assert load_settings().weights.needs == 29
    finally:
        default_settings.cache_clear()


def test_a_run_on_the_defaults_loads_neither_yaml_nor_pydantic() -> None:
    code = (
        "import sys; from hsr_match import load_settings;"
        "load_settings(weights={'needs': 40}, pins=[{'mentee': 'E1', 'mentor': 'R1'}], seed=1);"
        "print(sorted({'yaml', 'pydantic', 'pydantic_core', 'rapidfuzz'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_without_a_file_the_defaults_hold() -> None:
    assert load_settings() == load_settings("default") == public_load_settings(None) == Settings()


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_settings().weights.needs = 3  # type: ignore[misc]


def test_file_over_preset_over_default_and_options_over_all(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "extends: leadership\n"
        "weights: {needs: 33, methods: 1}\n"
        "solver: {seed: 5}\n"
        "pins: [{mentee: E01, mentor: R01}, {mentee: E02, mentor: R02, by: A, reason: B}]\n",
    )
    settings = load_settings(
        path,
        weights={"methods": 2.5},
        pins=[{"mentee": "E01", "mentor": "R01", "by": "C", "reason": "D"}],
        bans=[{"mentee": "E03", "mentor": "R03"}],
        time_limit=9.5,
    )
    assert settings.weights.needs == 33  # file over preset
    assert settings.weights.methods == 2.5  # option over file
    assert settings.weights.career_stage == 18  # preset over default
    assert settings.weights.region == 0  # default
    assert settings.rules.step_ahead == "preferred"
    assert (settings.solver.seed, settings.solver.time_limit) == (5, 9.5)
    assert [(p.mentee, p.mentor, p.by) for p in settings.pins] == [
        ("E02", "R02", "A"),
        ("E01", "R01", "C"),
    ]
    assert [(b.mentee, b.mentor) for b in settings.bans] == [("E03", "R03")]


def test_tables_are_joined_and_lists_replaced(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "scoring: {career_stage: {3: 0.9, 4: 0.7}, rank_weights: [1, 0.5], preferences: [1]}",
    )
    scoring = load_settings(path).scoring
    assert scoring.career_stage == {-2: 0, -1: 0.2, 0: 0.5, 1: 1, 2: 1, 3: 0.9, 4: 0.7}
    assert scoring.rank_weights == (1, 0.5)
    assert scoring.preferences == (1,)


def test_a_level_may_stand_for_the_organisation_rule(tmp_path: Path) -> None:
    base = "rules: {other_organisation: {families: [[University of X, X Trust]]}}"
    write(tmp_path, base, "base.yaml")
    path = write(tmp_path, "extends: base.yaml\nrules: {other_organisation: preferred}")
    rule = load_settings(path).rules.other_organisation
    assert rule.level == "preferred"
    assert rule.families == (("University of X", "X Trust"),)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2%", Fraction(1, 50)),
        ("0.02", Fraction(1, 50)),
        ("2.5 %", Fraction(1, 40)),
        ("0%", Fraction(0)),
        ("100%", Fraction(1)),
        ("0.1%", Fraction(1, 1000)),
        (".3%", Fraction(3, 1000)),
    ],
)
def test_a_price_is_the_decimal_that_was_written(
    written: str, kept: Fraction, tmp_path: Path
) -> None:
    settings = load_settings(write(tmp_path, f"fairness: {{max_price: {written}}}"))
    assert Fraction(str(settings.fairness.max_price)) == kept


@pytest.mark.parametrize("written", ["0.1", "33.333", "0.000001", "+7", "123456.789012345", "1e0"])
def test_a_weight_is_the_decimal_that_was_written(written: str, tmp_path: Path) -> None:
    path = write(tmp_path, f"weights: {{needs: {written}}}")
    if "e" in written:
        with pytest.raises(SettingsError):
            load_settings(path)
    else:
        assert Fraction(str(load_settings(path).weights.needs)) == Fraction(written)


def test_off_is_a_word_and_ids_keep_their_zeros(tmp_path: Path) -> None:
    settings = load_settings(
        write(
            tmp_path,
            "rules: {conflicts: off, quality_floor: off}\n"
            "bans: [{mentee: 007, mentor: 1.50, by: no}]\n",
        )
    )
    assert (settings.rules.conflicts, settings.rules.quality_floor) == ("off", "off")
    assert (settings.bans[0].mentee, settings.bans[0].mentor) == ("007", "1.50")
    assert settings.bans[0].by == "no"


def test_an_own_criterion_may_carry_all_the_weight(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        f"weights: {{{', '.join(f'{name}: 0' for name in Settings().as_json()['weights'])}}}\n"
        "criteria: [{name: wards, kind: terms, weight: 0}]\n",
    )
    assert load_settings(path, weights={"wards": 5}).criteria[0].weight == 5
    with pytest.raises(SettingsError) as caught:
        load_settings(path, weights={"wards": 0})
    assert [p.code for p in caught.value.problems] == ["no-weight"]


def test_options_alone_may_not_put_all_weights_to_0() -> None:
    zeros = dict.fromkeys(Settings().as_json()["weights"], 0)
    with pytest.raises(SettingsError) as caught:
        load_settings(weights=zeros)
    assert [p.code for p in caught.value.problems] == ["no-weight"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ([], "not-keys"),
        ({"weights": {"needs": True}}, "wrong-type"),
        ({"weights": {"needs": float("inf")}}, "not-finite"),
        ({"weights": {"need": 1}}, "unknown-key"),
        ({"solver": None}, "no-value"),
        ({"scoring": {"career_stage": {"0": 1}}}, "missing-level"),
    ],
)
def test_json_that_is_no_settings_is_refused(data: object, code: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_from_json(data)
    assert code in [p.code for p in caught.value.problems]
