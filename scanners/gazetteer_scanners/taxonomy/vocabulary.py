"""The words that a taxonomy table may use: columns, levels, roles, detection factors, rules.

The rule words follow two published privacy policies, PIPL (China), GDPR, CCPA, GB/T 35273-2020 and GB/T 45574-2025.
"""

from typing import Final

from gazetteer_scanners.taxonomy.element import Level, Role

REQUIRED_COLUMNS: Final = ("id", "label_en", "category", "role", "sensitivity")

OPTIONAL_COLUMNS: Final = (
    "label_zh", "parent", "sensitivity_strict", "rules", "gbt35273_annex_a", "gbt35273_annex_b", "gbt45574", "pipl28",
    "gdpr9", "ccpa_spi", "fideslang", "dpv", "subjects", "platforms", "policy_sections", "policy_terms", "detection",
    "names_en", "names_camel", "names_zh", "names_pinyin", "names_pinyin_abbr", "value_format", "format_basis",
    "false_friends", "validators", "google_infotype", "presidio_entity",
)  # fmt: skip

LEVEL_WORDS: Final = {
    "non_personal_alone": Level.NON_PERSONAL_ALONE,
    "personal": Level.PERSONAL,
    "sensitive": Level.SENSITIVE,
}

ROLE_WORDS: Final = {role.value.lower(): role for role in Role}

DETECTION_WORDS: Final = ("name", "value", "checksum", "context", "profile")

RULE_MEANINGS: Final = {
    "combination_only": "personal while it sits with a field whose own level is personal or sensitive",
    "org_data": "data of an organisation; does not rise by combination",
    "natural_person_check": "look at the value: it may name a natural person",
    "negative_class": "looks like personal data and is not; does not rise by combination",
    "separate_consent_to_share": "sharing it needs a separate consent",
    "inherits_content": "takes the highest level found inside",
    "pseudonymous_id": "an identifier that the organisation made up for a person",
    "masked_is_still_personal": "masking does not lower the level",
    "biometric_if_template_extracted": "biometric once a template is taken from it",
    "positioning_source": "sensitive once a position is derived from it",
    "end_user_entrusted": "belongs to the end users of a customer, processed on the customer's behalf",
    "keep_for_suppression": "kept after erasure, so that the person is not written to again",
    "never_store": "must not be stored after authorisation",
    "evidence": "proves a consent or a request",
    "derived": "computed from other data",
    "legal_obligation": "kept because a law demands it",
    "public_disclosure_needs_consent": "publishing it needs consent",
    "public_disclosure_limited": "publishing it is limited by the policy",
    "minor:age_source": "tells the age of a person",
    "minor:marker": "marks a person as a minor",
    "minor:guardian": "data of a guardian",
}
"""Rule words that stand alone."""

RULE_FAMILIES: Final = {
    "retention": "kept for the time named after the colon",
    "sensitive_with": "sensitive together with the element named after the colon",
    "policy_conflict": "a policy classes it differently, as named after the colon",
    "right": "gives the person the right named after the colon",
    "sla": "to be answered in the time named after the colon",
}
"""Rule words of the form `family:detail`."""
