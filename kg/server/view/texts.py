"""The texts of the interface and the ways to write numbers and dates, in the reader's language."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal

_MANY = 1_000_000
_YEAR_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"\d{4}")


class Texts:
    """`texts(key, …)` is the text of `texts.toml`; a key it does not hold raises KeyError."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(language)

    def __call__(self, key: str, **values: object) -> str:
        text = _all()[key][self.language]
        if not isinstance(text, str):
            number = values["n"]
            assert isinstance(number, int)
            text = text[self._locale.plural_form(number)]
            values["n"] = self.number(number)
        return text.replace("{n} ", "{n}\u00a0").format(**values) if values else text

    def named(self, what: str, name: str, otherwise: str | None = None) -> str:
        """What is called `name` elsewhere, a `column`, a `language`; the name itself, or another, if it has no text."""
        key = f"{what}.{name}"
        return self(key) if key in _all() else name if otherwise is None else otherwise

    def query(self, name: str, summary: str) -> str:
        """What a saved query is called: its summary unless it has a text of its own."""
        return self.named("query", name, summary)

    def describe(self, name: str, description: str) -> str:
        """What a saved query gives: its description unless it has one in the language."""
        return _descriptions().get(name, {}).get(self.language, description)

    def number(self, value: object) -> str:
        """Grouped; from a million on with the scale as a word, if that tells the number exactly."""
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            return str(value)
        if abs(number) >= _MANY:
            scale = Decimal(10) ** (3 * (number.adjusted() // 3))
            if number / scale * 1000 == (number / scale * 1000).to_integral_value():
                return format_compact_decimal(number, format_type="short", locale=self._locale, fraction_digits=3)
        return format_decimal(number, locale=self._locale, decimal_quantization=False)

    def date(self, value: str) -> str:
        """A day, month or year of ISO 8601; anything else stays as it is."""
        if _YEAR.fullmatch(value):
            return value
        try:
            if found := _YEAR_MONTH.fullmatch(value):
                return self.month(int(found[1]), int(found[2]))
            return format_date(date.fromisoformat(value), format="long", locale=self._locale)
        except ValueError:
            return value

    def month(self, year: int, month: int) -> str:
        return format_skeleton("yMMMM", date(year, month, 1), locale=self._locale)

    def period(self, value: str) -> str:
        """One of `coop:period`: a date, two with a slash between, or one that is open at an end."""
        start, slash, end = value.partition("/")
        if not slash or start == end:
            return self.date(start)
        if not end or not start:
            return self("since" if start else "until", date=self.date(start or end))
        return f"{self.date(start)} – {self.date(end)}"


@lru_cache(maxsize=1)
def _all() -> Mapping[str, Mapping[str, str | Mapping[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _descriptions() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_name("descriptions.toml").read_text(encoding="utf-8"))


@lru_cache
def texts(language: str) -> Texts:
    return Texts(language)
