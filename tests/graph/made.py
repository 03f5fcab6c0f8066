"""A hand-made `Knowledge` with hostile labels, partial dates and conflicting scores."""

from __future__ import annotations

from kg.annotation import EntityType, RelationType, ResultKind
from kg.knowledge import (
    Authorship,
    CanonicalEntity,
    Evidence,
    Fact,
    Knowledge,
    MentionOf,
    Merge,
    Paper,
    Person,
    Score,
    Statement,
)
from kg.records import Origin, PartialDate

HOSTILE = '</script><img src=x onerror=alert(1)>"\\\n\x00\x07\u2028 href'
FIRST = Origin("listings/one.txt", 1, 9)
SECOND = Origin("listings/zwei ü.txt", 12, 20)
A, B, C = "paper/arxiv-2501.00001", "paper/title-heron-again", "paper/abstract-ö <b>&"

ABSTRACTS = {
    A: "We introduce Heron, built on Egret-7B. Heron reaches 61.0% on BirdBench and outperforms Crane.",
    B: "We present Heron-2 with LoRA. Heron reaches 59.5% on BirdBench. "
    "Heron-2 reaches 70.25%. Heron-2 beats Heron.",
    C: f"{HOSTILE} uses LoRA. BirdBench is new.",
}


def evidence(paper: str, sentence: str) -> Evidence:
    start = ABSTRACTS[paper].index(sentence)
    return Evidence(paper, "abstract", start, start + len(sentence), sentence)


def paper(key: str, **known: object) -> Paper:
    fields: dict[str, object] = {
        "title": None,
        "abstract": ABSTRACTS[key],
        "authorships": (),
        "authors_complete": True,
        "arxiv_id": None,
        "doi": None,
        "dates": (),
        "categories": (),
        "affiliations": (),
        "comments": (),
        "venue": None,
        "urls": (),
        "has_code": False,
        "withdrawn": False,
        "origins": (FIRST,),
        "facts": (Fact("abstract", ABSTRACTS[key], (FIRST,)),),
    }
    return Paper(key=key, **(fields | known))  # type: ignore[arg-type]


def entity(key: str, name: str, kind: EntityType, *aliases: str, of: str | None = None) -> CanonicalEntity:
    return CanonicalEntity(key, name, kind, aliases, of)


def relation(
    where: str, head: str, name: RelationType, tail: str, sentence: str, sure: float = 0.9
) -> Statement:
    return Statement(where, head, name, tail, evidence(where, sentence), sure, "model")


def score(
    where: str, subject: str, value: str, number: float | None, sentence: str, kind: ResultKind = "absolute"
) -> Score:
    return Score(
        paper=where,
        subject=subject,
        benchmark="benchmark/birdbench",
        metric="metric/accuracy",
        metric_text=None,
        value=value,
        number=number,
        unit="%",
        kind=kind,
        evidence=evidence(where, sentence),
        confidence=0.8,
        method="rule:percent",
    )


def papers() -> tuple[Paper, ...]:
    ada = Authorship("person/ada-løvelace", 1, "A. Løvelace", ("Stork Lab",), (FIRST,))
    bo = Authorship("person/bo-li", 2, "Bo Li", (), (FIRST, SECOND))
    team = Authorship("person/stork-team", 1, "Stork Team", (), (SECOND,))
    return (
        paper(
            A,
            title="Heron: a bird model",
            authorships=(ada, bo),
            authors_complete=False,
            arxiv_id="2501.00001",
            doi="10.1000/x<y>",
            dates=(
                PartialDate("2025-01-02", "created", "2 Jan 2025"),
                PartialDate("2025-02", "updated", "x"),
            ),
            categories=("cs.CV", "cs.LG"),
            comments=("12 pages, 3 figures",),
            venue="ICLR 2025",
            urls=("https://example.org/a b", "javascript:alert(1)"),
            has_code=True,
            origins=(FIRST, SECOND),
            facts=(
                Fact("abstract", ABSTRACTS[A], (SECOND,)),
                Fact("title", "Heron: a bird model", (FIRST,)),
                Fact("title", "Heron – a bird model", (SECOND,)),
            ),
        ),
        paper(
            B,
            title="Heron again",
            authorships=(team, bo),
            dates=(PartialDate("--01-14", "listed", "Jan 14"),),
        ),
        paper(C, dates=(PartialDate("2024", "published", "2024"), PartialDate("soon", "listed", "soon"))),
    )


