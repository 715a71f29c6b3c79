"""The age below which a guardian must consent to the processing of somebody's data, by country.

Source: PIPL article 31 (China); GDPR article 8 with the ages that member states and EEA states chose in their laws; the UK's
Data Protection Act 2018, section 9; COPPA (United States); PIPA article 22-2 (South Korea); DPDP Act 2023, section 2(f)
(India).
"""

from typing import Final

DEFAULT_COUNTRY: Final = "CN"

_COUNTRIES: Final[dict[int, str]] = {
    13: "BE EE FI GB IS LV MT NO PT SE US",
    14: "AT BG CN CY ES IT KR LT",
    15: "CZ DK FR GR",
    16: "DE HR HU IE LI LU NL PL RO SK",
    18: "IN",
}
CONSENT_AGES: Final[dict[str, int]] = {country: age for age, countries in _COUNTRIES.items() for country in countries.split()}
"""Age by ISO 3166-1 code."""
