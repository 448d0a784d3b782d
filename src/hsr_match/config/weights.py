"""Weights of the built-in criteria, and a scheme's own criteria."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import Annotated, Literal

from hsr_match.config.amounts import Number, Weight
from hsr_match.config.model import group, key, required
from hsr_match.config.texts import Choice, Name, NotInFiles, Step, Text

Amount = Annotated[float, Weight()]
Column = Annotated[str, Text(500, blank=True)]
Kind = Literal[
    "needs", "terms", "ladder", "same", "different", "overlap", "number", "preference", "given"
]
KINDS: tuple[Kind, ...] = (
    "needs",
    "terms",
    "ladder",
    "same",
    "different",
    "overlap",
    "number",
    "preference",
    "given",
)


@group
class Weights:
    """Weights of the built-in criteria; only their proportions count."""

    needs: Amount = key(
        28,
        "The mentee's needs covered by the mentor's offers, by priority.",
        "Alonso23, Baker25 (medium)",
    )
    lived_experience: Amount = key(
        8,
        "Experiences the mentee asks for and the mentor offers; only for mentees who ask.",
        "Carapinha16, BlakeBeard11 (low to medium)",
    )
    career_stage: Amount = key(
        10,
        "A step or two ahead, on the line on which the mentee wants to grow.",
        "UK practice; no effect size found (low)",
    )
    research_area: Amount = key(
        18,
        "Themes, health area and research activity in common.",
        "Sambunjak10, Baker25 (medium)",
    )
    methods: Amount = key(
        8, "Methods to learn from each other, and the setting.", "Part of an index: Baker25 (low)"
    )
    career_path: Amount = key(
        8,
        "Likeness of track, sector, route and style of mentoring.",
        "Eby13 (medium for the idea, low for the stand-in)",
    )
    preferences: Amount = key(
        12,
        "The mentee's own list of mentors.",
        "Kendall15, Allen06, Iversen14, Parise08 (medium to high)",
    )
    practicalities: Amount = key(
        8, "Meeting format, availability and frequency.", "Eby13, EbyLockwood05 (medium)"
    )
    region: Amount = key(
        0,
        "The same nation or region.",
        "Distance did no harm among 82 fellows: Falcone (low to medium)",
    )


@group
class Criterion:
    """One criterion of a scheme's own, on columns of its own."""

    name: Annotated[str, Name()] = required(
        "Name in tables and for `--weight`; also the column, where none is named."
    )
    kind: Annotated[Kind, Choice(*KINDS)] = required("How the two answers are compared.")
    weight: Amount = required("Weight, on the scale of `weights`.")
    mentee: Column = key("", "Column of the mentee's answer.")
    mentor: Column = key("", "Column of the mentor's answer.")
    column: Column = key("", "Column of both answers, instead of `mentee` and `mentor`.")
    levels: dict[Annotated[int, Step()], Annotated[float, Number(0, 1)]] = key(
        {},
        "Only for `ladder`: score for each difference, mentor minus mentee; "
        "empty means `scoring.career_stage`.",
    )
    range: Annotated[float, Number(0, 1e6)] = key(
        0, "Only for `number`, and needed there: the difference from which the score is 0."
    )
    file: Annotated[str, Text(500, blank=True)] = key(
        "",
        "Only for `given`, and needed there: a CSV of mentee_id, mentor_id, score (0 to 1), "
        "in the folder of the settings file or below.",
    )
    folder: Annotated[str, NotInFiles("folder")] = field(default="", compare=False, repr=False)

    @property
    def path(self) -> Path:
        """Where `file` is found from the current folder."""
        return Path(self.folder) / self.file
