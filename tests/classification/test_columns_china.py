"""Columns of Chinese data and device data, scanned: under good names, under names that say nothing, in running text."""

import csv
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gazetteer_scanners import report_json, scan

_ROWS = 60
_RANDOM = random.Random(31)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
Make = Callable[[], str]


def _digits(count: int) -> str:
    return "".join(_RANDOM.choices("0123456789", k=count))


def _hex(count: int) -> str:
    return "".join(_RANDOM.choices("0123456789abcdef", k=count))


def _one(words: str) -> Make:
    return lambda: _RANDOM.choice(words.split("|"))


def _resident_id(region: str = "110105") -> str:
    bare = f"{region}{_RANDOM.randrange(1950, 2015)}{_RANDOM.randrange(1, 13):02}{_RANDOM.randrange(1, 29):02}{_digits(3)}"
    return bare + "10X98765432"[sum(int(d) * w for d, w in zip(bare, _WEIGHTS, strict=True)) % 11]


def _full_width(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


def _degrees(low: int, high: int) -> str:
    return f"{_RANDOM.uniform(low, high):.6f}"


def _uuid(text: str) -> str:
    return "-".join((text[:8], text[8:12], f"4{text[13:16]}", f"a{text[17:20]}", text[20:32]))


_ALONE: dict[str, tuple[str, Make]] = {
    "a1": ("national_id.cn", _resident_id),
    "a2": ("national_id.cn", lambda: _full_width(_resident_id())),
    "a3": ("national_id.cn", lambda: _resident_id("830000")),
    "a4": ("special.disability", lambda: f"{_resident_id()}{_RANDOM.randrange(1, 8)}{_RANDOM.randrange(1, 5)}"),
    "a5": ("contact.phone", lambda: f"{_RANDOM.choice(('', '+86', '0086', '86'))}1380013{_digits(4)}"),
    "a6": ("vehicle.plate", lambda: f"{_RANDOM.choice('京粤浙')}B{_RANDOM.choice(('D', ''))}{_digits(5)}"),
    "a7": ("military_id.number", lambda: f"南字第{_digits(8)}号"),
    "a8": ("payment.account.alipay", lambda: f"2088{_digits(12)}"),
    "a9": ("payment.transaction", lambda: f"4200{_digits(6)}20240115{_digits(10)}"),
    "b1": ("delivery.tracking_number", lambda: f"SF{_digits(13)}"),
    "b2": ("special.criminal_record", lambda: f"（2024）粤03刑初{_RANDOM.randrange(1, 999)}号"),
    "b3": ("special.ethnicity", _one("汉族|汉族|回族|维吾尔族|满族")),
    "b4": ("person.gender", _one("男|女")),
    "b5": ("special.political", _one("中共党员|共青团员|无党派人士")),
    "b6": ("person.marital_status", _one("未婚|已婚|离异")),
    "b7": ("education.record", _one("本科|大专|硕士|高中")),
    "b8": ("contact.address", lambda: f"河南省周口市太康县马头镇刘庄村{_RANDOM.randrange(1, 9)}组"),
    "b9": ("contact.address", lambda: f"北京市{_digits(4)}信箱{_digits(2)}分箱"),
    "c1": ("account.wechat_id", lambda: f"wxid_{_hex(14)}"),
    "c2": ("device.push_token", lambda: f"dExampleToken_{_digits(8)}:APA91b{_hex(120)}"),
    "c3": ("log.cookie_id", lambda: f"GA1.2.{_digits(9)}.17{_digits(8)}"),
    "c4": ("location.base_station", lambda: f"460-01-4{_digits(4)}-{_digits(8)}"),
    "c5": ("location.gps", lambda: f"{_degrees(100, 120)},{_degrees(20, 40)}"),
    "c6": ("location.gps", lambda: f"北纬{_digits(1)}9°54′{_digits(1)}5″，东经11{_digits(1)}°24′27″"),
    "c7": ("device.app_list", _one("com.example.one,cn.example.two|com.example.three,org.example.four")),
    "c8": ("device.permissions", _one("android.permission.CAMERA|android.permission.INTERNET,android.permission.NFC")),
    "c9": ("device.model", _one("iPhone15,2|SM-S9280|NOH-AN01")),
    "d1": ("device.os_version", _one("iOS 17.2|Android 13|HarmonyOS 4.0.0")),
    "d2": ("network.carrier", _one("中国移动|中国联通|中国电信")),
    "d3": ("device.mac", lambda: ":".join(_hex(2) for _ in range(6))),
}

_NAMED: dict[str, tuple[str, Make]] = {
    "护照号": ("passport.number", lambda: f"E{_digits(8)}"),
    "回乡证号": ("travel_permit.number", lambda: f"H{_digits(8)}"),
    "居住证号": ("travel_permit.number", lambda: _resident_id("810000")),
    "客服电话": ("org.phone", lambda: f"400-820-{_digits(4)}"),
    "区县": ("contact.address.city", _one("西湖区|太康县|鄂托克旗")),
    "ethnic_code": ("special.ethnicity", _one("01|03|11")),
    "血型": ("health.body_metric", _one("A型|B型|O型|AB型")),
    "idfa": ("device.idfa", lambda: _uuid(_hex(32))),
    "advertising_id": ("device.gaid", lambda: _uuid(_hex(32))),
    "bssid": ("location.wlan_ap", lambda: ":".join(_hex(2) for _ in range(6))),
    "unionid": ("account.wechat_unionid", lambda: f"oEXAM{_hex(23)}"),
    "网络类型": ("network.status", _one("WIFI|5G|4G")),
}

_TEXTS: dict[str, tuple[str, Make]] = {
    "x1": ("national_id.cn", lambda: f"客户身份证号{_resident_id()}，已核验"),
    "x2": ("vehicle.plate", lambda: f"车牌粤B{_digits(5)}停在门口"),
    "x3": ("passport.number", lambda: f"护照号：E{_digits(8)}，机票已出"),
    "x4": ("travel_permit.number", lambda: f"持往来港澳通行证C{_digits(8)}入住"),
    "x5": ("account.wechat_id", lambda: f"加我微信：li_{_digits(6)}，备注"),
    "x6": ("account.qq", lambda: f"联系QQ：1{_digits(8)}"),
    "x7": ("special.ethnicity", lambda: f"某某，男，汉族，{_RANDOM.randrange(1950, 2000)}年生"),
    "x8": ("special.political", lambda: f"第{_digits(2)}号 政治面貌：中共党员"),
    "x9": ("location.gps", lambda: f"打卡定位：{_degrees(100, 120)},{_degrees(20, 40)}，正常"),
    "y1": ("contact.address", lambda: f"户籍：浙江省杭州市西湖区文三路{_RANDOM.randrange(1, 900)}号，未婚"),
}

_NOTHING: dict[str, Make] = {
    "n1": lambda: f"升级到版本3.{_RANDOM.randrange(20)}.0.{_RANDOM.randrange(10)}",
    "n2": lambda: f"{_RANDOM.randrange(1, 20)}.{_RANDOM.randrange(9)}.{_RANDOM.randrange(99)}.0",
    "n3": lambda: f"20240115{_digits(10)}",
    "n4": lambda: f"17{_digits(11)}",
    "n5": lambda: _hex(32),
    "n6": lambda: f"京房权证朝字第{_digits(7)}号",
    "n7": _one("水族|宠物|家电|女装"),
    "n8": _one("小学|初中|高中"),
    "n9": lambda: f"0.{_digits(6)},0.{_digits(6)}",
    "m1": lambda: f"14400{_digits(8)}",
    "m2": _one("Android|iOS|Python|本地"),
    "m3": _one("云SERVER上线|新STYLES到货|微信支付2024|QQ群公告"),
    "m4": _one("com.example.app.Main|org.example.Util"),
    "m5": _one("男|商品|启用|禁用|普通|支付|退款|正常|停用|其他|周一|周二"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Elements in force by column, each column in a table of its own so that none is the other's context."""
    folder: Path = tmp_path_factory.mktemp("columns")
    makers = {name: make for table in (_ALONE, _NAMED, _TEXTS) for name, (_, make) in table.items()} | _NOTHING
    for number, (name, make) in enumerate(makers.items()):
        with (folder / f"t{number}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([["row", name], *([str(row), make()] for row in range(_ROWS))])
    datasets: Any = report_json(scan(str(folder)))["datasets"]
    fields = [field for dataset in datasets for field in dataset["fields"]]
    return {field["path"]: [element["id"] for element in field["elements"]] for field in fields}


@pytest.mark.parametrize("name", _ALONE)
def test_values_alone_tell_what_they_are(found: dict[str, list[str]], name: str) -> None:
    assert found[name] == [_ALONE[name][0]]


@pytest.mark.parametrize("name", _NAMED)
def test_values_support_what_a_name_says(found: dict[str, list[str]], name: str) -> None:
    assert found[name] == [_NAMED[name][0]]


@pytest.mark.parametrize("name", _TEXTS)
def test_running_text_is_read(found: dict[str, list[str]], name: str) -> None:
    assert found[name] == [_TEXTS[name][0]]


@pytest.mark.parametrize("name", _NOTHING)
def test_other_values_are_nothing(found: dict[str, list[str]], name: str) -> None:
    assert found[name] == []
