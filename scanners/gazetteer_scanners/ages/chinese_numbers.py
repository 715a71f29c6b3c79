"""Small Chinese numbers: `十二`, `二十三`, `廿三`, `初五`, and years digit by digit: `二〇一四`."""

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "元": 1}
_TENS = {"十": 10, "廿": 20, "卅": 30}
NUMERALS = "〇零○一二三四五六七八九两十廿卅"
"""Every sign of such a number."""


def small_number(text: str) -> int | None:
    """The number (0 to 99) that up to two ASCII digits or Chinese numerals say, None if they say none."""
    if text.isascii():
        return int(text) if text.isdecimal() and len(text) <= 2 else None
    tens = next((sign for sign in text if sign in _TENS), None)
    if tens is None:
        return DIGITS.get(text)
    before, _, after = text.partition(tens)
    times = DIGITS.get(before, 0) if before else 1
    rest = DIGITS.get(after, 0) if after else 0
    if not times or (before and tens != "十") or (after and not rest):
        return None
    return times * _TENS[tens] + rest


def year_number(text: str) -> int | None:
    """The year that four ASCII digits or four Chinese ones say, None if they say none."""
    if text.isascii():
        return int(text) if text.isdecimal() and len(text) == 4 else None
    digits = [DIGITS.get(sign, -1) for sign in text]
    if len(digits) != 4 or min(digits) < 0 or "元" in text:
        return None
    return int("".join(map(str, digits)))
