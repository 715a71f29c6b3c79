"""The 56 peoples of China, as names and codes. Source: GB/T 3304 (01 to 56; 97 others, 98 foreigners who became Chinese)."""

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import any_word

PEOPLES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 "
    "景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 "
    "裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
_CONTEXT = ("ethnicity", "ethnic", "nation", "民族", "族别")

RULES = (
    Rule(
        id="ethnicity_cn",
        element="special.ethnicity",
        pattern=f"(?:{any_word(PEOPLES.replace(' 水 ', ' '))})族",
        chance=0.1,
        context=_CONTEXT,
        source="GB/T 3304, without 水族, which is also what lives in aquariums; chance estimated: a tenth of all code lists",
        hits=("汉族", "维吾尔族", "土家族", "柯尔克孜族"),
        misses=("水族", "贵族", "汉族人", "民族", "家族"),
    ),
    Rule(
        id="ethnicity_cn.short",
        element="special.ethnicity",
        pattern=f"(?:{any_word(PEOPLES)})族?|0[1-9]|[1-4][0-9]|5[0-6]|9[78]",
        chance=1.0,
        needs_name=True,
        context=_CONTEXT,
        source="GB/T 3304; the names without 族 are words, and everything is numbered",
        hits=("汉", "水族", "01", "56"),
        misses=("57", "汉字", "1", "00"),
    ),
    Rule(
        id="ethnicity_cn.stated",
        element="special.ethnicity",
        sampled=True,
        pattern=f"(?:民族[为是]?[: ]*|[男女][, ]+)(?:{any_word(PEOPLES)})族",
        inside=True,
        context=_CONTEXT,
        source="GB/T 3304; text that says what it is, and the beginning of every judgment and curriculum vitae",
        hits=("民族:汉族", "民族为回族", "女,壮族"),
        misses=("民族:家族", "民族团结", "女,家族", "汉族"),
        inside_hits=("张某某，男，汉族，1990年生", "姓名某某 民族：苗族 住址某地", "申请人民族为藏族。"),
    ),
)
