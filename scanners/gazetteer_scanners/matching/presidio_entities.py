"""How Presidio's entities and our elements and rule ids go together; imports nothing of Presidio.

An element's id becomes an entity in upper case with underscores: `national_id.cn` is `NATIONAL_ID_CN`; a rule without an
element is `FORM_` + its form. What the engine finds in samples is counted as the rule `presidio.` + the entity in lower
case: `presidio.us_ssn`.
"""

from gazetteer_scanners.recognizers.registry import RuleSet
from gazetteer_scanners.recognizers.rule import Rule

_PREFIX = "presidio."
# Presidio's own recognizers whose patterns or checks are strong enough without context words, and what they find.
# Left out: EmailRecognizer (would fetch a list of domains), those of organisations, and those for what our rules find.
PRESIDIO_ELEMENTS = {
    "AU_MEDICARE": "health.insurance_id",
    "AU_TFN": "national_id.au",
    "CA_SIN": "national_id.ca",
    "CREDIT_CARD": "payment.card_number",
    "CRYPTO": "payment.crypto_wallet",
    "DE_HEALTH_INSURANCE": "health.insurance_id",
    "DE_TAX_ID": "national_id.de",
    "ES_NIE": "national_id.es",
    "ES_NIF": "national_id.es",
    "FI_PERSONAL_IDENTITY_CODE": "national_id.fi",
    "IBAN_CODE": "payment.iban",
    "IN_AADHAAR": "national_id.in",
    "IN_PAN": "national_id.in",
    "IP_ADDRESS": "network.ip",
    "IT_FISCAL_CODE": "national_id.it",
    "KR_RRN": "national_id.kr",
    "MAC_ADDRESS": "device.mac",
    "PL_PESEL": "national_id.pl",
    "SE_PERSONNUMMER": "national_id.se",
    "SG_NRIC_FIN": "national_id.sg",
    "TH_TNIN": "national_id.th",
    "TR_NATIONAL_ID": "national_id.tr",
    "UK_DRIVING_LICENCE": "driving_licence.number",
    "UK_NHS": "health.record",
    "UK_NINO": "national_id.gb",
    "US_MBI": "health.insurance_id",
    "US_SSN": "national_id.us",
    "ZA_ID_NUMBER": "national_id.za",
}


def entity_of(rule: Rule) -> str:
    """The rule's Presidio entity: its element in upper case, or `FORM_` + its form."""
    return rule.element.upper().replace(".", "_") if rule.element else f"FORM_{rule.form.value}"


def entity_elements(rules: RuleSet) -> dict[str, str]:
    """The element of each entity that stands for one of our rules; entities of forms are not in it."""
    return {entity_of(rule): rule.element for rule in (*rules.rules, *rules.sampled) if rule.element}


def sampled_rule(entity: str) -> str:
    """The rule id under which an entity in samples is counted."""
    return f"{_PREFIX}{entity.lower()}"


PRESIDIO_SAMPLES = "presidio.samples"
"""Rule id under which evidence counts the samples themselves: what the counts of the other `presidio.` ids are out of."""


def sampled_elements(rules: RuleSet) -> dict[str, str]:
    """The element of each rule id that sampling may count, Presidio's own and ours; forms are not in it."""
    return {sampled_rule(entity): element for entity, element in {**PRESIDIO_ELEMENTS, **entity_elements(rules)}.items()}
