"""From hand-made scores to spans, groups, entities, relations and results."""

import numpy as np
import pytest

from kg.annotation import PAPER, Entity, Mention, Relation, Result, Span
from kg.extract import decode
from kg.extract.groups import Group, group, is_acronym, surface_key
from kg.extract.join import Part, join
from kg.extract.nodes import distance_buckets, node_arrays, sentence_buckets
from kg.extract.settings import Settings
from kg.extract.spans import choose
from kg.extract.units import rules_out
from tests.extract.made import features, reading, scores, span_chances, spot, type_index

TEXT = "We propose Heron. Heron beats Wren on BirdQA with 71.5% accuracy."


@pytest.fixture
def text():
    return features(TEXT)


class TestSpans:
    def chosen(self, found, **settings):
        made = features(TEXT)
        return [s.surface for s in choose(made, span_chances(made, found), Settings(**settings))]

    def test_spans_come_in_the_order_of_the_text(self):
        found = {"71.5%": ("absolute", 0.9), "Heron": ("Model", 0.8), "BirdQA": ("Benchmark", 0.99)}
        assert self.chosen(found) == ["Heron", "BirdQA", "71.5%"]

    def test_of_overlapping_spans_the_likelier_stays(self):
        assert self.chosen({"Wren on BirdQA": ("Model", 0.9), "BirdQA": ("Benchmark", 0.95)}) == ["BirdQA"]
        assert self.chosen({"Wren on BirdQA": ("Model", 0.95), "BirdQA": ("Benchmark", 0.9)}) == [
            "Wren on BirdQA"
        ]

    def test_the_longer_of_equal_spans_stays(self):
        assert self.chosen({"Heron beats": ("Model", 0.75), "beats": ("Method", 0.75)}) == ["Heron beats"]

    def test_a_span_that_is_refused_does_not_block_another(self):
        found = {"accuracy.": ("Metric", 0.9), "accuracy": ("Metric", 0.6)}
        assert self.chosen(found) == ["accuracy"]

    @pytest.mark.parametrize(("label", "threshold"), [("Model", "entity"), ("absolute", "value")])
    def test_thresholds(self, label, threshold):
        assert self.chosen({"Heron": (label, 0.6)}, **{threshold: 0.55}) == ["Heron"]
        assert self.chosen({"Heron": (label, 0.6)}, **{threshold: 0.65}) == []

    @pytest.mark.parametrize("spread", ["± 0.62", "\\pm 0.62", "+/- 0.62", "± 0.62%"])
    def test_a_mean_and_its_spread_are_one_value(self, spread):
        made = features(f"Heron has a Dice of 0.85 {spread}. Wren has more.")
        found = {
            "Heron": ("Model", 0.9),
            "0.85": ("absolute", 0.9),
            "0.62": ("absolute", 0.9),
            "Wren": ("Model", 0.9),
        }
        chosen = choose(made, span_chances(made, found), Settings())
        assert [s.surface for s in chosen] == ["Heron", f"0.85 {spread}", "Wren"]

    def test_a_span_does_not_leave_the_text(self):
        made = features("One word")
        chances = span_chances(made, {})
        chances[1, 3] = 0
        chances[1, 3, 1] = 1
        assert choose(made, chances, Settings()) == []