def entities() -> tuple[CanonicalEntity, ...]:
    return (
        entity("benchmark/birdbench", "BirdBench", "Benchmark", "Bird-Bench"),
        entity("metric/accuracy", "accuracy", "Metric"),
        entity("method/hostile\x00\ud800/..", HOSTILE, "Method", "\ud800lone"),
        entity("method/lora", "LoRA", "Method", "Low-Rank Adaptation", "low-rank adaptation"),
        entity("model/crane", "Crane", "Model"),
        entity("model/egret", "Egret", "Model"),
        entity("model/egret-7b", "Egret-7B", "Model", of="model/egret"),
        entity("model/heron", "Heron", "Model", "鷺"),
        entity("model/heron-2", "Heron-2", "Model"),
        entity("organization/stork-lab", "Stork Lab", "Organization"),
        entity("task/spotting", "bird spotting", "Task"),
    )


def mentions() -> tuple[MentionOf, ...]:
    def mention(where: str, key: str, surface: str, sentence: str, new: bool = False) -> MentionOf:
        return MentionOf(where, key, surface, new, evidence(where, sentence), 0.95, 0.85 if new else 0.0)

    intro = "We introduce Heron, built on Egret-7B."
    rest = "Heron reaches 61.0% on BirdBench and outperforms Crane."
    return (
        mention(A, "model/heron", "Heron", intro, new=True),
        mention(A, "model/egret-7b", "Egret-7B", intro),
        mention(A, "benchmark/birdbench", "BirdBench", rest),
        mention(A, "model/crane", "Crane", rest),
        mention(B, "model/heron-2", "Heron-2", "We present Heron-2 with LoRA.", new=True),
        mention(B, "model/heron", "Heron", "Heron reaches 59.5% on BirdBench."),
        mention(B, "method/lora", "LoRA", "We present Heron-2 with LoRA."),
        mention(C, "method/lora", "LoRA", f"{HOSTILE} uses LoRA."),
        mention(C, "method/hostile\x00\ud800/..", HOSTILE, f"{HOSTILE} uses LoRA.", new=True),
        mention(C, "benchmark/birdbench", "BirdBench", "BirdBench is new.", new=True),
    )


def statements() -> tuple[Statement, ...]:
    intro = "We introduce Heron, built on Egret-7B."
    rest = "Heron reaches 61.0% on BirdBench and outperforms Crane."
    again = "Heron reaches 59.5% on BirdBench."
    return (
        relation(A, "model/heron", "based_on", "model/egret-7b", intro),
        relation(A, "model/heron", "outperforms", "model/crane", rest),
        relation(A, "model/heron", "evaluated_on", "benchmark/birdbench", rest),
        relation(B, "model/heron-2", "uses", "method/lora", "We present Heron-2 with LoRA."),
        relation(B, "model/heron-2", "outperforms", "model/heron", "Heron-2 beats Heron."),
        relation(B, "model/heron-2", "outperforms", "model/heron", "Heron-2 reaches 70.25%.", 0.4),
        relation(B, "model/heron", "evaluated_on", "benchmark/birdbench", again),
        relation(C, "method/hostile\x00\ud800/..", "uses", "method/lora", f"{HOSTILE} uses LoRA.", 1.0),
        relation(C, C, "uses", "method/lora", f"{HOSTILE} uses LoRA.", 0.123456789),
    )


def knowledge() -> Knowledge:
    rest = "Heron reaches 61.0% on BirdBench and outperforms Crane."
    return Knowledge(
        papers=papers(),
        people=(
            Person("person/ada-løvelace", "Ada Løvelace", "person", ("A. Løvelace",), "0000-0001-2345-6789"),
            Person("person/bo-li", "Bo Li", "person", (), None),
            Person("person/stork-team", "Stork Team", "organization", (), None),
        ),
        entities=entities(),
        mentions=mentions(),
        statements=statements(),
        scores=(
            score(A, "model/heron", "61.0%", 61.0, rest),
            score(B, "model/heron", "59.5%", 59.5, "Heron reaches 59.5% on BirdBench."),
            score(B, "model/heron-2", "70.25%", 70.25, "Heron-2 reaches 70.25%."),
            score(B, "model/heron-2", "2x faster", None, "Heron-2 beats Heron.", "ratio"),
        ),
        merges=(Merge("model/heron", "Heron", "鷺", "alias given in the text"),),
        extractor="kg-test-1.0",
    )
