// Completes what is typed in the editor from this graph alone: `coop:` and `v:` by name or label, things by their names in
// any language; and adds the prefixes that a query uses.
"use strict";

const queryCompletion = (place, { yasgui, base, prefixes, terms }) => {
  const MOST = 12, LETTERS = 90;
  const KEYWORDS = "select construct ask describe where filter optional union graph values bind service minus exists not distinct reduced order by group having limit offset asc desc from named prefix base count sum min max avg sample group_concat separator regex str lang langmatches datatype bound iri uri strlen substr ucase lcase strstarts strends contains strbefore strafter concat replace abs round ceil floor year month day hours coalesce if strlang strdt sameterm isiri isblank isliteral isnumeric undef true false in as".split(" ");
  // A prefixed name, an IRI that has begun, or letters that may be a name; not a variable, nor a string.
  const TYPED = /(?:^|[\s({[;,.^|/!])(<[^<>"{}|^`\\\s]*(?: [^<>"{}|^`\\]*)?|[a-z][\w-]*:[\p{L}\p{N}_-]*|\p{L}{3,}[\p{L}\p{N}_-]*)$/u;
  const known = terms.map(([name, label]) => ({ name, label, low: `${name} ${label}`.toLowerCase() }));

  const typed = (editor) => {
    const { line, ch } = editor.getCursor();
    const before = editor.getLine(line).slice(0, ch);
    if (before.includes("#") && !before.includes("<")) return null;
    const found = TYPED.exec(before);
    // A keyword in the making is no name.
    if (!found || KEYWORDS.some((one) => one.startsWith(found[1].toLowerCase()))) return null;
    return { words: found[1], from: { line, ch: ch - found[1].length }, to: { line, ch } };
  };

  const named = (words) => {
    const [prefix, rest] = words.includes(":") ? [`${words.split(":")[0]}:`, words.split(":")[1].toLowerCase()] : ["", words.toLowerCase()];
    const fits = known.filter(({ name, low }) => name.startsWith(prefix) && low.includes(rest));
    const rank = ({ name }) => (name.slice(name.indexOf(":") + 1).toLowerCase().startsWith(rest) ? 0 : 1);
    return fits.sort((a, b) => rank(a) - rank(b)).map(({ name, label }) => ({ text: name, displayText: `${name} – ${label}` }));
  };

  const shortened = (text) => (text.length > LETTERS ? `${text.slice(0, LETTERS)}…` : text);

  // The suggestions of the search box, which looks in all languages.
  const things = async (words) => {
    if (words.length < 2) return [];
    const answer = await fetch(`/search?${new URLSearchParams({ q: words, suggest: "1" })}`);
    if (!answer.ok) return [];
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    return [...read.querySelectorAll("a[href]")].map((link) => {
      const path = link.getAttribute("href").slice(1);
      return { text: `<${base}${decodeURI(path)}>`, displayText: shortened(link.textContent.replace(/\s+/g, " ").trim()) };
    });
  };

  const hint = async (editor) => {
    const found = typed(editor);
    if (!found) return null;
    const { words, from, to } = found;
    const iri = words.startsWith("<");
    editor.getWrapperElement().setAttribute("aria-busy", "true");
    const lists = await Promise.all([iri ? [] : named(words), words.includes(":") ? [] : things(iri ? words.slice(1) : words)]);
    editor.getWrapperElement().removeAttribute("aria-busy");
    // Who types on while the names are fetched gets what is chosen in the place of all that is typed.
    const put = (_, data, { text }) => editor.replaceRange(text, data.from, editor.getCursor(), "complete");
    const list = lists.flat().slice(0, MOST).map((one) => ({ ...one, hint: put }));
    return list.length ? { list, from, to } : null;
  };

  const declare = (editor) => {
    const text = editor.getValue().replace(/<[^<>\s]*>|"[^"\n]*"|#.*/g, " "), declared = editor.getPrefixesFromQuery();
    const missing = Object.entries(prefixes).filter(([name]) => !(name in declared) && new RegExp(`(?:^|[^\\w:-])${name}:[\\w]`).test(text));
    if (missing.length) editor.addPrefixes(Object.fromEntries(missing));
  };

  const complete = (editor) => editor.showHint({ hint, completeSingle: false, closeCharacters: /[\s(){}[\];,>]/ });
  const watched = new WeakSet();
  const watch = () => {
    const editor = yasgui.getTab()?.getYasqe?.();
    if (!editor || watched.has(editor)) return;
    watched.add(editor);
    editor.on("inputRead", (_, change) => {
      if (change.origin === "+input" && !editor.state.completionActive && typed(editor)) complete(editor);
    });
    editor.on("changes", (_, changes) => {
      if (changes.some(({ origin }) => ["+input", "complete", "paste"].includes(origin))) declare(editor);
    });
    editor.getInputField().addEventListener("keydown", (event) => {
      if (event.key !== " " || !event.ctrlKey || !typed(editor)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      complete(editor);
    }, true);
  };
  for (const event of ["tabSelect", "tabAdd"]) yasgui.on(event, () => setTimeout(watch));
  watch();
};
