"""What may stand after a heading under `columns:`."""

from __future__ import annotations

from pathlib import Path

import pytest

from hsr_match.config import load_settings
from hsr_match.config.column_targets import targets_of
from hsr_match.config.fields import Side, fields

ACCEPTED = {
    "setting": ("both", [("setting", "", "", False)]),
    "line_manager": ("both", [("conflicts", "manager", "", False)]),
    "Surname": ("both", [("name", "last", "", False)]),
    "Preferred mentor 2": ("mentee", [("preferred_mentors", "2", "", False)]),
    "Methods you can teach": ("mentor", [("methods", "can_teach", "", False)]),
    "need_teaching": ("mentee", [("needs", "", "teaching", False)]),
    "offer_teaching": ("mentor", [("offers", "", "teaching", False)]),
    "method_ethnography": ("both", [("methods", "", "ethnography", False)]),
    "needs/offers": ("both", [("needs", "", "", True), ("offers", "", "", True)]),
    "offers / needs": ("mentee", [("needs", "", "", False)]),
}


@pytest.mark.parametrize("written", ACCEPTED)
def test_what_is_accepted(written: str, tmp_path: Path) -> None:
    side: Side
    side, expected = ACCEPTED[written]  # type: ignore[assignment]
    found = [(t.field.name, t.part, t.item, t.shared) for t in targets_of(written, side)]
    assert found == expected
    path = tmp_path / "scheme.yaml"
    path.write_text(f'columns: {{"A question": "{written}"}}\n', encoding="utf-8")
    assert load_settings(path).columns == {"A question": written}


@pytest.mark.parametrize("written", ["", "themes", "need_juggling", "needs/hopes", "a/b", "needs?"])
def test_what_is_not(written: str) -> None:
    assert targets_of(written) == ()


def test_every_field_is_a_target_of_its_own_name() -> None:
    assert all([t.field for t in targets_of(name)] == [field] for name, field in fields().items())
