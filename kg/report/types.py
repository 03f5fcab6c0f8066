"""The ontology's types as tables, for a terminal and for the documentation."""

from __future__ import annotations

from kg.graph import edge_types, node_types


def types_text() -> str:
    """The types of nodes and edges as text, one a line."""
    nodes = [(kind.name, kind.definition) for kind in node_types()]
    edges = [(kind.name, kind.definition, *_ends(kind.domain, kind.range)) for kind in edge_types()]
    width = max(len(row[0]) for row in (*nodes, *edges))
    lines = [f"{name:<{width}}  {definition}" for name, definition in nodes]
    lines.append("")
    for name, definition, domain, target in edges:
        lines += [f"{name:<{width}}  {definition}", f"{'':<{width}}  {domain} → {target}"]
    return "\n".join(lines) + "\n"


def types_markdown() -> str:
    """The types of nodes and edges as two Markdown tables."""
    lines = ["| node | is | aligned with |", "|---|---|---|"]
    for node in node_types():
        lines.append(f"| `{node.name}` | {node.definition} | {_links(node.aligned)} |")
    lines += ["", "| edge | means | from | to |", "|---|---|---|---|"]
    for edge in edge_types():
        domain, target = _ends(edge.domain, edge.range)
        lines.append(f"| `{edge.name}` | {edge.definition} | {domain} | {target} |")
    return "\n".join(lines) + "\n"


def _ends(domain: tuple[str, ...], target: tuple[str, ...]) -> tuple[str, str]:
    return ", ".join(domain), ", ".join(target)


def _links(iris: tuple[str, ...]) -> str:
    return ", ".join(f"<{iri}>" for iri in iris)
