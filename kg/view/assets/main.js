// What a click, a key and the address do.
const trail = [];

function select(id, { remember = true } = {}) {
  const node = nodeById.get(id);
  if (remember && state.node !== null && state.node !== id) trail.push(state.node);
  revealed.clear();
  if (!shownTypes.has(node.group)) revealed.add(id);
  Object.assign(state, { node: id, edge: null, hover: null });
  refreshVisibility();
  openPanel(...nodeCard(node));
  document.getElementById("back").disabled = trail.length === 0;
  show(id);
  history.replaceState(null, "", `#${encodeURIComponent(graph.cards[id].iri)}`);
}

function selectEdge(id) {
  Object.assign(state, { node: null, edge: id, hover: null });
  openPanel(...edgeCard(edgeById.get(id)));
  network.redraw();
}

function clearSelection() {
  Object.assign(state, { node: null, edge: null, hover: null });
  trail.length = 0;
  revealed.clear();
  refreshVisibility();
  panel.hidden = true;
  network.redraw();
  history.replaceState(null, "", location.pathname + location.search);
}

function zoomBy(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: motion() });
}

network.on("click", ({ nodes, edges }) => {
  if (nodes.length) select(nodes[0]);
  else if (edges.length) selectEdge(edges[0]);
  else clearSelection();
});
network.on("hoverNode", ({ node }) => {
  container.style.cursor = "pointer";
  if (state.node === null && state.edge === null) state.hover = node;
});
network.on("blurNode", () => {
  container.style.cursor = "";
  state.hover = null;
});

document.getElementById("close").addEventListener("click", clearSelection);
document.getElementById("back").addEventListener("click", () => trail.length && select(trail.pop(), { remember: false }));
document.getElementById("zoom-in").addEventListener("click", () => zoomBy(1.4));
document.getElementById("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
document.getElementById("fit").addEventListener("click", () => showAll(motion()));
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== query) {
    event.preventDefault();
    query.focus();
  } else if (event.key === "Escape") {
    if (!matches.hidden) closeMatches();
    else clearSelection();
  }
});

function followAddress() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  const node = wanted && graph.nodes.find((candidate) => graph.cards[candidate.id].iri === wanted);
  if (node) select(node.id);
}
addEventListener("hashchange", followAddress);
showAll(false);
followAddress();
window.graphView = { graph, network, select, clearSelection };
document.documentElement.dataset.ready = "true";
