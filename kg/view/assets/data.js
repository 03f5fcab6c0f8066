// The data that the page carries, and what is derived from it once.
const graph = JSON.parse(document.getElementById("graph-data").textContent);
const typeOf = new Map(graph.types.map((type) => [type.name, type]));
const relationOf = new Map(graph.relations.map((relation) => [relation.name, relation]));
const nodeById = new Map(graph.nodes.map((node) => [node.id, node]));
const edgeById = new Map(graph.edges.map((edge) => [edge.id, edge]));
const edgesOf = new Map(graph.nodes.map((node) => [node.id, []]));
// How sure a statement is: as its surest sentence; what no text states is certain.
const sureness = (statement) => Math.max(...statement.quotes.map((quote) => quote.confidence ?? 1), statement.quotes.length ? 0 : 1);
for (const card of graph.cards) for (const statement of card.statements) statement.sure = sureness(statement);
for (const edge of graph.edges) {
  for (const statement of edge.statements) statement.sure = sureness(statement);
  edge.relations = edge.statements.map((statement) => statement.relation);
  edgesOf.get(edge.from).push(edge);
  if (edge.to !== edge.from) edgesOf.get(edge.to).push(edge);
}

const colorOf = (node) => typeOf.get(node.group).color;
const other = (edge, id) => (edge.from === id ? edge.to : edge.from);

// An element with text, never markup: labels and sentences come from strangers.
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else if (name === "color") made.style.setProperty("--color", value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

const theme = {};
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "soft"]) theme[name] = style.getPropertyValue(`--${name}`).trim();
}
readTheme();
