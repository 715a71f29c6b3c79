"""The rules as Presidio recognizers agree with ours; the engine runs on samples and asks the network for nothing."""

import logging
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pyarrow as pa
import pytest

from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.matching.presidio import (
    PresidioSampler,
    RuleRecognizer,
    analyze_samples,
    build_registry,
    sampler_for,
    score_of,
)
from gazetteer_scanners.matching.presidio_catalogue import PRESIDIO_ELEMENTS
from gazetteer_scanners.matching.presidio_entities import entity_elements, entity_of, sampled_elements
from gazetteer_scanners.matching.samples import MAX_SAMPLES
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.recognizers.registry import load_rules, rule_set
from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.taxonomy import load_taxonomy

RULES = load_rules()
PATTERNS = sorted((*RULES.rules, *RULES.sampled), key=lambda rule: rule.id)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a test reached for the network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture(scope="module")
def sampler() -> PresidioSampler:
    return PresidioSampler(RULES)


def _ours(rule: Rule, text: str) -> bool:
    hits = RegexColumnMatcher(rule_set([replace(rule, sampled=False)])).match(pa.array([text], pa.string()))
    return bool(hits) and hits[0].valid + hits[0].inside > 0


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: rule.id)
def test_agrees_with_the_column_matcher(rule: Rule) -> None:
    recognizer = RuleRecognizer(rule, "en")
    examples = [*rule.hits, *rule.misses, *rule.inside_hits, *(f"号码{value}，好" for value in rule.hits)]
    texts: list[str] = normalise(pa.array(examples)).text.to_pylist()
    theirs = {text: bool(recognizer.analyze(text, [entity_of(rule)])) for text in texts}
    assert theirs == {text: _ours(rule, text) for text in texts}
    assert all(theirs[text] for text in texts[: len(rule.hits)])


def test_one_recognizer_per_rule() -> None:
    registry = build_registry(RULES)
    assert [str(getattr(recognizer, "name", None)) for recognizer in registry.recognizers] == [rule.id for rule in PATTERNS]
    assert set(registry.get_supported_entities()) == {entity_of(rule) for rule in PATTERNS}


def test_entities_lead_back_to_elements() -> None:
    elements = entity_elements(RULES)
    assert elements["NATIONAL_ID_CN"] == "national_id.cn"
    assert elements["PERSON_BIRTH_DATE"] == "person.birth_date"
    assert set(elements.values()) == {rule.element for rule in PATTERNS if rule.element}
    assert entity_of(next(rule for rule in RULES.rules if rule.id == "digest.md5")) == "FORM_HASHED"


def test_scores_follow_chance_and_checksum() -> None:
    by_id = {rule.id: rule for rule in RULES.rules}
    assert score_of(by_id["idfa"]) == 0.05
    assert score_of(by_id["mac"]) == 0.85
    results = RuleRecognizer(by_id["card"], "en").analyze("pay 4111111111111111 now", ["PAYMENT_CARD_NUMBER"])
    assert [(result.start, result.end, result.score) for result in results] == [(4, 20, 1.0)]
    results = RuleRecognizer(by_id["imei.unlisted"], "en").analyze("202401150931273", ["DEVICE_IMEI"])
    assert [result.score for result in results] == [0.05]


def test_engine_counts_entities_in_samples() -> None:
    registry = build_registry(rule_set(rule for rule in RULES.rules if rule.id in ("email", "phone_cn.mobile", "mac")))
    texts = ["电话１３８ 0013 8000，邮箱li@example.cn", "ann@example.org or li@example.cn", "02:00:00:00:00:00", "nothing"]
    assert analyze_samples(registry, texts) == Counter({"CONTACT_EMAIL": 3, "CONTACT_PHONE": 1})


def test_engine_speaks_the_language_it_is_given() -> None:
    rules = rule_set(rule for rule in RULES.rules if rule.id == "email")
    assert analyze_samples(build_registry(rules, "zh"), ["邮箱li@example.cn"], "zh") == Counter({"CONTACT_EMAIL": 1})