class TestGroups:
    def grouped(self, text, spots, pairs=None, **settings):
        made = features(text)
        spots = [spot(made, *one) for one in spots]
        found = group(text, spots, scores(spots, pairs=pairs).pairs, Settings(**settings))
        return [[spots[i].surface for i in one.members] for one in found]

    def test_case_and_plural_join(self):
        assert self.grouped("LLMs are an LLM", [("LLMs", "Method"), ("LLM", "Method", 0.9, 1)]) == [
            ["LLMs", "LLM"]
        ]

    def test_an_acronym_in_brackets_joins(self):
        text = "group relative policy optimization (GRPO)"
        spots = [("group relative policy optimization", "Method"), ("GRPO", "Method")]
        assert self.grouped(text, spots) == [["group relative policy optimization", "GRPO"]]

    def test_what_is_no_acronym_stays_apart(self):
        spots = [("Heron", "Model"), ("Wren", "Model")]
        assert self.grouped("Heron (Wren)", spots) == [["Heron"], ["Wren"]]

    def test_the_network_joins(self):
        spots = [("Heron", "Model"), ("the bird", "Model")]
        assert self.grouped("Heron is the bird", spots, {(1, "alias", 2): 30.0}) == [["Heron", "the bird"]]
        assert self.grouped("Heron is the bird", spots, {(1, "alias", 2): 19.0}) == [["Heron"], ["the bird"]]

    def test_a_chain_of_aliases_joins_only_its_likelier_half(self):
        spots = [("Heron", "Model"), ("the bird", "Model"), ("the wader", "Model")]
        pairs = {(1, "alias", 2): 23.0, (2, "alias", 3): 22.0}
        found = self.grouped("Heron is the bird is the wader", spots, pairs)
        assert found == [["Heron", "the bird"], ["the wader"]]

    def test_versions_stay_apart(self):
        text = "Qwen2.5-7B and Qwen2.5-72B and Qwen2.5"
        spots = [("Qwen2.5-7B", "Model"), ("Qwen2.5-72B", "Model"), ("Qwen2.5", "Model", 0.9, 2)]
        assert len(self.grouped(text, spots)) == 3

    def test_the_type_is_that_of_most_chance(self):
        made = features("Heron Heron Heron")
        spots = [spot(made, "Heron", "Model", 0.6, 0), spot(made, "Heron", "Method", 0.7, 1)]
        spots.append(spot(made, "Heron", "Model", 0.5, 2))
        (one,) = group(made.text, spots, scores(spots).pairs, Settings())
        assert one == Group((0, 1, 2), type_index("Model"), pytest.approx(0.6))

    def test_values_are_no_entities(self):
        assert self.grouped("71.5 on BirdQA", [("71.5", "absolute"), ("BirdQA", "Benchmark")]) == [["BirdQA"]]

    @pytest.mark.parametrize(
        ("short", "long", "expected"),
        [
            ("GRPO", "Group Relative Policy Optimization", True),
            ("LLMs", "large language models", True),
            ("MoE", "mixture of experts", True),
            ("OVR", "Open-Vision-Reasoner", True),
            ("GRPO", "Proximal Policy Optimization", False),
            ("A", "Apple", False),
            ("", "anything", False),
            ("ABCD", "a b", False),
        ],
    )
    def test_acronyms(self, short, long, expected):
        assert is_acronym(short, long) is expected

    def test_keys(self):
        assert surface_key("GPT-4o") == surface_key("GPT 4o") != surface_key("GPT-4")
        assert surface_key("loss") == "loss"
        assert surface_key("pass@1") != surface_key("pass@10")


class TestEntities:
    def test_name_aliases_mentions_and_new(self, text):
        spots = [spot(text, "Heron", "Model", 0.8), spot(text, "Heron", "Model", 0.9, 1)]
        one = Group((0, 1), type_index("Model"), 0.9)
        (entity,) = decode.entities(reading(text, spots, scores(spots, new=(1, 2)), groups=[one]))
        assert (entity.name, entity.type, entity.aliases, entity.new) == ("Heron", "Model", (), True)
        assert [mention.span for mention in entity.mentions] == [Span(11, 16), Span(18, 23)]
        assert [mention.confidence for mention in entity.mentions] == [pytest.approx(0.8), pytest.approx(0.9)]
        assert entity.confidence == pytest.approx(0.9)
        assert entity.new_confidence > 0.99

    def test_the_short_name_comes_before_the_phrase(self):
        made = features("policy optimization policy optimization (GRPO)")
        spots = [spot(made, "policy optimization", "Method", 0.9, nth) for nth in (0, 1)]
        spots.append(spot(made, "GRPO", "Method"))
        assert decode.surfaces(spots) == ["GRPO", "policy optimization"]

    def test_confidences_are_calibrated(self, text):
        spots = [spot(text, "Heron", "Model", 0.9)]
        settings = Settings(calibration={"entity": (0.5, 0.0)})
        (entity,) = decode.entities(reading(text, spots, scores(spots), settings=settings))
        assert entity.confidence == pytest.approx(0.75)


