// The map page: the form says what is on the map, the server says what that is, and the address keeps it.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const FILTERS = ["class", "from", "until", "undated"];
  const mapping = document.getElementById("mapping");
  if (!mapping) return;
  const [stage, canvas, picture, form, status, lines] = ["stage", "canvas", "picture", "filters", "status", "lines"].map((id) => document.getElementById(id));
  const { name } = mapping.dataset, texts = JSON.parse(mapping.dataset.texts), language = document.documentElement.lang;
  let chosen = new URLSearchParams(location.search).getAll("node"), whole = null, asked = 0, wholeOf = null;

  // What the form asks of the map; all classes are none in particular.
  const options = () => {
    const given = new URLSearchParams([...new FormData(form)].filter(([key, value]) => value && key !== "query" && !(key === "depth" && !form.elements.around.value)));
    if (!form.querySelector("[name=class]:not(:checked)")) given.delete("class");
    return given;
  };
  const without = (given, names) => new URLSearchParams([...given].filter(([key]) => !names.includes(key)));
  const file = (end, given) => `/maps/${name}.${end}${given.size ? `?${given}` : ""}`;
  const pictured = (given) => new URLSearchParams([...given, ["labels", language]]);
  const here = (given) => new URLSearchParams([...(name === "all" ? [] : [["query", name]]), ...given]);

  let drawing;
  const panel = document.getElementById("details");
  const details = mapDetails(panel, {
    language, texts,
    choose: (keys) => {
      choose(keys, true);
      // What had the focus is gone.
      (keys.length ? panel : canvas).focus({ preventScroll: true });
    },
    near: (key) => `/map?${here([...without(options(), ["around", "depth"]), ["around", key]])}`,
  });
  const choose = (keys, lead = false) => {
    chosen = keys;
    drawing.choose(keys, lead && keys.length === 1);
    details(drawing.graph, keys);
    keep();
  };
  canvas.hidden = false;
  try {
    drawing = mapDrawing(canvas, {
      language,
      choose: (keys) => {
        choose(keys);
        if (keys.length && panel.getBoundingClientRect().top > innerHeight - 80) panel.scrollIntoView({ block: "center" });
      },
    });
  } catch {
    canvas.hidden = true;
    status.textContent = texts.failed;
    picture.firstElementChild.src = picture.href;
    picture.hidden = false;
    return;
  }
  Object.assign(canvas, { tabIndex: 0, map: drawing });
  canvas.setAttribute("role", "group");
  canvas.setAttribute("aria-label", texts.label);
  for (const id of ["find", "zoom"]) document.getElementById(id).hidden = false;
  document.getElementById("apply").hidden = true;

  // The address, the downloads and the languages follow what is shown.
  const keep = () => {
    const given = options(), state = here([...given, ...chosen.map((key) => ["node", key])]);
    history.replaceState(null, "", `/map${state.size ? `?${state}` : ""}`);
    for (const link of document.querySelectorAll("[data-form]")) {
      const { form: end } = link.dataset;
      link.href = file(end, ["svg", "png"].includes(end) ? pictured(given) : without(given, ["geographic"]));
    }
    for (const link of document.querySelectorAll(".languages a")) link.href = `/map?${new URLSearchParams([...state, ["lang", link.hreflang]])}`;
  };
  const got = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error((await answer.text()).trim());
    return answer.json();
  };

  const time = mapTime(document.getElementById("time"), {
    first: form.elements.from, last: form.elements.until, language, changed: () => soon(),
  });
  const list = () => {
    const nodes = document.getElementById("nodes");
    const named = new Map(drawing.graph.mapNodes((key, data) => [data[`label_${language}`] ?? data.label, key]));
    nodes.replaceChildren(...[...named.keys()].sort((a, b) => a.localeCompare(b, language)).map((value) => Object.assign(document.createElement("option"), { value })));
    return named;
  };
  const legend = (drawn) => {
    const kinds = new Map(drawn.edges.map(({ attributes: one }) => [one.kind, one]));
    lines.replaceChildren(...[...kinds.values()].map((one) => {
      const line = document.createElement("li");
      line.innerHTML = '<svg viewBox="0 0 26 8" aria-hidden="true"><line x1="0" x2="26" y1="4" y2="4" stroke-width="3"/></svg>';
      const sign = line.querySelector("line");
      sign.setAttribute("stroke", one.color);
      if (one.quiet) sign.setAttribute("stroke-width", "1.8");
      if (mapDash(one).length) sign.setAttribute("stroke-dasharray", mapDash(one).join(" "));
      line.append(one[`relation_${language}`] ?? one.label, ...(one.projection ? [` – ${texts.projection}`] : []));
      return line;
    }));
  };

  let named = new Map();
  const show = async () => {
    const number = ++asked, given = options(), base = without(given, [...FILTERS, "geographic"]), filtered = without(given, ["geographic"]);
    keep();
    const geographic = given.has("geographic");
    canvas.hidden = geographic;
    document.getElementById("zoom").hidden = geographic;
    picture.hidden = !geographic;
    stage.setAttribute("aria-busy", "true");
    try {
      if (wholeOf !== String(base)) {
        const found = await got(file("json", base));
        if (number !== asked) return;
        [whole, wholeOf] = [found, String(base)];
        time.of(whole);
      }
      let drawn = whole;
      if (String(filtered) !== String(base)) {
        // Of a map that is cut another part would come, which has no place yet.
        const cut = whole.attributes.edgesLeftOut > 0;
        drawn = await got(file("json", cut ? filtered : new URLSearchParams([...filtered, ["layout", "none"]])));
        if (number !== asked) return;
        drawing.show(drawn, cut ? drawn : whole);
      } else drawing.show(whole, whole);
      if (geographic) {
        picture.href = file("svg", pictured(given));
        // About as large as it is shown, so that its letters can be read; the legend needs room.
        const scale = stage.clientWidth > 700 ? 1.25 : 1;
        const [width, height] = [stage.clientWidth, stage.clientHeight].map((one) => Math.min(3000, Math.max(300, Math.round(one * scale))));
        picture.firstElementChild.src = `${picture.href}&size=${width}x${height}`;
      }
      const left = drawn.attributes.edgesLeftOut;
      const counted = texts.count.replace("{nodes}", drawn.nodes.length).replace("{ties}", drawn.edges.length);
      status.textContent = drawn.nodes.length ? [counted, left ? texts.left.replace("{n}", left) : ""].join(" ") : texts.nothing;
      named = list();
      legend(drawn);
      if (chosen.every((key) => drawing.graph.hasNode(key))) choose(chosen);
      else choose([]);
      mapping.dataset.drawn = String(filtered);
    } catch (error) {
      if (number === asked) status.textContent = error.message;
    }
    if (number === asked) stage.removeAttribute("aria-busy");
  };
  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target.id === "wanted") return;
    // A map of no class is no map.
    if (event.target.name === "class" && !form.querySelector("[name=class]:checked")) event.target.checked = true;
    if (!form.reportValidity()) return;
    if (["from", "until"].includes(event.target.name)) time.set();
    soon();
  });
  document.getElementById("wanted").addEventListener("input", ({ target }) => {
    const key = named.get(target.value);
    if (key) choose([key], true);
  });
  document.getElementById("zoom").addEventListener("click", ({ target }) => drawing.zoom[target.dataset.zoom]?.());
  show();
});
