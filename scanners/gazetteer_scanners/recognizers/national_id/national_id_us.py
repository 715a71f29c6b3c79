"""American social security numbers and ITINs. Source: Social Security Administration (area not 000, 666 or from 900, group and
serial not zero; no check digit), IRS (ITIN: 9, then groups 50-65, 70-88, 90-92, 94-99)."""

from gazetteer_scanners.recognizers.digits import digits_of
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.parting import whole_and_inside
from gazetteer_scanners.recognizers.rule import Form, Rule

_PLACEHOLDERS = frozenset({"123456789", "078051120", "219099999", "000000000", "111111111", "999999999", "987654321"})
_CONTEXT = ("ssn", "social security", "itin", "tax id", "社会安全号")
_NOT_ITIN = frozenset({"89", "93"})


def is_ssn(text: str) -> bool:
    """True if area, group and serial may be given out, or the number is an ITIN."""
    digits = digits_of(text)
    if len(digits) != 9 or digits[5:] == "0000":
        return False
    area, group = digits[:3], digits[3:5]
    if area[0] == "9":
        return ("50" <= group <= "65" or group >= "70") and group not in _NOT_ITIN
    return area not in ("000", "666") and group != "00"


RULES = (
    *whole_and_inside(
        Rule(
            id="national_id_us",
            element="national_id.us",
            pattern="[0-9]{3}-[0-9]{2}-[0-9]{4}",
            inside=True,
            validate=is_ssn,
            chance=0.3,
            placeholders=_PLACEHOLDERS,
            context=_CONTEXT,
            source="Social Security Administration, IRS; nearly all numbers pass, few are grouped 3-2-4",
            hits=("531-08-4726", "219-74-0381", "912-78-3301"),
            misses=("000-12-3456", "666-12-3456", "531-00-4726", "531-08-0000", "912-93-3301", "123-45-6789", "531084726"),
            inside_hits=("社会安全号531-08-4726，", "SSN: 219-74-0381.", "(912-78-3301)"),
        )
    ),
    Rule(
        id="national_id_us.digits",
        element="national_id.us",
        pattern="[0-9]{9}|[0-9]{3} [0-9]{2} [0-9]{4}",
        sampled=True,
        validate=is_ssn,
        chance=0.94,
        needs_name=True,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="Social Security Administration, IRS; chance measured on random 9-digit numbers",
        hits=("531084726", "219 74 0381", "912783301"),
        misses=("000123456", "666123456", "531004726", "123456789", "53108472"),
    ),
    Rule(
        id="national_id_us.labelled",
        element="national_id.us",
        pattern=labelled("ssn|itin|social security (?:number|no\\.?|#)|社会安全号", "[0-9]{9}|[0-9]{3} [0-9]{2} [0-9]{4}"),
        sampled=True,
        inside=True,
        validate=is_ssn,
        chance=0.1,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="Social Security Administration; the number behind its name; chance estimated",
        hits=("SSN 531084726", "SSN: 219 74 0381", "social security number 912783301"),
        misses=("SSN 000123456", "SSN 53108472", "531084726", "SS 531084726"),
        inside_hits=("社会安全号531084726，", "her SSN: 219 74 0381.", "(ssn=912783301)"),
    ),
    Rule(
        id="national_id_us.masked",
        element="national_id.us",
        form=Form.MASKED,
        pattern=r"(?:\*{3}|[xX]{3}|#{3})-(?:\*{2}|[xX]{2}|#{2})-[0-9]{4}",
        context=_CONTEXT,
        source="IRS rules on truncated numbers (26 CFR 301.6109-4): the last four digits may be shown",
        hits=("***-**-4726", "XXX-XX-4726", "###-##-0381"),
        misses=("***-**-472", "531-08-4726", "**-**-4726"),
    ),
)
