"""Vietnamese citizen number. Source: decree 137/2015/ND-CP and circular 07/2016/TT-BCA (province, a digit for century and sex,
year of birth, serial; no check digit); identity cards before that had 9 digits."""

from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_PROVINCES = "0(?:0[1248]|06|1[0124579]|2[024567]|3[01345678]|4[024568]|49|5[12468]|6[024678]|7[024579]|8[0234679]|9[1-6])"
_NUMBER = f"{_PROVINCES}[0-3][0-9]{{8}}"
_CONTEXT = ("cccd", "cmnd", "can cuoc", "căn cước", "vietnam", "越南身份证")


def is_cccd(text: str) -> bool:
    """True if the serial is not zero."""
    return not text.endswith("000000")


RULES = (
    Rule(
        id="national_id_vn.cccd",
        element="national_id.vn",
        pattern=_NUMBER,
        sampled=True,
        validate=is_cccd,
        chance=0.024,
        needs_name=True,
        context=_CONTEXT,
        source="Decree 137/2015; chance measured on random 12-digit numbers",
        hits=("001085012345", "079203004182", "048190120934"),
        misses=("003085012345", "079403004182", "07920300418", "079203000000"),
    ),
    Rule(
        id="national_id_vn.labelled",
        element="national_id.vn",
        pattern=labelled("cccd|căn cước(?: công dân)?|越南身份证", _NUMBER),
        sampled=True,
        inside=True,
        validate=is_cccd,
        chance=0.024,
        context=_CONTEXT,
        source="Decree 137/2015; the number behind its name",
        hits=("CCCD 001085012345", "CCCD: 079203004182", "căn cước 048190120934"),
        misses=("CCCD 003085012345", "CCCD 123", "001085012345", "số 001085012345"),
        inside_hits=("越南身份证001085012345，", "số CCCD: 079203004182.", "(cccd=048190120934)"),
    ),
    Rule(
        id="national_id_vn.cmnd",
        element="national_id.vn",
        pattern="[0-3][0-9]{8}",
        sampled=True,
        chance=0.4,
        needs_name=True,
        context=_CONTEXT,
        source="Identity cards before decree 137/2015: nine digits that begin with a province's code",
        hits=("012345987", "273849105", "024918273"),
        misses=("412345987", "01234598", "0123459871"),
    ),
)
