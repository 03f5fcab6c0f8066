// The legend: what the colours mean, and switches for each type and relation.
function toggle(item, shown, kind) {
  const button = element(
    "button",
    { type: "button", class: `toggle ${kind}`, "data-name": item.name, color: item.color, title: item.about },
    element("span", { class: "toggle-label" }, item.label),
    element("span", { class: "count" }, item.count.toLocaleString("en")),
  );
  const mark = () => button.setAttribute("aria-pressed", String(shown.has(item.name)));
  button.addEventListener("click", () => {
    if (!shown.delete(item.name)) shown.add(item.name);
    mark();
    restyle();
    refreshVisibility();
  });
  mark();
  return button;
}

document.getElementById("types").append(...graph.types.map((type) => toggle(type, shownTypes, "type")));
document.getElementById("relations").append(...graph.relations.map((relation) => toggle(relation, shownRelations, "relation")));
// A slider from the least confidence there is: what is less sure than it says is neither drawn nor listed.
const least = document.getElementById("least");
const said = [...graph.edges, ...graph.cards].flatMap((one) => one.statements.map((statement) => statement.sure));
const lowest = Math.floor(said.reduce((a, b) => Math.min(a, b), 1) * 20) * 5;
Object.assign(least, { min: lowest, max: 100, value: lowest });
document.getElementById("certainty").hidden = lowest >= 95;
function applyCertainty() {
  certainty.least = least.value > lowest ? least.value / 100 : 0;
  document.querySelector("#certainty output").textContent = `≥ ${least.value}%`;
}
least.addEventListener("input", () => {
  applyCertainty();
  restyle();
  refreshVisibility();
});
least.addEventListener("change", () => state.node !== null && openPanel(...nodeCard(nodeById.get(state.node))));
applyCertainty();

if (innerWidth < 700) document.getElementById("legend").open = false;