class TestRelations:
    def found(self, pairs, **settings):
        made = features(TEXT)
        spots = [spot(made, "Heron", "Model", 0.9, 1), spot(made, "Wren", "Model")]
        given = reading(made, spots, scores(spots, pairs=pairs), settings=Settings(**settings))
        return decode.relations(given, ["Heron", "Wren"])

    def test_a_likely_pair_is_a_relation_with_its_sentence(self):
        (relation,) = self.found({(1, "outperforms", 2): 2.0})
        assert (relation.head, relation.type, relation.tail) == ("Heron", "outperforms", "Wren")
        assert TEXT[relation.evidence.start : relation.evidence.end] == TEXT[18:]
        assert relation.confidence == pytest.approx(1 / (1 + np.exp(-2.0)), abs=1e-5)

    def test_an_unlikely_pair_is_none(self):
        assert self.found({(1, "outperforms", 2): -2.0}) == []

    def test_thresholds_by_relation(self):
        pairs = {(1, "outperforms", 2): 0.0, (1, "uses", 2): 0.0}
        (relation,) = self.found(pairs, any_relation=0.45, relation={"uses": 0.6})
        assert relation.type == "outperforms"

    def test_ends_that_share_no_sentence_are_believed_less(self):
        def chances(nth, head):
            made = features(TEXT)
            spots = [spot(made, "Heron", "Model", 0.9, nth), spot(made, "Wren", "Model")]
            made_scores = scores(spots, pairs={(head, "outperforms", 2): 2.0})
            given = reading(made, spots, made_scores, settings=Settings(apart=0.6))
            return [relation.confidence for relation in decode.relations(given, ["Heron", "Wren"])]

        assert chances(0, 1) == [pytest.approx(1 / (1 + np.exp(-1.4)), abs=1e-5)]
        assert chances(1, 1) == chances(0, 0) == [pytest.approx(1 / (1 + np.exp(-2.0)), abs=1e-5)]

    def test_the_paper_is_a_head_but_no_tail(self):
        (relation,) = self.found({(0, "evaluated_on", 2): 3.0, (2, "evaluated_on", 0): 3.0})
        assert (relation.head, relation.tail) == (PAPER, "Wren")

    def test_nothing_is_related_to_itself(self):
        assert self.found({(1, "uses", 1): 9.0}) == []

    def test_extreme_scores_do_not_overflow(self):
        (relation,) = self.found({(1, "uses", 2): 1e4})
        assert 0.99 < relation.confidence <= 1


class TestResults:
    def found(self, pairs, nothing=None, **settings):
        made = features(TEXT)
        spots = [
            spot(made, "Heron", "Model", 0.9, 1),
            spot(made, "BirdQA", "Benchmark"),
            spot(made, "71.5%", "absolute"),
            spot(made, "accuracy", "measure"),
        ]
        given = reading(
            made, spots, scores(spots, pairs=pairs, nothing=nothing), settings=Settings(**settings)
        )
        return decode.results(given, ["Heron", "BirdQA"])

    def test_the_likeliest_fillers_are_taken(self):
        pairs = {(3, "subject", 1): 6.0, (3, "benchmark", 2): 6.0, (3, "metric", 4): 6.0}
        (result,) = self.found(pairs)
        assert (result.subject, result.benchmark, result.metric) == ("Heron", "BirdQA", "accuracy")
        assert (result.value, result.kind) == ("71.5%", "absolute")
        assert TEXT[result.span.start : result.span.end] == "71.5%"
        assert TEXT[result.evidence.start : result.evidence.end] == TEXT[18:]
        assert 0.85 < result.confidence < 0.9

    def test_the_paper_can_be_the_subject(self):
        (result,) = self.found({(3, "subject", 0): 6.0})
        assert (result.subject, result.benchmark, result.metric) == (PAPER, None, None)

    def test_without_a_subject_there_is_no_result(self):
        assert self.found({(3, "subject", 1): 1.0}, {(3, "subject"): 6.0}) == []

    def test_a_measure_is_neither_subject_nor_benchmark(self):
        (result,) = self.found({(3, "subject", 4): 9.0, (3, "benchmark", 4): 9.0, (3, "subject", 1): 2.0})
        assert (result.subject, result.benchmark) == ("Heron", None)

    @pytest.mark.parametrize(
        ("value", "metric", "no"),
        [
            ("140 ms", "FPS", True),
            ("3.68GB", "perplexity", True),
            ("3.89 GPU seconds", "top-5 accuracy", True),
            ("$21$ ms", "latency", False),
            ("71.5%", "accuracy", False),
            ("16.3 mAP", "mAP", False),
            ("4,039 tokens per second", "decoding throughput", False),
        ],
    )
    def test_a_unit_of_time_or_memory_rules_out_shares_and_rates(self, value, metric, no):
        assert rules_out(value, metric) is no


