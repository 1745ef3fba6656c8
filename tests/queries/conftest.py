import pytest
from pyoxigraph import Literal, NamedNode, Store

from tests.cooperation import cooperation
from tests.graph import COOP, XSD, day, iri

AKIMAT = "organisation/akimat"


@pytest.fixture(scope="module")
def told() -> Store:
    """The small graph and what it has not: bodies of a region, a second governor, turns, rules, a sum of a project."""
    graph = cooperation()
    graph.entity(AKIMAT, "Organisation", "Акимат Павлодарской области", "Павлодар облысының әкімдігі")
    graph.entity("person/aleksandr-burkov", "Person", "Александр Бурков")
    graph.entity("organisation/depot", "Organisation", "Депо", locatedIn="region/RU-OMS")
    graph.entity("agreement/trade", "Agreement", "Меморандум о торговле")
    graph.entity("agreement/rails", "Agreement", "Договор о путях")
    graph.entity("event/meeting", "Event", "Встреча губернаторов")
    graph.link("region/RU-OMS", "coop:locatedIn", "country/RU")
    graph.entity("region/KZ-PAV", "Region", isoCode=Literal("KZ-55"))
    graph.entity("country/KZ", "Country", isoCode=Literal("KZ"))
    graph.indicator("indicator/bridge", "стоимость", "RUB", ("project/bridge",), measure="v:investment")
    turn = "Омская область и Павлодарская область договорились: мост стоит 5 миллионов."
    text = graph.document(
        "006_meeting", f"Бурков: {turn} Депо подпишет Договор о путях с Казахстаном.", "2024-05-06", AKIMAT
    )
    text.speaks("person/aleksandr-burkov", turn)
    text.mention("region/RU-OMS", "Омская область", "Region")
    text.mention("region/KZ-PAV", "Павлодарская область", "Region")
    text.claim("person/aleksandr-burkov", "holdsPost", "post/gubernator-omskaya-oblast", "Бурков")
    text.claim("event/meeting", "kind", "v:meeting", "Омская область и Павлодарская область договорились")
    text.claim("event/meeting", "date", day("2024-05-06"), "Омская область и Павлодарская область договорились")
    text.claim("agreement/trade", "party", AKIMAT, "Павлодарская область договорились")
    text.claim(
        "agreement/trade", "party", "person/aleksandr-burkov", "Омская область и Павлодарская область договорились"
    )
    text.claim("agreement/trade", "signedAt", "event/meeting", "договорились")
    text.claim("agreement/rails", "party", "organisation/depot", "Депо подпишет Договор о путях", modality="planned")
    text.claim("agreement/rails", "party", "country/KZ", "Договор о путях с Казахстаном", modality="planned")
    text.figure("indicator/bridge", 5000000, "мост стоит 5 миллионов")
    told = graph.document("007_forum", "XVIII Форум өтті.", "2022-11-29", "organisation/omsk-zdes", "kk")
    claim = told.claim("event/forum-18", "kind", "v:forum", "XVIII Форум өтті")
    told._say(claim, COOP + "rule", iri("rule/event-named"))
    told._say(claim, COOP + "confidence", Literal("0.9", datatype=NamedNode(XSD + "decimal")))
    return graph.store()
