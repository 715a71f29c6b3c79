"""What Presidio's own pattern recognizers find, and which of them are used; imports nothing of Presidio.

Source: presidio-analyzer 2.2, `predefined_recognizers` and their patterns, scores and checks. One is used where its pattern
or check is better than chance without context words: no language model gives any here.
"""

from dataclasses import dataclass

_OURS = "a rule of ours finds the same, with a check where there is one"
_BARE = "its patterns are bare runs of digits, or codes without a check, that order numbers match as well"
_COMPANY = "it finds companies and their offices, no persons"
_PLACE = "postal codes are told by the names of their columns"
_WORDS = "it rests on English words before the number"


@dataclass(frozen=True, slots=True)
class PresidioEntity:
    """What becomes of an entity.

    Attributes:
        element: what it stands for in the taxonomy; empty if nothing there is like it.
        why_not: the reason why its recognizer is not used; empty if it is.
    """

    element: str
    why_not: str = ""


PRESIDIO_ENTITIES = {
    "ABA_ROUTING_NUMBER": PresidioEntity("payment.bank_code", _OURS),
    "AU_ABN": PresidioEntity("invoice.tax_id", _COMPANY),
    "AU_ACN": PresidioEntity("org.business_licence", _COMPANY),
    "AU_MEDICARE": PresidioEntity("health.insurance_id"),
    "AU_TFN": PresidioEntity("national_id.au"),
    "CA_POSTAL_CODE": PresidioEntity("contact.address", _PLACE),
    "CA_SIN": PresidioEntity("national_id.ca"),
    "CREDIT_CARD": PresidioEntity("payment.card_number"),
    "CRYPTO": PresidioEntity("payment.crypto_wallet"),
    "DATE_TIME": PresidioEntity(
        "person.birth_date", "any date matches; birth dates are told by names and by the ages they give"
    ),
    "DE_BSNR": PresidioEntity("", _COMPANY),
    "DE_FUEHRERSCHEIN": PresidioEntity("driving_licence.number", _BARE),
    "DE_HANDELSREGISTER": PresidioEntity("org.business_licence", _COMPANY),
    "DE_HEALTH_INSURANCE": PresidioEntity("health.insurance_id"),
    "DE_ID_CARD": PresidioEntity("national_id.de", _OURS),
    "DE_KFZ": PresidioEntity("vehicle.plate", _OURS),
    "DE_LANR": PresidioEntity("", _COMPANY),
    "DE_PASSPORT": PresidioEntity("passport.number", _OURS),
    "DE_PLZ": PresidioEntity("contact.address", _PLACE),
    "DE_SOCIAL_SECURITY": PresidioEntity("national_id.de"),
    "DE_TAX_ID": PresidioEntity("national_id.de"),
    "DE_TAX_NUMBER": PresidioEntity("invoice.tax_id", _BARE),
    "DE_VAT_ID": PresidioEntity("invoice.tax_id"),
    "EMAIL_ADDRESS": PresidioEntity("contact.email", "it fetches a list of domains; " + _OURS),
    "ES_NIE": PresidioEntity("national_id.es"),
    "ES_NIF": PresidioEntity("national_id.es"),
    "ES_PASSPORT": PresidioEntity("passport.number", _BARE),
    "FI_PERSONAL_IDENTITY_CODE": PresidioEntity("national_id.fi"),
    "IBAN_CODE": PresidioEntity("payment.iban"),
    "IN_AADHAAR": PresidioEntity("national_id.in"),
    "IN_GSTIN": PresidioEntity("invoice.tax_id", _COMPANY),
    "IN_PAN": PresidioEntity("national_id.in"),
    "IN_PASSPORT": PresidioEntity("passport.number", _BARE),
    "IN_VEHICLE_REGISTRATION": PresidioEntity("vehicle.plate", _BARE),
    "IN_VOTER": PresidioEntity("national_id.in", _BARE),
    "IP_ADDRESS": PresidioEntity("network.ip"),
    "IT_DRIVER_LICENSE": PresidioEntity("driving_licence.number", _BARE),
    "IT_FISCAL_CODE": PresidioEntity("national_id.it"),
    "IT_IDENTITY_CARD": PresidioEntity("national_id.it", _BARE),
    "IT_PASSPORT": PresidioEntity("passport.number", _BARE),
    "IT_VAT_CODE": PresidioEntity("invoice.tax_id", _COMPANY),
    "KR_BRN": PresidioEntity("invoice.tax_id", _COMPANY),
    "KR_DRIVER_LICENSE": PresidioEntity("driving_licence.number", _BARE),
    "KR_FRN": PresidioEntity("national_id.kr"),
    "KR_PASSPORT": PresidioEntity("passport.number", _BARE),
    "KR_RRN": PresidioEntity("national_id.kr"),
    "MAC_ADDRESS": PresidioEntity("device.mac"),
    "MEDICAL_LICENSE": PresidioEntity("", "its pattern fires on order numbers and digests"),
    "NG_NIN": PresidioEntity("national_id", _BARE),
    "NG_VEHICLE_REGISTRATION": PresidioEntity("vehicle.plate", _BARE),
    "PH_PASSPORT": PresidioEntity("passport.number", _BARE),
    "PH_TIN": PresidioEntity("invoice.tax_id", _BARE),
    "PH_UMID": PresidioEntity("national_id", _BARE),
    "PL_PESEL": PresidioEntity("national_id.pl"),
    "SE_ORGANISATIONSNUMMER": PresidioEntity("org.business_licence", _COMPANY),
    "SE_PERSONNUMMER": PresidioEntity("national_id.se"),
    "SG_NRIC_FIN": PresidioEntity("national_id.sg"),
    "SG_UEN": PresidioEntity("org.business_licence", _COMPANY),
    "TH_TNIN": PresidioEntity("national_id.th"),
    "TR_LICENSE_PLATE": PresidioEntity("vehicle.plate", _BARE),
    "TR_NATIONAL_ID": PresidioEntity("national_id.tr"),
    "UK_DRIVING_LICENCE": PresidioEntity("driving_licence.number"),
    "UK_NHS": PresidioEntity("health.record"),
    "UK_NINO": PresidioEntity("national_id.gb"),
    "UK_PASSPORT": PresidioEntity("passport.number", _BARE),
    "UK_POSTCODE": PresidioEntity("contact.address", _PLACE),
    "UK_VEHICLE_REGISTRATION": PresidioEntity("vehicle.plate", _OURS),
    "URL": PresidioEntity("", "an address of a page names no person by itself"),
    "US_BANK_NUMBER": PresidioEntity("payment.bank_account", _BARE),
    "US_CLAIM_NUMBER": PresidioEntity("health.record", _WORDS),
    "US_DRIVER_LICENSE": PresidioEntity("driving_licence.number", _BARE),
    "US_HEALTH_INSURANCE_MEMBER_ID": PresidioEntity("health.insurance_id", _BARE),
    "US_ITIN": PresidioEntity("national_id.us"),
    "US_MBI": PresidioEntity("health.insurance_id"),
    "US_NPI": PresidioEntity("", _COMPANY),
    "US_PASSPORT": PresidioEntity("passport.number", _BARE),
    "US_PRESCRIPTION_NUMBER": PresidioEntity("health.record", _WORDS),
    "US_PRIOR_AUTHORIZATION_NUMBER": PresidioEntity("health.record", _WORDS),
    "US_PROVIDER_TAX_ID": PresidioEntity("invoice.tax_id", _WORDS),
    "US_REFERRAL_NUMBER": PresidioEntity("health.record", _WORDS),
    "US_SSN": PresidioEntity("national_id.us"),
    "UUID": PresidioEntity("", "a UUID names no person by itself; " + _OURS),
    "ZA_COMPANY_REGISTRATION": PresidioEntity("org.business_licence", _COMPANY),
    "ZA_DRIVER_LICENSE": PresidioEntity("driving_licence.number", _BARE),
    "ZA_ID_NUMBER": PresidioEntity("national_id.za"),
    "ZA_INCOME_TAX_NUMBER": PresidioEntity("invoice.tax_id", _BARE),
    "ZA_LICENSE_PLATE": PresidioEntity("vehicle.plate", _BARE),
    "ZA_PASSPORT": PresidioEntity("passport.number", _BARE),
    "ZA_TRAFFIC_REGISTER_NUMBER": PresidioEntity("driving_licence.number", _BARE),
    "ZA_VAT_NUMBER": PresidioEntity("invoice.tax_id", _COMPANY),
}
"""By entity, as Presidio calls them."""

PRESIDIO_ELEMENTS = {entity: found.element for entity, found in PRESIDIO_ENTITIES.items() if not found.why_not}
"""The elements of the entities whose recognizers are used."""
