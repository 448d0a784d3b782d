"""Settings as YAML that a person can read, edit and load again."""

from __future__ import annotations

from typing import Any

from hsr_match.config.amounts import NUMBER
from hsr_match.config.settings import Settings
from hsr_match.config.values import NULL
from hsr_match.config.yaml_text import ODD_SPACE, SMART

_STR = "tag:yaml.org,2002:str"
_MAP = "tag:yaml.org,2002:map"
_SEQ = "tag:yaml.org,2002:seq"
_READ_AS_SOMETHING_ELSE = frozenset(
    ["<<", "true", "True", "TRUE", "false", "False", "FALSE"],
)
"""Words that stand for more than themselves, to this program or to an editor."""

_BLOCK_DEPTH = 2
"""Groups stand one key a line down to this depth; what is below stands in one line."""


def settings_yaml(settings: Settings) -> str:
    """Return settings as YAML, every key written out.

    Loading the text gives the same settings, whatever the defaults become,
    as long as the keys stay.
    """
    import yaml

    class Dumper(yaml.SafeDumper):
        # YAML 1.1 would quote off, no and 12:30; this program reads them as text.
        yaml_implicit_resolvers = {}  # noqa: RUF012 - the attribute as PyYAML declares it

        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
            return True

    text: str = yaml.serialize(
        _node(settings.as_json(), 0), Dumper=Dumper, width=100, allow_unicode=True
    )
    return f"extends: default\n{text}"


def _node(value: Any, depth: int) -> Any:
    import yaml

    if isinstance(value, dict):
        pairs = [(_key(name), _node(item, depth + 1)) for name, item in value.items()]
        flow = depth >= _BLOCK_DEPTH or not pairs
        return yaml.MappingNode(_MAP, pairs, flow_style=flow)
    if isinstance(value, list):
        entries = [_node(item, max(depth, 1) + 1) for item in value]
        nested = depth == 1 and any(isinstance(item, dict) for item in value)
        return yaml.SequenceNode(_SEQ, entries, flow_style=not nested)
    return _scalar(value)


def _key(name: str) -> Any:
    """Keys are text whatever they look like, so only odd characters need quotes."""
    import yaml

    plain = NUMBER.fullmatch(name) or name in NULL
    return yaml.ScalarNode(_STR, name, style=None if plain else _style(name))


def _scalar(value: Any) -> Any:
    import yaml

    if isinstance(value, str):
        return yaml.ScalarNode(_STR, value, style=_style(value))
    if isinstance(value, bool):
        return yaml.ScalarNode(_STR, str(value).lower())
    return yaml.ScalarNode(_STR, decimal(value))


def _style(text: str) -> str | None:
    """Return the quotes that keep a text what it is."""
    if text[:1] in SMART or ODD_SPACE.search(text) or not text.isprintable():
        return '"'
    if text in NULL or text in _READ_AS_SOMETHING_ELSE or NUMBER.fullmatch(text):
        return "'"
    return None


def decimal(number: float) -> str:
    """Return a number in plain decimal notation, without an exponent."""
    text = repr(number)
    if "e" in text:
        from decimal import Decimal

        return format(Decimal(text), "f")
    return text
