"""Reading tables from CSV, XLSX and ODS files, as text and without guessing."""

from __future__ import annotations

from hsr_match.cohort.reading.files import read_tables

__all__ = ["read_tables"]
