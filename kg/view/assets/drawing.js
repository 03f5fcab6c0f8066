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

// Dims what is not in question: much for a selection, a little while the pointer rests on a node.
function drawVeil(context) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = state.hover === null ? 0.84 : 0.5;
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
}

function drawEdge(context, edge, scale) {
  const from = nodeById.get(edge.from), to = nodeById.get(edge.to);
  const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1;
  const tipX = to.x - (dx / length) * to.size, tipY = to.y - (dy / length) * to.size;
  const head = Math.min(9 / scale, length / 3), angle = Math.atan2(dy, dx);
  context.strokeStyle = context.fillStyle = relationOf.get(telling(edge)).color;
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

const MARGIN = { across: 80, along: 40 };
const CLOSEST = 1.7;
const READABLE = 0.55; // a far-flung neighbourhood is not shown whole but large enough to read

// Moves the map so that these nodes fill the part of the window that neither controls nor panel cover.
function frame(nodes, animation, { centre = null, farthest = 0.05 } = {}) {
  if (!nodes.length) return;
  const xs = nodes.map((node) => node.x), ys = nodes.map((node) => node.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = freeRoom(), width = room.right - room.left, height = room.bottom - room.top;
  const fitting = Math.min((width - 2 * MARGIN.across) / (right - left || 1), (height - 2 * MARGIN.along) / (bottom - top || 1));
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  network.moveTo({
    position: fitting < farthest && centre ? { x: centre.x, y: centre.y } : middle,
    scale: Math.max(Math.min(fitting, CLOSEST), farthest),
    offset: { x: (room.left + room.right - innerWidth) / 2, y: (room.top + room.bottom - innerHeight) / 2 },
    animation,
  });
}

function freeRoom() {
  const controls = document.getElementById("controls").getBoundingClientRect(), box = panel.getBoundingClientRect();
  const narrow = controls.width > innerWidth * 0.6;
  if (narrow) return { left: 0, right: innerWidth, top: controls.bottom, bottom: panel.hidden ? innerHeight : box.top };
  return { left: controls.right, right: panel.hidden ? innerWidth : box.left, top: 0, bottom: innerHeight };
}

function show(id) {
  const lit = [...focus().nodes].map((member) => nodeById.get(member));
  frame(lit, motion(), { centre: nodeById.get(id), farthest: READABLE });
}

function showAll(animation) {
  frame(graph.nodes.filter(isShown), animation);
}

function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 450, easingFunction: "easeInOutQuad" };
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readTheme();
  network.redraw();
});
