"""Blood types. Source: ISBT 128 and Chinese forms (A型, AB型Rh阳性); editions and models are called A and B too."""

from gazetteer_scanners.recognizers.rule import Rule

_TYPE = "(?:A|B|AB|O)"
_RHESUS = r"(?: ?(?:[+-]|\((?:[+-]|阴性?|阳性?)\)|[Rr][Hh] ?(?:[+-]|\([+-]\)|阴性?|阳性?)))"
_CONTEXT = ("blood type", "blood group", "血型")

RULES = (
    Rule(
        id="blood_type",
        element="health.body_metric",
        pattern=f"{_TYPE}型?血?{_RHESUS}?",
        chance=0.6,
        needs_name=True,
        context=_CONTEXT,
        source="ISBT 128; grades, classes and models are called A and B too",
        hits=("A型", "AB", "O+", "B型Rh阴性"),
        misses=("C型", "AA", "A型号", "O0"),
    ),
    Rule(
        id="blood_type.stated",
        element="health.body_metric",
        sampled=True,
        pattern=f"血型[为是]?[: ]{{0,2}}{_TYPE}|{_TYPE}型血|[Bb]lood (?:type|group):? {_TYPE}",
        inside=True,
        context=_CONTEXT,
        source="ISBT 128; text that says what it is",
        hits=("血型O", "血型:AB", "B型血"),
        misses=("血型鉴定", "A型", "血型C"),
        inside_hits=("姓名某某，血型：O型，无过敏史", "本人AB型血，自愿献血", "患者血型为A，Rh阳性"),
    ),
)
