"""Degrees and levels of education in English. Source: ISCED 2011 (UNESCO) and the usual names and letters of degrees."""

from gazetteer_scanners.recognizers.rule import Dictionary
from gazetteer_scanners.recognizers.words import derived_words

_LETTERS = (
    "phd,ph.d,ph.d.,mba,m.b.a.,bsc,b.sc.,b.sc,msc,m.sc.,m.sc,ba,b.a.,ma,m.a.,bs,b.s.,ms,m.s.,beng,b.eng.,"
    "meng,bed,llb,llm,md,m.d.,jd,gcse,a-level,a-levels,btec,hnd,ged"
)
_NAMES = (
    "bachelor,bachelors,bachelor's,bachelor degree,bachelor's degree,master,masters,master's,master degree,master's degree,"
    "doctor,"
    "doctorate,doctoral,doctoral degree,associate,associate degree,associate's degree,diploma,high school,high school diploma,"
    "secondary school,secondary education,primary school,middle school,vocational school,vocational training,undergraduate,"
    "postgraduate,graduate,some college,college,university,apprenticeship,upper secondary,lower secondary,no schooling"
)
_SUBJECTS = (
    "arts,science,engineering,business administration,education,laws,commerce,"
    "philosophy,medicine,technology,computer science,economics"
)


def _degrees() -> frozenset[str]:
    kinds = ("bachelor", "master", "associate", "doctor")
    subjects = [f"{kind} of {subject}" for kind in kinds for subject in _SUBJECTS.split(",")]
    return frozenset([*_LETTERS.split(","), *_NAMES.split(","), *subjects])


RULES = (
    Dictionary(
        id="degree",
        element="education.record",
        words=derived_words(_degrees),
        chance=0.02,
        needs_name=True,
        context=("education", "degree", "school", "学历", "学位"),
        source="ISCED 2011; degrees on offer are called so too",
        examples=("PhD", "Bachelor of Science", "high school", "M.B.A.", "Master's degree"),
        misses=("Masterpiece", "schools", "bachelor party", "B"),
    ),
)
