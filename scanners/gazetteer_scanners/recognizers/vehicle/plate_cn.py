"""Chinese number plates, for civil vehicles, embassies and armed forces.

Source: GA 36-2018 (province, letter without I and O, five characters of which at least three are digits here: more letters
spell a word; 学 警 港 澳 挂 in the last place; six characters for new energy with D, F or a letter A to K at one end),
plates of embassies (使), consulates (领), armed police (WJ) and the army (two letters + 5 digits with a name).
"""

from itertools import combinations

from gazetteer_scanners.recognizers.rule import Rule

_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_LETTER, _DIGIT, _ENERGY = "[A-HJ-NP-Z]", "[0-9]", "[A-HJK]"


def _with_letters(places: int, letters: int) -> str:
    """All orders of that many letters, or fewer, among so many places."""
    chosen = [at for count in range(letters + 1) for at in combinations(range(places), count)]
    return "|".join("".join(_LETTER if place in at else _DIGIT for place in range(places)) for at in chosen)


_ORDINARY = f"(?:{_with_letters(5, 2)})"
_SPECIAL = f"(?:{_with_letters(4, 1)})[学警港澳挂领试超使]"
_NEW_ENERGY = f"{_ENERGY}(?:{_LETTER}|{_DIGIT}){_DIGIT}{{4}}|{_DIGIT}{{5}}{_ENERGY}"
_CIVIL = f"{_PROVINCE}{_LETTER}[·•. -]?(?:{_ORDINARY}|{_SPECIAL}|{_NEW_ENERGY})"
_EMBASSY = f"使 ?{_DIGIT}{{3}}[·•. -]?{_DIGIT}{{3}}|{_DIGIT}{{6}}使|{_PROVINCE}{_LETTER}?[·•. -]?{_DIGIT}{{5}}领"
_POLICE = f"WJ[·•. -]?{_PROVINCE}?[·•. -]?{_DIGIT}{{4}}[0-9XBTSHJD]"
_CONTEXT = ("plate", "licence plate", "vehicle", "car", "车牌", "号牌", "车辆")

RULES = (
    Rule(
        id="plate_cn",
        element="vehicle.plate",
        sampled=True,
        pattern=f"{_CIVIL}|{_EMBASSY}|{_POLICE}",
        inside=True,
        inside_pattern=f"{_CIVIL}|{_EMBASSY}",
        chance=0.0001,
        context=_CONTEXT,
        source="GA 36-2018; nothing else is written so",
        hits=("粤B12345", "京A·1234警", "沪AD12345", "浙B12345D", "粤Z1234港", "皖C8A9B2", "使014578", "224578使", "WJ京12345"),
        misses=("粤I12345", "粤B1234", "新STYLES", "粤B123456", "B12345", "粤B1O345", "云SERVER"),
        inside_hits=("车牌粤B12345，已入场", "京A12345/沪B23456", "电动车沪AD12345停在B区", "使馆车使014578"),
    ),
    Rule(
        id="plate_cn.army",
        element="vehicle.plate",
        pattern=f"[A-Z]{{2}}[·•. -]?{_DIGIT}{{5}}",
        chance=0.5,
        needs_name=True,
        context=_CONTEXT,
        source="Plates of the People's Liberation Army of 2012; item numbers look alike",
        hits=("VA12345", "BC 54321", "KZ-00012"),
        misses=("V12345", "VA1234", "VA123456"),
    ),
)
