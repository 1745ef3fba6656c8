"""Public bodies told by what they are and whose: «Правительство России» is «Ресей Федерациясының Үкіметі»."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.language.russian.declension import declined
from kg.model.spelling import fold
from kg.names.gazetteer import Gazetteer
from kg.names.places.place_text import ADJECTIVES

_HEADS: dict[str, str] = {
    head: said.split(" | ")[0]
    for said in """
правительство | үкіметі
парламент | парламенті
сенат | сенаты
мажилис | мәжілісі
акимат | әкімдігі
маслихат | мәслихаты
администрация | әкімшілігі
администрация президента | президентінің әкімшілігі
аппарат правительства | үкіметінің аппараты
военно-морской флот | военно-морские силы | вмф
воздушно-космические силы | вкс
вооруженные силы | вс | қарулы күштері
генеральная прокуратура | генпрокуратура | бас прокуратурасы
генеральный штаб | генштаб
государственная дума | госдума
государственный совет | госсовет
кабинет министров | кабмин | министрлер кабинеті
конституционный суд
верховный суд | жоғарғы соты
национальный банк | нацбанк | ұлттық банкі
центральный банк | центробанк | орталық банкі
министерство внутренних дел | мвд | ішкі істер министрлігі
министерство природных ресурсов и экологии | министерство природных ресурсов | минприроды
министерство по развитию дальнего востока и арктики | минвостокразвития
министерство промышленности и торговли | минпромторг
министерство спорта | минспорт
министерство строительства и жилищно-коммунального хозяйства | министерство строительства | минстрой
министерство цифрового развития, связи и массовых коммуникаций | министерство цифрового развития | минцифры
министерство экономического развития | минэкономразвития
министерство водных ресурсов и ирригации | су ресурстары және ирригация министрлігі
министерство здравоохранения | минздрав | денсаулық сақтау министрлігі
министерство иностранных дел | мид | сыртқы істер министрлігі
министерство культуры | минкультуры | минкульт | мәдениет министрлігі
министерство культуры и информации | мәдениет және ақпарат министрлігі
министерство культуры и спорта | мәдениет және спорт министрлігі
министерство науки и высшего образования | ғылым және жоғары білім министрлігі
министерство национальной экономики | ұлттық экономика министрлігі
министерство обороны | минобороны | қорғаныс министрлігі
министерство образования | білім министрлігі
министерство образования и науки | минобрнауки | білім және ғылым министрлігі
министерство по чрезвычайным ситуациям | мчс | төтенше жағдайлар министрлігі
министерство просвещения | минпросвещения | оқу-ағарту министрлігі
министерство промышленности и строительства | өнеркәсіп және құрылыс министрлігі
министерство сельского хозяйства | минсельхоз | ауыл шаруашылығы министрлігі
министерство торговли и интеграции | сауда және интеграция министрлігі
министерство транспорта | минтранс | көлік министрлігі
министерство туризма и спорта | туризм және спорт министрлігі
министерство труда и социальной защиты населения | министерство труда и социальной защиты | министерство труда
министерство труда и социальной защиты населения | минтруд | минтруда | еңбек және халықты әлеуметтік қорғау министрлігі
министерство финансов | минфин | қаржы министрлігі
министерство экологии и природных ресурсов | экология және табиғи ресурстар министрлігі
министерство энергетики | минэнерго | энергетика министрлігі
министерство юстиции | минюст | әділет министрлігі
общественная палата
служба внешней разведки | свр
следственный комитет | ск
совет безопасности | совбез | қауіпсіздік кеңесі
совет федерации | совфед
счетная палата
федеральная антимонопольная служба | фас
федеральная налоговая служба | фнс
федеральная служба безопасности | фсб
федеральная служба охраны | фсо
федеральная таможенная служба | фтс
федеральное собрание
""".strip().splitlines()
    for head in said.split(" | ")
}
"""Each name of a kind of body → its first name. A Russian head comes before its territory, a Kazakh one after."""

_ONE_STATE = {
    body: state
    for state, bodies in {
        "country/RU": "государственная дума|совет федерации|федеральное собрание|федеральная служба безопасности"
        "|федеральная служба охраны|федеральная налоговая служба|федеральная антимонопольная служба"
        "|федеральная таможенная служба|служба внешней разведки",
    }.items()
    for body in bodies.split("|")
}
"""Bodies that one state alone has under this name, so that no word need say whose they are."""

_OF_STATES = frozenset("министерство министрлігі комитеті агенттігі департаменті басқармасы".split())
"""Heads of bodies that the table need not know: the same words after two names of one country are one body."""

_ENDINGS = ("ий", "ое", "ая", "ие")
"""Of an adjective of a country, whatever its body's gender."""

STEM = 2
"""Letters of a name that all its forms begin with."""
_GENITIVES = ("", "ның", "нің", "дың", "дің", "тың", "тің")


@dataclass(frozen=True)
class Bodies:
    """Tells which public body of which territory of the gazetteer a name says."""

    gazetteer: Gazetteer

    def __call__(self, name: str) -> str:
        """What body of which country or region the name says («правительство country/RU»); empty where it says more,
        or less."""
        words = fold(name).split()
        if state := _ONE_STATE.get(_HEADS.get(fold(name), "")):
            return f"{_HEADS[fold(name)]} {state}"
        if len(words) > 1 and words[0].endswith(_ENDINGS) and (code := ADJECTIVES.get(f"{words[0][:-2]}ий")):
            head = _HEADS.get(" ".join(words[1:]))
            return f"{head} country/{code}" if head else ""
        halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
        said: list[tuple[int, str]] = []
        for head, whose in (*halves, *((after, before) for before, after in halves)):
            first, last = head.split()[0], head.split()[-1]
            told = _HEADS.get(head) or (head if first != last and {first, last} & _OF_STATES else "")
            if told and len(keys := self._territories(whose[:STEM]).get(whose, ())) == 1:
                said.append((len(whose), f"{told} {min(keys)}"))
        return max(said, default=(0, ""))[1]  # «Қазақстан Республикасының» before «Қазақстан»

    @cached_property
    def _forms(self) -> dict[str, dict[str, set[str]]]:
        return {}

    def _territories(self, stem: str) -> Mapping[str, set[str]]:
        """Country or region by each form of those of its names that begin so: the cases of Russian, the genitive of
        Kazakh. To decline all of them takes longer than a document."""
        if stem not in self._forms:
            found: defaultdict[str, set[str]] = defaultdict(set)
            for language, name, id in self._names[stem]:
                for form in declined(name) if language == "ru" else (name + ending for ending in _GENITIVES):
                    found[fold(form)].add(id)
            self._forms[stem] = dict(found)
        return self._forms[stem]

    @cached_property
    def _names(self) -> Mapping[str, list[tuple[str, str, str]]]:
        found: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for entry in self.gazetteer.of_kind("Country", "Region"):
            for language in ("ru", "kk"):
                for name in entry.names(language):
                    found[fold(name)[:STEM]].append((language, name, entry.id))
        return found
