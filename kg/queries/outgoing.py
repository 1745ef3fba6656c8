"""Queries and updates that would make this machine send requests to others.

SERVICE and LOAD fetch whatever address they are given, inside the network the server stands in, and pyoxigraph gives no
say in it. So the text is looked at before it runs. Where a comment, a string or an IRI begins depends on the grammar
(«?a <#x> …» is an IRI in one place, «less than» and a comment in another), so it is left to the parser itself: a text
that still parses when every such word is misspelt has none of them as a keyword."""

import re
from collections.abc import Callable, Collection, Mapping

_WORD = re.compile(
    # With an address that can be read in one way only: absolute, no user, no escapes.
    r"""(service|load)
        (?:([ \t\r\n]*+(?:silent[ \t\r\n]*+)?)
           <(?:x:|(?P<scheme>https?)://(?P<host>[a-z0-9.-]++)(?::(?P<port>[0-9]{1,5}))?
             (?:[/?\#][^<>"{}|^`\\\x00-\x20]*+)?)>)?""",
    re.IGNORECASE | re.VERBOSE,
)
_SILENT = re.compile(
    r"(service[ \t\r\n]++silent(?=[\s<?$])[ \t\r\n]*+)"
    r"(?:<[^<>\"{}|^`\\\x00-\x20]*+>|[?$]\w++|[^\W\d]?[\w.-]*+:[\w.:-]*+)",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"(?<![\w?$:@/#.-])service(?=[\s<?$])([ \t\r\n]++silent(?=[\s<?$]))?", re.IGNORECASE)
_FROM = re.compile(r"(?<![\w?$:@])from(?![\w:-])", re.IGNORECASE)
_MOST_SILENT = 20
_NOBODY = "<x:>"
"""An address of no scheme that Oxigraph speaks: to ask it fails at once."""
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PORTS = {"http": "80", "https": "443"}


def harmless(text: str, run: Callable[[str], object], hosts: Collection[str] = ()) -> str | None:
    """The text as it may run, so that nobody is asked but `hosts`; None when it asks others and needs their answers.

    Otherwise as `calls_out`."""
    if not calls_out(text, run, hosts):
        return text
    words = [word for word in _SILENT.finditer(text) if not _is_known(_WORD.match(word[0]), hosts)][:_MOST_SILENT]
    silent = {word: word[1] + _NOBODY for word in words}

    def keyword(word: re.Match[str]) -> bool:
        """In a string or a comment it is none: misspelt, it still parses."""
        misspelt = _changed(text, {**silent, word: "X" + silent[word]})
        return not _parses(_WORD.sub(lambda one: _asking_nobody(one, hosts), misspelt), run)

    silenced = _changed(text, {word: silent[word] for word in words if keyword(word)})
    return None if calls_out(silenced, run, hosts) else silenced


def calls_out(text: str, run: Callable[[str], object], hosts: Collection[str] = ()) -> bool:
    """Whether a query or update asks another host than those of `hosts` («name», or «name:port» for a port of its own),
    or one that its words do not name.

    `run` does it on an empty store and raises SyntaxError; it is given changed texts that call nobody."""
    lowered = text.lower()
    if text.isascii() and "service" not in lowered and "load" not in lowered and "\\u" not in lowered:
        return False
    return any(
        _WORD.search(reading) is not None and not _parses(_WORD.sub(lambda word: _misspelt(word, hosts), reading), run)
        for reading in {text, _unescaped(text)}
    )


def fault_beside_calls(text: str, run: Callable[[str], object]) -> str | None:
    """What is wrong with the text of a query or update that `harmless` refuses, as its parser says it; None when it
    parses, or when that cannot be told without asking anybody. `run` as for `calls_out`."""
    # «GRAPH» stands where «SERVICE» may, with the same after it.
    here = _SERVICE.sub(lambda word: "GRAPH" + re.sub(r"\S", " ", word[0][5:]), text)
    if calls_out(here, run):
        return None
    try:
        run(here)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError, ValueError):
        return None
    return None


def names_dataset(text: str, run: Callable[[str], object]) -> bool:
    """Whether a query says itself which graphs it is asked of, by FROM. `run` as for `calls_out`."""
    if "from" not in text.lower() and "\\u" not in text:
        return False
    return any(
        _FROM.search(reading) and not _parses(_FROM.sub(r"X\g<0>", reading), run)
        for reading in (text, _unescaped(text))
    )


def may_call(text: str) -> bool:
    return _WORD.search(text) is not None


def _parses(text: str, run: Callable[[str], object]) -> bool:
    try:
        run(text)
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        return True
    return True


def _changed(text: str, words: Mapping[re.Match[str], str]) -> str:
    written, done = [], 0
    for word, instead in words.items():
        written += [text[done : word.start()], instead]
        done = word.end()
    return "".join([*written, text[done:]])


def _is_known(word: re.Match[str] | None, hosts: Collection[str]) -> bool:
    if word is None or word["host"] is None:
        return False
    return _name(word["scheme"].lower(), word["host"].lower(), word["port"]) in {host.lower() for host in hosts}


def _misspelt(word: re.Match[str], hosts: Collection[str]) -> str:
    if word[0].endswith(_NOBODY) or _is_known(word, hosts):
        return _asking_nobody(word, hosts)
    return word[1][:-1] + "X" + word[0][len(word[1]) :]


def _asking_nobody(word: re.Match[str], hosts: Collection[str]) -> str:
    return f"{word[1]}{word[2]}{_NOBODY}" if _is_known(word, hosts) else word[0]


def _name(scheme: str, host: str, port: str | None) -> str:
    return host if port is None or port == _PORTS[scheme] else f"{host}:{port}"


def _unescaped(text: str) -> str:
    """SPARQL has \\uXXXX undone before a query is read (19.2), though not every parser does it."""
    return _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)
