"""Japanese individual number (My Number). Source: ordinance 85 of 2014 of the Ministry of Internal Affairs (11 digits and a
check digit modulo 11)."""

from gazetteer_scanners.recognizers.digits import digits_of, is_one_digit, weigh
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_CONTEXT = ("my number", "mynumber", "individual number", "kojin bango", "マイナンバー", "個人番号", "个人番号")


def is_my_number(text: str) -> bool:
    """True if the check digit of twelve holds and they are not all alike."""
    digits = digits_of(text)
    if len(digits) != 12 or is_one_digit(digits):
        return False
    rest = weigh(digits, _WEIGHTS) % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


RULES = (
    Rule(
        id="national_id_jp.my_number",
        element="national_id.jp",
        pattern="[0-9]{12}",
        sampled=True,
        validate=is_my_number,
        has_checksum=True,
        chance=0.1,
        placeholders=frozenset({"123456789018", "000000000000"}),
        context=_CONTEXT,
        source="Ordinance 85 of 2014; one number in ten passes",
        hits=("384729105638", "029183746500", "716203948510"),
        misses=("384729105639", "111111111111", "38472910563", "123456789018"),
    ),
    Rule(
        id="national_id_jp.grouped",
        element="national_id.jp",
        pattern=labelled("my ?number|マイナンバー|個人番号|个人番号", "[0-9]{12}|[0-9]{4}[ -][0-9]{4}[ -][0-9]{4}"),
        sampled=True,
        inside=True,
        validate=is_my_number,
        has_checksum=True,
        chance=0.1,
        context=_CONTEXT,
        source="Ordinance 85 of 2014; the number behind its name",
        hits=("マイナンバー:384729105638", "個人番号0291 8374 6500", "My Number 7162-0394-8510"),
        misses=("マイナンバー384729105639", "個人番号123", "384729105638", "番号 384729105638"),
        inside_hits=(
            "社員の個人番号384729105638、確認済",
            "日本个人番号0291 8374 6500，",
            "see My Number 7162-0394-8510.",
        ),
    ),
)
