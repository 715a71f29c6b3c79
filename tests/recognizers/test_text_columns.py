"""Columns of running text: names and addresses inside them are found in samples, with their share."""

from datetime import date

import pytest

from gazetteer_scanners.classification.decision import Detection
from gazetteer_scanners.scanning.explaining import explain_column
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools

_PLAIN_CN = ["订单已发货，请注意查收", "产品经理确认需求", "数据库升级完成", "会议改到下午三点", "客户服务很好", "地铁1号线旁"]
_PLAIN = ["The parcel was late.", "Refund issued on Monday", "Customer service desk closed", "Thanks, Team", "left at the door"]


def _found(values: list[str]) -> list[Detection]:
    return list(explain_column("col_3", values, load_tools(ScanOptions()), date(2025, 1, 1)).elements)


@pytest.mark.parametrize(
    "texts",
    [
        (*_PLAIN_CN, "客户张三丰来电咨询退款", "请联系王先生，谢谢", "联系人：李小明"),
        (*_PLAIN_CN, "收件人：欧阳明月，下午送", "约了李小明医生", "业主陈志强反映漏水", "患者：刘芳"),
        (*_PLAIN, "Dear John Smith, thank you for your order.", "It broke. Kind regards, Mary", "Mr Smith called again"),
        (*_PLAIN, "contact: Maria Silva", "spoke with Jan de Vries about it", "attn: Anna Kowalska"),
    ],
)
def test_names_inside_text(texts: tuple[str, ...]) -> None:
    (detection,) = _found([*texts] * 5)
    assert detection.element == "person.name"
    assert detection.seen == len(texts)
    assert detection.matched is not None
    assert detection.matched >= 3
    assert f"{100 * detection.matched / len(texts):.1f} % of {len(texts)} sampled values hold Personal name" in detection.reason


@pytest.mark.parametrize(
    "texts",
    [
        (*_PLAIN_CN, "请送到杭州市西湖区文三路477号2栋", "客户要求改派至建国路88号"),
        (*_PLAIN, "Please deliver to 12 Baker Street, London", "He moved to Bahnhofstraße 12 last week"),
        (*_PLAIN, "livrez au 5 rue de la Paix svp", "vive en Calle Mayor 5 desde enero"),
    ],
)
def test_addresses_inside_text(texts: tuple[str, ...]) -> None:
    (detection,) = _found([*texts] * 5)
    assert detection.element == "contact.address"
    assert (detection.matched, detection.seen) == (2, len(texts))


@pytest.mark.parametrize(
    "texts",
    [
        _PLAIN_CN,
        _PLAIN,
        [
            "司机专用坐垫",
            "老师节日礼物",
            "女士羊毛衫",
            "先生领带礼盒",
            "客户关系管理系统",
            "员工手册模板",
            "学生书包大容量",
            "产品经理入门",
        ],
        [
            "Red chair with 4 legs",
            "Mr. Coffee maker 12 cups",
            "Contact lens solution 500 ml",
            "Hello Kitty bag",
            "Dear Santa mug",
        ],
        ["Hey Jude", "Dear Prudence", "Hello Goodbye", "Mr. Tambourine Man", "Call Me Maybe", "Thank You", "Penny Lane 2"],
        ["Version 2.1 of the driver", "Error 404 in module Main Street", "Step 5 is the hard way", "10 Gbit Drive"],
    ],
)
def test_texts_without_people(texts: list[str]) -> None:
    assert [detection.element for detection in _found(texts * 5)] == []
