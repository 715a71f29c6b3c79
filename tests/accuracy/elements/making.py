"""Makes cells: numbers, dates, names and texts that belong to nobody, from a seeded generator."""

import json
import random
import uuid
from datetime import UTC, datetime, timedelta

from tests.accuracy.elements.case import Cell, Maker, words

_KINDS = {
    "#": "0123456789",
    "@": "ABCDEFGHJKLMNPQRSTUVWXYZ",
    "?": "abcdefghijkmnpqrstuvwxyz",
    "%": "0123456789abcdef",
    "^": "0123456789ABCDEF",
    "~": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
}
_GIVEN = words("Anna Boris Carla Daniel Elena Felix Greta Henry Irene Jonas Karen Lukas Maria Nicole Oliver Paula Robert Sarah")
_FAMILY = words("Adams Baker Carter Dawson Ellis Foster Graham Hughes Jensen Keller Larsen Mitchell Novak Parker Reed Weber")
_HAN_FAMILY = words("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭")
_HAN_GIVEN = words("伟 芳 娜 敏 静 丽 强 磊 洋 艳 勇 军 杰 娟 秀英 建国 志强 晓明 雨桐 子涵 浩然 欣怡 梓萱 思远")
_STREETS = words("Oak-Street Maple-Avenue Church-Road Mill-Lane Station-Road Park-Avenue High-Street Garden-Drive")
_CITIES = words("Leeds Bristol Denver Portland Hamburg Lyon Toronto Sydney Boston Dublin")
_HAN_PLACES = words("广东省深圳市南山区科技园路 浙江省杭州市西湖区文三路 上海市徐汇区漕溪北路 北京市朝阳区建国路")
_HAN_FIRMS = words("星河 云帆 恒信 远景 博雅 汇通 天澜 锦程")
_FIRMS = words("Northwind Bluepeak Alder Ironbridge Sunfield Quartz Riverstone Kestrel")
_EPOCH = datetime(2021, 1, 4, 8, 0, 0, tzinfo=UTC)


def like(*patterns: str) -> Maker:
    """Cells after one of the patterns.

    `#` is a digit, `@` a capital, `?` a small letter, `%` and `^` a hexadecimal digit, `~` a letter or digit; all else is kept.
    """

    def make(rng: random.Random) -> Cell:
        return "".join(rng.choice(_KINDS[sign]) if sign in _KINDS else sign for sign in rng.choice(patterns))

    return make


def one_of(*makers: Maker) -> Maker:
    """Cells of one of the makers."""
    return lambda rng: rng.choice(makers)(rng)


def whole(low: int, high: int) -> Maker:
    """Whole numbers from low to high."""
    return lambda rng: rng.randint(low, high)


def decimal(low: float, high: float, places: int = 2) -> Maker:
    """Numbers with so many places."""
    return lambda rng: round(rng.uniform(low, high), places)


def flag(rng: random.Random) -> Cell:
    """0 or 1."""
    return rng.randrange(2)


def day(first: int, last: int, form: str = "%Y-%m-%d") -> Maker:
    """Days of the years from first to last."""

    def make(rng: random.Random) -> Cell:
        start = datetime(first, 1, 1, tzinfo=UTC)
        return (start + timedelta(days=rng.randrange(365 * (last - first + 1)))).strftime(form)

    return make


def moment(rng: random.Random) -> Cell:
    """Points in time of about four years, to the second."""
    return (_EPOCH + timedelta(seconds=rng.randrange(120_000_000))).strftime("%Y-%m-%d %H:%M:%S")


def unix_time(rng: random.Random) -> Cell:
    """Points in time as seconds since 1970."""
    return int(_EPOCH.timestamp()) + rng.randrange(120_000_000)


def uuid_text(rng: random.Random) -> Cell:
    """Random UUIDs in small letters."""
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def uuid_capitals(rng: random.Random) -> Cell:
    """Random UUIDs in capitals."""
    return str(uuid.UUID(int=rng.getrandbits(128), version=4)).upper()


def person(rng: random.Random) -> Cell:
    """A given and a family name, put together by chance."""
    return f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"


def given(rng: random.Random) -> Cell:
    """A given name."""
    return rng.choice(_GIVEN)


def family(rng: random.Random) -> Cell:
    """A family name."""
    return rng.choice(_FAMILY)


def han_person(rng: random.Random) -> Cell:
    """A Chinese name, put together by chance."""
    return rng.choice(_HAN_FAMILY) + rng.choice(_HAN_GIVEN)


def email(rng: random.Random) -> Cell:
    """An address in a domain that is reserved for examples."""
    user = f"{rng.choice(_GIVEN)}.{rng.choice(_FAMILY)}{rng.randrange(90)}".lower()
    return f"{user}@example.{rng.choice(('org', 'com', 'net'))}"


def mobile_cn(rng: random.Random) -> Cell:
    """A Chinese mobile number."""
    return f"{rng.choice(('138', '139', '150', '186', '177', '199'))}{rng.randrange(10**8):08d}"


def phone_world(rng: random.Random) -> Cell:
    """An international number of the ranges kept for fiction."""
    return f"+1 {rng.choice((212, 303, 415, 617))} 555 01{rng.randrange(100):02d}"


def street(rng: random.Random) -> Cell:
    """A street with a house number and a town."""
    return f"{rng.randint(1, 240)} {rng.choice(_STREETS).replace('-', ' ')}, {rng.choice(_CITIES)}"


def han_street(rng: random.Random) -> Cell:
    """A Chinese address down to the room."""
    return f"{rng.choice(_HAN_PLACES)}{rng.randint(1, 200)}号{rng.randint(1, 30)}栋{rng.randint(101, 2905)}室"


def firm(rng: random.Random) -> Cell:
    """A company's name."""
    return f"{rng.choice(_FIRMS)} {rng.choice(('Trading Ltd', 'Systems GmbH', 'Logistics Inc', 'Foods LLC', 'Media Group'))}"


def han_firm(rng: random.Random) -> Cell:
    """A Chinese company's name."""
    return (
        f"{rng.choice(('深圳', '杭州', '上海', '成都'))}{rng.choice(_HAN_FIRMS)}{rng.choice(('科技', '贸易', '网络'))}有限公司"
    )


def picture(folder: str) -> Maker:
    """Addresses of pictures in that folder."""
    return lambda rng: f"https://files.example.org/{folder}/{rng.getrandbits(64):016x}.jpg"


def media(folder: str, suffix: str) -> Maker:
    """Addresses of files with that suffix."""
    return lambda rng: f"https://files.example.org/{folder}/{rng.getrandbits(64):016x}.{suffix}"


def vector(length: int) -> Maker:
    """A list of numbers as JSON text, as models make them of faces and voices."""
    return lambda rng: json.dumps([round(rng.uniform(-1, 1), 4) for _ in range(length)])


def octets(length: int, magic: bytes = b"") -> Maker:
    """Random octets after the given ones."""
    return lambda rng: magic + rng.randbytes(length)


def fill(*templates: str, **makers: Maker) -> Maker:
    """One of the templates, filled in by makers: `fill("call {phone}", phone=mobile_cn)`."""

    def make(rng: random.Random) -> Cell:
        made = {key: maker(rng) for key, maker in makers.items()}
        return rng.choice(templates).format(**made)

    return make


def a_list(*choices: str, most: int = 3) -> Maker:
    """A JSON list of up to so many of the choices."""
    return lambda rng: json.dumps(rng.sample(choices, rng.randint(1, min(most, len(choices)))), ensure_ascii=False)
