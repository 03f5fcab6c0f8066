// Labels of constant size, the most important first, none over another: the map stays readable at any zoom.
const LABELS = 160;
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
  for (const node of labelled(lit)) {
    if (room === 0) break;
    if (drawLabel(context, node, scale, taken, node.id === (state.hover ?? state.node))) room -= 1;
  }
  context.restore();
}

// The node in question first, then those that belong to it, then by importance.
function labelled(lit) {
  const candidates = lit ? byImportance.filter((node) => lit.nodes.has(node.id)) : byImportance.filter(isShown);
  const chosen = nodeById.get(state.hover ?? state.node);
  return chosen ? [chosen, ...candidates.filter((node) => node !== chosen)] : candidates;
}

function drawLabel(context, node, scale, taken, chosen) {
  const at = network.canvasToDOM({ x: node.x, y: node.y });
  if (at.x < 0 || at.y < 0 || at.x > container.clientWidth || at.y > container.clientHeight) return false;
  const size = Math.max(11, Math.min(17, node.size * scale * 0.75 + 4));
  context.font = `${chosen || node.size > 16 ? 600 : 400} ${size}px system-ui, sans-serif`;
  const text = shortened(node.label, chosen ? 80 : 34), width = context.measureText(text).width;
  const box = { left: at.x - width / 2 - 2, right: at.x + width / 2 + 2, top: at.y + node.size * scale + 2 };
  box.bottom = box.top + size + 2;
  if (!chosen && collides(box, taken)) return false;
  take(box, taken);
  context.lineWidth = 3.5;
  context.strokeStyle = theme.paper;
  context.strokeText(text, at.x, box.top);
  context.fillStyle = theme.ink;
  context.fillText(text, at.x, box.top);
  return true;
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
