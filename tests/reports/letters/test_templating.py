"""A scheme's own templates: used, refused with file and line, and never out of their box."""

from __future__ import annotations

from pathlib import Path

import pytest

from hsr_match.errors import SettingsError, UsageError
from hsr_match.insight.outcome import Outcome
from hsr_match.reports.letters.audiences import AUDIENCES
from hsr_match.reports.letters.templating import TEMPLATES, every_template, unknown_files
from hsr_match.reports.letters.write import report_for
from tests.reports.letters.rounds import mails, outcome_of


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return outcome_of(tmp_path_factory.mktemp("round"))


def places(folder: Path, outcome: Outcome) -> list[tuple[str, int, str]]:
    """Return what is wrong with the mentees' templates: file, line and code."""
    with pytest.raises(SettingsError) as caught:
        report_for(outcome, "mentee", folder)
    return [(Path(p.place.file).name, p.place.row, p.code) for p in caught.value.problems]


def test_ours_stand_in_for_what_is_not_there(tmp_path: Path, outcome: Outcome) -> None:
    (tmp_path / "signature.txt").write_text("Yours, Alex\n", encoding="utf-8")
    mail = mails(report_for(outcome, "mentee", tmp_path))["E1.eml"]
    assert mail.get_content().endswith("Yours, Alex\r\n")
    assert "Dear Ann Lee" in mail.get_content()


def test_the_templates_that_we_write_give_what_ours_give(tmp_path: Path, outcome: Outcome) -> None:
    for name, content in every_template().items():
        (tmp_path / name).write_bytes(content)
    assert unknown_files(tmp_path) == ()
    for audience in AUDIENCES:
        assert report_for(outcome, audience, tmp_path) == report_for(outcome, audience)


def test_a_draft_says_so_whatever_the_template_says(tmp_path: Path, outcome: Outcome) -> None:
    text = "Subject: Decided!\n\nAll is approved.{% if not letter.draft %}{% endif %}\n"
    (tmp_path / "mentee.txt").write_text(text, encoding="utf-8")
    mail = mails(report_for(outcome, "mentee", tmp_path))["E1.eml"]
    assert mail["Subject"] == "DRAFT: Decided!"
    assert mail.get_content().startswith("DRAFT. No person has approved this yet")


def test_all_mistakes_are_told_at_once(tmp_path: Path, outcome: Outcome) -> None:
    (tmp_path / "mentee.txt").write_text("Subject: x\n\n{{ reader.score }}\n", encoding="utf-8")
    (tmp_path / "unmatched.txt").write_text("Subject: x\n\n\n{% if %}\n", encoding="utf-8")
    (tmp_path / "signature.txt").write_bytes(b"\xff\xfe\xff")
    assert sorted(places(tmp_path, outcome)) == [
        ("mentee.txt", 3, "template-fails"),
        ("signature.txt", 0, "template-fails"),
        ("unmatched.txt", 4, "template-fails"),
    ]


def test_a_letter_needs_its_subject(tmp_path: Path, outcome: Outcome) -> None:
    (tmp_path / "mentee.txt").write_text("Dear {{ reader.name }}\n", encoding="utf-8")
    assert places(tmp_path, outcome) == [("mentee.txt", 1, "template-subject")]


@pytest.mark.parametrize(
    "reach",
    [
        "{{ reader.score }}",
        "{{ reader['score'] }}",
        "{{ reader | attr('score') }}",
        "{{ reader._facts }}",
        "{{ reader | attr('_facts') }}",
        "{{ reader.__class__.__mro__ }}",
        "{{ reader.__getattr__.__globals__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ partners.__class__ }}",
        "{{ (partners | first).hopes }}",
        "{{ outcome }}",
        "{{ cohort }}",
        "{{ self._TemplateReference__context }}",
        "{{ lipsum.__globals__ }}",
        "{{ cycler }}",
        "{{ range(3) }}",
        "{% include '/etc/passwd' %}",
        "{% include '../signature.txt' %}",
        "{% import 'os' as os %}",
        "{% include 'panel.html' %}",
        "{{ '{0.__class__}'.format(reader) }}",
        "{{ reader }}",
        "{{ 1 / 0 }}",
        "{{ reader.name.nothing }}",
        "{{ missing }}",
        "{{ reader.name | nofilter }}",
    ],
)
def test_nothing_is_within_reach_but_the_views(
    reach: str, tmp_path: Path, outcome: Outcome
) -> None:
    """Refused, at its line, without a word of anybody's answers."""
    (tmp_path / "mentee.txt").write_text(f"Subject: x\n\n{reach}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        report_for(outcome, "mentee", tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.row) == ("template-fails", 3)
    assert not any(word in problem.message for word in ("Ann", "Dee", "ann@", "E1"))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, outcome: Outcome) -> None:
    with pytest.raises(UsageError, match="no folder"):
        report_for(outcome, "mentee", tmp_path / "nowhere")


def test_files_that_are_no_templates_are_known(tmp_path: Path) -> None:
    for name in ("mentee.txt", "menteee.txt", ".hidden"):
        (tmp_path / name).write_text("Subject: x\n", encoding="utf-8")
    assert unknown_files(tmp_path) == ("menteee.txt",)


def test_every_template_comes_with_the_program() -> None:
    assert set(every_template()) == {name for group in TEMPLATES.values() for name in group}
    assert all(content.strip() for content in every_template().values())