class TestNodes:
    def test_distances_are_signed_and_logarithmic(self):
        buckets = distance_buckets(np.array([0, 1, 3, 2000]))
        assert buckets[0].tolist() == [9, 10, 11, 18]
        assert buckets[:, 0].tolist() == [9, 8, 7, 0]

    def test_sentence_distances_end_at_two(self):
        assert sentence_buckets(np.array([0, 1, 5])).tolist() == [[2, 3, 4], [1, 2, 4], [0, 0, 2]]

    def test_the_paper_is_the_first_node(self, text):
        arrays = node_arrays(text, [(2, 3)], [1], 12)
        assert arrays.label.tolist() == [12, 1]
        assert arrays.first.tolist() == [0, text.first[2]]
        assert arrays.distance.shape == arrays.sentence.shape == (2, 2)


class TestJoin:
    @staticmethod
    def entity(name, start, *aliases, kind="Model", confidence=0.8, new=False):
        mention = Mention(Span(start, start + len(name)), name, 0.9)
        return Entity(name, kind, aliases, new, (mention,), confidence)

    def test_one_part_stays_as_it_is(self):
        part = Part(0, [self.entity("Heron", 3)], [], [])
        assert join([part]) is part

    def test_no_part_gives_nothing(self):
        assert join([]) == Part(0, [], [], [])

    def test_spans_are_moved_and_entities_united(self):
        first = Part(0, [self.entity("Heron", 3)], [], [])
        second = Part(
            100,
            [self.entity("HERON", 2, "Big Heron", kind="Method", confidence=0.9, new=True)],
            [Relation(PAPER, "uses", "HERON", Span(0, 20), 0.7)],
            [Result("HERON", None, "AP", "5", "absolute", Span(9, 10), Span(0, 20), 0.6)],
        )
        joined = join([first, second])
        (entity,) = joined.entities
        assert (entity.name, entity.aliases) == ("Heron", ("HERON", "Big Heron"))
        assert (entity.type, entity.new, entity.confidence) == ("Method", True, 0.9)
        assert [mention.span.start for mention in entity.mentions] == [3, 102]
        (relation,) = joined.relations
        assert (relation.head, relation.tail, relation.evidence) == (PAPER, "Heron", Span(100, 120))
        (result,) = joined.results
        assert (result.subject, result.metric, result.span) == ("Heron", "AP", Span(109, 110))

    def test_a_relation_within_a_united_entity_vanishes(self):
        first = Part(0, [self.entity("Heron", 3, "Wren")], [], [])
        second = Part(
            50,
            [self.entity("Heron", 0), self.entity("Wren", 9)],
            [Relation("Heron", "uses", "Wren", Span(0, 15), 0.7)],
            [],
        )
        joined = join([first, second])
        assert [entity.name for entity in joined.entities] == ["Heron"]
        assert joined.relations == []

    def test_a_relation_said_twice_is_kept_once(self):
        entities = [self.entity("Heron", 0), self.entity("Wren", 9)]
        relation = Relation("Heron", "uses", "Wren", Span(0, 15), 0.7)
        joined = join([Part(0, entities, [relation], []), Part(60, entities, [relation], [])])
        assert len(joined.relations) == 1

    def test_names_stay_unique_where_aliases_bridge_two(self):
        first = Part(0, [self.entity("Heron", 0), self.entity("Wren", 9)], [], [])
        second = Part(60, [self.entity("Heron", 0, "Wren")], [], [])
        names = [s for e in join([first, second]).entities for s in (e.name, *e.aliases)]
        assert len(names) == len(set(names))


def test_settings_are_kept(tmp_path):
    settings = Settings(entity=0.4, relation={"uses": 0.3}, calibration={"entity": (1.5, -0.2)})
    settings.save(tmp_path / "settings.json")
    kept = Settings.load(tmp_path / "settings.json")
    assert kept.calibrated("entity", 0.7) == settings.calibrated("entity", 0.7)
    assert kept.least("uses") == 0.3
    assert kept.least("outperforms") == settings.any_relation


def test_calibration_keeps_the_order():
    settings = Settings(calibration={"entity": (0.7, 0.3)})
    values = [settings.calibrated("entity", chance) for chance in (0.0, 0.2, 0.5, 0.9, 1.0)]
    assert values == sorted(values)
    assert 0 < values[0] < values[-1] < 1
    assert settings.calibrated("new", 0.2) == pytest.approx(0.2)
