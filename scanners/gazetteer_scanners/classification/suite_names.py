"""Field names of business suites and web analytics, which say little by themselves and are the same in thousands of companies.

Compiled from the published data dictionaries of SAP ERP (central person, customer and address tables), of PeopleSoft (personal
data), of the OMOP common data model, of Google Analytics exports, and of shops' and chat services' public interfaces.
"""

from typing import Final

from gazetteer_scanners.classification.name_words import words

SUITE_NAMES: Final[dict[str, frozenset[str]]] = {
    "person.name.first": words("vorna namev name_first first_name_srch"),
    "person.name.last": words("nachn name_last last_name_srch"),
    "person.birth_date": words("gbdat gbdat1 birthdt"),
    "person.gender": words("gesch gender_cd"),
    "person.nationality": words("natio natio2 gblnd gbort gbdep"),
    "person.marital_status": words("famst mar_status mar_status_dt"),
    "special.religion": words("konfe"),
    "special.ethnicity": words("race_concept_id race_source_value ethnicity_concept_id ethnicity_source_value"),
    "health.condition": words(
        "condition_concept_id condition_source_value condition_source_concept_id condition_start_date condition_end_date "
        "cause_concept_id cause_source_value"
    ),
    "health.record": words(
        "drug_concept_id drug_source_value procedure_concept_id procedure_source_value measurement_concept_id "
        "observation_concept_id value_as_concept_id visit_concept_id"
    ),
    "work.employee_id": words("pernr emplid empl_rcd hr_emplid"),
    "work.income": words("bet01 lga01 annual_rt monthly_rt hourly_rt comprate"),
    "contact.phone": words("telf1 telf2 telfx telnr tel_number fax_number telnr_long mob_number"),
    "contact.email": words("smtp_addr smtp_address email_addr usrid_long"),
    "contact.address": words("stras house_num1 str_suppl1 str_suppl2 locat"),
    "contact.address.city": words("ort01 ort02"),
    "contact.address.country": words("land1"),
    "contact.address.postal_code": words("pstlz post_code1 pstl2"),
    "invoice.tax_id": words("stceg stcd1 stcd2 stcd3"),
    "payment.bank_account": words("bankn"),
    "payment.bank_code": words("bankl swift_cd"),
    "log.cookie_id": words("user_pseudo_id ga_session_id client_pseudo_id"),
    "location.coarse": words("geo_region geo_metro geo_country geo_sub_continent"),
    "log.browsing": words("page_location page_referrer landing_site referring_site"),
    "device.brand": words("device_mobile_brand_name mobile_brand_name"),
    "device.model": words("device_mobile_model_name mobile_model_name device_mobile_marketing_name"),
    "device.os": words("device_operating_system operating_system"),
    "device.os_version": words("device_operating_system_version operating_system_version"),
    "pref.marketing_consent": words("accepts_marketing buyer_accepts_marketing email_marketing_consent sms_marketing_consent"),
    "pref.language": words("sprsl spras"),
    "person.avatar": words("image_24 image_32 image_48 image_72 image_192 image_512 headimgurl profile_image_url"),
    "auth.security_question": words("passwd_question passwd_answer password_question password_answer secret_answer"),
    "education.record": words("byxx byyx xuexiao"),
}
"""By element; a name that is in no element of the taxonomy in use is left out."""
