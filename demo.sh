#!/usr/bin/env bash
# A tour: from five texts to a graph, its saved queries, a file for Gephi, and a question over HTTP. Writes to demo/ only.
set -euo pipefail
cd "$(dirname "$0")"
export KG_STORE=demo/store

say() { printf '\n== %s\n' "$*"; }

rm -rf demo
mkdir -p demo/answers

say "kg build seeds/: five documents, read and put into a store"
kg build seeds/

say "Five facts, with the words that state them"
kg query - <<'SPARQL'
SELECT ?subject ?relation ?object ?words ?speaker ?document WHERE {
  {
    SELECT ?predicate (MIN(STR(?one)) AS ?first) WHERE {
      GRAPH ?anywhere { ?one rdf:predicate ?predicate }
      FILTER(?predicate IN (coop:sisterCityOf, coop:founder, coop:traverses, coop:cooperatesWith, coop:participant))
    }
    GROUP BY ?predicate
  }
  GRAPH ?doc {
    ?claim rdf:predicate ?predicate ; rdf:subject ?subject ; rdf:object ?object ; coop:evidence ?span .
    ?span coop:text ?words .
    OPTIONAL { ?claim coop:statedBy ?speaker }
    ?doc dct:identifier ?document
  }
  FILTER(STR(?claim) = ?first)
  BIND(STRAFTER(STR(?predicate), "#") AS ?relation)
}
ORDER BY ?relation
SPARQL

say "kg query NAME: every saved query, its rows counted, its beginning shown"
kg query --list | while read -r name summary; do
  about=()
  [ "$name" = evidence ] && about=(--param entity=city/omsk)
  if kg query "$name" "${about[@]}" --format csv > "demo/answers/$name.csv" 2> "demo/answers/$name.log"; then
    printf '\n%s: %s rows. %s\n' "$name" "$(($(wc -l < "demo/answers/$name.csv") - 1))" "$summary"
    kg query "$name" "${about[@]}" > "demo/answers/$name.txt"
    sed -n '1,6s/^/  /p' "demo/answers/$name.txt"
  else
    printf '\n%s: %s\n' "$name" "$(tail -n 1 "demo/answers/$name.log")"
  fi
done

say "kg export gexf"
kg export gexf --output demo/regions.gexf
python - <<'PYTHON'
from xml.etree import ElementTree

graph = ElementTree.parse("demo/regions.gexf")
nodes, edges = (len(graph.findall(f".//{{*}}{name}")) for name in ("node", "edge"))
print(f"demo/regions.gexf: {nodes} nodes, {edges} edges")
PYTHON

port=$(python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
say "kg serve --port $port"
kg serve --port "$port" > demo/serve.log 2>&1 &
server=$!
trap 'kill "$server" 2> /dev/null || true' EXIT

python - "http://127.0.0.1:$port" <<'PYTHON'
import json
import sys
import time
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

QUERY = """
PREFIX coop: <https://w3id.org/interregional/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?city ?twin ?says WHERE {
  ?a coop:sisterCityOf ?b ; skos:prefLabel ?city . ?b skos:prefLabel ?twin . ?who skos:prefLabel ?says .
  GRAPH ?doc { ?claim rdf:subject ?a ; rdf:predicate coop:sisterCityOf ; rdf:object ?b ; coop:statedBy ?who }
  FILTER (lang(?city) = "ru" && lang(?twin) = "ru" && lang(?says) IN ("ru", ""))
} ORDER BY ?city ?twin ?says
"""
server = sys.argv[1]
ask = build_opener(ProxyHandler({})).open
deadline = time.monotonic() + 60
while True:
    try:
        ask(f"{server}/health", timeout=5).close()
        break
    except (URLError, ConnectionError, TimeoutError):
        if time.monotonic() > deadline:
            sys.exit("the server does not answer, see demo/serve.log")
        time.sleep(0.2)

request = Request(
    f"{server}/sparql", urlencode({"query": QUERY}).encode(), {"Accept": "application/sparql-results+json"}
)
with ask(request, timeout=30) as answer:
    rows = json.load(answer)["results"]["bindings"]
print(f"POST {server}/sparql: who says which cities are twinned?")
for row in rows:
    print("  {city[value]} – {twin[value]}, says {says[value]}".format(**row))
PYTHON

kill "$server"
wait "$server" 2> /dev/null || true
trap - EXIT

say "What to try next (after . .venv/bin/activate)"
cat <<'TEXT'
  kg query --list                              the saved queries and their parameters
  kg query evidence --param entity=city/omsk   every claim about a thing, with its words
  kg --help                                    all commands
  KG_STORE=demo/store kg serve                 pages and SPARQL in the browser
  kg build my-folder/                          your own texts: .txt, .md, .html
  open demo/regions.gexf in Gephi              the map of who cooperates with whom
TEXT
