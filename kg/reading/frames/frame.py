"""A frame: the words that evoke a relation, and which function of theirs fills which slot of the fact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import combinations, product

from kg.model.facts import Fact, Found, Membership, Mention, Phrase, RegionTie
from kg.reading.clauses.predications import Argument, Predication
from kg.reading.cues import RUSSIAN
from kg.reading.function_rule import FunctionRule
from kg.reading.modality import is_former

TERRITORY = frozenset({"Country", "Region", "City"})
BODY = frozenset({"Organisation"})
PERSON = frozenset({"Person"})
COUNTRY = frozenset({"Country"})


_BOARDS = RUSSIAN.words("members.boards")
_PARTAKING = frozenset({"subject", "instrumental", "object", "genitive", "арасында"})
"""Functions in which a delegation is there."""


def _is_seat(values: Mapping[str, object]) -> bool:
    """«вошёл в совет директоров»: a person sits there, and not the land for which he acts."""
    body = values.get("member_of")
    return isinstance(body, Mention) and body.name.lower().startswith(_BOARDS)


def _ways(argument: Argument) -> set[str]:
    """Its function; with its case, and as one of a list or of whom two sent; «side» for a delegation."""
    item, function = argument.item, argument.function
    several = len(item.group) > 1 or len(item.stands_for) > 1
    lands = [each for each in item.stands_for if each.kind in TERRITORY]  # of a body and its land one alone sends
    listed = len(item.group) > 1 and all(one.kind != "Person" for one in item.group)
    sent = item.kind == "Side" or item.kind == "Holder" and (listed or len(lands) > 1)
    side = sent and function in _PARTAKING
    told = {function, f"{function}+{item.case}"}
    return told | ({f"{function}+several"} if several else set()) | ({"side"} if side else set())


def _is_with(argument: Argument, chosen: Sequence[tuple[Argument, Mention]], others: Sequence[Argument]) -> bool:
    """Whether what «с» and «между» lead goes with these: «договор с Омском и меморандум с Тарой» are with one each."""
    before = [one for one in others if one.item.first < argument.item.first]
    nearest = max(before, key=lambda one: one.item.first, default=None)
    led = argument.item.preposition in ("с", "между") and nearest is not None
    return not led or any(one is nearest for one, _ in chosen)


def _is_taken(predication: Predication, turned: Argument) -> bool:
    """Whether something without a name is what this one would be: «ЕАЭС создал зону торговли с Вьетнамом»."""
    if turned.function != "subject":
        return False
    head = turned.item.head.i
    return any(child.dep_ == "obj" and child.i != head and child.pos_ != "PRON" for child in predication.head.children)


_MUTUAL = frozenset({"между", "genitives"})
"""Functions of a list whose members are each other's side: «торговля между Омской областью и Казахстаном»."""
_TURNED = {"subject": "object", "object": "subject"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of the fact, the kinds that it takes, and for each language the functions that fill it.

    A holder, a body or a delegation gives what it stands for where the slot does not take itself."""

    field: str
    kinds: frozenset[str]
    functions: Mapping[str, frozenset[str]]


def slot(field: str, kinds: frozenset[str], *, ru: str = "", kk: str = "") -> Slot:
    """Functions are parted by commas: «subject, с, в+участие»; «genitive&с» is one where something has the
    other, «в+Acc» one in that case, «subject+several» one of a list, «side» a delegation."""
    functions = {language: frozenset(told.split(", ")) - {""} for language, told in (("ru", ru), ("kk", kk))}
    return Slot(field, kinds, functions)


def units(*, ru: str = "", kk: str = "") -> Mapping[str, frozenset[str]]:
    """The words of each language: Russian lemmas, Kazakh stems of verbs and dictionary forms of nouns; «қол_қой» is a
    verb with the noun before it."""
    return {"ru": frozenset(ru.replace("ё", "е").split()), "kk": frozenset(kk.split())}


@dataclass(frozen=True, slots=True)
class Frame:
    """`units` are the verbs and nouns of each language that `rules` has a rule for, `slots` must all be filled, each by
    another item.

    With `pairs` the first slot gives both sides of a symmetric relation: a member of it and one of the second slot, or,
    where the second is empty, two of its own."""

    rules: tuple[FunctionRule, ...]
    """One for each language, all of one kind of facts."""
    units: Mapping[str, frozenset[str]]
    slots: tuple[Slot, ...]
    pairs: bool = False
    tree: bool = False
    """Whether only the tree is trusted, not case and order."""
    beside: frozenset[str] = frozenset()
    """Nouns of which a light verb must have one: «развивать сотрудничество»."""
    itself: bool = False
    """Whether nobody acts for what fills a slot: «находится делегация Омской области» is not where the region lies."""
    turned: bool = True
    """Whether forms that allow both may be subject for object: «Самарканд собрал заседание» gathers nobody."""
    confidence: float = 0.85

    @property
    def fact(self) -> type[Fact]:
        return self.rules[0].fact

    def read(self, predication: Predication) -> Iterator[Found]:
        """The facts that it states, with its modality; from the first word of the predicate and its fillers to the
        last."""
        if self.beside and self.beside.isdisjoint(child.lemma_.lower() for child in predication.head.children):
            return
        if self.fact is Membership and predication.language == "ru" and is_former(predication.head):
            return
        filled = {one.field: list(self._fillers(predication, one)) for one in self.slots}
        if self.pairs:
            yield from self._paired(predication, filled)
            return
        if not all(filled.values()):
            return
        many = {f.name for f in fields(self.fact) if "tuple" in str(f.type)}  # type: ignore[arg-type]
        single = [name for name in filled if name not in many]
        for chosen in product(*(filled[name] for name in single)):
            values: dict[str, object] = {name: m for name, (_, m) in zip(single, chosen, strict=True)}
            if _is_seat(values) and any(a.item.kind == "Person" and m.kind in TERRITORY for a, m in chosen):
                continue
            taken = {m for _, m in chosen}
            others = [argument for name in single for argument, _ in filled[name]]
            rest = {
                name: [pair for pair in filled[name] if pair[1] not in taken and _is_with(pair[0], chosen, others)]
                for name in many & filled.keys()
            }
            if not all(rest.values()):
                continue
            values |= {name: tuple(dict.fromkeys(m for _, m in pairs)) for name, pairs in rest.items()}
            used = [*chosen, *(pair for pairs in rest.values() for pair in pairs)]
            yield self._found(predication, self.fact(**values), [argument for argument, _ in used])

    def _paired(
        self, predication: Predication, filled: Mapping[str, list[tuple[Argument, Mention]]]
    ) -> Iterator[Found]:
        one, other = (s.field for s in self.slots)
        both_of = [pair for pair in filled[other] if pair[0].function in _MUTUAL]
        if both_of:
            if len(both_of) != 2:
                return  # «между тремя»: who with whom?
            pairs = list(combinations(both_of, 2))
        else:
            pairs = list(product(filled[one], filled[other])) if filled[other] else list(combinations(filled[one], 2))
        if not filled[other] and len(filled[one]) != 2:
            return
        stated: set[tuple[str, str]] = set()
        for (first, a), (second, b) in pairs:
            if filled[other] and not both_of and first.function == second.function:
                continue  # «поставляет в Омскую и Томскую области»: two customers
            if a.kind not in self.slots[0].kinds or (a.kind == "Country" and b.kind == "Region"):
                (first, a), (second, b) = (second, b), (first, a)
            both = (a.kind, b.kind) == ("Country", "Country")
            fits = a.kind in self.slots[0].kinds and b.kind in self.slots[1].kinds and (b.name, a.name) not in stated
            if not both and a.name != b.name and fits:
                stated.add((a.name, b.name))
                yield self._found(predication, self.fact(**{one: a, other: b}), [first, second])

    def _fillers(self, predication: Predication, one: Slot) -> Iterator[tuple[Argument, Mention]]:
        """What fills a slot by its function; else, where the form allows both and the kinds tell who is who, a subject
        that is an object or the other way round: «Договор подписали Тула и Гродно»."""
        language, russian = predication.language, predication.language == "ru"
        trusted = [
            argument
            for argument in predication.arguments
            if (argument.tree or not self.tree)
            and argument.item.gives(one.kinds)
            and (not self.itself or argument.item.kind in one.kinds)
        ]
        functions = one.functions[language]
        functions |= {own for own, _, beside in (f.partition("&") for f in functions) if any(predication.of(beside))}
        fitting = [a for a in trusted if _ways(a) & functions]
        if (
            russian
            and self.turned
            and not fitting
            and all(one is other or not one.kinds & other.kinds for other in self.slots)
        ):
            fitting = [argument for argument in trusted if _TURNED.get(argument.function) in one.functions[language]]
            fitting = [argument for argument in fitting if argument.item.may_be("Nom") and argument.item.may_be("Acc")]
            fitting = [argument for argument in fitting if not _is_taken(predication, argument)]
        for argument in fitting:
            nameless = argument.item.kind == "Holder" and one.kinds >= PERSON
            passed = BODY | (COUNTRY if russian else set()) if nameless else set()  # a president is not his country
            for mention in argument.item.gives(one.kinds - passed):
                yield argument, mention

    def _found(self, predication: Predication, fact: Fact, used: list[Argument]) -> Found:
        head = predication.head
        tokens = [token for token in head.sent if not token.is_space]
        spans = [(tokens[one.item.first].idx, tokens[one.item.end - 1]) for one in used]
        mentions = [one.item.mention for one in used if one.item.mention]
        start = min(head.idx, *(s for s, _ in spans))
        end = max(
            head.idx + len(head),
            *(last.idx + len(last) for _, last in spans),
            *(m.end for m in mentions),
        )
        if isinstance(fact, RegionTie) and head.pos_ in ("NOUN", "PROPN"):
            fact = replace(fact, basis=Phrase(head.idx, head.idx + len(head), head.text))
        rule = next(rule for rule in self.rules if rule.language == predication.language)
        return rule.found(fact, start, end, predication.modality, self.confidence)
