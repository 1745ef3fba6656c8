"""How far a Russian noun phrase reaches from its head: «XVIII Форум регионов России и Казахстана».

Shallow on purpose: case endings decide, not the parser's tree, which breaks on the long titles of these texts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.language.russian.morphology import CASES, parses
from kg.language.russian.morphology import case_of as case_in
from kg.language.tokens import Span, Token
from kg.model.facts import Mention
from kg.model.offsets import Starts
from kg.names.name_words import RUSSIAN
from kg.names.persons.name_forms import is_given_name, looks_like_patronymic

OPENING, CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"'}, frozenset('»”“"')
DASHES = frozenset("–—-‑−")
POINTING = RUSSIAN.set("phrases.pointing")
PASSING = frozenset("этот тот такой данный нынешний сегодняшний прошлый прошедший следующий".split())
"""Before a noun in the genitive: of what is told from there on, no name has the word."""
MISREAD = RUSSIAN.words("noun_phrases.misread")
"""Of POINTING, what the tagger may take for a verb's form."""
ADJECTIVAL = frozenset({"ADJF", "PRTF", "NUMR", "NPRO"})
MATTERS = RUSSIAN.set("heads.matters")
WITH = frozenset({"борьба", "работа", "взаимодействие", "связь"})
"""Nouns that are with somebody or against something: «по работе с молодёжью»."""
TO_WHAT = frozenset({"содействие", "противодействие", "помощь"})
"""Nouns that are to something: «комитет содействия торговле»."""
TERRITORIAL = RUSSIAN.set("bodies.territorial") | {"город", "посёлок", "государство", "республика"}
"""Before a name in the nominative: «земли Саксония-Анхальт», «города Набережные Челны»."""
_SINCE = frozenset({"день", "момент"})
"""«25-летие со дня подписания»"""
SYLLABLE = 3
"""Letters at most of a part of an East Asian name."""
ROMAN = frozenset("IVXLХ")
VOWELS = frozenset("АЕЁИОУЫЭЮЯ")


def case_of(token: Token) -> str:
    """The UD case («Gen»), or empty for what has none or is not inflected."""
    return (token.morph.get("Case", []) or [""])[0]


def is_adjective(token: Token) -> bool:
    """Adjective, ordinal or participle standing before its noun."""
    if token.pos_ == "VERB":
        tagged = token.morph.get("VerbForm", []) == ["Part"] and "Short" not in token.morph.get("Variant", [])
    else:
        tagged = token.pos_ == "ADJ" or (token.pos_ in ("NOUN", "PROPN") and token.dep_ == "amod")
    return tagged and _may_be_adjective(token.text)


@lru_cache(maxsize=50_000)
def _may_be_adjective(word: str) -> bool:
    """Not «Заседал», «Завершён» at a beginning, nor «(в) Мокрехе (больница)», whatever the tagger says."""
    parsed = parses(word)
    unknown = not word.istitle()
    return not parsed or any(r.tag.POS in ADJECTIVAL or (unknown and not r.is_known) for r in parsed)


def _could_be(token: Token, cases: Collection[str]) -> bool:
    """Whether the dictionary knows the word in one of these UD cases, whatever the tagger says."""
    return any(CASES.get(case) in _cases_of(token.text) for case in cases if case)


@lru_cache(maxsize=50_000)
def _is_verb(word: str) -> bool:
    """«условился», whatever the tagger says."""
    parsed = parses(word)
    return bool(parsed) and all(p.is_known and p.tag.POS == "VERB" for p in parsed)


@lru_cache(maxsize=50_000)
def _names_one_in(word: str, cases: tuple[str, ...]) -> bool:
    """Whether the word of a person's name can stand in one of these cases: «Токаев» is no genitive of several, and no
    accusative, as a thing's nominative is."""
    wanted = {CASES.get(case) for case in cases}
    return word.isupper() or any(
        case_in(parse) in wanted
        and ("Fixd" not in parse.tag or bool({"Name", "Surn"} & set(parse.tag.grammemes)))  # «Си» alone tells nothing
        and parse.tag.number != "plur"
        and not {"accs", "inan"} <= set(parse.tag.grammemes)
        for parse in parses(word)
    )


