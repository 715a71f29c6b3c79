"""Chinese passports.

Source: Exit and Entry Administration's notices on electronic passports: ordinary ones E + 8 digits, EA to EZ + 7 (no I,
no O), before 2012 G + 8; diplomatic D or DE, service S or SE, for public affairs P or PE. Hong Kong K, H and HA to KZ,
Macao M and MA to MF.
"""

from gazetteer_scanners.recognizers.rule import Rule

_NUMBER = "[EGDSP][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|[DSP]E[0-9]{7}|[KH][A-HJ-NP-Z]?[0-9]{8}|M[A-F]?[0-9]{8}"
_CONTEXT = ("passport", "护照")

RULES = (
    Rule(
        id="passport_cn",
        element="passport.number",
        pattern=_NUMBER,
        chance=0.31,
        needs_name=True,
        context=_CONTEXT,
        source="Exit and Entry Administration; chance: of letters before eight digits 8 of 26 begin a passport's number",
        hits=("E12345678", "EA1234567", "G12345678", "PE1234567", "K12345678"),
        misses=("B12345678", "EI1234567", "E1234567", "e-12345678"),
    ),
    Rule(
        id="passport_cn.stated",
        element="passport.number",
        sampled=True,
        pattern=f"(?:护照|[Pp]assport|PASSPORT)(?:号码?|证?件?号| [Nn]o\\.?| [Nn]umber)?[为是]?[: #]{{0,2}}(?:{_NUMBER})",
        inside=True,
        context=_CONTEXT,
        source="Exit and Entry Administration; text that names the passport before its number",
        hits=("护照E12345678", "护照号码:EA1234567", "passport no. G12345678"),
        misses=("护照有效期20301231", "passport 12345678", "护照B1234"),
        inside_hits=("请核对护照E12345678，机票已出", "旅客护照号：G12345678；", "his passport number: EA1234567."),
    ),
)
