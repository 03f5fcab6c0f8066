"""Names of the classes and properties that the graph uses, as RDF terms."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from kg.graph.iris import ONTOLOGY, PREFIXES


@cache
def kg(name: str) -> NamedNode:
    """A term of the project's own ontology."""
    return NamedNode(ONTOLOGY + name)


def _of(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


TYPE = _of("rdf", "type")
SUBJECT = _of("rdf", "subject")
PREDICATE = _of("rdf", "predicate")
OBJECT = _of("rdf", "object")
LABEL = _of("rdfs", "label")
ALT_LABEL = _of("skos", "altLabel")
FOAF_NAME = _of("foaf", "name")
SAME_AS = _of("schema", "sameAs")
URL = _of("schema", "url")
TITLE = _of("dcterms", "title")
ABSTRACT = _of("dcterms", "abstract")
CREATOR = _of("dcterms", "creator")
CATEGORY = _of("dcterms", "subject")
CREATED = _of("dcterms", "created")
UPDATED = _of("dcterms", "modified")
PUBLISHED = _of("dcterms", "issued")
DERIVED_FROM = _of("prov", "wasDerivedFrom")
GENERATED_BY = _of("prov", "wasGeneratedBy")

PAPER_CLASS = kg("Paper")
PERSON_CLASS = kg("Person")
ORGANIZATION_CLASS = kg("Organization")
AUTHORSHIP_CLASS = kg("Authorship")
STATEMENT_CLASS = kg("Statement")
RESULT_CLASS = kg("Result")
EVIDENCE_CLASS = kg("Evidence")
SOURCE_CLASS = kg("Source")
FACT_CLASS = kg("Fact")
MERGE_CLASS = kg("Merge")
EXTRACTION_CLASS = kg("Extraction")

MENTIONS = kg("mentions")
INTRODUCES = kg("introduces")
VARIANT_OF = kg("variant_of")

LISTED = kg("listed")
ARXIV_ID = kg("arxiv_id")
DOI = kg("doi")
COMMENT = kg("comment")
VENUE = kg("venue")
AFFILIATION = kg("affiliation")
AUTHORS_COMPLETE = kg("authors_complete")
HAS_CODE = kg("has_code")
WITHDRAWN = kg("withdrawn")
ORCID = kg("orcid")

AUTHORSHIP = kg("authorship")
AUTHOR = kg("author")
POSITION = kg("position")
WRITTEN = kg("written")

FACT = kg("fact")
FIELD = kg("field")
VALUE = kg("value")

EVIDENCE = kg("evidence")
PAPER = kg("paper")
SENTENCE = kg("sentence")
START = kg("start")
END = kg("end")
CONFIDENCE = kg("confidence")
REVIEW = kg("review")
METHOD = kg("found_by")
EXTRACTOR = kg("extractor")

RESULT_SUBJECT = kg("subject")
BENCHMARK = kg("benchmark")
METRIC = kg("metric")
METRIC_TEXT = kg("metric_text")
NUMBER = kg("number")
UNIT = kg("unit")
KIND = kg("kind")
BETTER = kg("better")

SOURCE = kg("source")
FILE = kg("file")
LINE = kg("line")
END_LINE = kg("end_line")

KEPT = kg("kept")
MERGED = kg("merged")
REASON = kg("reason")
INTO = kg("into")