def _is_of_other_gender(adjective: Token, noun: Token) -> bool:
    """«через Чусовую | исторический мост», whatever case the tagger gives the two."""
    own, other = (token.morph.get("Gender", []) for token in (adjective, noun))
    known = [parse.tag.gender for parse in parses(noun.text) if parse.is_known and parse.tag.POS == "NOUN"]
    apart = bool(own and other) and ("Fem" in own) != ("Fem" in other)  # «Невским» is masculine and neuter
    forms = [p.tag.gender for p in parses(adjective.text) if p.tag.POS == "ADJF" and p.tag.number == "sing"]
    apart = apart or set(forms) == {"femn"} and not {"femn", None} & set(known)
    return apart and len(set(known)) == 1 and adjective.text.istitle()


def _is_of_place(adjective: Token) -> bool:
    return adjective.is_title and adjective.lemma_.lower().endswith(("ский", "цкий"))


def _is_indeclinable(name: str) -> bool:
    """«Си», «Умару Сиссоку Эмбало»: no dictionary has another form of it."""
    return len(name) <= SYLLABLE or (name[-1] in "еиоуэю" and not any(parse.is_known for parse in parses(name)))


def _is_of_woman(name: Token) -> bool:
    """«встреча Кэтрин Эштон»: a woman's names may stand in no case of their own."""
    return any({"Name", "femn", "sing"} <= set(parse.tag.grammemes) for parse in parses(name.text))


def may_be_genitive(token: Token) -> bool:
    return _could_be(token, ("Gen",))


@lru_cache(maxsize=50_000)
def _cases_of(word: str) -> frozenset[str]:
    return frozenset(map(case_in, parses(word)))


def is_listed_surname(token: Token) -> bool:
    """«НОВАК» after «… Российской Федерации»: a list of people sets their surnames in capitals."""
    if not token.is_upper or len(token) < 4 or not token.is_alpha or not VOWELS & set(token.text[1:]):
        return False  # «судья ЕСПЧ Дедов»
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    return token.ent_type_ == "PER" or following.ent_type_ == "PER"


