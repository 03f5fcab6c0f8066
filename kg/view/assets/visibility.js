// Which types and relations are shown, and which node was revealed although its type is not.
const shownTypes = new Set(graph.types.filter((type) => type.shown).map((type) => type.name));
const shownRelations = new Set(graph.relations.filter((relation) => relation.shown).map((relation) => relation.name));
const revealed = new Set();

const isShown = (node) => shownTypes.has(node.group) || revealed.has(node.id);
const isDrawn = (edge) =>
  edge.relations.some((name) => shownRelations.has(name)) && isShown(nodeById.get(edge.from)) && isShown(nodeById.get(edge.to));

const nodeView = new vis.DataView(new vis.DataSet(graph.nodes.map(({ label, ...drawn }) => drawn)), {
  filter: (drawn) => isShown(nodeById.get(drawn.id)),
});
const edgeView = new vis.DataView(new vis.DataSet(graph.edges), { filter: isDrawn });

function refreshVisibility() {
  nodeView.refresh();
  edgeView.refresh();
}
