"""Chinese nouns that call a person by what he or she does, told by their ends: 承租人, 快递员, 使用者, 接诊医生."""

from typing import Final

from gazetteer_scanners.classification.name_words import words

_ENDS: Final = tuple("人员者师官") + tuple(
    sorted(
        words(
            "医生 护士 民警 警官 经理 主任 司机 骑手 师傅 教练 店长 班长 组长 队长 校长 院长 班主任 会计 出纳 主播 顾问 管家 "
            "导游"
        )
    )
)
_OTHER_THINGS: Final = tuple(
    sorted(
        words(
            "机器人 器官 五官 感官 成员 会员 党员 团员 满员 超员 裁员 复员 动员 或者 单人 双人 多人 每人 无人 几人 他人 出师 "
            "作者 学者"
        )
    )
)
_MOST: Final = 8


def is_agent(name: str) -> bool:
    """True if the name calls a person by an office, a trade or a part in something."""
    return 2 <= len(name) <= _MOST and name.endswith(_ENDS) and not name.endswith(_OTHER_THINGS)
