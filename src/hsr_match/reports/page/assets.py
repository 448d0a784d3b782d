"""The script and the style of the page: plain files, put together in a stated order."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

HOME = Path(__file__).parent

SCRIPTS = (
    "base.js",
    "tables.js",
    "pair_details.js",
    "pairs.js",
    "matrix.js",
    "tickets.js",
    "resolve.js",
    "changes.js",
    "what_if_result.js",
    "what_if.js",
    "page.js",
)
"""What stands on something comes after it; ``page.js`` starts everything."""

STYLES = (
    "page.css",
    "tables.css",
    "sections.css",
    "charts.css",
    "what_if.css",
    "stacks.css",
    "print.css",
)
"""Later files win over earlier ones, so print comes last."""


@cache
def script() -> str:
    """Return the one script of the page."""
    return _joined(SCRIPTS)


@cache
def style() -> str:
    """Return the one style of the page."""
    return _joined(STYLES)


@cache
def security_policy() -> str:
    """Return what the browser may do: this script and this style, and nothing from anywhere."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script())}'",
            f"style-src '{_hash(style())}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _joined(names: tuple[str, ...]) -> str:
    # Line ends as the browser sees them: it hashes what it has parsed.
    texts = ((HOME / name).read_text("utf-8").replace("\r\n", "\n") for name in names)
    joined = "\n" + "\n".join(texts)
    assert "</script" not in joined, "a script may not end itself"
    assert "</style" not in joined, "a style may not end itself"
    return joined


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
