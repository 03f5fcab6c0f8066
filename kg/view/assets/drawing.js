// The canvas: vis-network draws all, and on top of it come the selection and the labels.
const container = document.getElementById("canvas");
const network = new vis.Network(container, { nodes: nodeView, edges: edgeView }, graph.options);
const byImportance = [...graph.nodes].sort((a, b) => b.size - a.size || a.id - b.id);
const state = { node: null, edge: null, hover: null };

// The ids of the nodes and the edges in the light; null when all are.
function focus() {
  const id = state.hover ?? state.node;
  if (id !== null) {
    const edges = edgesOf.get(id).filter(isDrawn);
    return { nodes: new Set([id, ...edges.map((edge) => other(edge, id))]), edges };
  }
  if (state.edge !== null) {
    const edge = edgeById.get(state.edge);
    return { nodes: new Set([edge.from, edge.to]), edges: [edge] };
  }
  return null;
}

function drawVeil(context) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 0.82;
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
}

function drawEdge(context, edge, scale) {
  const from = nodeById.get(edge.from), to = nodeById.get(edge.to);
  const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1;
  const tipX = to.x - (dx / length) * to.size, tipY = to.y - (dy / length) * to.size;
  const head = Math.min(9 / scale, length / 3), angle = Math.atan2(dy, dx);
  context.strokeStyle = context.fillStyle = relationOf.get(edge.relations[0]).color;
  context.lineWidth = 1.6 / scale;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(tipX, tipY);
  context.stroke();
  context.beginPath();
  context.moveTo(tipX, tipY);
  context.lineTo(tipX - head * Math.cos(angle - 0.4), tipY - head * Math.sin(angle - 0.4));
  context.lineTo(tipX - head * Math.cos(angle + 0.4), tipY - head * Math.sin(angle + 0.4));
  context.fill();
}

function drawNode(context, node, scale) {
  context.beginPath();
  context.arc(node.x, node.y, node.size, 0, 2 * Math.PI);
  context.fillStyle = colorOf(node);
  context.fill();
  context.lineWidth = (node.id === state.node ? 3 : 1.5) / scale;
  context.strokeStyle = node.id === state.node ? theme.ink : theme.paper;
  context.stroke();
}

function drawFocus(context, lit, scale) {
  drawVeil(context);
  for (const edge of lit.edges) drawEdge(context, edge, scale);
  for (const id of lit.nodes) drawNode(context, nodeById.get(id), scale);
}

network.on("afterDrawing", (context) => {
  const scale = network.getScale(), lit = focus();
  if (lit) drawFocus(context, lit, scale);
  drawLabels(context, lit, scale);
});

function show(id) {
  const { x, y } = nodeById.get(id);
  const scale = Math.max(network.getScale(), 1.1);
  network.moveTo({ position: { x, y }, scale, offset: clearOfPanel(), animation: motion() });
}

function showAll() {
  network.fit({ animation: motion(), maxZoomLevel: 1.6 });
}

// The middle of what the panel leaves free.
function clearOfPanel() {
  if (panel.hidden) return { x: 0, y: 0 };
  const box = panel.getBoundingClientRect();
  return box.width < innerWidth * 0.7 ? { x: -box.width / 2, y: 0 } : { x: 0, y: -box.height / 2 };
}

function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 450, easingFunction: "easeInOutQuad" };
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readTheme();
  network.redraw();
});
