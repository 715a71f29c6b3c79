"""IMSI: the number of a mobile subscription. Source: 3GPP TS 23.003 clause 2 (mobile country code 3 + network code 2 or 3
+ subscriber, at most 15 digits), ITU-T E.212 (country codes as assigned; China 460, networks 00 to 09, 11, 15, 20)."""

from gazetteer_scanners.recognizers.rule import Rule

_COUNTRIES = (
    "20[246]|21[234689]|2[2346][02468]|22[1-68]|23[0-58]|24[02467-9]|25[05-79]|26[0268]|27[0246-8]|28[0-46-9]|29[02-57]"
    "|30[0-28]|31[0-6]|33[0248]|34[0246-8]|35[0246-8]|36[0-8]|37[0246]|40[0-6]|41[0-9]|42[0-24-9]|43[2-8]|44[01]"
    "|45[0245-7]|46[0167]|47[0-2]|50[25]|51[0245]|52[058]|53[0-79]|54[0-9]|55[0-35]|60[2-9]|61[0-9]|62[0-9]|63[0-9]"
    "|64[0-35-9]|65[0-57-9]|70[2468]|71[0246]|7[23][024]|73[68]|74[0468]|750"
)
_PLACEHOLDERS = frozenset({"310260000000000", "0" * 15, "460000000000000"})
_CONTEXT = ("imsi", "subscriber", "sim", "国际移动用户识别码")

RULES = (
    Rule(
        id="imsi.cn",
        element="device.imsi",
        pattern="460(?:0[0-9]|11|15|20)[0-9]{10}",
        inside=True,
        chance=0.00013,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="ITU-T E.212; chance: 13 of 100,000 first five digits",
        hits=("460001234567890", "460111234567890", "460201234567891"),
        misses=("460991234567890", "46000123456789", "461001234567890", "460000000000000"),
        inside_hits=("卡号460001234567890", "imsi=460111234567890;", "用户460201234567891，在网"),
    ),
    Rule(
        id="imsi",
        element="device.imsi",
        pattern=f"(?:{_COUNTRIES})[0-9]{{11,12}}",
        chance=0.24,
        needs_name=True,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="ITU-T E.212; chance measured on random 15-digit numbers",
        hits=("262011234567890", "310150123456789", "460001234567890"),
        misses=("310260000000000", "862011234567890", "2620112345678", "299011234567890", "700011234567890"),
    ),
)
