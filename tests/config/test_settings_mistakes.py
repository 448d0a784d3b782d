"""Every mistake in keys and values is told with code, line, column and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from hsr_match.config import load_settings
from hsr_match.config.model import keys_of
from hsr_match.config.weights import Weights
from hsr_match.errors import SettingsError
from tests.config.mistakes import found, problems_of

OWN = "criteria:\n- {{name: ours, kind: same, weight: 1, {}}}\n"

REFUSED = {
    "unknown section": ("wieghts: {needs: 1}\n", ("unknown-key", 1, 1)),
    "unknown weight": ("weights:\n  need: 1\n", ("unknown-key", 2, 3)),
    "key of another section": ("rules: {objective: total}\n", ("unknown-key", 1, 9)),
    "negative weight": ("weights: {needs: -1}\n", ("negative-weight", 1, 18)),
    "weight .nan": ("weights: {needs: .nan}\n", ("not-finite", 1, 18)),
    "weight .inf": ("weights: {needs: -.Inf}\n", ("not-finite", 1, 18)),
    "weight 010": ("weights: {needs: 010}\n", ("wrong-type", 1, 18)),
    "weight 1e3": ("weights: {needs: 1e3}\n", ("wrong-type", 1, 18)),
    "weight 12:30": ("weights:\n  needs: 12:30\n", ("wrong-type", 2, 10)),
    "weight 1_000": ("weights: {needs: 1_000}\n", ("wrong-type", 1, 18)),
    "weight 0x10": ("weights: {needs: 0x10}\n", ("wrong-type", 1, 18)),
    "weight no": ("weights: {needs: no}\n", ("wrong-type", 1, 18)),
    "weight with comma": ("weights:\n  needs: 1,5\n", ("wrong-type", 2, 10)),
    "weight in quotes": ('weights: {needs: "1"}\n', ("wrong-type", 1, 18)),
    "weight that is a list": ("weights: {needs: [1]}\n", ("wrong-type", 1, 18)),
    "huge weight": ("weights: {needs: 1000001}\n", ("out-of-range", 1, 18)),
    "too many digits": ("weights: {needs: 0.12345678901234567891}\n", ("too-long", 1, 18)),
    "endless digits": (f"weights: {{needs: 1{'0' * 5000}}}\n", ("too-long", 1, 18)),
    "nothing after a section": ("weights:\n", ("no-value", 1, 9)),
    "nothing after a weight": ("weights: {needs: }\n", ("wrong-type", 1, 18)),
    "section that is a number": ("weights: 3\n", ("wrong-type", 1, 10)),
    "section that is a list": ("weights: [needs]\n", ("wrong-type", 1, 10)),
    "list that is text": ("monitoring: gender\n", ("wrong-type", 1, 13)),
    "list that is keys": ("pins: {E01: R02}\n", ("wrong-type", 1, 7)),
    "entry that is text": ("pins: [E01=R02]\n", ("wrong-type", 1, 8)),
    "text that is a list": ("lawful_basis: [a]\n", ("wrong-type", 1, 15)),
    "all weights 0": (
        f"weights: {{{', '.join(f'{name}: 0' for name in keys_of(Weights))}}}\n",
        ("no-weight", 1, 10),
    ),
    "all parts 0": (
        "scoring: {research_area: {themes: 0, health: 0, activity: 0}}\n",
        ("no-weight", 1, 26),
    ),
    "unknown level of a rule": ("rules: {conflicts: of}\n", ("unknown-value", 1, 20)),
    "rule level true": ("rules: {conflicts: true}\n", ("unknown-value", 1, 20)),
    "organisation rule": ("rules: {other_organisation: yes}\n", ("unknown-value", 1, 29)),
    "organisation rule spelt out": (
        "rules: {other_organisation: {level: hard}}\n",
        ("unknown-value", 1, 37),
    ),
    "alias that is one text": (
        "rules: {other_organisation: {aliases: {Leeds: UoL}}}\n",
        ("wrong-type", 1, 47),
    ),
    "quality floor": ("rules: {quality_floor: 101}\n", ("out-of-range", 1, 24)),
    "quality floor no": ("rules: {quality_floor: no}\n", ("wrong-type", 1, 24)),
    "no mentors": ("rules: {mentors_per_mentee: 0}\n", ("out-of-range", 1, 29)),
    "eleven mentors": ("rules: {mentors_per_mentee: 11}\n", ("out-of-range", 1, 29)),
    "half a mentor": ("rules: {mentors_per_mentee: 1.5}\n", ("wrong-type", 1, 29)),
    "a switch in quotes": ('rules: {different_organisations: "true"}\n', ("wrong-type", 1, 34)),
    "a switch that says yes": ("rules: {different_organisations: yes}\n", ("wrong-type", 1, 34)),
    "spread of nobody": ("rules: {spread: {organisation: 0}}\n", ("out-of-range", 1, 32)),
    "spread that is a number": ("rules: {spread: 1}\n", ("wrong-type", 1, 17)),
    "spread of a monitoring question": (
        "rules: {spread: {gender: 1}}\n",
        ("private-column", 1, 18),
    ),
    "spread of something else": ("rules: {spread: {region: 1}}\n", ("unknown-key", 1, 18)),
    "negative credit": ("rules: {last_year_credit: {points: -3}}\n", ("out-of-range", 1, 36)),
    "apart with one": ("apart:\n- {mentees: [E01]}\n", ("wrong-length", 2, 13)),
    "apart without mentees": ("apart:\n- {by: A}\n", ("missing-key", 2, 3)),
    "apart as pairs": ("apart: [[E01, E02]]\n", ("wrong-type", 1, 9)),
    "apart as text": ("apart: [{mentees: E01}]\n", ("wrong-type", 1, 19)),
    "together with oneself": (
        "together:\n- mentees: [E01, E02, E01]\n",
        ("named-twice", 2, 23),
    ),
    "floor of nothing": ("floors: [{name: a, at_least: 5}]\n", ("missing-key", 1, 10)),
    "floor of two things": (
        "floors: [{name: a, at_least: 5, need: promotion, experience: parent_or_carer}]\n",
        ("wrong-length", 1, 10),
    ),
    "floor of no pairs": (
        "floors: [{name: a, at_least: 0, need: promotion}]\n",
        ("out-of-range", 1, 30),
    ),
    "floor of an unknown need": (
        "floors: [{name: a, at_least: 5, need: promotions}]\n",
        ("unknown-value", 1, 39),
    ),
    "floor of any other need": (
        "floors: [{name: a, at_least: 5, need: other}]\n",
        ("unknown-value", 1, 39),
    ),
    "floor of an experience as a need": (
        "floors: [{name: a, at_least: 5, need: parent_or_carer}]\n",
        ("unknown-value", 1, 39),
    ),
    "floor of a monitoring question": (
        "floors: [{name: a, at_least: 5, experience: gender}]\n",
        ("private-column", 1, 45),
    ),
    "floor by a monitoring question": (
        "floors: [{name: a, at_least: 5, ethnicity: Asian}]\n",
        ("private-column", 1, 33),
    ),
    "floor of what is listed as monitoring": (
        "monitoring: [Caring at home]\nfloors: [{name: a, at_least: 5, need: caring at home}]\n",
        ("private-column", 2, 39),
    ),
    "two floors of one name": (
        "floors: [{name: a, at_least: 1, need: teaching}, {name: A, at_least: 1, need: teaching}]",
        ("duplicate-name", 1, 57),
    ),
    "unknown objective": ("fairness: {objective: totl}\n", ("unknown-value", 1, 23)),
    "price over 1": ("fairness: {max_price: 2}\n", ("out-of-range", 1, 23)),
    "price over 100%": ("fairness: {max_price: 101%}\n", ("out-of-range", 1, 23)),
    "price in words": ("fairness: {max_price: two%}\n", ("wrong-type", 1, 23)),
    "seed with decimals": ("solver: {seed: 1.5}\n", ("wrong-type", 1, 16)),
    "time limit 0": ("solver: {time_limit: 0}\n", ("out-of-range", 1, 22)),
    "decimal sign": ("decimal: ;\n", ("unknown-value", 1, 10)),
    "share over 1": ("scoring: {part: 1.1}\n", ("out-of-range", 1, 17)),
    "priority 4": ("scoring: {unrated_need: 4}\n", ("out-of-range", 1, 25)),
    "no ranks": ("scoring: {rank_weights: []}\n", ("wrong-length", 1, 25)),
    "level in words": ("scoring: {career_stage: {one: 1}}\n", ("wrong-type", 1, 26)),
    "offer level 4": ("scoring: {offer_levels: {4: 1}}\n", ("unknown-key", 1, 26)),
    "own weight of 0": ("scoring: {own_weights: {0: 0}}\n", ("out-of-range", 1, 28)),
    "pin without mentor": ("pins:\n- {mentee: E01}\n", ("missing-key", 2, 3)),
    "pin with a blank": ('pins: [{mentee: " ", mentor: R1}]\n', ("blank-text", 1, 17)),
    "criterion without kind": ("criteria: [{name: a, weight: 1}]\n", ("missing-key", 1, 12)),
    "unknown kind": (
        "criteria: [{name: ours, kind: simlar, weight: 1}]\n",
        ("unknown-value", 1, 31),
    ),
    "name of two words": (
        "criteria: [{name: my wards, kind: same, weight: 1}]\n",
        ("bad-name", 1, 19),
    ),
    "name of a built-in": (
        "criteria: [{name: Needs, kind: same, weight: 1}]\n",
        ("duplicate-name", 1, 19),
    ),
    "name of a result": (
        "criteria: [{name: score, kind: same, weight: 1}]\n",
        ("duplicate-name", 1, 19),
    ),
    "name twice": (
        "criteria:\n- {name: a, kind: same, weight: 1}\n- {name: A, kind: same, weight: 1}\n",
        ("duplicate-name", 3, 10),
    ),
    "number without range": (
        "criteria: [{name: a, kind: number, weight: 1}]\n",
        ("missing-key", 1, 12),
    ),
    "number with range 0": (
        "criteria: [{name: a, kind: number, weight: 1, range: 0}]\n",
        ("missing-key", 1, 54),
    ),
    "given without file": (
        "criteria: [{name: a, kind: given, weight: 1}]\n",
        ("missing-key", 1, 12),
    ),
    "levels of another kind": (OWN.format("levels: {0: 1}"), ("not-for-this-kind", 2, 39)),
    "range of another kind": (OWN.format("range: 3"), ("not-for-this-kind", 2, 39)),
    "file of another kind": (OWN.format("file: a.csv"), ("not-for-this-kind", 2, 39)),
    "column and mentee": (
        OWN.format("column: a, mentee: b"),
        ("not-for-this-kind", 2, 39),
    ),
    "mentor of a preference": (
        "criteria: [{name: a, kind: preference, weight: 1, mentor: b}]\n",
        ("not-for-this-kind", 1, 51),
    ),
    "folder": (OWN.format("folder: x"), ("unknown-key", 2, 39)),
    "unknown field": ("columns: {Your needs: need}\n", ("unknown-field", 1, 23)),
    "field nobody has confirmed": (
        "columns: {Your needs: needs?}\n",
        ("unconfirmed-column", 1, 23),
    ),
    "unknown field with a question mark": (
        "columns: {Your needs: need?}\n",
        ("unknown-field", 1, 23),
    ),
    "two fields of one side": ("columns: {Areas: needs/hopes}\n", ("unknown-field", 1, 18)),
    "alias of a field": ("columns: {Topics: themes}\n", ("unknown-field", 1, 19)),
    "monitoring weight": ("weights: {ethnicity: 5}\n", ("private-column", 1, 11)),
    "age as a weight": ("weights: {age: 5}\n", ("private-column", 1, 11)),
    "monitoring rule": ("rules: {gender: required}\n", ("private-column", 1, 9)),
    "criterion on a monitoring field": (
        OWN.format("column: monitor_gender"),
        ("private-column", 2, 47),
    ),
    "criterion on a monitoring question": (
        OWN.format('mentor: "What is your gender?"'),
        ("private-column", 2, 47),
    ),
    "criterion on a listed column": (
        'monitoring: ["Grew up in care"]\n' + OWN.format('column: "grew up in care?"'),
        ("private-column", 3, 47),
    ),
    "criterion on age": (OWN.format("column: Age band"), ("private-column", 2, 47)),
    "criterion named after age": (
        "criteria: [{name: age, kind: number, range: 9, weight: 1}]\n",
        ("private-column", 1, 19),
    ),
    "criterion on a PhD": (OWN.format("mentee: Year of PhD"), ("private-column", 2, 47)),
    "criterion on refusals": (OWN.format("mentee: not_these"), ("private-column", 2, 47)),
    "criterion on consent": (OWN.format("column: consent_special"), ("private-column", 2, 47)),
    "criterion on pronouns": (OWN.format("column: pronouns"), ("private-column", 2, 47)),
    "criterion on shared experience": (
        OWN.format("mentee: experience_wanted"),
        ("private-column", 2, 47),
    ),
    "column taken from a monitoring question": (
        "columns: {Ethnicity: setting}\n",
        ("private-column", 1, 11),
    ),
    "column taken from an address": (
        "columns: {IPAddress: biography}\n",
        ("private-column", 1, 11),
    ),
    "column taken from age": ("columns: {Your age: setting}\n", ("private-column", 1, 11)),
    "column taken to a monitoring field": (
        "columns: {Box 3: monitor_religion}\n",
        ("private-column", 1, 18),
    ),
    "column that is listed": (
        "monitoring: [Box 3]\ncolumns: {BOX 3: setting}\n",
        ("private-column", 2, 11),
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_each_mistake_has_its_code_line_and_column(case: str, tmp_path: Path) -> None:
    text, expected = REFUSED[case]
    problems = problems_of(tmp_path, text)
    assert found(problems) == [expected]
    assert problems[0].place.file == str(tmp_path / "scheme.yaml")


NEAREST = {
    "wieghts: {}": "weights",
    "weights: {research_areas: 1}": "research_area",
    "rules: {confilcts: off}": "conflicts",
    "rules: {conflicts: requird}": "required",
    "scoring: {methods: {learn_teech: 1}}": "learn_teach",
    "seed: 3": "solver",
    "columns: {Topics: themes}": "research_areas",
    "columns: {Offers: offer}": "offers",
}


@pytest.mark.parametrize("text", NEAREST)
def test_the_nearest_valid_word_is_named(text: str, tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, text)
    assert f"`{NEAREST[text]}`" in problem.advice


def test_all_mistakes_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        "wieghts: {}\n"
        "weights: {needs: -1, needs: 2}\n"
        "rules: {conflicts: of}\n"
        "criteria: [{name: needs, kind: number, weight: x}]\n"
        "columns: {Sex: setting, Topics: themes}\n"
    )
    codes = [(code, line) for code, line, _ in found(problems_of(tmp_path, text))]
    assert codes == [
        ("unknown-key", 1),
        ("negative-weight", 2),
        ("duplicate-key", 2),
        ("unknown-value", 3),
        ("missing-key", 4),
        ("duplicate-name", 4),
        ("wrong-type", 4),
        ("private-column", 5),
        ("unknown-field", 5),
    ]


def test_what_was_read_is_shown_for_numbers_and_choices(tmp_path: Path) -> None:
    for text, read in [("weights: {needs: 010}", "010"), ("weights: {needs: -3}", "-3")]:
        (problem,) = problems_of(tmp_path, text)
        assert problem.value == read
        assert read in problem.message


def test_names_and_reasons_are_never_quoted(tmp_path: Path) -> None:
    text = (
        "pins:\n"
        "- {mentee: [Ada Secret], mentor: Raj Secret, reason: {Secret: story}}\n"
        f"- {{mentee: {'Secret' * 100}, mentor: R1}}\n"
        "- {Mentee: Secret, mentor: R1}\n"
        '- "Secret=R1"\n'
        'justification: "Secret \\x07"\n'
    )
    problems = problems_of(tmp_path, text)
    assert len(problems) >= 5
    assert not any("Secret" in p.message + p.advice + p.value for p in problems)


def test_a_mistake_in_an_option_is_told_too() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(
            weights={"need": 1, "methods": float("nan"), "region": -1},
            pins=[{"mentee": "E01", "mentor": ""}],
            seed=-1,
            time_limit=0,
        )
    assert sorted(p.code for p in caught.value.problems) == [
        "blank-text",
        "negative-weight",
        "not-finite",
        "out-of-range",
        "out-of-range",
        "unknown-criterion",
    ]
    unknown = next(p for p in caught.value.problems if p.code == "unknown-criterion")
    assert "`needs`" in unknown.advice
