"""The one place where IRIs are made: from the keys of `Knowledge`, or from a hash of content."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.records import Origin

ONTOLOGY = "https://w3id.org/kg/ontology#"
DATA = "https://w3id.org/kg/id/"

_KINDS = (
    "paper",
    "person",
    "organization",
    "model",
    "method",
    "dataset",
    "benchmark",
    "task",
    "metric",
    "statement",
    "result",
    "evidence",
    "authorship",
    "source",
    "fact",
    "merge",
    "extraction",
)

PREFIXES: dict[str, str] = {
    "kg": ONTOLOGY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    **{kind: f"{DATA}{kind}/" for kind in _KINDS},
}
"""Prefixes of every Turtle file that is written and of every query that is run."""


@lru_cache(maxsize=1 << 16)
def of_key(key: str) -> NamedNode:
    """The IRI of a key such as `model/qwen2.5-vl-7b`; different keys give different IRIs.

    >>> of_key("model/gpt-4o <b>").value
    'https://w3id.org/kg/id/model/gpt-4o%20%3Cb%3E'
    """
    return NamedNode(DATA + _escape(key))


def of_content(kind: str, *parts: str | int | None) -> NamedNode:
    """The IRI of something that has no key of its own, from a hash of what it says."""
    # ascii() of a tuple tells every two tuples apart and does not depend on Python's Unicode tables.
    digest = hashlib.blake2b(ascii(parts).encode("ascii"), digest_size=10).hexdigest()
    return NamedNode(f"{DATA}{kind}/{digest}")


@lru_cache(maxsize=1 << 16)
def of_origin(origin: Origin) -> NamedNode:
    """The IRI of a place in a source file, as readable as `source/listing.txt/L12-L20`."""
    return NamedNode(f"{DATA}source/{_escape(origin.file)}/L{origin.line}-L{origin.end_line}")


def of_arxiv(arxiv_id: str) -> NamedNode:
    """The page of an arXiv paper."""
    return NamedNode("https://arxiv.org/abs/" + _escape(arxiv_id))


def of_doi(doi: str) -> NamedNode:
    """The resolver's page of a DOI."""
    return NamedNode("https://doi.org/" + _escape(doi))


def of_orcid(orcid: str) -> NamedNode:
    """The page of a person at ORCID."""
    return NamedNode("https://orcid.org/" + _escape(orcid))


def shorten(iri: str) -> str:
    """An IRI with the prefix that fits, for people to read; unknown ones stay whole.

    >>> shorten("https://w3id.org/kg/ontology#uses")
    'kg:uses'
    """
    fitting = [(prefix, base) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return iri
    prefix, base = max(fitting, key=lambda pair: len(pair[1]))
    return f"{prefix}:{iri[len(base) :]}"


def as_iri(name: str) -> NamedNode | None:
    """The IRI that a text is, whole or with a known prefix; None where it is none.

    >>> as_iri("kg:uses")
    <NamedNode value=https://w3id.org/kg/ontology#uses>
    """
    prefix, colon, local = name.partition(":")
    whole = PREFIXES[prefix] + local if colon and prefix in PREFIXES else name
    return NamedNode(whole) if re.fullmatch(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", whole) else None


def _escape(text: str) -> str:
    """Percent-encode everything but unreserved ASCII and "/", one to one, lone surrogates included."""
    path = quote(text, safe="/", errors="surrogatepass")
    if "/." in f"/{path}":
        # "." and ".." as whole segments would be resolved away by readers of relative IRIs.
        path = "/".join(part.replace(".", "%2E") if part in {".", ".."} else part for part in path.split("/"))
    # rdflib ends a prefixed name at a last dot, even at an escaped one.
    return f"{path[:-1]}%2E" if path.endswith(".") else path
