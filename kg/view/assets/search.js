// Search over labels and aliases, by keyboard or pointer.
const query = document.getElementById("query");
const matches = document.getElementById("matches");
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const entries = byImportance.map((node) => ({
  node,
  names: [node.label, ...graph.cards[node.id].aliases].map((name) => ({ name, key: folded(name) })),
}));
const MATCHES = 12;
let active = -1;

// Whole names before beginnings, beginnings before words, words before the rest.
function rank(key, wanted) {
  if (key === wanted) return 0;
  if (key.startsWith(wanted)) return 1;
  const at = key.indexOf(wanted);
  if (at < 0) return Infinity;
  return /[\p{L}\p{N}]/u.test(key[at - 1]) ? 3 : 2;
}

function found(text) {
  const wanted = folded(text.trim());
  if (!wanted) return [];
  return entries
    .map(({ node, names }) => {
      const best = names.map((name) => ({ ...name, rank: rank(name.key, wanted) })).reduce((a, b) => (b.rank < a.rank ? b : a));
      return { node, name: best.name, rank: best.rank };
    })
    .filter((match) => match.rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MATCHES);
}

function listMatches() {
  const list = found(query.value);
  active = list.length ? 0 : -1;
  matches.replaceChildren(...list.map(matchItem));
  if (query.value.trim() && !list.length) matches.append(element("li", { class: "none" }, "No match"));
  matches.hidden = !query.value.trim();
  query.setAttribute("aria-expanded", String(!matches.hidden));
  markActive();
}

function matchItem({ node, name }, index) {
  const item = element(
    "li",
    { role: "option", id: `match-${index}`, "data-node": String(node.id), color: colorOf(node), onclick: () => choose(node.id) },
    element("span", { class: "match-name" }, node.label),
    element("span", { class: "match-type" }, name === node.label ? typeOf.get(node.group).label : name),
  );
  return item;
}

function markActive() {
  [...matches.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
  query.setAttribute("aria-activedescendant", active < 0 ? "" : `match-${active}`);
  if (active >= 0) matches.children[active].scrollIntoView({ block: "nearest" });
}

function choose(id) {
  closeMatches();
  query.blur();
  select(id);
  details.focus({ preventScroll: true }); // so that keys scroll the panel and Tab goes through its names
}

function closeMatches() {
  matches.hidden = true;
  query.setAttribute("aria-expanded", "false");
}

query.addEventListener("input", listMatches);
query.addEventListener("focus", () => query.value && listMatches());
query.addEventListener("keydown", (event) => {
  const count = matches.querySelectorAll("[data-node]").length;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (count) active = (active + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
    markActive();
  } else if (event.key === "Enter" && active >= 0 && !matches.hidden) {
    choose(Number(matches.children[active].dataset.node));
  }
});
document.addEventListener("pointerdown", (event) => {
  if (!document.getElementById("search").contains(event.target)) closeMatches();
});
