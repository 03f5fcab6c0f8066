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
if (innerWidth < 700) document.getElementById("legend").open = false;
