"""Chinese postal addresses: place names in falling order, then street and number, as one text.

Source: GB/T 2260 (places), GB/T 23705 (structure of addresses: 省 市 区 县, then 路 街 道 巷 弄, then 号 栋 单元 室).
"""

import re

from gazetteer_scanners.recognizers.rule import Boundary, Dictionary, Rule
from gazetteer_scanners.recognizers.words import read_words

_PLACES = read_words("contact/cities_cn.txt") | read_words("contact/provinces_cn.txt")
_HAN = "一-鿿"
_CHARACTERS = f"[{_HAN}0-9A-Za-z ,，、;；()#/·.-]"
# Two levels need a street's or a number's character: a text without one never reaches the slower function.
_SHAPE = f"[{_HAN}]{_CHARACTERS}*(?:[路街道巷弄镇乡村区园场厦寓苑号栋幢座楼元室房层门队户组屯箱]|胡同|-[0-9]){_CHARACTERS}*"
_PROVINCE = (
    "(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南"
    "|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆)"
)
_MAX_LENGTH = 120
_DIGITS = "[0-9A-Za-z一二三四五六七八九十百零〇甲乙丙丁东西南北]"
# 城市, 超市, 社区, 小区 and the like end in a division's character and are none.
_DIVISION = rf"[{_HAN}](?:省|自治区|自治州|(?<![城超门上夜股])市|(?<![社小地片园校])区|县|旗|盟)"
_STREET = rf"[{_HAN}0-9](?:路|街|大道|道(?=[0-9])|巷|弄|胡同|镇|乡|村|社区|小区|花园|家园|广场|大厦|公寓|苑|屯)"
_NUMBER = rf"{_DIGITS} ?(?:号院?|弄|栋|幢|座|楼|单元|室|房|层|门|队|户|组|信箱)|[0-9]{{1,4}}(?:-[0-9]{{1,4}}){{1,3}}$"


def is_chinese_address(text: str) -> bool:
    """True if at least two of three levels are there: division or known place, street or village, number."""
    if len(text) > _MAX_LENGTH:
        return False
    has_number = re.search(_NUMBER, text) is not None
    has_street = re.search(_STREET, text) is not None
    if has_number == has_street:
        return has_number
    return re.search(_DIVISION, text) is not None or any(text[:length] in _PLACES for length in range(2, 8))


RULES = (
    Rule(
        id="address_cn.stated",
        element="contact.address",
        sampled=True,
        pattern=(
            f"{_PROVINCE}[{_HAN}]+(?:市|区|县|旗|州)[{_HAN}0-9]+(?:路|街|道|巷|弄|镇|乡|村)[{_HAN}]*[0-9一二三四五六七八九十]+"
            "(?:号|组|栋|室)"
        ),
        inside=True,
        boundary=Boundary.NONE,
        chance=0.005,
        context=("address", "addr", "地址", "住址", "收货地址", "详细地址"),
        source="GB/T 2260, GB/T 23705; province, division, street and number; chance measured on ordinary Chinese sentences",
        hits=(
            "浙江省杭州市西湖区文三路477号",
            "河南省周口市太康县马头镇刘庄村三组",
            "北京市朝阳区建国路88号",
        ),
        misses=("浙江省杭州市", "文三路477号", "道路千万条安全第一条", "华东地区销售统计报表", "信箱已满"),
        inside_hits=(
            "住址：浙江省杭州市西湖区文三路477号，电话另附",
            "寄到 北京市朝阳区建国路88号 谢谢",
            "户籍地河南省周口市太康县马头镇刘庄村三组，务农",
        ),
    ),
    Dictionary(
        id="address_cn",
        element="contact.address",
        words=_PLACES,
        pattern=_SHAPE,
        counts=is_chinese_address,
        chance=0.02,
        decides_from=0.5,
        context=("address", "addr", "地址", "住址", "收货地址", "详细地址"),
        source="GB/T 2260, GB/T 23705; chance measured on ordinary Chinese sentences and titles",
        examples=(
            "浙江省杭州市西湖区文三路477号",
            "北京市朝阳区建国路88号院3号楼1201室",
            "上海市浦东新区张江镇科苑路88弄5号",
            "文三路477号2栋301室",
            "四川成都武侯区一环路南四段",
            "黑龙江省五常市民乐乡东光屯",
            "刘庄村三组",
            "北京市8718信箱26分箱",
        ),
        misses=("浙江省", "张伟", "请在今天下午之前完成测试", "第3号产品说明", "数据库管理系统版本"),
    ),
)
