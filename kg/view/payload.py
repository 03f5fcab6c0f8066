"""The data of a page: the pyvis network, the legend, and what the panel shows, as plain JSON values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from kg.view.drawing import draw, look
from kg.view.model import Claim, Dot, FactValue, Quote, View
from kg.view.styles import Style, relation_styles, type_styles

Json = dict[str, Any]


def payload(view: View) -> Json:
    """Everything the script of the page reads; nodes and edges are numbered, sentences are kept once."""
    type_counts = Counter(dot.type for dot in view.dots)
    relation_counts = Counter(claim.relation for claim in _claims(view))
    types, relations = type_styles(type_counts), relation_styles(relation_counts)
    network = draw(view, types=types, relations=relations)
    sentences = _Sentences()
    number = {dot.iri: index for index, dot in enumerate(view.dots)}
    for edge, line in zip(network.edges, view.lines, strict=True):
        edge["statements"] = [_statement(claim, number, sentences) for claim in line.claims]
    cards = [_card(dot, number, sentences) for dot in view.dots]
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": network.options,
        "cards": cards,
        "types": _legend(types, type_counts),
        "relations": _legend(relations, relation_counts),
        "looks": {name: look(style) for name, style in relations.items()},
        "sentences": sentences.texts,
    }


class _Sentences:
    """Gives each sentence a number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, sentence: str) -> int:
        return self._numbers.setdefault(sentence, len(self._numbers))

    @property
    def texts(self) -> list[str]:
        return list(self._numbers)


def _claims(view: View) -> Iterable[Claim]:
    for line in view.lines:
        yield from line.claims
    for dot in view.dots:
        yield from dot.claims


def _legend(styles: Mapping[str, Style], counts: Mapping[str, int]) -> list[Json]:
    return [
        {
            "name": name,
            "label": style.label,
            "inverse": style.inverse,
            "about": style.about,
            "color": style.color,
            "shown": style.shown,
            "count": counts[name],
        }
        for name, style in styles.items()
    ]


def _card(dot: Dot, number: Mapping[str, int], sentences: _Sentences) -> Json:
    return {
        "iri": dot.iri,
        "aliases": list(dot.aliases),
        "abstract": dot.abstract,
        "facts": [[name, [_value(value, number) for value in values]] for name, values in dot.facts],
        "statements": [_statement(claim, number, sentences) for claim in dot.claims],
    }


def _value(value: FactValue, number: Mapping[str, int]) -> Json:
    return {"text": value.text, "url": value.url, "node": number.get(value.node) if value.node else None}


def _statement(claim: Claim, number: Mapping[str, int], sentences: _Sentences) -> Json:
    quotes = [_quote(quote, number, sentences) for quote in claim.quotes]
    return {"relation": claim.relation, "value": claim.value, "quotes": quotes, "rank": claim.rank}


def _quote(quote: Quote, number: Mapping[str, int], sentences: _Sentences) -> Json:
    return {
        "sentence": sentences.number(quote.sentence) if quote.sentence else None,
        "paper": number.get(quote.paper, quote.paper_label),
        "sources": [place for place in quote.source.split("; ") if place],
        "confidence": quote.confidence,
        "method": quote.method,
    }
