"""078 to 087: who is who."""

from __future__ import annotations

from tests.catalogue.case import (
    BASE,
    ERROR,
    FIXED,
    PEOPLE,
    WARN,
    Case,
    Told,
    base,
    column,
    csv,
    row,
)
from tests.catalogue.rows.cells import ids

E1_NAME, E2_NAME, R1_NAME, R2_NAME = PEOPLE.values()


def _named(slug: str, name: str, *told: Told, shown: str | None = None) -> Case:
    """Return a case in which the first mentor has another name."""
    return Case(
        slug,
        csv(base("Rosalind Marchbanks", name)),
        told,
        people={**PEOPLE, "R1": name if shown is None else shown},
    )


IDENTITY = (
    row(
        78,
        "Duplicate id",
        Case(
            "duplicate-id",
            csv(base("\nE2,", "\nE1,")),
            (Told(ERROR, "duplicate-id", 2, more=(3,)),),
            3,
        ),
    ),
    row(
        79,
        "Blank ids",
        Case(
            "blank-ids",
            csv(BASE.replace("\nE1,", "\n,").replace("\nE2,", "\n,")),
            (Told(ERROR, "no-id", 2, "id", more=(3,)),),
            3,
        ),
    ),
    row(
        80,
        "One e-mail under two ids",
        Case(
            "same-email",
            csv(column("email", "shared@example.org", "shared@example.org", "", "")),
            (Told(ERROR, "same-email", 2, more=(3,)),),
            3,
        ),
    ),
    row(
        81,
        "Ids equal after case, trimming and composition",
        Case(
            "capitals",
            csv(base("\nE2,", "\ne1,")),
            (Told(ERROR, "duplicate-id", 2, more=(3,)),),
            3,
            says=("capitals, spaces and the like do not count",),
        ),
        Case(
            "composition",
            csv(ids("Zoë", "Zoe\u0308", "R1", "R2")[0]),
            (Told(ERROR, "duplicate-id", 2, more=(3,)),),
            3,
        ),
    ),
    row(
        82,
        "Invisible characters",
        Case(
            "at-the-edges",
            csv(base("\nE2,", "\n\u200bE2\u2060,")),
            (Told(FIXED, "invisible-character", 3, "id"),),
        ),
        Case(
            "inside-an-id",
            csv(base("\nE2,", "\nE\u200b2,")),
            (Told(ERROR, "hidden-character-in-id", 3, "id"),),
            3,
        ),
    ),
    row(
        83,
        "Look-alike letters",
        Case(
            "two-alphabets",
            csv(base("\nE2,", "\nЕA2,")),
            (Told(WARN, "mixed-scripts", 3, "id"),),
            people={"E1": E1_NAME, "ЕA2": E2_NAME, "R1": R1_NAME, "R2": R2_NAME},
        ),
        Case(
            "two-ids-that-look-the-same",
            csv(base("\nE2,", "\nЕ1,")),
            (Told(WARN, "ids-look-alike", 2, more=(3,)),),
            people={"E1": E1_NAME, "Е1": E2_NAME, "R1": R1_NAME, "R2": R2_NAME},
        ),
        Case(
            "letter-for-digit",
            csv(ids("E10", "E1O", "R1", "R2")[0]),
            (Told(WARN, "ids-look-alike", 2, more=(3,)),),
            people={"E10": E1_NAME, "E1O": E2_NAME, "R1": R1_NAME, "R2": R2_NAME},
        ),
    ),
    row(84, "Full-width letters", _named("full-width", "Ｒosalind Marchbanks")),
    row(
        85,
        "Right-to-left names, marks that turn the text",
        _named("hebrew", "רוזלינד"),
        _named(
            "override",
            "Rosa\u202elind Marchbanks",
            Told(FIXED, "direction-mark", 4, "name"),
            shown="Rosalind Marchbanks",
        ),
    ),
    row(
        86,
        "Apostrophe, hyphen, one word, 100 characters, emoji",
        _named("marks", "Rós O'Marchbanks-Łi"),
        _named("one-word", "Rosalind"),
        _named("long", "R" * 100),
        _named("emoji", "Rosalind 🌹"),
    ),
    row(
        87,
        "Turkish İ, German ß",
        _named("case-folding", "İrem Weiß"),
        Case(
            "ids",
            csv(ids("İ1", "ß2", "R1", "R2")[0]),
            people={"İ1": E1_NAME, "ß2": E2_NAME, "R1": R1_NAME, "R2": R2_NAME},
        ),
    ),
)
