"""Who reads a page: the language they want, and what they asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from kg.server.answers.formats import ranges

LANGUAGES: Mapping[str, str] = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
COOKIE = "lang"


@dataclass(frozen=True, slots=True)
class Reader:
    language: str = "en"
    path: str = "/"
    given: tuple[tuple[str, str], ...] = ()
    """The parameters of the address, in order."""

    @classmethod
    def of(cls, request: Request) -> "Reader":
        """`?lang=`, else what was chosen before (a cookie), else the first of Accept-Language that there is."""
        given = tuple(request.query_params.multi_items())
        asked = (dict(given).get("lang", ""), request.cookies.get(COOKIE, ""))
        welcome = ranges(request.headers.get("accept-language", ""))
        accepted = [tag.partition("-")[0] for tag in sorted(welcome, key=lambda tag: -welcome[tag]) if welcome[tag]]
        language = next((one for one in (*asked, *accepted) if one in LANGUAGES), "en")
        return cls(language, request.scope.get("raw_path", b"/").decode("latin-1"), given)

    def value(self, name: str) -> str:
        return dict(self.given).get(name, "")

    def number(self, name: str) -> int:
        """A whole number, 0 for what is none."""
        text = self.value(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0

    def address(self, **changed: str | int | None) -> str:
        """The same page with other parameters; None leaves one out."""
        kept = [(name, value) for name, value in self.given if name not in changed]
        query = urlencode([*kept, *((name, value) for name, value in changed.items() if value is not None)])
        return f"{self.path}?{query}" if query else self.path
