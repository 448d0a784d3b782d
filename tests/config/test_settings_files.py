"""Files as files: limits, encodings, what extends what, and paths that lead out."""

from __future__ import annotations

from pathlib import Path

import pytest

from hsr_match.config import check_settings_file, load_settings
from hsr_match.config.files import MAX_BYTES
from hsr_match.errors import SettingsError, UsageError
from tests.config.mistakes import found, problems_of


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", ("empty-file", 1, 1)),
        (b"# only a comment\n", ("empty-file", 1, 1)),
        (b"---\n", ("empty-file", 1, 1)),
        (b"- needs\n", ("not-keys", 1, 1)),
        (b"needs\n", ("not-keys", 1, 1)),
        (b"decimal: '.'\nlawful_basis: caf\xe9\n", ("not-utf8", 2, 18)),
        ("weights: {needs: 1}".encode("utf-16"), ("not-utf8", 1, 1)),
        (b"PK\x03\x04\x14\x00\xff\xfe", ("not-utf8", 1, 7)),
        (b"#" * (MAX_BYTES + 1), ("too-large", 0, 0)),
    ],
)
def test_what_is_no_settings_file(
    raw: bytes, expected: tuple[str, int, int], tmp_path: Path
) -> None:
    assert found(problems_of(tmp_path, raw)) == [expected]


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    text = b"decimal: ','\n"
    path = tmp_path / "big.yaml"
    path.write_bytes(text + b"#" * (MAX_BYTES - len(text)))
    assert load_settings(path).decimal == ","


@pytest.mark.parametrize("start", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends_of_other_systems(start: str, end: str, tmp_path: Path) -> None:
    text = f"{start}# note{end}weights:{end}  needs: 3{end}  metods: 4{end}"
    assert found(problems_of(tmp_path, text)) == [("unknown-key", 4, 3)]


def test_a_folder_is_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    assert found(list(caught.value.problems)) == [("a-directory", 0, 0)]


def test_a_missing_file_names_the_nearest_preset() -> None:
    with pytest.raises(UsageError) as caught:
        check_settings_file("leadershp")
    assert caught.value.exit_code == 2
    assert "`leadership`" in caught.value.advice
    with pytest.raises(UsageError):
        load_settings(Path("leadership"))  # a path is never a preset's name


def test_a_chain_of_files(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "base.yaml").write_text(
        "extends: caring\nweights: {needs: 1, region: 2}\n"
    )
    (tmp_path / "top.yaml").write_text("extends: parts/base.yaml\nweights: {needs: 3}\n")
    weights = load_settings(tmp_path / "top.yaml").weights
    assert (weights.needs, weights.region, weights.lived_experience) == (3, 2, 18)


def test_a_mistake_is_told_in_the_file_that_holds_it(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("weights:\n  neds: 1\n")
    problems = problems_of(tmp_path, "extends: base.yaml\nrules: {order: points}\n")
    assert [(p.place.file, p.code, p.place.row) for p in problems] == [
        (str(tmp_path / "scheme.yaml"), "unknown-value", 2),
        ("base.yaml", "unknown-key", 2),
    ]


@pytest.mark.parametrize("text", ["extends: scheme.yaml\n", "extends: ./scheme.yaml\n"])
def test_a_file_that_extends_itself(text: str, tmp_path: Path) -> None:
    assert found(problems_of(tmp_path, text)) == [("extends-cycle", 1, 10)]


def test_files_that_extend_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: scheme.yaml\n")
    (problem,) = problems_of(tmp_path, "extends: a.yaml\n")
    assert (problem.code, problem.place.file) == ("extends-cycle", "a.yaml")


def test_a_long_chain_ends(tmp_path: Path) -> None:
    for n in range(1, 30):
        (tmp_path / f"f{n}.yaml").write_text(f"extends: f{n + 1}.yaml\n")
    assert [p.code for p in problems_of(tmp_path, "extends: f1.yaml\n")] == ["too-deep"]


OUTSIDE = [
    *("/etc/hostname.yaml", "~/x.yaml", "../x.yaml", "a/../../x.yaml", "C:\\x.yaml"),
    *("file:///x.yaml", "https://example.org/x.yaml", "\\\\server\\x.yaml", "link/x.yaml"),
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leads_out_of_the_folder(path: str, tmp_path: Path) -> None:
    scheme = tmp_path / "scheme"
    scheme.mkdir()
    (tmp_path / "x.yaml").write_text("weights: {needs: 1}\n")
    (scheme / "link").symlink_to(tmp_path)
    assert found(problems_of(scheme, f"extends: '{path}'\n")) == [("path-outside", 1, 10)]
    given = f"criteria: [{{name: a, kind: given, weight: 1, file: '{path}'}}]\n"
    assert found(problems_of(scheme, given)) == [("path-outside", 1, 52)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("extends: leadershp\n", "unknown-preset"),
        ("extends: nowhere.yaml\n", "missing-file"),
        (f"extends: {'x' * 400}.yaml\n", "missing-file"),
        ("extends: [default]\n", "wrong-type"),
        ("extends:\n", "wrong-type"),
        ('extends: "a\\0.yaml"\n', "control-character"),
        ("criteria: [{name: a, kind: given, weight: 1, file: no.csv}]\n", "missing-file"),
    ],
)
def test_files_that_are_not_there(text: str, code: str, tmp_path: Path) -> None:
    problems = problems_of(tmp_path, text)
    assert [p.code for p in problems] == [code]
    assert problems[0].place.row == 1


def test_given_scores_are_found_from_the_settings_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scheme").mkdir()
    (tmp_path / "scheme" / "scores.csv").write_text("mentee_id,mentor_id,score\n")
    path = tmp_path / "scheme" / "s.yaml"
    path.write_text("criteria: [{name: a, kind: given, weight: 1, file: scores.csv}]\n")
    monkeypatch.chdir(tmp_path)
    for config in (path, "scheme/s.yaml"):
        (spec,) = load_settings(config, weights={"a": 2}).criteria
        assert spec.file == "scores.csv"  # as written: a run's record holds no folder
        assert spec.path.read_text().startswith("mentee_id")
