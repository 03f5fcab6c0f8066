// Which types and relations are shown, how sure they must be, and which node was revealed although its type is not.
const shownTypes = new Set(graph.types.filter((type) => type.shown).map((type) => type.name));
const shownRelations = new Set(graph.relations.filter((relation) => relation.shown).map((relation) => relation.name));
const revealed = new Set();
const certainty = { least: 0 };

const isShown = (node) => shownTypes.has(node.group) || revealed.has(node.id);
const isSure = (statement) => statement.sure >= certainty.least;
const isStated = (statement) => isSure(statement) && shownRelations.has(statement.relation);
const isDrawn = (edge) =>
  edge.statements.some(isStated) && isShown(nodeById.get(edge.from)) && isShown(nodeById.get(edge.to));

const nodeView = new vis.DataView(new vis.DataSet(graph.nodes.map(({ label, ...drawn }) => drawn)), {
  filter: (drawn) => isShown(nodeById.get(drawn.id)),
});
const edgeData = new vis.DataSet(graph.edges);
const edgeView = new vis.DataView(edgeData, { filter: isDrawn });

// The relation that a line is drawn as: the most telling one that is shown.
const telling = (edge) => (edge.statements.find(isStated) ?? edge.statements[0]).relation;
const ambiguous = graph.edges.filter((edge) => new Set(edge.relations).size > 1);

function restyle() {
  edgeData.update(ambiguous.map((edge) => ({ id: edge.id, ...graph.looks[telling(edge)] })));
}

function refreshVisibility() {
  nodeView.refresh();
  edgeView.refresh();
}