@lru_cache(maxsize=64)
def _or_none(cases: tuple[str, ...]) -> frozenset[str]:
    """These cases, and no case at all: what is not inflected agrees with anything."""
    return frozenset((*cases, ""))


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """The tokens of a sentence; indices and extents are of tokens, an end is the index after the last one."""

    tokens: Sequence[Token]
    atoms: Mapping[int, int] = field(default_factory=dict)
    """Names already known, first token → end: «Республики Союз Мьянма» is one word to the grammar."""

    @classmethod
    def of(cls, tokens: Sequence[Token], known: Iterable[Mention]) -> "SentenceLine":
        """The line with the known names of several words as atoms, the longest where two begin together."""
        starts = {token.idx: i for i, token in enumerate(tokens)}
        ends = {token.idx + len(token): i + 1 for i, token in enumerate(tokens)}
        atoms: dict[int, int] = {}
        for mention in known:
            if mention.start in starts and mention.end in ends:
                first, end = starts[mention.start], ends[mention.end]
                atoms[first] = max(atoms.get(first, 0), end)
        return cls(tokens, atoms)

    @classmethod
    def of_sentence(cls, sentence: Span, known: Starts[Mention]) -> "SentenceLine":
        """The line of a sentence without its white space."""
        tokens = [token for token in sentence if not token.is_space]
        return cls.of(tokens, known.within(sentence.start_char, sentence.end_char))

    def extent(self, first: int, end: int) -> tuple[int, int]:
        """The offsets of these tokens."""
        last = self.tokens[end - 1]
        return self.tokens[first].idx, last.idx + len(last)

    def breaks_off(self, end: int) -> bool:
        """Tells whether a phrase ends in an adjective without its noun: «в Ленинградской, Архангельской областях».

        The tagger takes towns for adjectives too: «между Томском и Минском»."""
        last = self.tokens[end - 1]
        return last.pos_ == "ADJ" and not any(parse.tag.POS == "NOUN" for parse in parses(last.text))

    def quoted_end(self, at: int) -> int:
        """The end of the quotation that opens at `at`, else `at`; nested quotes are inside.

        Print often closes two at once: «НК «Роснефть» ends at its first closing mark."""
        tokens = self.tokens
        if at >= len(tokens) or tokens[at].text not in OPENING:
            return at
        if tokens[at].text == '"':
            return next((i + 1 for i in range(at + 1, min(at + 25, len(tokens))) if tokens[i].text == '"'), at)
        depth, closed = 0, at
        for i in range(at, min(at + 40, len(tokens))):
            if tokens[i].text in OPENING and tokens[i].text != '"':
                depth += 1
            elif tokens[i].text in CLOSING:
                depth, closed = depth - 1, closed if closed > at else i + 1
                if depth == 0:
                    return i + 1
        return closed

    def group_end(self, at: int, cases: Collection[str], *, joined: bool = False) -> int:
        """The end of «[adjectives] noun» in one of these cases, or of a known name, beginning at `at`; else `at`.

        What is `joined` to a noun in such a case has it too, where it can."""
        tokens, allowed, i = self.tokens, _or_none(tuple(cases)), at
        tagged = joined
        while i < len(tokens):
            if (i in self.atoms or tokens[i].ent_type_ == "LOC" and tokens[i].text[0].isupper()) and (
                case_of(tokens[i]) in allowed or (i == at and "Gen" in cases and self._may_be_owner(i))
            ):
                return self.atoms.get(i, i + 1)
            adjective = (
                is_adjective(tokens[i])
                and not tokens[i].text.isdigit()
                and (case_of(tokens[i]) in allowed or _could_be(tokens[i], cases))
            )
            adverb = tokens[i].pos_ == "ADV" and i + 1 < len(tokens) and is_adjective(tokens[i + 1])
            link = i > at and tokens[i].lower_ in ("и", ",", "или") and self._adjectives_join(i, allowed)
            if not (adjective or adverb or link):
                break
            tagged = tagged or (adjective and case_of(tokens[i]) in cases)
            i += 1
        is_noun = i < len(tokens) and tokens[i].pos_ in ("NOUN", "PROPN") and not is_listed_surname(tokens[i])
        is_noun = is_noun and not _is_verb(tokens[i].text)
        # One of the words may be mistagged: «о взаимной помощи» agrees whatever «помощи» is taken for, and in «слово
        # Заместителю Премьер-министра» the second is no dative
        if is_noun and not tagged:
            tagged = not _could_be(tokens[i], [case_of(tokens[i])])
        if is_noun and (case_of(tokens[i]) in allowed or (tagged and _could_be(tokens[i], cases))):
            return i + 1 if len(tokens[i]) > 1 else at  # one letter is an initial: «Президента В.В.Путина»
        if i == at < len(tokens) and tokens[i].is_alpha and tokens[i].is_upper and len(tokens[i]) > 1:
            return at if is_listed_surname(tokens[i]) else i + 1
        return at

    def _may_be_owner(self, at: int) -> bool:
        """«палаты Бурсы», «земли Саксония-Анхальт»: a place has the nominative to the tagger whatever its form is."""
        before = self.tokens[at - 1]
        return before.lemma_.lower() in TERRITORIAL or (before.is_lower and may_be_genitive(self.tokens[at]))

    def _adjectives_join(self, at: int, allowed: Collection[str]) -> bool:
        """«межведомственных и межрегиональных соглашений», «общественных, деловых кругов»."""
        if at + 1 >= len(self.tokens):
            return False
        before, after = self.tokens[at - 1], self.tokens[at + 1]
        return is_adjective(before) and is_adjective(after) and case_of(before) in allowed and case_of(after) in allowed

    def phrase_start(self, head: int) -> int:
        """The first adjective before the head noun that belongs to it.

        «нынешний», «этот», «наш» point at a thing and are no part of its name."""
        tokens, case, i = self.tokens, case_of(self.tokens[head]), head
        while i > 0:
            before = tokens[i - 1]
            if before.lemma_.lower() in POINTING or before.lower_.startswith(MISREAD) or self._passing(i - 1):
                break
            agrees = case_of(before) in (case, "") or not case or (case_of(before) and _could_be(before, (case,)))
            agrees = agrees and not _is_of_other_gender(before, self.tokens[head])
            if (is_adjective(before) and agrees) or set(before.text) <= ROMAN:
                i -= 1
            elif (
                before.lower_ in ("и", ",")
                and i >= 2
                and is_adjective(tokens[i])
                and is_adjective(tokens[i - 2])
                and (case_of(tokens[i - 2]) == case_of(tokens[i]) != "" or _could_be(tokens[i - 2], (case,)))
                and tokens[i - 2].lemma_.lower() not in POINTING
                and not (_is_of_place(tokens[i]) and _is_of_place(tokens[i - 2]))  # «Русской и Сербской церкви»
            ):
                i -= 2
            elif before.pos_ == "ADV" and tokens[i].pos_ == "VERB" and is_adjective(tokens[i]):
                i -= 1
            else:
                break
        return i

    def _passing(self, at: int) -> bool:
        """«строящийся терминал» is called so for a while only, but a «постоянно действующая группа» always."""
        token = self.tokens[at]
        always = at > 0 and self.tokens[at - 1].pos_ == "ADV"
        parsed = parses(token.text)
        going_on = bool(parsed) and all({"PRTF", "pres"} <= set(r.tag.grammemes) for r in parsed)
        return (token.pos_ == "VERB" or going_on) and token.text.islower() and not always

    def phrase_end(
        self, head: int, prepositions: Collection[str] = (), genitives: bool = True, persons: bool = True
    ) -> int:
        """The end of the head's dependants: quoted name, chain of genitives, phrases with these prepositions.

        A coordinated member counts when it stands in the case of one before («между Службой по надзору и
        Министерством»); a comma goes on only as part of a list that ends in «и». `persons` says whether a name of a
        person may follow: «Фонд Владимира Потанина», but not «Правительства Михаила Мишустина»."""
        tokens, i, cases = self.tokens, head + 1, ("Gen",) if genitives else ()
        while i < len(tokens):
            if (not persons and self._is_person(i)) or self._is_stranger(head, i, cases):
                break
            if tokens[i].lemma_.lower() in PASSING and tokens[i].is_lower and is_adjective(tokens[i]):
                break  # «Федерального Собрания | прошлого года»
            if tokens[i].lemma_.lower() == "сторона":
                break  # «Первое заседание | Стороны проведут»
            end = max(self.quoted_end(i), self._bracket_end(i), self._namesake_end(i))
            if end == i and cases:
                to_what = ("Dat",) if tokens[i - 1].lemma_.lower() in TO_WHAT else ()
                end = self.group_end(i, tuple(dict.fromkeys((cases[0], "Gen", *to_what))))
            if end == i and persons:
                end = self._holder_end(head, i, cases)
            if end == i and (self._opens(i, prepositions) or (prepositions and self._is_governed(i))):
                end, case = self._complement_end(i)
                cases = (case, *cases)
            if end == i and i > head + 1 and tokens[i].lower_ in ("и", ","):
                end = next(
                    (e for case in cases or ("Gen",) if (e := self._coordinated_end(head, i, case, prepositions)) > i),
                    i,
                )
            if end == i:
                break
            i = end
        return self._numbered_end(i)

    def _numbered_end(self, end: int) -> int:
        """«саммит COP29»: the number that a name ends in is a token of its own."""
        behind = self.tokens[end - 1 : end + 1]
        glued = len(behind) == 2 and behind[0].idx + len(behind[0]) == behind[1].idx and behind[0].is_alpha
        return end + 1 if glued and behind[1].text.isdigit() else end

    def _is_person(self, at: int) -> bool:
        """«Минченко», «генерал-лейтенанта Кердпола», «Эрку Алексею Ивановичу»: a name, or who that is before it."""
        token = self.tokens[at]
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else token
        is_who = token.pos_ == "NOUN" and token.morph.get("Animacy", []) == ["Anim"]
        behind = self.tokens[at + 2 : at + 4]
        full = bool(behind) and looks_like_patronymic(behind[0].text) and not (behind[1:] and behind[1].is_title)
        before_name = full and token.is_title and at not in self.atoms and is_given_name(following.text)
        before_name = before_name and not any(p.is_known and "Geox" in p.tag for p in parses(token.text))
        return token.ent_type_ == "PER" or (is_who and following.ent_type_ == "PER") or before_name

    def _is_stranger(self, head: int, at: int, cases: Sequence[str]) -> bool:
        """«Во время визита в Казахстан | Т. Эллвуд проведёт …», «перед встречей | Си Цзиньпин заявил»: whose name can
        stand in no case that is asked for."""
        if at not in self.atoms or self.tokens[at].ent_type_ != "PER" or not (cases or at == head + 1):
            return False
        name = [t for t in self.tokens[at : self.atoms[at]] if len(t) > 1 and (t.is_alpha or "-" in t.text)]
        where = self.tokens[at - 1].ent_type_ == "LOC" and any(
            token.lower_ in ("в", "во", "на") for token in self.tokens[head + 1 : at]
        )
        if not (where or at == head + 1) or not name:
            return False
        if where or any(map(_is_of_woman, name)):
            return not any(_names_one_in(token.text, tuple(cases)) for token in name)
        return not all(_names_one_in(token.text, tuple(cases)) or _is_indeclinable(token.text) for token in name)

    def _holder_end(self, head: int, at: int, cases: Sequence[str]) -> int:
        """«с Президентом Республики Казахстан Касым-Жомартом Токаевым»: the name of who holds the post just named, of
        which the tagger misses the case; else `at`."""
        end, phrase = self.atoms.get(at, at), self.tokens[head + 1 : at]
        somebody = any(t.ent_type_ != "PER" and t.morph.get("Animacy", []) == ["Anim"] for t in phrase)
        named = end > at and self.tokens[at].ent_type_ == "PER" and somebody
        return end if named and any(_could_be(token, cases[:1]) for token in self.tokens[at:end]) else at

    def _bracket_end(self, at: int) -> int:
        """«Федеральной службой (Российская Федерация)»: a known name in brackets, or an editor's «[Госсовета]»."""
        if self.tokens[at].text == "[" and at + 1 < len(self.tokens):
            if self._is_person(at + 1) or is_given_name(self.tokens[at + 1].text):
                return at  # «академик Академии наук [Сергей] Вавилов»
            return next((i + 1 for i in range(at, min(at + 8, len(self.tokens))) if self.tokens[i].text == "]"), at)
        if self.tokens[at].text != "(" or at + 1 not in self.atoms:
            return at
        end = self.atoms[at + 1]
        return end + 1 if end < len(self.tokens) and self.tokens[end].text == ")" else at

    def _namesake_end(self, at: int) -> int:
        """«имени Н.Э.Баумана», «имени аль-Фараби»."""
        tokens, i = self.tokens, at
        if tokens[at].lower_ not in ("имени", "им", "им."):
            return at
        i += 1
        while i < len(tokens) and (tokens[i].ent_type_ == "PER" or tokens[i].text in ".-" or tokens[i].pos_ == "PROPN"):
            if case_of(tokens[i]) == "Nom" and case_of(tokens[i - 1]) == "Gen" and i > at + 1:
                break  # «ректор академии имени А.Я.Вагановой Николай Цискаридзе»: the next name is another's
            i += 1
        return i

    def _opens(self, at: int, prepositions: Collection[str]) -> bool:
        """Whether a complement with one of these begins; «в сфера» is «в» before a form of «сфера» only."""
        word = self.tokens[at].lower_
        if word in prepositions:
            return True
        return at + 1 < len(self.tokens) and f"{word} {self.tokens[at + 1].lemma_.lower()}" in prepositions

    def _is_governed(self, at: int) -> bool:
        """«Бюро по координации борьбы с преступностью»: the noun before asks for «с», whatever the head takes."""
        return self.tokens[at].lower_ in ("с", "со") and self.tokens[at - 1].lemma_.lower() in WITH

    def _complement_end(self, at: int) -> tuple[int, str]:
        """The end of «по сотрудничеству», and the case its noun stands in; `at` when nothing follows."""
        since = at + 1 < len(self.tokens) and self.tokens[at + 1].lemma_.lower() in _SINCE
        with_whom = self.tokens[at].lower_ in ("с", "со") and not since  # «к Соглашению | с согласия Сторон»
        for case in ("Ins",) if with_whom else ("Dat", "Loc", "Ins", "Acc", "Gen"):
            end = self.group_end(at + 1, (case,))
            if end > at + 1 and case in (case_of(self.tokens[end - 1]), case_of(self.tokens[at + 1])):
                return end, case
        end = max(self.quoted_end(at + 1), self.group_end(at + 1, ())) if at + 1 < len(self.tokens) else at
        return (end, "Gen") if end > at + 1 else (at, "Gen")

    def _coordinated_end(self, head: int, at: int, case: str, prepositions: Collection[str]) -> int:
        """The end of «и Казахстана», «, науки и техники», «и по вопросам …» after another «по», else `at`."""
        tokens = self.tokens
        if at + 1 >= len(tokens) or tokens[at + 1].lemma_.lower() in POINTING - {"новый"}:
            return at  # «Минобороны России и других ведомств», but «промышленности, новых технологий и связи»
        people = any(t.ent_type_ == "PER" or t.morph.get("Animacy", []) == ["Anim"] for t in tokens[head + 1 : at])
        if tokens[at + 1].ent_type_ == "PER" and not people:
            return at  # «визит на ферму | и Александра Лукашенко (не встретили)»
        cases = tuple(dict.fromkeys((case, "Gen")))
        if tokens[at].lower_ == "и":
            if self._opens(at + 1, prepositions):
                again = self._opens(at + 1, MATTERS) or any(
                    t.lower_[:1] == tokens[at + 1].lower_[:1] and t.pos_ == "ADP" for t in tokens[head + 1 : at]
                )
                end, _ = self._complement_end(at + 1) if again else (at, "")
                return end if end > at + 1 else at  # «Фонд инициатив | и по благословению патриарха»
            end = self._any_group_end(at + 1, cases)
            if end < len(tokens) and tokens[end].lower_ in ("их", "его", "её", "ее"):
                return at  # «центр поддержки участников | и членов их семей»
            if end == at + 1 and at + 2 in self.atoms and _could_be(tokens[at + 1], ("Gen",)):
                return at + 2  # mistagged before the territory: «науки и технологии Республики Союз Мьянма»
            return end if end > at + 1 else at
        first = j = self._any_group_end(at + 1, cases)
        if first == at + 1:
            return at
        while True:
            further = self.group_end(j, ("Gen",))
            if further == j and j < len(tokens) and tokens[j].lower_ == ",":
                further = self._any_group_end(j + 1, cases)
                if further == j + 1:
                    return at
            if further == j:
                break
            j = further
        closes = j < len(tokens) and tokens[j].lower_ == "и" and self._any_group_end(j + 1, cases) > j + 1
        return first if closes else at

    def _any_group_end(self, at: int, cases: Iterable[str]) -> int:
        return max(self.group_end(at, (case,)) for case in cases)
