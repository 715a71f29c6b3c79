"""Chinese postal addresses: place names in falling order, then street and number, as one text.

Source: GB/T 2260 (places), GB/T 23705 (structure of addresses: 省 市 区 县, then 路 街 道 巷 弄, then 号 栋 单元 室).
"""

import re

from gazetteer_scanners.recognizers.rule import Dictionary
from gazetteer_scanners.recognizers.words import read_words

_PLACES = read_words("contact/cities_cn.txt") | read_words("contact/provinces_cn.txt")
_HAN = "一-鿿"
_DIGITS = "[0-9A-Za-z一二三四五六七八九十百零〇甲乙丙丁东西南北]"
# 城市, 超市, 社区, 小区 and the like end in a division's character and are none.
_DIVISION = re.compile(rf"[{_HAN}]{{1,10}}(?:省|自治区|自治州|(?<![城超门上夜股])市|(?<![社小地片园校])区|县|旗|盟)")
_STREET = re.compile(
    rf"[{_HAN}0-9]{{1,12}}(?:路|街|大道|道(?=[0-9])|巷|弄|胡同|镇|乡|村|社区|小区|花园|家园|广场|大厦|公寓|苑)"
)
_NUMBER = re.compile(
    rf"{_DIGITS}{{1,6}} ?(?:号院?|弄|栋|幢|座|楼|单元|室|房|层|门|队|户)|[0-9]{{1,4}}(?:-[0-9]{{1,4}}){{1,3}}$"
)


def is_chinese_address(text: str) -> bool:
    """True if at least two of three levels are there: division or known place, street or village, number."""
    levels = sum(
        (
            _DIVISION.search(text) is not None or any(text.startswith(place) for place in _starts(text)),
            _STREET.search(text) is not None,
            _NUMBER.search(text) is not None,
        )
    )
    return levels >= 2


def _starts(text: str) -> tuple[str, ...]:
    """Known places that the text begins with."""
    return tuple(text[:length] for length in range(2, 8) if text[:length] in _PLACES)


RULES = (
    Dictionary(
        id="address_cn",
        element="contact.address",
        words=_PLACES,
        pattern=rf"(?:中国)?[{_HAN}][{_HAN}0-9A-Za-z ,，、;；()#/·.-]{{4,120}}",
        counts=is_chinese_address,
        chance=0.02,
        context=("address", "addr", "地址", "住址", "收货地址", "详细地址"),
        source="GB/T 2260, GB/T 23705; chance measured on ordinary Chinese sentences and titles",
        examples=(
            "浙江省杭州市西湖区文三路477号",
            "北京市朝阳区建国路88号院3号楼1201室",
            "上海市浦东新区张江镇科苑路88弄5号",
            "文三路477号2栋301室",
            "四川成都武侯区一环路南四段",
        ),
        misses=("浙江省", "张伟", "请在今天下午之前完成测试", "第3号产品说明", "数据库管理系统版本"),
    ),
)
