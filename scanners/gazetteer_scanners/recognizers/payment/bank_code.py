"""Codes of banks: BIC and the American routing number. Source: ISO 9362 (four letters, a country, two characters, a
branch), ISO 3166-1, Federal Reserve operating circular (ABA: nine digits, weights 3 7 1 modulo 10, the first two of a
district)."""

from gazetteer_scanners.recognizers.digits import digits_of, weigh
from gazetteer_scanners.recognizers.rule import Rule

_COUNTRIES_TEXT = (
    "AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI "
    "CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FO FR GA GB GD GE GF GG GH GI GL GM GN GQ "
    "GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI "
    "LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NZ OM PA PE "
    "PF PG PH PK PL PR PS PT PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR ST SV SY SZ TD TG TH TJ TL TM "
    "TN TO TR TT TW TZ UA UG US UY UZ VA VC VE VG VN VU WS XK YE ZA ZM ZW"
)
_COUNTRIES = frozenset(_COUNTRIES_TEXT.split())
_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7, 1)


def is_bic(text: str) -> bool:
    """True if the fifth and sixth letters are a country."""
    return text[4:6] in _COUNTRIES


def is_routing_number(text: str) -> bool:
    """True if the weighted sum divides by 10 and the number belongs to a district."""
    digits = digits_of(text)
    if len(digits) != 9 or weigh(digits, _WEIGHTS) % 10:
        return False
    district = int(digits[:2])
    return 1 <= district <= 12 or 21 <= district <= 32 or 61 <= district <= 72 or district == 80


RULES = (
    Rule(
        id="bank_code.bic",
        element="payment.bank_code",
        pattern="[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?",
        sampled=True,
        validate=is_bic,
        chance=0.3,
        needs_name=True,
        context=("bic", "swift", "bank code", "银行代码"),
        source="ISO 9362; of words in capitals with eight or eleven letters some have a country there",
        hits=("DEUTDEFF", "NEDSZAJJXXX", "BKCHCNBJ"),
        misses=("DEUTXXFF", "DEUTDEF", "deutdeff", "DEUTDEFFX"),
    ),
    Rule(
        id="bank_code.aba",
        element="payment.bank_code",
        pattern="[0-36-8][0-9]{8}|[0-36-8][0-9]{3}-[0-9]{4}-[0-9]",
        sampled=True,
        validate=is_routing_number,
        has_checksum=True,
        chance=0.033,
        needs_name=True,
        context=("aba", "routing", "rtn"),
        source="Federal Reserve; of random numbers that begin so three in a hundred pass",
        hits=("021000021", "3222-8261-6", "121400398"),
        misses=("021000022", "999999999", "02100002", "500000005"),
    ),
)