def test_sampler_finds_with_our_rules_and_with_presidios(sampler: PresidioSampler) -> None:
    values = ["my SSN is 078-05-1120 please", "邮箱li@example.cn请回复", "ann@example.org", None, "4111 1111 1111 1111"]
    found = sampler.sample(normalise(pa.array(values, pa.string())).text)
    hits = {hit.rule: (hit.whole, hit.valid, hit.inside) for hit in found.hits}
    assert found.sampled == 3
    assert found.timeouts == 0
    assert hits["presidio.contact_email"] == (0, 0, 1)
    assert hits["presidio.payment_card_number"] == (1, 1, 0)
    assert hits["presidio.credit_card"] == (1, 1, 0)
    assert [hit.rule for hit in found.hits] == sorted(hits)


def test_sampler_is_made_without_the_network() -> None:
    assert PresidioSampler(RULES).sample(pa.array(["write to ann@example.org"])).sampled == 1


def test_sampler_knows_the_elements(sampler: PresidioSampler) -> None:
    assert sampler.element_of("presidio.contact_email") == "contact.email"
    assert sampler.element_of("presidio.us_ssn") == "national_id.us"
    assert sampler.element_of("presidio.form_hashed") == ""


def test_sampled_elements_are_those_of_the_taxonomy() -> None:
    taxonomy = load_taxonomy()
    assert [element for element in sampled_elements(RULES).values() if not taxonomy.is_known(element)] == []


def test_the_process_keeps_one_sampler_for_its_rules() -> None:
    values = pa.array(["write to ann@example.org", "card 4111 1111 1111 1111 please"])
    hits = sampler_for(RULES).sample(values).hits
    assert sampler_for(RULES) is sampler_for(load_rules())
    found = {"presidio.contact_email", "presidio.credit_card", "presidio.payment_card_number"}
    assert found <= {hit.rule for hit in hits}


def test_sample_is_bounded_and_the_same_in_any_order(sampler: PresidioSampler) -> None:
    texts = [f"mail number {i} to u{i}@example.org" for i in range(60)]
    first, again = (sampler.sample(pa.array(order), limit=20) for order in (texts, texts[::-1] + texts))
    assert first == again
    assert first.sampled == 20
    assert [hit.inside for hit in first.hits if hit.rule == "presidio.contact_email"] == [20]
    assert MAX_SAMPLES == 200


@pytest.mark.parametrize("values", [[], [None], ["x", "13800138000"]])
def test_sampler_without_free_text(sampler: PresidioSampler, values: list[str | None]) -> None:
    found = sampler.sample(pa.array(values, pa.string()))
    assert (found.hits, found.sampled, found.timeouts) == ((), 0, 0)


def test_swallowed_timeouts_are_counted(sampler: PresidioSampler, monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*args: object, **kwargs: object) -> list[object]:
        logging.getLogger("presidio-analyzer").warning("Regex pattern '%s' timed out after %s seconds, skipping.", "x", 60)
        return []

    monkeypatch.setattr(RuleRecognizer, "analyze", give_up)
    found = sampler.sample(pa.array(["a text with words in it"]))
    assert found.timeouts == len(PATTERNS)


def test_every_entity_of_presidio_is_one_it_has(sampler: PresidioSampler) -> None:
    assert set(_supported(sampler)) == set(PRESIDIO_ELEMENTS) | {entity_of(rule) for rule in PATTERNS}


def _supported(sampler: PresidioSampler) -> Iterator[str]:
    for recognizer in sampler.recognizers:
        yield from recognizer.supported_entities


def test_a_plain_scan_does_not_import_presidio() -> None:
    code = (
        "import sys, pyarrow as pa\n"
        "import gazetteer_scanners.matching.presidio_entities\n"
        "from gazetteer_scanners.matching.columns import RegexColumnMatcher\n"
        "from gazetteer_scanners.recognizers.registry import load_rules\n"
        "hits = RegexColumnMatcher(load_rules()).match(pa.array(['ann@example.org']))\n"
        "assert any(hit.rule == 'email' for hit in hits)\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "assert not loaded & {'presidio_analyzer', 'spacy', 'tldextract', 'phonenumbers'}, loaded\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
