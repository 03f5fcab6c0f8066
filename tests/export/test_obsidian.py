"""The vault: every link leads to a note, every edge shows its sentence, and no label is markup or a path."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kg.export import write
from kg.graph import Graph
from kg.knowledge import Knowledge
from tests.graph.made import HOSTILE, entity, knowledge

LINK = re.compile(r"\[\[([^\]|]+)(?:\|[^\]]*)?\]\]")


def vault(folder: Path, made: Knowledge | None = None) -> dict[str, str]:
    (path,) = write(Graph.from_knowledge(made or knowledge()), folder / "graph.obsidian.zip")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_note_for_everything_but_results(tmp_path: Path) -> None:
    notes = vault(tmp_path)
    network = Graph.from_knowledge(knowledge()).network()
    kinds = [kind for _, kind in network.nodes(data="type") if kind != "Result"]
    assert sorted(name.partition("/")[0] for name in notes) == sorted(f"{kind}s" for kind in kinds)
    assert "Models/Heron.md" in notes


def test_every_link_leads_to_a_note(tmp_path: Path) -> None:
    notes = vault(tmp_path)
    names = {Path(name).stem for name in notes}
    links = {link for text in notes.values() for link in LINK.findall(text)}
    assert len(links) > 10
    assert links <= names


def test_a_note_shows_edges_with_sentence_paper_and_place(tmp_path: Path) -> None:
    note = vault(tmp_path)["Models/Heron.md"]
    assert note.startswith(
        '---\ntype: "Model"\niri: "https://w3id.org/kg/id/model/heron"\naliases: ["鷺"]\n---\n'
    )
    assert (
        "\n## outperforms\n\n- [[Crane]] (0.90)\n"
        "    > Heron reaches 61.0% on BirdBench and outperforms Crane.\n"
        "    > — [[Heron a bird model]] `listings/zwei ü.txt:12-20`\n"
    ) in note
    results = note[note.index("## results") :]
    assert re.findall(r"\*\*(.+?)\*\*", results) == ["61.0%", "59.5%"]
    assert "- **61.0%** on [[BirdBench]] by [[accuracy]] (0.80)" in results


def test_hostile_labels_are_neither_markup_nor_paths(tmp_path: Path) -> None:
    notes = vault(tmp_path)
    assert all(re.fullmatch(r"[A-Z][a-z]+s/[^/\\:<>|?*\x00-\x1f]+\.md", name) for name in notes)
    for text in notes.values():
        assert not re.search(r"(?<!\\)<", text.partition("\n---\n")[2])
        head = text.partition("\n---\n")[0].splitlines()[1:]
        assert all(json.loads(line.partition(": ")[2]) for line in head)
    assert any("\\<img src\\=x onerror\\=alert(1)\\>" in text for text in notes.values())
    assert HOSTILE not in "".join(notes.values())


@pytest.mark.parametrize("name", ["..", "a/../../b", "C:\\x", "鷺" * 300, "[[x]]", "", " . "])
def test_any_name_is_a_file_name(tmp_path: Path, name: str) -> None:
    base = knowledge()
    added = (entity("task/odd", name, "Task"), entity("task/odd-2", name.upper(), "Task"))
    notes = vault(tmp_path, replace(base, entities=(*base.entities, *added)))
    names = [file for file in notes if file.startswith("Tasks/")]
    assert len(names) == 3 == len({file.casefold() for file in names})
    assert all(len(Path(file).name.encode()) < 255 and Path(file).stem.strip(" .") for file in names)


def test_stray_notes_of_one_name_are_told_apart(tmp_path: Path) -> None:
    base = knowledge()
    notes = vault(
        tmp_path, replace(base, entities=(*base.entities, entity("method/heron", "HERON", "Method")))
    )
    assert {"Methods/HERON.md", "Models/Heron (model).md"} <= set(notes)
