// Reads a map from stdin, GEXF or graphology's JSON by the argument, and writes what graphology holds of it as JSON.
const { MultiDirectedGraph } = require("graphology");
const gexf = require("graphology-gexf");

const text = require("fs").readFileSync(0, "utf8");
const graph =
  process.argv[2] === "gexf"
    ? gexf.parse(MultiDirectedGraph, text, { addMissingNodes: false })
    : MultiDirectedGraph.from(JSON.parse(text));
process.stdout.write(JSON.stringify(graph.export()));
