"""Numbers in settings: read as the decimal that was written, or refused."""

from __future__ import annotations

import math
import re
from numbers import Integral, Real
from typing import Any

from hsr_match.config.values import Plain, Reader, RefusedError, kind_of, shown

NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+)")

_WRITE = "Write digits, with a point before decimals: 12 or 0.5."

SAFE_DIGITS = 15
"""Any decimal of so many digits is held exactly: what is written is what is used."""


def number_of(value: object, wanted: str = "number") -> int | float:
    """Return a finite number, an int where it is whole and written so.

    Text without quotes is a number if it is one in plain decimal notation:
    ``010``, ``1e3``, ``12:30`` and ``1,5`` are read differently by different
    programs, so they are refused.
    """
    if isinstance(value, Plain):
        return _written(value, wanted)
    if isinstance(value, Integral) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, Real) and not isinstance(value, bool):
        real = float(value)
        if not math.isfinite(real):
            raise RefusedError("not-finite", f"{shown(real)} is not a finite {wanted}.", _WRITE)
        return int(real) if real.is_integer() and abs(real) < 2**53 else real
    if isinstance(value, str) and NUMBER.fullmatch(value):
        raise RefusedError(
            "wrong-type", f"a {wanted} is wanted, text was read.", f"Write {value} without quotes."
        )
    read = shown(value) if isinstance(value, (str, bool)) else kind_of(value)
    raise RefusedError("wrong-type", f"a {wanted} is wanted, {read} was read.")


def _written(text: str, wanted: str) -> int | float:
    if text.lower().lstrip("+-") in (".nan", ".inf", "nan", "inf"):
        raise RefusedError("not-finite", f"{shown(text)} is not a finite {wanted}.", _WRITE)
    if not NUMBER.fullmatch(text):
        raise RefusedError(
            "wrong-type",
            f"a {wanted} is wanted, {shown(text)} was read.",
            _WRITE,
        )
    number = float(text) if "." in text else int(text[:400])
    if len(text) > SAFE_DIGITS and (len(text) > 400 or not _is_exactly(number, text)):
        raise RefusedError("too-long", f"{shown(text)} has too many digits.", "15 are enough.")
    return number


def _is_exactly(number: float, text: str) -> bool:
    from decimal import Decimal

    return Decimal(repr(number)) == Decimal(text)


class Number(Reader):
    """A finite number within bounds; `above` excludes the lower bound itself."""

    def __init__(self, least: float, most: float, *, above: bool = False) -> None:
        self.least, self.most, self.above = least, most, above
        low = f"above {least:g}" if above else f"{least:g}"
        self.words = f"number, {low} to {most:,g}" if most < 1e6 else f"number, {low} or more"

    def read(self, value: object) -> int | float:
        """Return an int or a float, exactly as written."""
        number = number_of(value)
        low = number <= self.least if self.above else number < self.least
        if low or number > self.most:
            raise RefusedError("out-of-range", f"{shown(value)} is not a {self.words}.")
        return number

    def json_schema(self) -> dict[str, Any]:
        """Return type and bounds."""
        low = "exclusiveMinimum" if self.above else "minimum"
        return {"type": "number", low: self.least, "maximum": self.most}


class Weight(Number):
    """A weight: 0 or more."""

    def __init__(self) -> None:
        super().__init__(0, 1e6)

    def read(self, value: object) -> int | float:
        """Return the weight; a negative one gets its own advice."""
        number = number_of(value)
        if number < 0:
            raise RefusedError(
                "negative-weight",
                f"{shown(value)} is negative.",
                "A weight is 0 or more. To count something against a pair, use the kind "
                "`different` or a rule.",
            )
        return super().read(value)


class Whole(Reader):
    """A whole number within bounds."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most
        self.words = f"whole number, {least} to {most:,}"

    def read(self, value: object) -> int:
        """Return an int."""
        number = number_of(value, "whole number")
        if isinstance(number, float) and not number.is_integer():
            raise RefusedError("wrong-type", f"{shown(value)} is not a whole number.")
        if not self.least <= number <= self.most:
            raise RefusedError("out-of-range", f"{shown(value)} is not a {self.words}.")
        return int(number)

    def json_schema(self) -> dict[str, Any]:
        """Return type and bounds."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class AtMost(Whole):
    """A limit: a whole number, 1 or more, or ``off``."""

    def __init__(self, most: int) -> None:
        super().__init__(1, most)
        self.words = f"`off`, or {self.words}"

    def read(self, value: object) -> Any:
        """Return the number or ``"off"``."""
        if isinstance(value, str) and value == "off":
            return "off"
        return super().read(value)

    def json_schema(self) -> dict[str, Any]:
        """Return both forms."""
        return {"anyOf": [{"const": "off"}, super().json_schema()]}


class Price(Number):
    """A share: a number from 0 to 1, or a percentage such as ``2%``."""

    def __init__(self) -> None:
        super().__init__(0, 1)
        self.words = "number, 0 to 1, or a percentage such as `2%`"

    def read(self, value: object) -> int | float:
        """Return the share; a percentage is divided exactly."""
        if isinstance(value, str) and value.endswith("%"):
            from decimal import Decimal

            number = number_of(Plain(value[:-1].rstrip()))
            if not 0 <= number <= 100:
                raise RefusedError("out-of-range", f"{shown(value)} is not between 0% and 100%.")
            share = float(Decimal(str(number)) / 100)
            return int(share) if share.is_integer() else share
        return super().read(value)

    def json_schema(self) -> dict[str, Any]:
        """Return both forms."""
        percentage = {"type": "string", "pattern": r"^[0-9]*\.?[0-9]+ ?%$"}
        return {"anyOf": [super().json_schema(), percentage]}


class Floor(Number):
    """Points from 0 to 100, or ``off``."""

    def __init__(self) -> None:
        super().__init__(0, 100)
        self.words = "`off`, or number, 0 to 100"

    def read(self, value: object) -> Any:
        """Return the number or ``"off"``."""
        if isinstance(value, str) and value == "off":
            return "off"
        return super().read(value)

    def json_schema(self) -> dict[str, Any]:
        """Return both forms."""
        return {"anyOf": [{"const": "off"}, super().json_schema()]}
