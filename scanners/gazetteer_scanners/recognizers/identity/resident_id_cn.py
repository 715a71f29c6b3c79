"""Chinese resident identity numbers: 18 characters, the 15-digit first generation, and the usual masking.

Source: GB 11643-1999 (6 region + 8 birth date + 3 sequence + check character by ISO 7064 MOD 11-2), GB/T 2260 (region
codes; 81, 82 and 83 on residence permits of people from Hong Kong, Macao and Taiwan). The region is extracted but never
refuses a number: county codes were renamed often, many numbers bear codes that no current table has.
"""

from datetime import date

from gazetteer_scanners.recognizers.checksums import is_digits, passes_mod_11_2, strip_separators
from gazetteer_scanners.recognizers.dates import compact_date
from gazetteer_scanners.recognizers.rule import Form, Rule

_PROVINCES_TEXT = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
PROVINCES = frozenset(_PROVINCES_TEXT.split())
_MONTH_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_CONTEXT = ("id card", "identity", "idcard", "id_no", "resident", "身份证", "证件号", "公民身份号码")


def birth_of(text: str) -> date | None:
    """The birth date in an 18-character number, or in a 15-digit one (born 1900 to 1999)."""
    value = strip_separators(text)
    return compact_date(value[6:14]) if len(value) == 18 else compact_date(f"19{value[6:12]}")


def region_of(text: str) -> str | None:
    """`CN-` and the province's code in GB/T 2260, None if no province has it."""
    return f"CN-{text[:2]}" if text[:2] in PROVINCES else None


def is_resident_id(text: str) -> bool:
    """True if the check character is right and the birth date is in the calendar."""
    return passes_mod_11_2(text) and birth_of(text) is not None


def is_old_resident_id(text: str) -> bool:
    """True if 15 digits begin with a province and hold a date: without a check digit the region has to serve."""
    return is_digits(text) and region_of(text) is not None and birth_of(text) is not None


def has_masked_length(text: str) -> bool:
    """True for 18 characters."""
    return len(text) == 18


def has_masked_old_length(text: str) -> bool:
    """True for 15 characters."""
    return len(text) == 15


RULES = (
    Rule(
        id="resident_id_cn",
        element="national_id.cn",
        pattern=(
            rf"[1-9][0-9]{{5}}[- ]?(?:19|20)[0-9]{{2}}{_MONTH_DAY}[- ]?[0-9]{{3}}[0-9Xx]"
            "|[1-9][0-9]{3} [0-9]{2}(?:19|20) [0-9]{2}[01][0-9] [0-3][0-9]{3} [0-9][0-9Xx]"
        ),
        inside=True,
        validate=is_resident_id,
        has_checksum=True,
        chance=0.0001,
        birth=birth_of,
        region=region_of,
        context=_CONTEXT,
        source="GB 11643-1999, ISO 7064 MOD 11-2; chance measured on random 18-digit numbers",
        hits=(
            "11010519491231002X",
            "440524198001010013",
            "110101 19900307 7715",
            "810000199003070015",
            "4405 2419 8001 0100 13",
        ),
        misses=("110105194912310021", "110105199002300029", "134567890123456789", "11010519491231002", "010105194912310029"),
        inside_hits=("身份证号11010519491231002X，已核验", "id:11010519491231002x;", "张三(11010519491231002X)本人"),
    ),
    Rule(
        id="resident_id_cn.old",
        element="national_id.cn",
        pattern=rf"[1-8][0-9]{{7}}{_MONTH_DAY}[0-9]{{3}}",
        validate=is_old_resident_id,
        chance=0.0145,
        birth=birth_of,
        region=region_of,
        context=_CONTEXT,
        source="GB 11643-1989 (first generation, no check digit); chance measured on random 15-digit numbers",
        hits=("110105491231002", "440524800101001", "310101900307771"),
        misses=("110105491331002", "160105491231002", "11010549123100", "110105900230002"),
    ),
    Rule(
        id="resident_id_cn.masked",
        element="national_id.cn",
        form=Form.MASKED,
        pattern=r"[1-9][0-9]{0,9}\*{4,17}[0-9]{0,4}[0-9Xx]?",
        validate=has_masked_length,
        context=_CONTEXT,
        source="Usual masking of a resident id: leading digits, asterisks, up to four characters, in all 18",
        hits=("4403**********0071", "110105********002X", "1****************X"),
        misses=("138****8000", "110105******002", "4403*********0071", "11010519491231002X", "******************"),
    ),
    Rule(
        id="resident_id_cn.masked_old",
        element="national_id.cn",
        form=Form.MASKED,
        pattern=r"[1-8][0-9]{0,9}\*{4,14}[0-9]{0,4}",
        validate=has_masked_old_length,
        needs_name=True,
        context=_CONTEXT,
        source="The same for the first generation's 15 digits, which masked IMEIs and other numbers have too: only with a name",
        hits=("110105******002", "1**************", "4405***********"),
        misses=("4403**********0071", "910105******002", "110105491231002", "***************"),
    ),
)
