// The side panel: what is known of a node or an edge, each claim with its sentence.
const panel = document.getElementById("panel");
const details = document.getElementById("details");
const FIRST = 12;

function openPanel(...content) {
  const within = details.contains(document.activeElement);
  details.replaceChildren(...content);
  panel.hidden = false;
  if (within) details.focus({ preventScroll: true });
  details.scrollTop = 0;
}

function nodeCard(node) {
  const card = graph.cards[node.id];
  const parts = [chip(node), element("h2", {}, node.label)];
  if (card.aliases.length) parts.push(element("p", { class: "aliases" }, "also: ", card.aliases.join(" · ")));
  if (card.facts.length) parts.push(facts(card.facts));
  if (card.abstract) parts.push(element("details", {}, element("summary", {}, "Abstract"), element("p", {}, card.abstract)));
  return [...parts, ...claims(node)];
}

function chip(node) {
  return element("span", { class: "chip", color: colorOf(node) }, typeOf.get(node.group).label);
}

function facts(rows) {
  const list = element("dl", {});
  for (const [name, values] of rows) {
    list.append(element("dt", {}, name));
    if (name === "authors") list.append(element("dd", { class: "flow" }, ...firstOf(values.map(factValue))));
    else list.append(...firstOf(values.map((value) => element("dd", {}, factValue(value)))));
  }
  return list;
}

function factValue(value) {
  if (value.node !== null) return nameButton(nodeById.get(value.node));
  return value.url === null ? value.text : link(value);
}

// Only web links: a listing may hold any scheme.
function link({ text, url }) {
  if (!/^https?:\/\//i.test(url)) return text;
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

// Every statement about a node, grouped by relation and direction.
function claims(node) {
  const groups = new Map();
  const add = (direction, statement, id) => {
    const key = `${direction} ${statement.relation}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push({ statement, id });
  };
  for (const statement of graph.cards[node.id].statements.filter(isSure)) add("→", statement, null);
  for (const edge of edgesOf.get(node.id))
    for (const statement of edge.statements.filter(isSure))
      if (isTold(statement, edge, node)) add(edge.from === node.id ? "→" : "←", statement, other(edge, node.id));
  const order = graph.relations.map((relation) => relation.name);
  return [...groups.entries()]
    .sort(([a], [b]) => order.indexOf(a.slice(2)) - order.indexOf(b.slice(2)) || (a < b ? 1 : -1))
    .map(([key, found]) => claimGroup(key, found, node));
}

// A paper lists its authors among its facts, and what it introduces it also mentions.
function isTold({ relation }, edge, node) {
  if (relation === "author") return edge.to === node.id;
  return relation !== "mentions" || edge.statements.length === 1;
}

// The earliest date of a paper, as far as a year is known.
function dateOf(id) {
  const dates = graph.cards[id].facts.find(([name]) => name === "dates")?.[1] ?? [];
  return dates.map(({ text }) => text).filter((text) => /^\d/.test(text)).sort()[0] ?? "";
}

// Results of a benchmark read as a leaderboard, those of a model go by benchmark; papers of an author, latest
// first; the rest, surest first.
function inOrder(a, b, node) {
  if (a.statement.relation === "author") return dateOf(a.id) < dateOf(b.id) ? 1 : -1;
  if (!a.statement.rank) return b.statement.sure - a.statement.sure;
  const where = ({ id }) => (id === null || node.group === "Benchmark" ? "" : nodeById.get(id).label);
  const keys = (claim) => [where(claim), ...claim.statement.rank];
  const one = keys(a), other = keys(b), at = one.findIndex((key, index) => key !== other[index]);
  return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
}

function claimGroup(key, found, node) {
  const relation = relationOf.get(key.slice(2));
  const heading = key[0] === "→" ? relation.label : relation.inverse;
  found.sort((a, b) => inOrder(a, b, node));
  const items = found.map(({ statement, id }) => claim(statement, id, node));
  return element(
    "section",
    { class: "claims", color: relation.color },
    element("h3", {}, heading, element("span", { class: "count" }, String(found.length))),
    ...firstOf(items),
  );
}

// A long list shows its beginning and a button for the rest.
function firstOf(items) {
  if (items.length <= FIRST + 1) return items;
  const button = element("button", { type: "button", class: "more" }, `Show ${items.length - FIRST} more`);
  button.addEventListener("click", () => button.replaceWith(...items.slice(FIRST)));
  return [...items.slice(0, FIRST), button];
}

function nameButton(node) {
  return element("button", { type: "button", class: "name", color: colorOf(node), onclick: () => select(node.id) }, node.label);
}

function claim(statement, id, node) {
  const head = element("p", { class: "claim-head" });
  if (statement.value) head.append(element("strong", { class: "value" }, statement.value), " ");
  if (id !== null) head.append(nameButton(nodeById.get(id)));
  if (statement.relation === "author" && dateOf(id)) head.append(" ", element("span", { class: "date" }, dateOf(id)));
  const ends = id === null ? [node] : [nodeById.get(id), node];
  return element("article", { class: "claim" }, head, ...statement.quotes.flatMap((quote) => evidence(quote, ends)));
}

// A sentence, and below it how sure, which paper, and where that was read.
function evidence(quote, ends) {
  const origin = element("p", { class: "origin" });
  if (quote.confidence !== null) origin.append(confidence(quote.confidence));
  if (typeof quote.paper === "string") origin.append(quote.paper); // not on this map
  else if (!ends.some((node) => node.id === quote.paper)) origin.append(nameButton(nodeById.get(quote.paper)));
  for (const source of quote.sources) origin.append(element("span", { class: "source" }, source));
  if (quote.method) origin.append(element("span", { title: "how it was found" }, quote.method));
  if (quote.sentence === null) return [origin];
  return [element("blockquote", {}, ...marked(graph.sentences[quote.sentence], ends)), origin];
}

function confidence(value) {
  const percent = Math.round(value * 100);
  const bar = element("span", { class: "bar", title: `confidence ${percent}%` }, element("i", {}));
  bar.firstChild.style.width = `${percent}%`;
  return element("span", { class: "confidence" }, bar, `${percent}%`);
}

// The sentence with the names that the claim is about marked.
function marked(sentence, ends) {
  const found = ends
    .filter((node) => node.group !== "Paper")
    .flatMap((node) => [node.label, ...graph.cards[node.id].aliases])
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
  return edge.statements.filter(isSure).map((statement) => {
    const relation = relationOf.get(statement.relation);
    const head = element("p", { class: "claim-head" }, nameButton(from), ` ${relation.label} `, nameButton(to));
    if (statement.value) head.append(": ", element("strong", { class: "value" }, statement.value));
    const quotes = statement.quotes.flatMap((quote) => evidence(quote, [from, to]));
    return element("section", { class: "claims", color: relation.color }, head, element("article", { class: "claim" }, ...quotes));
  });
}
