"""Six small documents with all they say, and the graph they make."""

from pyoxigraph import Literal

from tests.graph import Graph, day, year


def cooperation() -> Graph:
    graph = Graph()
    _entities(graph)
    _forum_of_2022(graph)
    _forum_of_2019(graph)
    _omsk_paper(graph)
    _kazakh_news(graph)
    _projects(graph)
    _hopes(graph)
    return graph


def _entities(graph: Graph) -> None:
    graph.entity("country/RU", "Country", "Россия", "Ресей", "Russia", isoCode="RU")
    graph.entity("country/KZ", "Country", "Казахстан", "Қазақстан", "Kazakhstan", isoCode="KZ")
    graph.link("country/KZ", "owl:sameAs", "wd:Q232")
    graph.entity("country/BY", "Country", "Белоруссия")
    graph.entity("region/RU-OMS", "Region", "Омская область", "Омбы облысы")
    graph.entity("region/KZ-PAV", "Region", "Павлодарская область", "Павлодар облысы")
    graph.entity("region/KZ-KUS", "Region", "Костанайская область", "Қостанай облысы")
    graph.entity("city/omsk", "City", "Омск", "Омбы", "Omsk", latitude=54.99, longitude=73.37)
    graph.also("city/omsk", "Омском")
    graph.link("city/omsk", "owl:sameAs", "wd:Q898")
    graph.entity("city/pavlodar", "City", "Павлодар", latitude=52.3, longitude=76.95)
    graph.link("city/pavlodar", "skos:closeMatch", "wd:Q167379")
    graph.entity("city/kazan", "City", "Казань")
    graph.entity("city/kostanay", "City", "Костанай", "Қостанай")
    graph.entity("person/vladimir-putin", "Person", "Владимир Путин")
    graph.entity("person/kasym-zhomart-tokaev", "Person", "Касым-Жомарт Токаев", "Қасым-Жомарт Тоқаев")
    graph.entity("person/viktor-nazarov", "Person", "Виктор Назаров")
    graph.entity("post/prezident-kazahstan", "Post", "Президент", postOf="country/KZ")
    graph.entity("post/gubernator-omskaya-oblast", "Post", "губернатор", postOf="region/RU-OMS")
    graph.entity("organisation/kremlin-ru", "Organisation", "kremlin.ru")
    graph.entity("organisation/omsk-zdes", "Organisation", "Омск Здесь")
    graph.entity("organisation/minekonomiki", "Organisation", "Министерство экономики Омской области")
    graph.entity("organisation/eaeu", "Organisation", "ЕАЭС")
    graph.entity("organisation/alliance", "Organisation", "Евразийский железнодорожный альянс")
    graph.entity("corridor/north-south", "Corridor", "Север – Юг", en="North–South")
    graph.entity("event/forum-18", "Event", "XVIII Форум межрегионального сотрудничества")
    graph.entity("event/forum-16", "Event", "XVI Форум межрегионального сотрудничества")
    graph.entity("event/visit-2022", "Event", "визит в Казань")
    graph.entity("agreement/omsk-pavlodar", "Agreement", "Соглашение о сотрудничестве")
    graph.entity("agreement/ten", "Agreement", "десять соглашений")
    graph.entity("project/bridge", "Project", "мост через Иртыш")
    graph.entity("project/plant", "Project", "завод в Костанае")
    for of in ("2018", "2021"):
        graph.indicator(
            f"indicator/turnover-{of}",
            "товарооборот",
            "USD",
            about=("country/RU", "country/KZ"),
            measure="v:tradeTurnover",
            period=Literal(of),
            periodStart=day(f"{of}-01-01"),
            periodEnd=day(f"{of}-12-31"),
        )
    graph.indicator("indicator/companies", "число предприятий", "item", ("region/RU-OMS",))
    graph.indicator("indicator/growth", "рост", "percent", direction="v:growth")


def _forum_of_2022(graph: Graph) -> None:
    """A transcript. Two presidents disagree about the turnover of 2021."""
    putin, tokaev = "person/vladimir-putin", "person/kasym-zhomart-tokaev"
    first = "Открыт XVIII Форум. Побратимы Омск и Павлодар. Товарооборот вырос до 25,6 миллиарда долларов."
    second = "Президент Казахстана согласен: товарооборот почти 24,5 миллиарда. Готовы десять соглашений."
    text = graph.document(
        "000_forum",
        f"В.Путин: {first} К.-Ж.Токаев: {second} «Север – Юг» идёт в Казахстан.",
        "2022-11-28",
        "organisation/kremlin-ru",
    )
    text.speaks(putin, first)
    text.speaks(tokaev, second)
    text.mention("city/omsk", "Омск", "City")
    text.mention("city/pavlodar", "Павлодар", "City")
    text.mention("event/forum-18", "XVIII Форум", "Event")
    text.claim("city/omsk", "sisterCityOf", "city/pavlodar", "Побратимы Омск и Павлодар", by=putin)
    text.claim("event/forum-18", "kind", "v:forum", "XVIII Форум", by=putin)
    text.claim("event/forum-18", "ordinal", 18, "XVIII Форум", by=putin)
    text.claim("event/forum-18", "date", year("2022"), "XVIII Форум", by=putin)
    text.claim("event/forum-18", "participant", putin, "Открыт XVIII Форум")
    text.claim("event/forum-18", "participant", tokaev, "Открыт XVIII Форум")
    text.claim(tokaev, "holdsPost", "post/prezident-kazahstan", "Президент Казахстана", by=tokaev)
    text.claim("agreement/ten", "kind", "v:agreement", "десять соглашений", by=tokaev)
    text.claim("agreement/ten", "status", "v:to_be_signed", "десять соглашений", by=tokaev)
    text.claim("corridor/north-south", "traverses", "country/KZ", "«Север – Юг» идёт в Казахстан")
    text.figure("indicator/turnover-2021", 25600000000, "25,6 миллиарда долларов", by=putin)
    text.figure("indicator/turnover-2021", 24500000000, "почти 24,5 миллиарда", by=tokaev, bound="nearly")


