"""The words of each paper in canonical terms: its fields, and what it states, with the sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from kg.knowledge import Paper, Score, Statement
from kg.outline import Ends, PaperOutline, Stated, Triple
from kg.resolve.authors import author_slots
from kg.resolve.bibliography import make_paper
from kg.resolve.claims import Claims, ResultClaim
from kg.resolve.curation import RejectEntry
from kg.resolve.identity import Identity
from kg.resolve.readings import Readings
from kg.resolve.statements import Verdicts, mentions, scores, statements

_NOTHING = Claims((), (), (), (), ())


class PaperContents:
    """Papers and what they state, by number; each depends on nothing but what `inputs` gives."""

    def __init__(self, identity: Identity, readings: Readings, verdicts: Verdicts) -> None:
        self._identity = identity
        self._readings = readings
        self._verdicts = verdicts

    def inputs(self, number: int) -> object:
        """The listings, the annotation, the keys of authors and entities, and what people decided."""
        cluster = self._identity.clusters[number]
        return (
            cluster.key,
            cluster.records,
            self._identity.author_keys[number],
            self._readings.digest(cluster.key),
            self._identity.entity_keys(number),
            tuple(self._decisions(number)) if self._verdicts else (),
        )

    def paper(self, number: int) -> Paper:
        """The paper."""
        cluster = self._identity.clusters[number]
        slots, complete = author_slots(cluster.records)
        return make_paper(cluster, slots, self._identity.author_keys[number], complete=complete)

    def stated(self, number: int) -> Stated:
        """What it states."""
        key = self._identity.clusters[number].key
        annotation = self._readings.annotation(key)
        if annotation is None:
            return Stated((), (), ())
        named = mentions(key, annotation, self._identity.entity_keys(number))
        return Stated(named, *self.claimed(number))

    def claimed(
        self, number: int, among: Set[str] | None = None
    ) -> tuple[Sequence[Statement], Sequence[Score]]:
        """The statements and scores alone, or those of them that start and end `among` some things."""
        key, claims, ends = self._claims(number)
        document = self._readings.document(key)
        if document is None:
            return (), ()
        relations, results = claims.relations, claims.results
        if among is not None:
            relations = tuple(r for r in relations if ends[r.head] in among and ends[r.tail] in among)
            results = tuple(r for r in results if among >= set(_drawn(r, ends)))
        found = statements(document, relations, ends)
        kept = tuple(one for each in found if (one := self._verdicts.apply(each)))
        return kept, scores(document, results, ends)

    def outline(self, number: int) -> PaperOutline:
        """What `stated` gives, by key alone."""
        key, claims, ends = self._claims(number)
        triples = _triples(key, claims, ends)
        if self._verdicts:
            triples = frozenset(t for t in triples if not isinstance(self._verdicts.on(key, t), RejectEntry))
        drawn = {
            (
                ends[r.subject],
                _end(r.benchmark, ends),
                _end(r.metric, ends) or r.metric_text or "",
                r.kind,
                r.value,
            ): _drawn(r, ends)
            for r in claims.results
        }
        return PaperOutline(
            key=key,
            authors=self._identity.author_keys[number],
            mentions=frozenset([ends[n] for n in claims.named]),
            introduced=len({ends[n] for n in claims.new}),
            statements=triples,
            scores=tuple(drawn.values()),
            methods=claims.methods,
        )

    def _claims(self, number: int) -> tuple[str, Claims, Sequence[str]]:
        """The key of a paper, its claims, and the keys for the numbers in them; the last is the paper's."""
        key = self._identity.clusters[number].key
        return key, self._readings.claims(key) or _NOTHING, (*self._identity.entity_keys(number), key)

    def _decisions(self, number: int) -> Iterator[tuple[Triple, bool]]:
        """The triples of a paper that people accepted (True) or rejected."""
        key, claims, ends = self._claims(number)
        for triple in sorted(_triples(key, claims, ends)):
            entry = self._verdicts.on(key, triple)
            if entry is not None:
                yield triple, not isinstance(entry, RejectEntry)


def _triples(paper: str, claims: Claims, ends: Sequence[str]) -> frozenset[Triple]:
    """The relations by key; a thing is never related to itself, and nothing to a paper."""
    return frozenset(
        [
            (head, relation, tail)
            for h, relation, t, *_ in claims.relations
            if (tail := ends[t]) != (head := ends[h]) and tail != paper
        ]
    )


def _drawn(result: ResultClaim, ends: Sequence[str]) -> Ends:
    """What a result is drawn between: its subject and its benchmark, else its metric, else itself."""
    subject = ends[result.subject]
    return subject, _end(result.benchmark, ends) or _end(result.metric, ends) or subject


def _end(number: int | None, ends: Sequence[str]) -> str:
    return "" if number is None else ends[number]
