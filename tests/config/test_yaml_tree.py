"""Reading YAML as a strict subset: what is refused, where, and what stays text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.config import load_settings
from hsr_match.config.settings import Settings
from hsr_match.config.yaml_tree import MAX_DEPTH, read_tree
from hsr_match.errors import UsageError
from tests.config.mistakes import found, loaded_or_mistakes, problems_of

REFUSED = {
    "duplicate key": ("weights:\n  needs: 1\n  needs: 2\n", ("duplicate-key", 3, 3)),
    "duplicate section": ("weights: {needs: 1}\nweights: {needs: 2}\n", ("duplicate-key", 2, 1)),
    "anchor": ("weights: &w {needs: 1}\n", ("anchor", 1, 10)),
    "alias": ("decimal: *w\n", ("alias", 1, 10)),
    "tag": ("weights: !!map {needs: 1}\n", ("tag", 1, 10)),
    "python tag": (
        "justification: !!python/object/apply:os.getcwd []\n",
        ("tag", 1, 16),
    ),
    "include": ("weights: !include other.yaml\n", ("tag", 1, 10)),
    "merge key": ("weights:\n  <<: {needs: 1}\n", ("merge-key", 2, 3)),
    "second document": ("weights: {needs: 1}\n---\nweights: {}\n", ("several-documents", 2, 1)),
    "tab": ("weights:\n\tneeds: 1\n", ("tab", 2, 1)),
    "tab after spaces": ("weights:\n  \tneeds: 1\n", ("tab", 2, 3)),
    "non-breaking indent": ("weights:\n \u00a0needs: 1\n", ("odd-space", 2, 2)),
    "non-breaking after colon": ("weights:\n  needs:\u00a01\n", ("odd-space", 2, 3)),
    "smart quotes": ("lawful_basis: \u201cconsent\u201d\n", ("smart-quotes", 1, 15)),
    "smart quotes that break a list": (
        "monitoring: [\u201cgender, sex]\n",
        ("smart-quotes", 1, 14),
    ),
    "control character": ("weights: {needs: 1}\n# \x07\n", ("control-character", 2, 3)),
    "key that is no word": ("weights: {[a]: 1}\n", ("bad-key", 1, 11)),
    "unclosed bracket": ("weights: {needs: 1\nrules: {}\n", ("not-yaml", 2, 6)),
    "bad indent": ("weights:\n  needs: 1\n methods: 2\n", ("not-yaml", 3, 2)),
    "two colons": ("weights: needs: 1\n", ("not-yaml", 1, 15)),
    "unclosed quote": ('decimal: "\n', ("not-yaml", 1, 10)),
    "percent": ("decimal: %\n", ("not-yaml", 1, 10)),
}


@pytest.mark.parametrize("case", REFUSED)
def test_each_mistake_has_its_code_line_and_column(case: str, tmp_path: Path) -> None:
    text, expected = REFUSED[case]
    assert expected in found(problems_of(tmp_path, text))


def test_a_duplicate_key_names_both_lines(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, 'decimal: "."\ndecimal: ","\n')
    assert problem.place.row == 2
    assert problem.more[0].row == 1


def test_nesting_stops_at_the_limit(tmp_path: Path) -> None:
    deep = "rules: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "\n"
    assert found(problems_of(tmp_path, deep)) == [("too-deep", 1, 7 + MAX_DEPTH)]


def test_nesting_that_would_exhaust_a_parser_is_refused(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, "a: " + "[" * 100_000)
    assert {p.code for p in problems} <= {"too-deep", "not-yaml"}


def test_an_alias_bomb_is_never_expanded(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    codes = {p.code for p in problems_of(tmp_path, "\n".join(lines))}
    assert {"anchor", "alias"} <= codes


def test_words_stay_words() -> None:
    words = ["no", "yes", "on", "off", "12:30", "010", "1e3", "true", "2024-01-01"]
    tree = read_tree(f"a: [{', '.join(words)}]\nno: off\n", "f")
    assert not tree.problems
    assert tree.value["a"] == words
    assert tree.value["no"] == "off"


def test_quotes_inside_ordinary_text_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "scheme.yaml"
    path.write_text(
        'columns: {"What\u2019s your \u201cbig\u201d need?": needs}\n', encoding="utf-8"
    )
    assert list(load_settings(path).columns) == ["What\u2019s your \u201cbig\u201d need?"]


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
def test_both_parsers_of_the_library_give_the_same_tree(
    loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml, "CSafeLoader", loader, raising=False)
    tree = read_tree('weights: {needs: 40}  # note\npins:\n- {mentee: "7", mentor: 8}\n', "f")
    assert tree.value == {"weights": {"needs": "40"}, "pins": [{"mentee": "7", "mentor": "8"}]}
    assert (tree.values["pins", 0, "mentor"].row, tree.values["pins", 0, "mentor"].column) == (
        3,
        "25",
    )


FRAGMENTS = st.sampled_from(
    [
        *("weights", "needs", "rules", "criteria", "pins", "fairness", "scoring", "extends"),
        *(
            ": ",
            ":\n  ",
            "- ",
            "\n",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "'",
            '"',
            "#",
            "&a ",
            "*a",
            "!!str ",
        ),
        *(
            "40",
            "-1",
            ".nan",
            "off",
            "default",
            "2%",
            "\t",
            "\u00a0",
            "\u201c",
            "|",
            ">",
            "?",
            "%",
            "~",
        ),
        *("---\n", "...\n", "\\x", "\x00", "\ufeff", "\U0001f600", "0" * 30, "<<: "),
    ]
)
TEXTS = st.lists(FRAGMENTS, max_size=25).map("".join) | st.text(max_size=60)


@settings(max_examples=250, deadline=None)
@given(st.one_of(TEXTS.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=80)))
def test_any_bytes_give_settings_or_a_list_of_mistakes(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_bytes(raw)
    loaded, mistakes = loaded_or_mistakes(path)
    assert isinstance(loaded, Settings) != bool(mistakes)
    assert all(p.message and p.place.file == str(path) for p in mistakes)


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000, "no such file.yaml"])
def test_a_name_that_leads_nowhere_is_a_wrong_argument(name: str) -> None:
    with pytest.raises(UsageError):
        load_settings(name)
