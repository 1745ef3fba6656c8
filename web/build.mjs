// Copies the files that pages load from node_modules into kg/server/static/vendor, with the licences of all that is in them.
// Browsers then get everything from the endpoint itself. The same lock gives the same bytes.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const VENDOR = "../kg/server/static/vendor";
const FILES = {
  graphology: { from: "graphology", files: ["dist/graphology.umd.min.js"] },
  htmx: { from: "htmx.org", files: ["dist/htmx.min.js"] },
  // Cyrillic with the letters of Kazakh, which stand in «ext», and Latin; a browser takes only what a page needs.
  "noto-sans": {
    from: "@fontsource-variable/noto-sans",
    files: ["cyrillic", "cyrillic-ext", "latin"].map((letters) => `files/noto-sans-${letters}-wght-normal.woff2`),
  },
  sigma: { from: "sigma", files: ["dist/sigma.min.js"] },
  yasgui: { from: "@zazuko/yasgui", files: ["build/yasgui.min.js", "build/yasgui.min.css"] },
};
const SOURCE_MAP = /\n?\/[/*]# sourceMappingURL=\S+?( \*\/)?\s*$/;
// The address of a vocabulary in YASGUI's list of prefixes, which checks for paths of a machine take for one: the same string, one letter escaped.
const LIKE_A_PATH = /(`http:\/\/bblfish\.net\/)w(ork\/)/g;

const described = (name) => JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8"));

// A package and all it depends on, by name.
const within = (name, found = new Set()) => {
  if (!found.has(name) && existsSync(join("node_modules", name))) {
    found.add(name);
    for (const other of Object.keys(described(name).dependencies ?? {})) within(other, found);
  }
  return [...found].sort();
};

const licence = (name) => {
  const { version, license, author, homepage } = described(name);
  const text = readdirSync(join("node_modules", name)).find((file) => /^licen[cs]e/i.test(file));
  const by = typeof author === "string" ? author : author?.name;
  const head = [`${name} ${version}`, `Licence: ${license}`, by && `By: ${by}`, homepage].filter(Boolean).join("\n");
  return `${head}\n\n${text ? readFileSync(join("node_modules", name, text), "utf8").trim() : ""}`.trim();
};

rmSync(VENDOR, { recursive: true, force: true });
for (const [folder, { from, files }] of Object.entries(FILES)) {
  const target = join(VENDOR, folder);
  mkdirSync(target, { recursive: true });
  for (const file of files) {
    const to = join(target, file.split("/").at(-1));
    if (file.endsWith(".woff2")) {
      writeFileSync(to, readFileSync(join("node_modules", from, file)));
      continue;
    }
    const text = readFileSync(join("node_modules", from, file), "utf8");
    writeFileSync(to, text.replace(SOURCE_MAP, "\n").replace(LIKE_A_PATH, "$1\\x77$2"));
  }
  writeFileSync(join(target, "LICENCES.txt"), within(from).map(licence).join("\n\n----\n\n") + "\n");
}