def _forum_of_2019(graph: Graph) -> None:
    """An article that names the forum twice, and a visit without a date."""
    text = graph.document(
        "001_forum",
        "XVI Форум прошёл в Омске. На XVI Форум приехал Токаев. Визит в Казань перенесён. "
        "Оборот 2018 года – 18,2 миллиарда.",
        "2019-11-07",
        "organisation/kremlin-ru",
    )
    text.claim("event/forum-16", "kind", "v:forum", "XVI Форум прошёл")
    text.claim("event/forum-16", "kind", "v:forum", "XVI Форум приехал")
    text.claim("event/forum-16", "ordinal", 16, "XVI Форум прошёл")
    text.claim("event/forum-16", "locatedIn", "city/omsk", "XVI Форум прошёл в Омске")
    text.claim("event/forum-16", "participant", "person/kasym-zhomart-tokaev", "На XVI Форум приехал Токаев")
    text.claim("event/visit-2022", "kind", "v:visit", "Визит в Казань", modality="planned")
    text.figure("indicator/turnover-2018", 18200000000, "18,2 миллиарда")


def _omsk_paper(graph: Graph) -> None:
    """A paper quotes the governor and a ministry."""
    governor, ministry = "person/viktor-nazarov", "organisation/minekonomiki"
    text = graph.document(
        "002_omsk",
        "Губернатор Назаров: «Подписали Соглашение о сотрудничестве с Павлодарской областью». "
        "В Омской области 120 предприятий, сообщило министерство: «рост 5 процентов». Уже 130 предприятий.",
        "2021-03-01",
        "organisation/omsk-zdes",
    )
    text.speaks(governor, "Подписали Соглашение о сотрудничестве с Павлодарской областью", "Quotation")
    text.speaks(ministry, "рост 5 процентов", "Quotation")
    text.claim(governor, "holdsPost", "post/gubernator-omskaya-oblast", "Губернатор Назаров")
    signed = "Подписали Соглашение о сотрудничестве с Павлодарской областью"
    text.claim("agreement/omsk-pavlodar", "kind", "v:agreement", signed, by=governor)
    text.claim("agreement/omsk-pavlodar", "status", "v:signed", signed, by=governor)
    text.claim("agreement/omsk-pavlodar", "date", year("2021"), signed, by=governor)
    text.claim("agreement/omsk-pavlodar", "party", "region/RU-OMS", signed, by=governor)
    text.claim("agreement/omsk-pavlodar", "party", "region/KZ-PAV", signed, by=governor)
    text.claim(
        "region/RU-OMS", "cooperatesWith", "region/KZ-PAV", signed, by=governor, basis="Соглашение о сотрудничестве"
    )
    text.figure("indicator/companies", 120, "120 предприятий")
    text.figure("indicator/companies", 130, "130 предприятий")
    text.figure("indicator/growth", 5, "рост 5 процентов", by=ministry)


def _kazakh_news(graph: Graph) -> None:
    text = graph.document(
        "003_qostanai", "Қостанай қаласы Қостанай облысында.", "2020-05-05", "organisation/omsk-zdes", "kk"
    )
    text.mention("city/kostanay", "Қостанай", "City")
    text.claim("city/kostanay", "locatedIn", "region/KZ-KUS", "Қостанай қаласы Қостанай облысында")


def _projects(graph: Graph) -> None:
    text = graph.document(
        "004_projects",
        "Строится мост через Иртыш в Павлодаре. Завод в Костанае открыт. Альянс учредили Россия и Казахстан, "
        "Казахстан – член ЕАЭС. Омская область сотрудничает с Казахстаном.",
        "2022-01-10",
        "organisation/kremlin-ru",
    )
    text.claim("project/bridge", "status", "v:running", "Строится мост через Иртыш")
    text.claim("project/bridge", "locatedIn", "city/pavlodar", "мост через Иртыш в Павлодаре")
    text.claim("project/bridge", "party", "region/KZ-PAV", "мост через Иртыш в Павлодаре")
    text.claim("project/plant", "status", "v:completed", "Завод в Костанае открыт")
    text.claim("organisation/alliance", "founder", "country/RU", "Альянс учредили Россия и Казахстан")
    text.claim("organisation/alliance", "founder", "country/KZ", "Альянс учредили Россия и Казахстан")
    text.claim("country/KZ", "memberOf", "organisation/eaeu", "Казахстан – член ЕАЭС")
    text.claim("region/RU-OMS", "cooperatesWith", "country/KZ", "Омская область сотрудничает с Казахстаном")


def _hopes(graph: Graph) -> None:
    """Nothing here holds: what is proposed stays a claim, what is denied is in no answer."""
    text = graph.document(
        "005_hopes",
        "Казань могла бы стать побратимом Павлодара. Белоруссия не член ЕАЭС. Костанай не сотрудничает с Омском.",
        "2018-02-02",
        "organisation/kremlin-ru",
    )
    text.claim(
        "city/kazan", "sisterCityOf", "city/pavlodar", "Казань могла бы стать побратимом Павлодара", modality="proposed"
    )
    text.claim("country/BY", "memberOf", "organisation/eaeu", "Белоруссия не член ЕАЭС", modality="denied")
    no = "Костанай не сотрудничает с Омском"
    text.claim("region/KZ-KUS", "cooperatesWith", "region/RU-OMS", no, modality="denied")
