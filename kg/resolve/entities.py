"""Canonical entities from clusters of rows: names, keys, aliases, families, and reasons for merging."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from kg.beside import beside
from kg.knowledge import CanonicalEntity, Merge
from kg.resolve.aliases import Meanings
from kg.resolve.curation import Curation, MergeEntry, RenameEntry, RetypeEntry, SplitEntry, is_about
from kg.resolve.drafts import Draft, Finder, best_name, kindred, other_forms
from kg.resolve.homonyms import Cluster, split_homonyms
from kg.resolve.observations import Observations
from kg.resolve.sightings import ALIAS, TYPE_NUMBER, TYPES, NameForms, name_forms
from kg.resolve.text import digest, slug
from kg.resolve.ties import Context
from kg.store.codec import pack, unpack

_KEY_STARTS = tuple(f"{name.lower()}/" for name in TYPES)
_IN_FAMILIES = frozenset({"Model", "Dataset", "Benchmark"})
ALONE = " (alone)"
"""Marks, in a merge, the uses of an acronym without its expansion."""
DOMINANT = 0.9
"""Share of the uses of a name that lets one of several things keep the name as its key."""


@dataclass(frozen=True, slots=True)
class Entities:
    """All entities sorted by key; `row_keys[row]` is the entity of a row of the observations."""

    entities: tuple[CanonicalEntity, ...]
    row_keys: list[str]
    merges: tuple[Merge, ...]


def resolve_entities(
    seen: Observations, meanings: Meanings, context: Context, *, curation: Curation
) -> Entities:
    """Make one entity of all rows that name the same thing."""
    builder = _Builder(seen, meanings, split_homonyms(seen, meanings, context), context, curation)
    return builder.build()


class _Builder:
    def __init__(
        self,
        seen: Observations,
        meanings: Meanings,
        clusters: list[Cluster],
        context: Context,
        curation: Curation,
    ) -> None:
        self._seen = seen
        self._meanings = meanings
        self._context = context
        self._curation = curation
        self._drafts = [self._draft(cluster) for cluster in clusters]

    def _draft(self, cluster: Cluster) -> Draft:
        seen, rows = self._seen, cluster.rows
        starts = seen.use_starts
        if len(rows) == 1 and starts[rows[0] + 1] - starts[rows[0]] == 1:
            name = seen.written[seen.name[rows[0]]]
            return Draft(cluster, {name: 1}, name)
        forms: Counter[str] = Counter(
            seen.written[seen.use_surface[use]]
            for row in rows
            for use in seen.uses(row)
            if self._belongs(row, use, cluster.root)
        )
        return Draft(cluster, forms, best_name(forms))

    def _belongs(self, row: int, use: int, root: int) -> bool:
        """Whether a form of a row is a name of the whole entity; a loose alias of one paper is not."""
        if self._seen.use_kind[use] != ALIAS:
            return True
        node, _ = self._meanings.bare.of(self._seen.use_node[use], self._seen.type[row])
        return self._meanings.sets.find(node) == root

    def build(self) -> Entities:
        self._mint()
        self._curate()
        with beside(self._packed_merges, papers=len(self._context.keys)) as merges:
            entities = self._canonical()
            row_keys = [""] * len(self._seen)
            for draft in self._drafts:
                for row in draft.cluster.rows:
                    row_keys[row] = draft.key
            return Entities(entities, row_keys, unpack(merges(), tuple[Merge, ...]))

    def _name(self, draft: Draft) -> NameForms:
        """What is made from the name of a draft, which people may have chosen."""
        number = self._seen.surfaces.get(draft.name)
        return name_forms(draft.name) if number is None else self._seen.names[number]

    def _mint(self) -> None:
        """Give every draft a key: type and name, and a suffix where two drafts share these."""
        groups: dict[str, list[Draft]] = defaultdict(list)
        for draft in self._drafts:
            groups[_KEY_STARTS[draft.cluster.type] + self._name(draft).slug].append(draft)
        for base, drafts in groups.items():
            if len(drafts) == 1:
                drafts[0].key = base
            else:
                self._mint_homonyms(base, drafts)

    def _mint_homonyms(self, base: str, drafts: Sequence[Draft]) -> None:
        """Tell drafts of one name apart; one that is far commoner than all others needs no suffix."""
        ordered = sorted(drafts, key=self._first_paper)
        suffixes = [draft.cluster.suffix or self._long_form(draft) for draft in ordered]
        sizes = [len(draft.cluster.rows) for draft in ordered]
        if all(suffixes) and max(sizes) >= DOMINANT * sum(sizes):
            suffixes[sizes.index(max(sizes))] = ""
        used: set[str] = set()
        for draft, suffix in zip(ordered, suffixes, strict=True):
            key = f"{base}~{suffix}" if suffix else base
            draft.key = key if key not in used else f"{base}~{digest(repr(self._first_paper(draft)), 8)}"
            used.add(draft.key)

    def _first_paper(self, draft: Draft) -> tuple[str, str]:
        return min(self._context.keys[self._seen.paper[row]] for row in draft.cluster.rows), draft.name

    def _long_form(self, draft: Draft) -> str:
        """The expansion that tells an acronym from others, or nothing for uses that give none."""
        longs = Counter(
            self._seen.first_surface[self._seen.long[row]]
            for row in draft.cluster.rows
            if self._seen.long[row] >= 0
        )
        return slug(min(longs, key=lambda name: (-longs[name], name))) if longs else ""

    def _curate(self) -> None:
        if any(is_about(e, "entity") for e in self._curation.of(SplitEntry) + self._curation.of(MergeEntry)):
            self._split_curated()
            self._mint()
            self._merge_curated()
            self._mint()
        if not (self._curation.of(RetypeEntry) or self._curation.of(RenameEntry)):
            return
        by_key = Finder(self._drafts)
        for entry in self._curation.of(RetypeEntry):
            for draft in by_key.find(entry.key):
                draft.cluster.type = TYPE_NUMBER[entry.type]
        for entry in self._curation.of(RenameEntry):
            for draft in by_key.find(entry.key):
                draft.name = draft.curated = entry.name
        self._mint()

    def _split_curated(self) -> None:
        for entry in self._curation.of(SplitEntry):
            if not is_about(entry, "entity"):
                continue
            for draft in Finder(self._drafts).find(entry.key):
                apart = [row for row in draft.cluster.rows if self._set_apart(row, entry)]
                rest = [row for row in draft.cluster.rows if row not in set(apart)]
                if apart and rest:
                    self._drafts.remove(draft)
                    for rows in (apart, rest):
                        cluster = Cluster(draft.cluster.root, rows, draft.cluster.type, draft.cluster.suffix)
                        self._drafts.append(self._draft(cluster))

    def _set_apart(self, row: int, entry: SplitEntry) -> bool:
        seen = self._seen
        return self._context.keys[seen.paper[row]] in entry.papers or any(
            seen.written[seen.use_surface[use]] in entry.names for use in seen.uses(row)
        )

    def _merge_curated(self) -> None:
        for entry in self._curation.of(MergeEntry):
            if not is_about(entry, "entity"):
                continue
            finder = Finder(self._drafts)
            found = [draft for key in (entry.keep, *entry.merge) for draft in finder.find(key)]
            keep, others = found[:1], [draft for draft in found[1:] if draft is not found[0]]
            for draft in keep if others else ():
                for other in {id(other): other for other in others}.values():
                    draft.cluster.notes.append((draft.name, other.name, "merged by curation", 1.0))
                    draft.cluster.notes += other.cluster.notes
                    draft.cluster.rows = sorted(draft.cluster.rows + other.cluster.rows)
                    draft.forms = Counter(draft.forms) + Counter(other.forms)
                    self._drafts.remove(other)

    def _canonical(self) -> tuple[CanonicalEntity, ...]:
        families = self._families()
        entities = [
            CanonicalEntity(
                key=draft.key,
                name=draft.name,
                type=TYPES[draft.cluster.type],
                aliases=() if draft.forms.keys() == {draft.name} else other_forms(draft),
                variant_of=families.get(number),
            )
            for number, draft in enumerate(self._drafts)
        ]
        return tuple(sorted(entities, key=lambda entity: entity.key))

    def _families(self) -> dict[int, str]:
        """The drafts that are sizes or versions, by number, with the keys of the families they belong to."""
        forms = {
            number: found
            for number, draft in enumerate(self._drafts)
            if TYPES[draft.cluster.type] in _IN_FAMILIES and (found := self._name(draft).families)
        }
        named = self._by_form({form for found in forms.values() for form in found})
        families = {number: self._family(self._drafts[number], own, named) for number, own in forms.items()}
        return {number: family for number, family in families.items() if family}

    def _by_form(self, wanted: Set[str]) -> dict[str, list[Draft]]:
        """The drafts that go by some normal forms."""
        names, number = self._seen.names, self._seen.surfaces
        named: dict[str, list[Draft]] = {form: [] for form in wanted}
        for draft in self._drafts:
            for name in draft.forms:
                found = named.get(names[number[name]].normal)
                if found is not None and not (found and found[-1] is draft):
                    found.append(draft)
        return named

    def _family(self, draft: Draft, forms: Sequence[str], named: Mapping[str, list[Draft]]) -> str | None:
        """The nearest family that is an entity itself, of a kindred type, and the only one of its name."""
        for form in forms:
            kin = [d for d in named.get(form, ()) if d is not draft and kindred(d, draft)]
            if kin:
                return kin[0].key if len(kin) == 1 else None
        return None

    def _packed_merges(self) -> bytes:
        return pack(sorted(self._merges(), key=_merge_order))

    def _merges(self) -> Iterable[Merge]:
        node_reasons = defaultdict(list)
        for link in self._meanings.links:
            node_reasons[self._meanings.sets.find(link.a)].append(link)
        bare = self._bare_rows()
        for draft in self._drafts:
            if len(draft.forms) > 1 or draft.cluster.notes:
                yield from self._spellings(draft)
                yield from (Merge(draft.key, *note) for note in draft.cluster.notes)
                for link in node_reasons.get(draft.cluster.root, ()):
                    a, b = self._seen.first_surface[link.a], self._seen.first_surface[link.b]
                    if a in draft.forms and b in draft.forms:
                        yield Merge(draft.key, a, b, link.reason, link.confidence)
            if len(draft.cluster.rows) > 1 or draft.cluster.type != self._seen.type[draft.cluster.rows[0]]:
                yield from self._type_votes(draft)
            if not bare.isdisjoint(draft.cluster.rows):
                yield from self._bare_readings(draft, bare)

    def _bare_rows(self) -> frozenset[int]:
        """Rows that name their thing by an acronym which their paper does not spell out."""
        columns = zip(self._seen.node, self._seen.long, self._meanings.anchors, strict=True)
        return frozenset(
            row for row, (node, long, anchor) in enumerate(columns) if long < 0 and anchor != node
        )

    def _spellings(self, draft: Draft) -> Iterable[Merge]:
        """Forms with one normal form, and short and long forms that some paper gives together."""
        leaders: dict[str, str] = {}
        names, number = self._seen.names, self._seen.surfaces
        for form in sorted(draft.forms, key=lambda f: (f != draft.name, -draft.forms[f], f)):
            leader = leaders.setdefault(names[number[form]].normal, form)
            if leader != form:
                yield Merge(
                    draft.key, leader, form, "same name but for case, spacing, hyphens, plural or head noun"
                )
        yield from self._spelled_out(draft)

    def _spelled_out(self, draft: Draft) -> Iterable[Merge]:
        seen, shown = self._seen, set()
        for row in draft.cluster.rows:
            if seen.long[row] >= 0 and (seen.node[row], seen.long[row]) not in shown:
                shown.add((seen.node[row], seen.long[row]))
                short, long = seen.first_surface[seen.node[row]], seen.first_surface[seen.long[row]]
                yield Merge(draft.key, long, short, f"spelled out in {self._context.keys[seen.paper[row]]}")

    def _type_votes(self, draft: Draft) -> Iterable[Merge]:
        votes = Counter(self._seen.type[row] for row in draft.cluster.rows)
        for kind in sorted(votes):
            if kind != draft.cluster.type:
                ours, total = TYPES[draft.cluster.type], len(draft.cluster.rows)
                reason = f"{TYPES[kind]} in {votes[kind]} of {total} papers, outweighed"
                sure = 1 - votes[kind] / total
                name = draft.name
                yield Merge(draft.key, f"{name} ({ours})", f"{name} ({TYPES[kind]})", reason, sure)

    def _bare_readings(self, draft: Draft, bare: Set[int]) -> Iterable[Merge]:
        seen, shown = self._seen, set()
        for row in draft.cluster.rows:
            node, likely = seen.node[row], self._meanings.bare.is_likely(row)
            if row in bare and (node, likely) not in shown:
                shown.add((node, likely))
                reading, share = self._meanings.bare.reading(row)
                short, long = seen.first_surface[node], seen.first_surface[reading]
                how = "by what stands beside it" if likely else "as elsewhere"
                paper = self._context.keys[seen.paper[row]]
                reason = f"without expansion in {paper} and perhaps others; read {how}"
                yield Merge(draft.key, long, f"{short}{ALONE}", reason, share)


def _merge_order(merge: Merge) -> tuple[str, str, str, str]:
    return (merge.key, merge.kept, merge.merged, merge.reason)
