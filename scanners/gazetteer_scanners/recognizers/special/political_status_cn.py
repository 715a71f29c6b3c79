"""Political status. Source: GB/T 4762 (01 to 13: party and league members, the eight other parties, the masses)."""

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import any_word

_CLEAR = (
    "中共党员 中共预备党员 预备党员 中国共产党党员 中国共产党预备党员 共青团员 中国共产主义青年团团员 民革党员 民革会员 "
    "民盟盟员 民建会员 民进会员 农工党党员 致公党党员 九三学社社员 台盟盟员 无党派人士 无党派民主人士 民主党派"
)
_CONTEXT = ("political", "party", "政治面貌", "党派")

RULES = (
    Rule(
        id="political_status_cn",
        element="special.political",
        pattern=any_word(_CLEAR),
        chance=0.1,
        context=_CONTEXT,
        source="GB/T 4762; chance estimated: up to a tenth of a table of all code lists is of this one",
        hits=("中共党员", "共青团员", "九三学社社员", "中共预备党员"),
        misses=("党员活动", "群众", "团员", "共青团"),
    ),
    Rule(
        id="political_status_cn.short",
        element="special.political",
        pattern=any_word(f"{_CLEAR} 党员 团员 群众 少先队员 普通公民 民革 民盟 民建 民进 农工党 致公党 九三学社 台盟 无党派")
        + "|0[1-9]|1[0-3]",
        chance=1.0,
        needs_name=True,
        context=_CONTEXT,
        source="GB/T 4762; these words and numbers mean other things too",
        hits=("群众", "党员", "团员", "13"),
        misses=("观众", "14", "党", "00"),
    ),
    Rule(
        id="political_status_cn.stated",
        element="special.political",
        sampled=True,
        pattern="政治面貌[为是]?[: ]*[一-鿿]*(?:党员|团员|群众|盟员|社员|会员|无党派)",
        inside=True,
        context=_CONTEXT,
        source="GB/T 4762; text that says what it is",
        hits=("政治面貌:群众", "政治面貌为中共党员", "政治面貌团员"),
        misses=("政治面貌:未填", "政治面貌统计", "政治面貌"),
        inside_hits=("简历：政治面貌：中共党员，本科", "其政治面貌为群众。", "籍贯某地 政治面貌:共青团员 学历某"),
    ),
)
