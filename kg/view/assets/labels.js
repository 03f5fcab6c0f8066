// Labels of constant size, the most important first, none over another: the map stays readable at any zoom.
const LABELS = 140;
const GAP = 6;
const LARGE = 13;
const CELL = 64;

function drawLabels(context, lit, scale) {
  const ratio = context.canvas.width / container.clientWidth;
  const taken = new Map();
  let room = LABELS;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  const candidates = labelled(lit, scale);
  for (const node of candidates) if (lit || node.size > LARGE) take(dotBox(node, scale), taken);
  for (const node of candidates) {
    if (room === 0) break;
    const chosen = node.id === (state.hover ?? state.node);
    if (drawLabel(context, node, { scale, taken, lit, chosen })) room -= 1;
  }
  context.restore();
}

// Titles of papers are long: on a far view they would crowd out what the papers are about.
const isNamed = (node, scale) => node.group !== "Paper" || scale > 0.9;

// The node in question first, then those that belong to it, then by importance.
function labelled(lit, scale) {
  const candidates = byImportance.filter((node) => (lit ? lit.nodes.has(node.id) : isShown(node) && isNamed(node, scale)));
  const chosen = nodeById.get(state.hover ?? state.node);
  return chosen ? [chosen, ...candidates.filter((node) => node !== chosen)] : candidates;
}

function drawLabel(context, node, { scale, taken, lit, chosen }) {
  const at = network.canvasToDOM({ x: node.x, y: node.y });
  if (at.x < 0 || at.y < 0 || at.x > container.clientWidth || at.y > container.clientHeight) return false;
  const large = chosen || node.size > LARGE, size = Math.min(10.5 + node.size * 0.2, 16);
  context.font = `${large ? 600 : 400} ${size}px system-ui, sans-serif`;
  const text = shortened(node.label, chosen ? 44 : 30), width = context.measureText(text).width, gap = lit ? 0 : GAP;
  const below = at.y + node.size * scale + 3, above = at.y - node.size * scale - size - 3;
  const boxOf = (top) => ({ left: at.x - width / 2 - gap, right: at.x + width / 2 + gap, top: top - gap, bottom: top + size + gap });
  const top = [below, above].find((place) => !collides(boxOf(place), taken)) ?? (chosen ? below : null);
  if (top === null) return false;
  take(boxOf(top), taken);
  context.lineWidth = 3.5;
  context.strokeStyle = theme.paper;
  context.strokeText(text, at.x, top);
  context.fillStyle = large || lit ? theme.ink : theme.soft;
  context.fillText(text, at.x, top);
  return true;
}

// What a dot covers, less the little by which its own label may touch it.
function dotBox(node, scale) {
  const at = network.canvasToDOM({ x: node.x, y: node.y }), radius = Math.max(node.size * scale - 4, 0);
  return { left: at.x - radius, right: at.x + radius, top: at.y - radius, bottom: at.y + radius };
}

function shortened(text, limit) {
  const letters = [...text];
  return letters.length <= limit ? text : `${letters.slice(0, limit - 1).join("")}…`;
}

function* cellsOf(box) {
  for (let i = Math.floor(box.left / CELL); i <= Math.floor(box.right / CELL); i += 1)
    for (let j = Math.floor(box.top / CELL); j <= Math.floor(box.bottom / CELL); j += 1) yield `${i} ${j}`;
}

function collides(box, taken) {
  for (const cell of cellsOf(box))
    for (const placed of taken.get(cell) ?? [])
      if (box.left < placed.right && placed.left < box.right && box.top < placed.bottom && placed.top < box.bottom) return true;
  return false;
}

function take(box, taken) {
  for (const cell of cellsOf(box)) {
    if (!taken.has(cell)) taken.set(cell, []);
    taken.get(cell).push(box);
  }
}
