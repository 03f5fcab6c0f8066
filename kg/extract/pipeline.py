"""Load the extraction pipeline and annotate documents with it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotation import Annotation, Document
from kg.errors import ExtractionError

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = Path(__file__).parent / "model"
"""The model that is shipped."""

COMPONENT = "kg_extractor"


class Extractor:
    """A loaded pipeline; `version` names the model and a hash of its weights."""

    def __init__(self, nlp: Language, version: str) -> None:
        self.nlp, self.version = nlp, version

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotation]:
        """Annotations in the order of the documents; each depends on its own text only."""
        pairs = ((_encodable(document.text), document) for document in documents)
        for doc, document in self.nlp.pipe(pairs, as_tuples=True):
            part = doc._.kg
            yield Annotation(
                document, tuple(part.entities), tuple(part.relations), tuple(part.results), self.version
            )


def _encodable(text: str) -> str:
    """The text with a line break for each lone surrogate, which no encoding holds and no name spans."""
    return re.sub("[\ud800-\udfff]", "\n", text)


def load(model: Path | None = None, *, device: str = "cpu") -> Extractor:
    """Load a pipeline from a folder; without one, the model that is shipped.

    Raises `ExtractionError` where the folder holds no such pipeline, or the device is not there.
    """
    import spacy

    import kg.extract.components  # noqa: F401  (registers the components)

    folder = model or MODEL
    name = version(folder)
    try:
        nlp = spacy.load(folder, config={"components": {COMPONENT: {"device": device}}})
    except (OSError, ValueError) as error:
        raise ExtractionError(f"{folder}: {error}; give a folder that kg train wrote") from error
    return Extractor(nlp, name)


def version(model: Path | None = None) -> str:
    """The name, version and weights' hash of a model, without loading it."""
    folder = model or MODEL
    described = describe(folder)
    digest = hashlib.sha256()
    for file in sorted((folder / COMPONENT).iterdir()):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return f"{described['name']}-{described['version']}+{digest.hexdigest()[:12]}"


def describe(folder: Path) -> dict[str, str]:
    """The meta data of the model in a folder; raises `ExtractionError` where there is none."""
    hint = "give a folder that kg train wrote"
    for name in ("meta.json", COMPONENT):
        if not (folder / name).exists():
            raise ExtractionError(f"{folder}: no model here (no {name}); {hint}")
    try:
        described = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return {"name": described["name"], "version": described["version"]}
    except (ValueError, TypeError, KeyError) as error:
        raise ExtractionError(
            f"{folder / 'meta.json'}: does not describe a model ({error}); {hint}"
        ) from error


def assemble(parts: Path, output: Path, *, name: str, version: str) -> None:
    """Write a pipeline around the files of a network (graphs, vocabulary, settings) in `parts`."""
    import spacy

    from kg.extract.components import Extractor as Component

    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "kg.WordTokenizer.v1"}}})
    nlp.meta.update(name=name, version=version, license="Apache-2.0")
    nlp.add_pipe(COMPONENT)
    component: Component = nlp.get_pipe(COMPONENT)  # type: ignore[assignment]
    component.load(parts)
    nlp.to_disk(output)
