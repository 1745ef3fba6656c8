"""Rule files to rules, and every mistake in one as a line that names file and line."""

import ast
import signal
import threading
import traceback
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any, get_args

from kg.model.errors import KgError
from kg.model.facts import KINDS, Modality
from kg.reading.pattern import Pattern, Rule
from kg.reading.rules import written
from kg.reading.rules.anatomy import kinds, relations, unfilled
from kg.reading.rules.cases import Case, marked
from kg.reading.rules.folder import RuleFile
from kg.reading.rules.functions import FUNCTION_RULES
from kg.reading.rules.russian import RULES

TIME_LIMIT = 30.0
"""Seconds."""


class EndlessError(BaseException):
    """Nothing that a rule file catches by accident."""


SELF_EVIDENT = (AttributeError, EndlessError, ImportError, NameError, TypeError, ValueError)
"""Their message says what is wrong without the name of the exception."""

MOVED = {"kg.facts": "kg.model.facts", "kg.pattern": "kg.reading.pattern"}
"""What rule files import by the name it had in version 0.1.0."""


@dataclass(frozen=True, slots=True)
class RuleModule:
    """A rule file that has been run."""

    path: str
    rules: tuple[Rule, ...]
    cases: tuple[Case, ...]


def load(files: Sequence[RuleFile], *, time_limit: float = TIME_LIMIT) -> tuple[RuleModule, ...]:
    """Runs the files, each by itself: they import from kg and from what is installed, not from one another. One that
    takes longer than `time_limit` seconds is ended there, in the main thread.

    Raises KgError, «file:line: what is wrong», for the first mistake; a rule's name may be taken neither by another
    file nor by the package."""
    names = [*(rule.name for rule in RULES), *(rule.name for rule in FUNCTION_RULES)]
    owners = dict.fromkeys(names, "the package")
    modules = []
    for file in files:
        tree, code = _parsed(file)
        values = _run(file, code, time_limit)
        rules = _rules(file, tree, values)
        for nth, rule in enumerate(rules):
            if rule.name in owners:
                line = written.of_rule(tree, rules, nth)
                raise _mistake(
                    file, line, f"a rule {rule.name!r} is in {owners[rule.name]} already; choose another name"
                )
            owners[rule.name] = file.path
        modules.append(RuleModule(file.path, rules, tuple(_cases(file, tree, values))))
    return tuple(modules)


def _mistake(file: RuleFile, line: int, what: str) -> KgError:
    return KgError(f"{file.path}:{line}: {what}")


def _parsed(file: RuleFile) -> tuple[ast.Module, CodeType]:
    try:
        tree = ast.parse(file.text, file.path)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in MOVED:
                node.module = MOVED[node.module]
        return tree, compile(tree, file.path, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise _mistake(file, error.lineno or 1, error.msg) from None
    except ValueError as error:  # a null byte
        raise _mistake(file, 1, str(error)) from None


def _run(file: RuleFile, code: CodeType, time_limit: float) -> dict[str, Any]:
    values: dict[str, Any] = {"__name__": "rules_of_your_own", "__file__": file.path}
    try:
        with _ended_after(time_limit):
            exec(code, values)
    except (
        Exception,
        SystemExit,
        EndlessError,
    ) as error:  # whatever a rule file does wrong is its author's to know, in one line
        raise mistake_of(error, [file.path], f"{file.path}:1") or error from None
    return values


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    def end(signum: int, frame: FrameType | None) -> None:
        raise EndlessError(f"it takes longer than {seconds:g} s")

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def mistake_of(error: BaseException, paths: Collection[str], otherwise: str = "") -> KgError | None:
    """An exception as a mistake in one of these rule files, at that file's last line on the way to it; at the place
    `otherwise` when it went through none of them, and None without such a place."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    place = next((f"{frame.filename}:{frame.lineno}" for frame in frames if frame.filename in paths), otherwise)
    return KgError(f"{place}: {_told(error)}") if place else None


def _told(error: BaseException) -> str:
    """The message without the place of this installation that an ImportError adds."""
    message = str(error).partition(" (/")[0] if isinstance(error, ImportError) else str(error)
    known = isinstance(error, SELF_EVIDENT) and message
    return message if known else f"{type(error).__name__}: {message}".removesuffix(": ")


def _rules(file: RuleFile, tree: ast.Module, values: dict[str, Any]) -> tuple[Rule, ...]:
    if "RULES" not in values:
        raise _mistake(file, 1, "no RULES; a rule file ends in: RULES = (Rule(…), …)")
    rules = values["RULES"]
    line = written.of_name(tree, "RULES")
    if isinstance(rules, Rule):
        raise _mistake(file, line, "RULES is a rule, not a tuple of rules; write a comma after it: RULES = (Rule(…),)")
    if not isinstance(rules, tuple | list):
        raise _mistake(file, line, f"RULES is of type {type(rules).__name__}, not a tuple of rules")
    for nth, rule in enumerate(rules):
        at = written.of_rule(tree, rules, nth)
        if not isinstance(rule, Rule):
            raise _mistake(file, at, f"RULES holds {rule!r}, which is no Rule")
        for wrong in _wrong(rule):
            raise _mistake(file, at, f"rule {rule.name!r}: {wrong}")
        for kind in kinds(rule.pattern):
            if kind not in KINDS:
                line = written.of_string(tree, kind)
                raise _mistake(file, line, f"no kind {kind!r} of mention; there are: {', '.join(KINDS)}")
    return tuple(rules)


def _wrong(rule: Rule) -> Iterator[str]:
    """What is wrong with a rule that its types would have told, had somebody checked them."""
    if not (isinstance(rule.name, str) and rule.name):
        yield "a name must be a word or several"
    if not isinstance(rule.example, str):
        yield f"its example is {rule.example!r}, not a sentence"
    if rule.modality not in get_args(Modality):
        yield f"no modality {rule.modality!r}; there are: {', '.join(get_args(Modality))}"
    if not (isinstance(rule.confidence, int | float) and 0 <= rule.confidence <= 1):
        yield f"its confidence is {rule.confidence!r}, not a number from 0 to 1"
    if not isinstance(rule.pattern, Pattern):
        yield f"{rule.pattern!r} is no pattern"
        return
    if not relations(rule.pattern):
        yield "it states nothing; close its pattern with .as_fact(…)"
    for fact, field in unfilled(rule.pattern):
        yield f'{fact} must have a {field}, which no slot fills; write into="{field}" where it stands'


def _cases(file: RuleFile, tree: ast.Module, values: dict[str, Any]) -> Iterator[Case]:
    cases = values.get("CASES", ())
    if not isinstance(cases, tuple | list):
        raise _mistake(file, written.of_name(tree, "CASES"), "CASES is no list of (sentence, facts)")
    for nth, case in enumerate(cases):
        line = written.of_item(tree, "CASES", nth)
        match case:
            case (str(sentence), list() | tuple() as facts):
                pass
            case _:
                raise _mistake(file, line, f"a case is a pair (sentence, list of facts), not {case!r}")
        for fact in facts:
            if not isinstance(fact, tuple):
                raise _mistake(file, line, f"a fact is a tuple of its fields, («Тверь», «Пуатье»), not {fact!r}")
        try:
            marked(sentence)
        except ValueError as error:
            raise _mistake(file, line, str(error)) from None
        yield Case(line, sentence, tuple(facts))
