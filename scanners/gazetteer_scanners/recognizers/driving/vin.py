"""Vehicle identification number. Source: ISO 3779 (17 characters without I, O, Q), 49 CFR 565.15 and GB 16735 (check character
at the ninth place, modulo 11, mandatory in North America and China), SAE J272 (the last four are digits)."""

from gazetteer_scanners.recognizers.rule import Rule

_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True))
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CHARACTER = "[A-HJ-NPR-Z0-9]"
_CONTEXT = ("vin", "chassis", "frame no", "vehicle", "车架号", "车辆识别代号")


def is_mixed(text: str) -> bool:
    """True if letters and digits are among the characters, of both at least three."""
    letters = sum(map(str.isalpha, text))
    return 3 <= letters <= len(text) - 3


def is_vin(text: str) -> bool:
    """True if the check character holds, and letters and digits are there."""
    value = text.upper()
    if len(value) != 17 or not value.isascii() or not is_mixed(value):
        return False
    numbers = [_VALUES.get(character, int(character) if character.isdecimal() else 0) for character in value]
    total = sum(number * weight for number, weight in zip(numbers, _WEIGHTS, strict=True))
    return "0123456789X"[total % 11] == value[8]


RULES = (
    Rule(
        id="vin",
        element="vehicle.vin",
        pattern=f"{_CHARACTER}{{8}}[0-9X]{_CHARACTER}{{4}}[0-9]{{4}}",
        sampled=True,
        inside=True,
        validate=is_vin,
        has_checksum=True,
        chance=0.091,
        context=_CONTEXT,
        source="49 CFR 565.15, GB 16735; one check character in eleven is right",
        hits=("LSVAA49J532047891", "1HGCM82633A004352", "WDBUF56X78B310274"),
        misses=("LSVAA49J632047891", "1HGCM82633A00435", "IHGCM82633A004352", "11111111111111111"),
        inside_hits=("车架号LSVAA49J532047891，", "VIN 1HGCM82633A004352 sold", "(WDBUF56X78B310274)"),
    ),
    Rule(
        id="vin.unchecked",
        element="vehicle.vin",
        pattern=f"{_CHARACTER}{{17}}",
        sampled=True,
        validate=is_mixed,
        chance=0.5,
        needs_name=True,
        context=_CONTEXT,
        source="ISO 3779; makers in Europe need no check character, so that it only supports a name",
        hits=("WVWZZZ1JZ3W386752", "VF1BB1J0H23456789", "ZFA22300005556777"),
        misses=("WVWZZZ1JZ3W38675", "WVWZZZ1JZ3W38675O", "12345678901234567"),
    ),
)
