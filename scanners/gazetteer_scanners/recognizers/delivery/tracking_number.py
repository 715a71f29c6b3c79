"""Numbers of parcels: of Chinese carriers by their prefixes, of the post by its check digit.

Source: carriers' published formats (SF + 12 or 13 digits, YT, JT and ZT/ZTO + 12 to 14, JD, DPK, STO, 1Z of UPS), UPU S10 (two
letters, 8 digits, check digit with weights 8 6 4 2 3 5 9 7 mod 11, country).
"""

from gazetteer_scanners.recognizers.rule import Rule

_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_PREFIXED = (
    "SF[0-9]{12,13}|(?:YT|JT|ZT|ZTO|STO|YD)[0-9]{12,15}|JD[A-Z]{0,3}[0-9]{10,13}(?:-[0-9]-[0-9]-)?|DPK[0-9]{12}|1Z[0-9A-Z]{16}"
)
_CONTEXT = ("tracking", "waybill", "express", "logistics", "parcel", "运单", "快递", "物流单号")


def is_s10(text: str) -> bool:
    """True if the ninth digit is the check digit of the eight before it (UPU S10)."""
    digits = text.replace(" ", "")[2:11]
    if len(digits) != 9 or not (digits.isascii() and digits.isdigit()):
        return False
    check = 11 - sum(int(d) * w for d, w in zip(digits, _S10_WEIGHTS, strict=False)) % 11
    return int(digits[8]) == {10: 0, 11: 5}.get(check, check)


RULES = (
    Rule(
        id="tracking_number",
        element="delivery.tracking_number",
        sampled=True,
        pattern=_PREFIXED,
        inside=True,
        chance=0.009,
        context=_CONTEXT,
        source="Carriers' published formats; chance: of two letters before thirteen digits 6 of 676 are a carrier's",
        hits=("SF1234567890123", "YT1234567890123", "JT5123456789012", "JDVA01234567890", "DPK210123456789"),
        misses=("SF12345678901", "AB1234567890123", "SF12345678901234", "DPK2101234"),
        inside_hits=("快递单号SF1234567890123，请查收", "运单:YT1234567890123/已签收", "已由极兔发出JT5123456789012"),
    ),
    Rule(
        id="tracking_number.post",
        element="delivery.tracking_number",
        sampled=True,
        pattern="[A-Z]{2} ?[0-9]{9} ?[A-Z]{2}",
        inside=True,
        validate=is_s10,
        has_checksum=True,
        chance=0.1,
        context=_CONTEXT,
        source="UPU S10; chance measured on random digits",
        hits=("EE123456785CN", "RA123456785CN", "LK473124829DE", "EA 123456785 CN"),
        misses=("EE123456784CN", "EE12345678CN", "EE1234567855CN"),
        inside_hits=("EMS单号EE123456785CN，派送中", "邮件EA123456785CN已妥投", "Track RA123456785CN here"),
    ),
)
