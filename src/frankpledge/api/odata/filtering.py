"""`$filter`: a condition as it is written in an address, read into something that says of a row yes or no.

Comparisons (eq ne gt ge lt le) of columns with literals, `in`, and, or, not, brackets, contains, startswith, endswith.
Anything else is refused with its place: a filter that was half understood would be a wrong figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

Row = Mapping[str, Any]
Test = Callable[[Row], bool]
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<moment>\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:\d\d))|(?P<day>\d{4}-\d\d-\d\d)"
    r"|(?P<guid>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>[(),]))"
)
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "gt": lambda a, b: a > b, "ge": lambda a, b: a >= b,
    "lt": lambda a, b: a < b, "le": lambda a, b: a <= b,
}  # fmt: skip
_CALLS: Mapping[str, Callable[[str, str], bool]] = {
    "contains": lambda a, b: b in a, "startswith": str.startswith, "endswith": str.endswith,
}  # fmt: skip
_WORDS: Mapping[str, Any] = {"null": None, "true": True, "false": False}
_DEEPEST, _LONGEST = 20, 2_000


class BadQuery(ValueError):
    """Something in the address that cannot be read; `target` is the option that it stands in."""

    def __init__(self, reason: str, target: str = "$filter", *, known: bool = True) -> None:
        super().__init__(reason)
        self.target, self.known = target, known


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


class _Reader:
    """The tokens of a filter, read from the left."""

    def __init__(self, text: str, columns: Mapping[str, str]) -> None:
        if len(text) > _LONGEST:
            raise BadQuery(f"the filter has {len(text):,} characters; at most {_LONGEST:,} are read.")
        self.tokens, self.at, self.columns, self.depth = list(_tokens(text)), 0, columns, 0

    def whole(self) -> Test:
        test = self._either()
        if self.at < len(self.tokens):
            raise self._odd()
        return test

    def _either(self) -> Test:
        parts = [self._both()]
        while self._takes("name", "or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else lambda row: any(part(row) for part in parts)

    def _both(self) -> Test:
        parts = [self._one()]
        while self._takes("name", "and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else lambda row: all(part(row) for part in parts)

    def _one(self) -> Test:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise BadQuery("the filter is nested too deeply.")
        try:
            return self._condition()
        finally:
            self.depth -= 1

    def _condition(self) -> Test:
        if self._takes("name", "not"):
            inner = self._one()
            return lambda row: not inner(row)
        if self._takes("sign", "("):
            inner = self._either()
            self._wants("sign", ")")
            return inner
        token = self._next()
        return self._call(token) if token.text in _CALLS else self._comparison(token)

    def _call(self, token: _Token) -> Test:
        self._wants("sign", "(")
        name = self._column(self._next())
        self._wants("sign", ",")
        sought = self._literal(self._next())
        self._wants("sign", ")")
        if self.columns[name] != "text" or not isinstance(sought, str):
            raise BadQuery(f"{token.text} looks for text in a column of text.")
        call = _CALLS[token.text]
        return lambda row: row[name] is not None and call(row[name], sought)

    def _comparison(self, token: _Token) -> Test:
        name, sign = self._column(token), self._next()
        if sign.text == "in":
            return self._member(name)
        if sign.text not in _COMPARE:
            raise BadQuery(f"“{sign.text}” at place {sign.at + 1} compares nothing; use {', '.join(_COMPARE)}.")
        value, compare = self._fitted(name, self._literal(self._next())), _COMPARE[sign.text]
        if value is None or sign.text in {"eq", "ne"}:
            if sign.text not in {"eq", "ne"}:
                return lambda _: False
            return lambda row: compare(row[name], value)
        return lambda row: row[name] is not None and compare(row[name], value)

    def _member(self, name: str) -> Test:
        self._wants("sign", "(")
        found = [self._fitted(name, self._literal(self._next()))]
        while self._takes("sign", ","):
            found.append(self._fitted(name, self._literal(self._next())))
        self._wants("sign", ")")
        return lambda row: row[name] in found

    def _fitted(self, name: str, value: Any) -> Any:
        """Return a literal as its column holds values; refused where they are of two kinds."""
        kind = self.columns[name]
        if kind == "moment" and type(value) is date:
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
        if kind == "day" and isinstance(value, datetime):
            return value.date()
        kinds: Mapping[str, tuple[type, ...]] = {
            "guid": (UUID,), "text": (str,), "number": (int, float), "whole": (int, float), "yes": (bool,),
            "day": (date,), "moment": (datetime,),
        }  # fmt: skip
        fits = value is None or (isinstance(value, kinds[kind]) and not (kind != "yes" and isinstance(value, bool)))
        if not fits:
            raise BadQuery(f"“{name}” is a {kind} and is compared with something else.")
        return value

    def _column(self, token: _Token) -> str:
        if token.kind != "name" or token.text not in self.columns:
            raise BadQuery(f"there is no column “{token.text}”; there are {', '.join(self.columns)}.")
        return token.text

    def _literal(self, token: _Token) -> Any:
        if token.kind == "name":
            if token.text not in _WORDS:
                raise BadQuery(f"“{token.text}” at place {token.at + 1} is no value: text stands in single quotes.")
            return _WORDS[token.text]
        try:
            return _LITERALS[token.kind](token.text)
        except (KeyError, ValueError):
            raise BadQuery(f"“{token.text}” at place {token.at + 1} is no value.") from None

    def _takes(self, kind: str, text: str) -> bool:
        if self.at < len(self.tokens) and (self.tokens[self.at].kind, self.tokens[self.at].text) == (kind, text):
            self.at += 1
            return True
        return False

    def _wants(self, kind: str, text: str) -> None:
        if not self._takes(kind, text):
            raise self._odd(f"“{text}” is wanted")

    def _next(self) -> _Token:
        if self.at >= len(self.tokens):
            raise BadQuery("the filter ends too soon.")
        self.at += 1
        return self.tokens[self.at - 1]

    def _odd(self, wanted: str = "nothing more is wanted") -> BadQuery:
        if self.at >= len(self.tokens):
            return BadQuery(f"the filter ends too soon: {wanted}.")
        token = self.tokens[self.at]
        return BadQuery(f"“{token.text}” at place {token.at + 1}: {wanted} here.")


_LITERALS: Mapping[str, Callable[[str], Any]] = {
    "text": lambda text: text[1:-1].replace("''", "'"),
    "number": lambda text: float(text) if "." in text else int(text),
    "day": date.fromisoformat,
    "moment": datetime.fromisoformat,
    "guid": UUID,
}


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise BadQuery(f"“{text[at : at + 20].strip()}” at place {at + 1} cannot be read.")
        kind = str(match.lastgroup)
        yield _Token(kind, match[kind], match.start(kind))
        at = match.end()


def condition(text: str, columns: Mapping[str, str]) -> Test:
    """Return what says of a row whether it meets the filter. Refused where the filter cannot be read whole."""
    return _Reader(text, columns).whole()
