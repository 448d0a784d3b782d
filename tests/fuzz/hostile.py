"""What people and programs write into cells and headings."""

from __future__ import annotations

from random import Random

from hsr_match.config.fields import fields, monitoring_fields
from hsr_match.config.vocabulary import vocabulary
from tests.fuzz.case import CANARY

SIGNS = (";", "; ", ",", ":", " = ", " (", ")", "\n", "\r\n", " and ", "/", "!", "=", "|", "\t")
ODD = (
    *("", " ", "-", "n/a", ".", "0", "1", "3", "3!", "-1", "1.5", "1,5", "1e999", "٣", "½", "①"),
    *("yes", "no", "TRUE", "FALSE", "✓", "Prefer not to say", "None of these", "other: x", "Other"),
    *("=1+1", "@SUM(A1)", "+44 20", "-2+3", "'0012", "#REF!", "#N/A", "NaN", "inf", "None", "null"),
    *("2026-01-12", "12/04/2026", "13/13/2026", "31 Feb 2026", "45000", "2026-01-12T25:00", "9999"),
    *("<script>", "{x}", "{{x}}", "%s", "\\x", "\x1b[31m", "\u202ex", "a\u200bb", "\ufeff", "é"),
    *(
        "İI",
        "ß",
        "ﬁ",
        "Å",
        "A\u030a",
        "🏳️‍🌈",
        "ＦＵＬＬ",
        "\U000e0100",
        "Zoë",
        "ZoÃ©",
        "日本",
        "\x92",
    ),
    *("E1", "e01", "R1", "a@b.org", "A@B.ORG", "mailto:a@b.org", "anonymous", "a@b", "x" * 70),
    *(
        "y" * 6000,
        "a;" * 300,
        "(" * 200,
        "=" * 200,
        "1;2;3;4;5;6;7;8;9",
        "mentor",
        "mentee",
        "both",
    ),
)
LISTS = ("needs", "methods", "setting", "lived_experience", "frequency", "research_areas")
TERMS = [
    word for name in LISTS for t in vocabulary(name).terms.values() for word in (t.id, t.label)
]
HEADINGS = [
    word for f in fields().values() for word in (f.name, *f.headings[:2], *f.aliases[:1], *f.parts)
]
SERVICES = [
    *("ID", "Start time", "Completion time", "Email", "Name", "Timestamp", "ResponseId", "Q1"),
    *("StartDate", "IPAddress", "Age", "Date of birth", "Years since PhD", "Gender", "Column1"),
    *("Needs [Teaching]", "need_teaching", "monitor_x", "Unnamed: 3", "Points - Needs", "Own"),
]
CONFIDENTIAL = [
    heading
    for f in (*fields().values(), *monitoring_fields().values())
    if f.sensitivity != "plain"
    and f.type in ("text", "many", "one", "yesno", "conflicts", "people")
    for heading in (f.name, *f.headings[:1])
    if f.name not in ("person_id", "name", "email", "organisation", "role")
]


def cell(draw: Random) -> str:
    """Return the text of a cell."""
    pool = draw.random()
    if pool < 0.4:
        return draw.choice(ODD)
    if pool < 0.7:
        return draw.choice(TERMS)
    pieces = draw.choices([*ODD[:-8], *TERMS], k=draw.randint(1, 4))
    return draw.choice(SIGNS).join(pieces)


def near(text: str, draw: Random) -> str:
    """Return a text as it comes out of a hurried hand."""
    if not text:
        return cell(draw)
    at = draw.randrange(len(text))
    match draw.randrange(7):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + draw.choice(SIGNS) + text[at:]
        case 2:
            return text.swapcase()
        case 3:
            return f" {text}\u00a0"
        case 4:
            return text[:at]
        case 5:
            return text + draw.choice(SIGNS) + cell(draw)
        case _:
            return text[:at] + draw.choice("éÅ\u200b'’–-\x07") + text[at:]


def heading(draw: Random) -> str:
    """Return a heading: known, half known, of a service or of nobody."""
    pool = draw.random()
    if pool < 0.6:
        return draw.choice(HEADINGS)
    if pool < 0.8:
        return draw.choice(SERVICES)
    return near(draw.choice(HEADINGS), draw) if pool < 0.9 else cell(draw)


def canary(draw: Random) -> str:
    """Return a confidential answer that is on no list."""
    spelt = draw.choice((CANARY, CANARY.upper(), CANARY.lower()))
    return draw.choice(
        (spelt, f"{spelt};", f"other: {spelt}", f"a; {spelt}:3", f"{spelt} (manager)")
    )
