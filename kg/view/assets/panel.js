// The side panel: what is known of a node or an edge, each claim with its sentence.
const panel = document.getElementById("panel");
const details = document.getElementById("details");
const FIRST = 12;

function openPanel(...content) {
  details.replaceChildren(...content);
  panel.hidden = false;
  details.scrollTop = 0;
}

function nodeCard(node) {
  const card = graph.cards[node.id];
  const parts = [chip(node), element("h2", {}, node.label)];
  if (card.aliases.length) parts.push(element("p", { class: "aliases" }, "also: ", card.aliases.join(" · ")));
  if (card.facts.length) parts.push(facts(card.facts));
  return [...parts, ...claims(node)];
}

function chip(node) {
  return element("span", { class: "chip", color: colorOf(node) }, typeOf.get(node.group).label);
}

function facts(rows) {
  const list = element("dl", {});
  for (const [name, values] of rows) {
    list.append(element("dt", {}, name));
    for (const value of values) list.append(element("dd", {}, value.url ? link(value) : value.text));
  }
  return list;
}

// Only web links: a listing may hold any scheme.
function link({ text, url }) {
  if (!/^https?:\/\//i.test(url)) return text;
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

// Every statement about a node, grouped by relation and direction, surest first.
function claims(node) {
  const groups = new Map();
  for (const edge of edgesOf.get(node.id))
    for (const statement of edge.statements) {
      const key = `${edge.from === node.id ? "→" : "←"} ${statement.relation}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push({ statement, edge });
    }
  const order = graph.relations.map((relation) => relation.name);
  return [...groups.entries()]
    .sort(([a], [b]) => order.indexOf(a.slice(2)) - order.indexOf(b.slice(2)) || (a < b ? 1 : -1))
    .map(([key, found]) => claimGroup(key, found, node));
}

function claimGroup(key, found, node) {
  const relation = relationOf.get(key.slice(2));
  const heading = key[0] === "→" ? relation.label : relation.inverse;
  found.sort((a, b) => b.statement.confidence - a.statement.confidence);
  const items = found.map(({ statement, edge }) => claim(statement, other(edge, node.id)));
  const group = element(
    "section",
    { class: "claims", color: relation.color },
    element("h3", {}, heading, element("span", { class: "count" }, String(found.length))),
    ...items.slice(0, FIRST),
  );
  if (items.length > FIRST) group.append(more(items.slice(FIRST)));
  return group;
}

function more(items) {
  const button = element("button", { type: "button", class: "more" }, `${items.length} more`);
  button.addEventListener("click", () => button.replaceWith(...items));
  return button;
}

function claim(statement, id) {
  const target = nodeById.get(id);
  const name = element("button", { type: "button", class: "name", color: colorOf(target), onclick: () => select(id) }, target.label);
  const head = element("p", { class: "claim-head" }, name);
  if (statement.value) head.append(element("strong", { class: "value" }, statement.value));
  return element("article", { class: "claim" }, head, ...evidence(statement, [target.label]));
}

function evidence(statement, names) {
  const parts = statement.sentences.map((index) => element("blockquote", {}, ...marked(graph.sentences[index], names)));
  const origin = element("p", { class: "origin" });
  if (statement.confidence !== null) origin.append(confidence(statement.confidence));
  if (statement.found) origin.append(element("span", {}, statement.found));
  for (const source of statement.sources) origin.append(element("span", { class: "source" }, source));
  if (origin.childNodes.length) parts.push(origin);
  return parts;
}

function confidence(value) {
  const percent = Math.round(value * 100);
  const bar = element("span", { class: "bar", title: `confidence ${percent}%` }, element("i", {}));
  bar.firstChild.style.width = `${percent}%`;
  return element("span", { class: "confidence" }, bar, `${percent}%`);
}

// The sentence with the names that the claim is about marked.
function marked(sentence, names) {
  const found = names
    .map((name) => ({ name, at: sentence.indexOf(name) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.name.length - a.name.length);
  const parts = [];
  let done = 0;
  for (const { name, at } of found) {
    if (at < done) continue;
    parts.push(sentence.slice(done, at), element("mark", {}, name));
    done = at + name.length;
  }
  return [...parts, sentence.slice(done)];
}

function edgeCard(edge) {
  const from = nodeById.get(edge.from), to = nodeById.get(edge.to);
  const button = (node) =>
    element("button", { type: "button", class: "name", color: colorOf(node), onclick: () => select(node.id) }, node.label);
  return edge.statements.map((statement) =>
    element(
      "section",
      { class: "claims", color: relationOf.get(statement.relation).color },
      element("p", { class: "claim-head" }, button(from), ` ${relationOf.get(statement.relation).label} `, button(to)),
      ...(statement.value ? [element("p", {}, element("strong", { class: "value" }, statement.value))] : []),
      element("article", { class: "claim" }, ...evidence(statement, [from.label, to.label])),
    ),
  );
}
