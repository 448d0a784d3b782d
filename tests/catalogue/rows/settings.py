"""095 to 109: the settings file."""

from __future__ import annotations

from tests.catalogue.case import BASE, ERROR, WARN, Case, Content, Told, column, row
from tests.catalogue.rows.csv_structure import WITH_SETTINGS


def _case(
    name: str,
    settings: Content,
    *told: Told,
    table: str = BASE,
    says: tuple[str, ...] = (),
    why: str = "",
    exit_code: int | None = None,
) -> Case:
    """Return a case of one settings file; with an ERROR it ends with 2."""
    return Case(
        name,
        {"cohort.csv": table, "settings.yaml": settings},
        told,
        (2 if told else 0) if exit_code is None else exit_code,
        options=WITH_SETTINGS,
        says=says,
        why=why,
    )


def at(code: str, line: int, place: int, *more: int) -> Told:
    """Return an ERROR in the settings file, at a line and a column."""
    return Told(ERROR, code, line, str(place), file="settings.yaml", more=tuple(more))


def _whole_file(code: str) -> Told:
    return Told(ERROR, code, file="settings.yaml")


NINE = ", ".join(["x"] * 9)
BOMB = f"a: &a [{NINE}]\n" + "".join(
    f"{new}: &{new} [" + ", ".join([f"*{old}"] * 9) + "]\n"
    for old, new in zip("abcdef", "bcdefg", strict=True)
)
"""Nine to the seventh words, were it built."""

ZEROS = ", ".join(
    f"{name}: 0"
    for name in (
        *("needs", "lived_experience", "career_stage", "research_area", "methods"),
        *("career_path", "preferences", "practicalities", "region"),
    )
)

GIVEN = "criteria:\n- {name: ours, kind: given, weight: 5, file: '%s'}\n"
OWN = "criteria:\n- {name: ours, kind: %s, weight: 5, column: %s}\n"

SETTINGS = (
    row(
        95,
        "Duplicate keys",
        _case(
            "duplicate-key",
            "weights: {needs: 1}\nrules: {conflicts: off}\nweights: {needs: 2}\n",
            at("duplicate-key", 3, 1, 1),
            says=("stands twice, first on line 1",),
        ),
    ),
    row(
        96,
        "NO, yes and on as words",
        _case("as-text", "monitoring: [NO, yes, on]\njustification: off\n"),
        _case("where-a-number-is-wanted", "weights: {needs: yes}\n", at("wrong-type", 1, 18)),
    ),
    row(
        97,
        "12:30, 010, 1e3",
        *(
            _case(
                f"weight-{name}",
                f"weights: {{needs: {read}}}\n",
                at("wrong-type", 1, 18),
                says=(read,),
            )
            for name, read in (("time", "12:30"), ("octal", "010"), ("exponent", "1e3"))
        ),
    ),
    row(
        98,
        "Weight .nan or .inf",
        _case("nan", "weights: {needs: .nan}\n", at("not-finite", 1, 18)),
        _case("inf", "weights: {needs: .inf}\n", at("not-finite", 1, 18)),
    ),
    row(
        99,
        "Weights negative, all zero, not adding up to 100",
        _case("negative", "weights: {needs: -1}\n", at("negative-weight", 1, 18)),
        _case("all-zero", f"weights: {{{ZEROS}}}\n", at("no-weight", 1, 10)),
        _case("any-sum", "weights: {needs: 7, region: 2}\n"),
    ),
    row(
        100,
        "Unknown key",
        _case(
            "misspelt",
            "wieghts: {needs: 1}\n",
            at("unknown-key", 1, 1),
            says=("Did you mean `weights`?",),
        ),
    ),
    row(
        101,
        "Alias bomb of a few hundred bytes",
        _case(
            "bomb",
            BOMB,
            *(at("anchor", line, 4) for line in range(1, 8)),
            *(at("alias", line, 8 + 4 * place) for line in range(2, 8) for place in range(9)),
            *(at("unknown-key", line, 1) for line in range(1, 8)),
        ),
    ),
    row(
        102,
        "Recursive alias",
        _case(
            "recursive",
            "a: &a [*a]\n",
            at("anchor", 1, 4),
            at("alias", 1, 8),
            at("unknown-key", 1, 1),
        ),
    ),
    row(
        103,
        "Tags that run code or include files",
        _case(
            "python-object",
            "a: !!python/object/apply:os.system [ls]\n",
            at("tag", 1, 4),
            at("unknown-key", 1, 1),
        ),
        _case("include", "a: !include other.yaml\n", at("tag", 1, 4), at("unknown-key", 1, 1)),
    ),
    row(
        104,
        "Nesting 1 000 deep",
        _case("hundred", "weights: " + "[" * 100 + "]" * 100 + "\n", at("too-deep", 1, 29)),
        _case("thousand", "weights: " + "[" * 1000 + "]" * 1000 + "\n", at("too-deep", 1, 1009)),
    ),
    row(
        105,
        "Scalar of 50 MB",
        _case("large", lambda: "a: " + "x" * 50_000_000, _whole_file("too-large")),
    ),
    row(
        106,
        "Tabs, smart quotes, odd spaces, several documents, no keys",
        _case("tab", "weights:\n\tneeds: 1\n", at("tab", 2, 1)),
        _case("smart-quotes", "lawful_basis: “consent”\n", at("smart-quotes", 1, 15)),
        _case("odd-space", "weights:\n\u00a0\u00a0needs: 1\n", at("odd-space", 2, 1)),
        _case("two-documents", "weights: {}\n---\nrules: {}\n", at("several-documents", 2, 1)),
        _case("list", "- needs\n", at("not-keys", 1, 1)),
        _case("word", "needs\n", at("not-keys", 1, 1)),
        _case("nothing", "# to be written\n", at("empty-file", 1, 1)),
        _case("bracket", "weights: {needs: 1\n", at("not-yaml", 1, 10)),
        _case("quote", 'lawful_basis: "consent\n\n', at("not-yaml", 1, 15)),
    ),
    row(
        107,
        "Criterion on a column that is missing or of another type",
        _case(
            "missing",
            OWN % ("same", "wards"),
            Told(ERROR, "criterion-column", file=""),
            Told(ERROR, "criterion-column", file=""),
            Told(WARN, "unknown-column", 1, "ward"),
            table=column("ward", "a"),
            says=("Did you mean 'ward'?",),
            exit_code=3,
        ),
        _case(
            "other-type",
            OWN % ("ladder", "needs"),
            Told(ERROR, "criterion-column", file=""),
            exit_code=3,
        ),
    ),
    row(
        108,
        "Expression instead of a value",
        _case("expression", "weights: {needs: 2 * 14}\n", at("wrong-type", 1, 18)),
        _case("kind", OWN % ("mentee.age - 5", "a"), at("unknown-value", 2, 22)),
    ),
    row(
        109,
        "Path outside the folder of the settings, web address",
        *(
            _case(
                name,
                GIVEN % written,
                at("path-outside", 2, 46),
            )
            for name, written in (
                ("absolute", "/etc/passwd"),
                ("up", "../scores.csv"),
                ("home", "~/scores.csv"),
                ("web", "https://example.org/scores.csv"),
            )
        ),
    ),
)
