// What is known of the chosen node, or of the ties between two.
"use strict";

const mapDetails = (place, { language, texts, choose, near }) => {
  const SHOWN = 30;
  const make = (name, given = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(given)) key in element ? (element[key] = value) : element.setAttribute(key, value);
    element.append(...inside.filter((one) => one !== null));
    return element;
  };
  const named = (data) => data[`label_${language}`] ?? data.label;
  const relation = (data) => data[`relation_${language}`] ?? data.label;
  const told = (date) => {
    const [year, month, day] = date.split("-").map(Number);
    if (date.includes("/") || !month) return date.replace("/", " – ");
    const form = { year: "numeric", month: "long", ...(day && { day: "numeric" }), timeZone: "UTC" };
    const words = new Intl.DateTimeFormat(language, form).format(Date.UTC(year, month - 1, day || 1));
    // Browsers without the language's names of months write «2017 M11 9».
    return /M\d/.test(words) ? date : words;
  };
  const link = (href, text) => (href ? make("a", { href }, text) : text);
  const dot = (data) => make("span", { className: `dot ${data.class ?? ""}`, "aria-hidden": "true" });
  const close = () => make("button", { type: "button", className: "close", ariaLabel: texts.close, title: texts.close, onclick: () => choose([]) }, "×");
  const first = (all, one) => [...all.slice(0, SHOWN).map(one), ...(all.length > SHOWN ? [make("p", { className: "quiet" }, texts.more.replace("{n}", all.length - SHOWN))] : [])];

  const said = (one) => make("div", { className: "said" },
    make("blockquote", {}, one.words ? make("a", { href: one.words, title: texts.words }, one.quote ?? "…") : one.quote ?? "…"),
    make("p", { className: "by" }, ...[
      one.speaker && link(one.speakerPage, one.speaker),
      one.date && make("time", { dateTime: one.date }, told(one.date)),
      one.via && `${texts.via} ${one.via}`,
      one.document && make("cite", {}, link(one.page, one.title ?? one.document)),
    ].filter(Boolean).flatMap((part, at) => (at ? [" · ", part] : [part]))));

  const node = (graph, key) => {
    const data = graph.getNodeAttributes(key);
    const labels = ["ru", "kk", "en"].filter((one) => data[`label_${one}`]);
    const ties = graph.mapEdges(key, (edge, tie, source, target) => ({ tie, source, target, other: source === key ? target : source }));
    ties.sort((a, b) => b.tie.weight - a.tie.weight);
    return [
      close(),
      make("h2", {}, dot(data), named(data)),
      labels.length ? make("p", { className: "names" }, ...labels.flatMap((one, at) => [at ? " · " : "", make("span", { lang: one }, data[`label_${one}`]), " ", make("abbr", {}, one)])) : null,
      make("p", {}, link(data.page, data.page ? texts.page : ""), data.page ? " · " : "", make("a", { href: near(key) }, texts.near)),
      make("h3", {}, `${texts.ties} `, make("span", { className: "count" }, String(ties.length))),
      make("ul", {}, ...first(ties, ({ tie, source, other }) => make("li", {}, make("button", { type: "button", onclick: () => choose([key, other]) },
        make("span", { className: "relation" }, tie.symmetric ? relation(tie) : source === key ? `${relation(tie)} →` : `← ${relation(tie)}`), " ",
        dot(graph.getNodeAttributes(other)), named(graph.getNodeAttributes(other)))))),
    ];
  };

  const pair = (graph, keys) => {
    const ends = keys.map((key) => graph.getNodeAttributes(key));
    const ties = graph.filterEdges((_, __, source, target) => keys.includes(source) && keys.includes(target) && (source !== target || keys[0] === keys[1]));
    return [
      close(),
      make("h2", {}, ...ends.flatMap((data, at) => [at ? " – " : "", make("span", {}, dot(data), link(data.page, named(data)))])),
      ...ties.flatMap((edge) => {
        const data = graph.getEdgeAttributes(edge);
        const way = data.symmetric ? "" : `${named(graph.getNodeAttributes(graph.source(edge)))} → ${named(graph.getNodeAttributes(graph.target(edge)))}`;
        return [
          make("h3", {}, relation(data), " ", make("span", { className: "count" }, String(data.weight))),
          way ? make("p", { className: "relation" }, way) : null,
          ...first(data.evidence ?? [], said),
        ];
      }),
    ];
  };

  return (graph, keys) => {
    const shown = keys.length > 0 && keys.every((key) => graph.hasNode(key)) && (keys.length === 1 || graph.hasEdge(...keys) || graph.hasEdge(keys[1], keys[0]));
    place.hidden = !shown;
    place.replaceChildren(...(shown ? (keys.length === 2 ? pair(graph, keys) : node(graph, keys[0])).filter((one) => one !== null) : []));
    if (shown) place.scrollTop = 0;
  };
};
