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
    yasqe: { value: given, autocompleters: ["variables", "prefixes"], createShareableLink: share },
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

  // The same answer as a page, things by their names.
  const shown = document.getElementById("as-page");
  shown.hidden = false;
  shown.addEventListener("click", () => {
    plain.elements.query.value = yasgui.getTab().getQuery();
    plain.elements.format.value = "";
    plain.requestSubmit();
  });
});
