"""Texts, names, levels and choices in settings."""

from __future__ import annotations

import re
from typing import Any

from hsr_match.config.values import Plain, Reader, RefusedError, kind_of, shown

_STEP = re.compile(r"0|-?[1-9][0-9]{0,2}")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


class Text(Reader):
    """Text of at most `limit` characters; never quoted in messages."""

    def __init__(self, limit: int, *, blank: bool = False) -> None:
        self.limit, self.blank = limit, blank
        self.words = "text"

    def read(self, value: object) -> str:
        """Return the text as written; a number without quotes is text too."""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            found = kind_of(value)
            raise RefusedError("wrong-type", f"text is wanted, {found} was read.")
        text = str(value)
        if not self.blank and not text.strip():
            raise RefusedError("blank-text", "the text is blank.")
        if len(text) > self.limit:
            raise RefusedError("too-long", f"the text is longer than {self.limit:,} characters.")
        if _CONTROL.search(text):
            raise RefusedError("control-character", "the text holds a control character.")
        return text

    def json_schema(self) -> dict[str, Any]:
        """Return type and length; an id may look like a number."""
        return {
            "type": ["string", "number"],
            "maxLength": self.limit,
            "minLength": int(not self.blank),
        }


class Name(Text):
    """A short name that can head a column and stand in ``--weight name=5``."""

    def __init__(self) -> None:
        super().__init__(40)
        self.words = "letters, digits and `_`, a letter first, at most 40"

    def read(self, value: object) -> str:
        """Return the name."""
        text = super().read(value)
        if not _NAME.fullmatch(text):
            raise RefusedError("bad-name", f"{shown(text)} is not a name.", f"Use {self.words}.")
        return text

    def json_schema(self) -> dict[str, Any]:
        """Return the pattern."""
        return {"type": "string", "pattern": f"^{_NAME.pattern}$"}


class Step(Reader):
    """A key of a table over levels: a whole number."""

    words = "whole number"

    def read(self, value: object) -> int:
        """Return an int."""
        if isinstance(value, str) and _STEP.fullmatch(value):
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1000:
            return value
        raise RefusedError("wrong-type", f"the level {shown(value)} is not a whole number.")

    def json_schema(self) -> dict[str, Any]:
        """Return the pattern of a key."""
        return {"type": "string", "pattern": f"^(?:{_STEP.pattern})$"}


class Choice(Reader):
    """One of a few words."""

    def __init__(self, *options: str) -> None:
        self.options = options
        self.words = " | ".join(f"`{option}`" for option in options)

    def read(self, value: object) -> str:
        """Return the word."""
        if isinstance(value, str):
            if value in self.options:
                return str(value)
            from hsr_match.text import nearest

            close = nearest(value, self.options, 1)
            hint = f"Did you mean `{close[0]}`? " if close else ""
            raise RefusedError(
                "unknown-value",
                f"{shown(value)} is not known.",
                f"{hint}Write one of {self.words}.",
            )
        read = shown(value) if isinstance(value, (int, float)) else kind_of(value)
        raise RefusedError("wrong-type", f"{read} was read.", f"Write one of {self.words}.")

    def json_schema(self) -> dict[str, Any]:
        """Return the words."""
        return {"enum": list(self.options)}


class Switch(Reader):
    """``true`` or ``false``, without quotes."""

    words = "`true` | `false`"

    def read(self, value: object) -> bool:
        """Return a bool."""
        if isinstance(value, bool):
            return value
        if isinstance(value, Plain) and value in ("true", "false"):
            return value == "true"
        read = shown(value) if isinstance(value, (Plain, int, float)) else kind_of(value)
        raise RefusedError(
            "wrong-type", f"{read} was read.", f"Write one of {self.words}, without quotes."
        )

    def json_schema(self) -> dict[str, Any]:
        """Return the type."""
        return {"type": "boolean"}


class NotInFiles(Reader):
    """Something the program keeps beside the settings: no file can set it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, value: object) -> str:  # noqa: ARG002
        """Refuse it like any unknown key."""
        message = f"the key `{self.name}` is not known."
        raise RefusedError("unknown-key", message, at_key=True, whole=True)

    def json_schema(self) -> dict[str, Any]:
        """Return a schema that nothing satisfies."""
        return {"not": {}}
