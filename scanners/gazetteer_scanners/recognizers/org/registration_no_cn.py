"""Chinese organisations' numbers from before the unified social credit code.

Source: GS 15-2006 (registration number: 6 region, 8 sequence, check digit by ISO 7064 MOD 11,10), GB 11714-1997
(organisation code: 8 digits or letters, check character, weights 3 7 9 10 5 8 4 2 mod 11), State Taxation Administration
(taxpayer number: 6 region + organisation code).
"""

from gazetteer_scanners.recognizers.checksums import is_digits, strip_separators
from gazetteer_scanners.recognizers.identity.resident_id_cn import PROVINCES
from gazetteer_scanners.recognizers.rule import Rule

_CODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CODE_CHECKS = "0X987654321"
_CODE = "[0-9A-Z]{8}-?[0-9X]"


def is_registration_no(text: str) -> bool:
    """True if 15 digits begin with a province, or with 10 for a national authority, and pass ISO 7064 MOD 11,10."""
    if len(text) != 15 or not is_digits(text) or not (text[:2] in PROVINCES or text[:2] == "10"):
        return False
    product = 10
    for digit in text[:14]:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return (product + int(text[14])) % 10 == 1


def is_organisation_code(text: str) -> bool:
    """True if the last nine characters pass the check of an organisation code and are not all alike."""
    code = strip_separators(text)[-9:]
    if len(code) != 9 or not (code.isascii() and code.isalnum()) or code == code[0] * 9:
        return False
    total = sum(int(character, 36) * weight for character, weight in zip(code, _CODE_WEIGHTS, strict=False))
    return _CODE_CHECKS[total % 11] == code[8]


RULES = (
    Rule(
        id="registration_no_cn",
        element="org.business_licence",
        sampled=True,
        pattern="[1-8][0-9]{14}",
        validate=is_registration_no,
        has_checksum=True,
        chance=0.035,
        needs_name=True,
        placeholders=frozenset({"1" * 15}),
        context=("registration", "licence", "注册号", "营业执照", "工商注册号"),
        source="GS 15-2006; chance measured on random 15-digit numbers",
        hits=("110108000000016", "440301000000011", "100000000000014"),
        misses=("110108000000017", "160108000000016", "11010800000001", "910108000000016"),
    ),
    Rule(
        id="registration_no_cn.organisation_code",
        element="org.uscc",
        pattern=_CODE,
        validate=is_organisation_code,
        has_checksum=True,
        chance=0.083,
        needs_name=True,
        context=("organisation code", "org code", "组织机构代码"),
        source="GB 11714-1997; chance measured on random 9-digit numbers",
        hits=("12345678-8", "MA5EXAMP0", "D2143569-X"),
        misses=("12345678-9", "1234567-8", "MA5EXAMP1", "000000000"),
    ),
    Rule(
        id="registration_no_cn.taxpayer",
        element="invoice.tax_id",
        sampled=True,
        pattern="[1-6][0-9]{5}[0-9A-Z]{8}[0-9X]",
        validate=is_organisation_code,
        has_checksum=True,
        chance=0.05,
        needs_name=True,
        context=("tax", "税号", "纳税人识别号"),
        source="State Taxation Administration; chance measured on random 15-digit numbers",
        hits=("110108123456788", "440301MA5EXAMP0", "310104123456788"),
        misses=("110108123456789", "010108123456788", "11010812345678"),
    ),
)
