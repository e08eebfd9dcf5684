// Opens the GEXF file named as the first argument with graphology-gexf and prints what it saw as JSON.
const fs = require("node:fs");
const Graph = require("graphology");
const gexf = require("graphology-gexf");

const graph = gexf.parse(Graph, fs.readFileSync(process.argv[2], "utf8"));
const nodes = graph.mapNodes((id, attributes) => ({ id, ...attributes }));
const edges = graph.mapEdges((id, attributes, source, target) => ({ id, source, target, ...attributes }));
process.stdout.write(JSON.stringify({ type: graph.type, multi: graph.multi, nodes, edges }));
