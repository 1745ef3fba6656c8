// The editor in place of the plain form, with each saved query as a tab of its own.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const asking = document.getElementById("asking");
  const place = document.getElementById("yasgui");
  const plain = document.getElementById("plain");
  if (!window.Yasgui || !asking) return;
  const { endpoint, base, opened, untitled } = asking.dataset;
  const saved = JSON.parse(asking.dataset.saved);
  const prefixes = JSON.parse(asking.dataset.prefixes);
  const given = plain.elements.query.value;

  place.hidden = false;
  plain.hidden = true;
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint: new URL(endpoint, location.href).href, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint: new URL(endpoint, location.href).href }] },
    copyEndpointOnNewTab: true,
    populateFromUrl: false,
    autofocus: false,
    persistenceId: "kg",
    tabName: untitled,
    yasqe: { value: given, autocompleters: ["variables"], createShareableLink: share },
    yasr: { prefixes },
  });

  // What the editor leaves without a name or with a role that its place does not allow.
  const named = () => {
    for (const input of place.querySelectorAll(".CodeMirror textarea")) input.setAttribute("aria-label", "SPARQL");
    for (const scrolled of place.querySelectorAll(".CodeMirror-scroll")) scrolled.tabIndex = 0;
    for (const add of place.querySelectorAll(".tabsList button")) {
      add.setAttribute("role", "tab");
      add.setAttribute("aria-selected", "false");
    }
  };
  new MutationObserver(named).observe(place, { childList: true, subtree: true });
  named();

  // The address of a query can be read, sent and bookmarked.
  function share(yasqe) {
    return `${location.origin}/query?${new URLSearchParams({ query: yasqe.getValue() })}`;
  }

  const open = (name, query) => {
    const before = Object.values(yasgui._tabs).find((tab) => tab.name() === name && tab.getQuery() === query);
    if (before) yasgui.selectTabId(before.getId());
    else yasgui.addTab(true, { name, yasqe: { value: query } });
  };
  const asked = new URLSearchParams(location.search);
  if (opened || asked.has("query")) open(opened || untitled, given);

  asking.addEventListener("click", (event) => {
    const link = event.target.closest("[data-saved-query]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.dataset.savedQuery, saved[link.dataset.savedQuery]);
    place.scrollIntoView({ block: "nearest" });
  });

  // Things of the graph have their pages here, wherever their IRIs point.
  place.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !link.href.startsWith(base)) return;
    event.preventDefault();
    window.open(`/${link.href.slice(base.length)}`, "_blank", "noopener");
  });

  // In a table of results things go by their names in the reader's language, as far as the graph has them.
  const LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
  const languages = [document.documentElement.lang, "ru", "kk", "en", ""];
  const known = new Map();
  const rename = async () => {
    const links = [...place.querySelectorAll(".tabPanel.active .yasr td a[href]")].filter((link) => link.href.startsWith(base));
    const asked = [...new Set(links.map((link) => link.getAttribute("href")))].filter((iri) => !known.has(iri)).slice(0, 500);
    if (asked.length) {
      for (const iri of asked) known.set(iri, "");
      const things = asked.filter((iri) => !/[<>"{}|^`\\\s]/.test(iri)).map((iri) => `<${iri}>`);
      const query = `SELECT ?thing ?label WHERE { VALUES ?thing { ${things.join(" ")} } ?thing <${LABEL}> ?label }`;
      const answer = await fetch(endpoint, {
        method: "POST",
        headers: { accept: "application/sparql-results+json", "content-type": "application/sparql-query" },
        body: query,
      });
      const found = answer.ok ? (await answer.json()).results.bindings : [];
      const rank = (label) => (languages.indexOf(label["xml:lang"] ?? "") + 99) % 99;
      for (const { thing, label } of found.sort((a, b) => rank(b.label) - rank(a.label))) known.set(thing.value, label.value);
    }
    for (const link of links) {
      const label = known.get(link.getAttribute("href"));
      if (!label || link.textContent === label) continue;
      link.title = link.getAttribute("href");
      link.textContent = label;
      // The angle brackets belong to the IRI.
      for (const beside of [link.previousSibling, link.nextSibling]) if (/^\s*[<>]\s*$/.test(beside?.textContent ?? "")) beside.remove();
    }
  };
  let waiting = 0;
  new MutationObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(rename, 60);
  }).observe(place, { childList: true, subtree: true });

  queryCompletion(place, { yasgui, base, prefixes, terms: JSON.parse(asking.dataset.terms) });
  document.getElementById("completing").hidden = false;

  // What a saved query takes is asked in a form, and answered as a page.
  const form = document.getElementById("parameters"), takes = JSON.parse(asking.dataset.parameters);
  const parameters = () => {
    const name = yasgui.getTab()?.name() ?? "", known = saved[name] === yasgui.getTab()?.getQuery() ? takes[name] ?? [] : [];
    form.hidden = !known.length;
    form.action = `/queries/${encodeURIComponent(name)}`;
    form.replaceChildren(...known.map((one) => {
      const label = document.createElement("label");
      label.append(one[1], Object.assign(document.createElement("input"), { name: one[0] }));
      return label;
    }), ...(known.length ? [Object.assign(document.createElement("button"), { textContent: form.dataset.show })] : []));
  };
  form.addEventListener("submit", () => {
    // What is left empty is not asked for.
    for (const input of form.querySelectorAll("input")) input.disabled = !input.value;
    setTimeout(() => { for (const input of form.querySelectorAll("input")) input.disabled = false; });
  });
  for (const event of ["tabSelect", "tabChange", "tabAdd"]) yasgui.on(event, () => setTimeout(parameters));
  parameters();

  // The same answer as a table, map or chart, things by their names, below the editor: links in it stay there.
  const shown = document.getElementById("as-page"), answered = document.getElementById("answered");
  const show = async (address) => {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = read.querySelector("main");
    for (const one of main?.querySelectorAll("h1, p.formats:has(.button), details:has(> .query)") ?? []) one.remove();
    answered.replaceChildren(...(main ? [...main.children] : [read.body.textContent]));
    answered.focus({ preventScroll: true });
    answered.scrollIntoView({ block: "nearest" });
  };
  shown.hidden = false;
  shown.addEventListener("click", ({ target }) => {
    if (target.dataset.as === undefined) return;
    const asked = new URLSearchParams({ query: yasgui.getTab().getQuery(), ...(target.dataset.as && { _as: target.dataset.as }) });
    show(`/sparql?${asked}`);
  });
  answered.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="/sparql?"]:not([download])');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.getAttribute("href"));
  });
  answered.addEventListener("submit", (event) => {
    event.preventDefault();
    show(`/sparql?${new URLSearchParams([...new FormData(event.target)].filter(([, value]) => value))}`);
  });
});
