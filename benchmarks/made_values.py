"""Single invented values, as many systems write them; checksums are right where a kind of data has one.

Names and texts are made of short word lists, numbers are random, mail addresses and links use reserved names.
"""

from datetime import date, timedelta
from random import Random


def _words(text: str, separator: str = " ") -> list[str]:
    return text.split(separator)


_FAMILY_CN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
_GIVEN_CN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰梅晨欣怡子涵浩宇轩"
_FIRST = [
    "Anna",
    "Ben",
    "Carla",
    "David",
    "Elena",
    "Frank",
    "Grace",
    "Henry",
    "Irene",
    "James",
    "Karen",
    "Lucas",
    "Maria",
    "Noah",
    "Olga",
    "Peter",
    "Quinn",
    "Rosa",
    "Simon",
    "Tara",
]
_LAST = _words(
    "Archer Baker Cooper Dawson Ellis Foster Garcia Hughes Iversen Jensen Keller Lambert Moreau Novak Olsen Porter Rossi"
)
_CITIES_CN = _words("杭州市西湖区 上海市浦东新区 北京市朝阳区 深圳市南山区 成都市武侯区 武汉市洪山区 南京市鼓楼区")
_ROADS_CN = _words("文三路 中山路 人民路 解放路 建国路 长江路 学院路 科技园路")
_ROADS_EN = _words("Oak Street,Mill Lane,Station Road,High Street,Park Avenue,River Drive,Church Road", ",")
_TOWNS_EN = _words("Springfield Ashford Bristol Dover Newport Salem Milton")
_MOBILE_CN = _words("130 133 135 136 137 138 139 150 151 152 155 158 159 177 180 186 188 189 199")
_REGIONS_CN = _words("110101 310115 330106 440305 510107 420111 320106")
_WORDS = _words("order parcel refund account device update invoice delivery meeting contract upgrade ticket shipment payment")
_PHRASES_CN = _words("客户来电询问订单进度 用户反馈无法登录 申请退款已处理 设备更换需要重新绑定 请尽快回访 快递尚未送达")
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FIRST_BIRTH = date(1950, 1, 1)
_BIRTH_DAYS = 25_000


def digits(random: Random, count: int) -> str:
    """So many decimal digits, leading zeros included."""
    return str(random.randrange(10**count)).zfill(count)


def with_luhn(number: str) -> str:
    """The number with its check digit (ISO/IEC 7812-1, annex B)."""
    total = sum(sum(divmod(int(digit) * 2, 10)) for digit in number[::-2]) + sum(int(digit) for digit in number[-2::-2])
    return f"{number}{-total % 10}"


def resident_id(random: Random) -> str:
    """A Chinese resident identity number with its check character (GB 11643-1999)."""
    body = f"{random.choice(_REGIONS_CN)}{birth(random):%Y%m%d}{digits(random, 3)}"
    rest = sum(weight * int(digit) for weight, digit in zip(_RESIDENT_WEIGHTS, body, strict=True)) % 11
    return body + "10X98765432"[rest]


def birth(random: Random) -> date:
    """A day of birth from 1950 to 2018."""
    return _FIRST_BIRTH + timedelta(days=random.randrange(_BIRTH_DAYS))


def name_cn(random: Random) -> str:
    """Two or three Chinese characters."""
    return random.choice(_FAMILY_CN) + "".join(random.choices(_GIVEN_CN, k=random.choice((1, 2, 2))))


def name_latin(random: Random) -> str:
    """First and last name."""
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


def nickname(random: Random) -> str:
    """A name as accounts have it."""
    return f"{random.choice(_FIRST).lower()}_{random.randrange(10_000)}"


def email(random: Random) -> str:
    """An address under a reserved domain (RFC 2606)."""
    return f"{nickname(random)}.{random.choice(_LAST).lower()}@example.{random.choice(('org', 'com', 'net'))}"


def phone_cn(random: Random) -> str:
    """Eleven digits of a Chinese mobile number."""
    return random.choice(_MOBILE_CN) + digits(random, 8)


def phone_international(random: Random) -> str:
    """In E.164 spelling, some of them grouped; 555-01xx is set aside for fiction in the North American plan."""
    if random.random() < 0.5:
        return f"+1 202 555 01{digits(random, 2)}"
    return f"+447700900{digits(random, 3)}"


def imei(random: Random) -> str:
    """Fifteen digits with their check digit."""
    return with_luhn(f"35{digits(random, 12)}")


def imsi(random: Random) -> str:
    """Under the test network 001 01 (ITU-T E.212)."""
    return f"00101{digits(random, 10)}"


def mac(random: Random) -> str:
    """Six octets, the locally administered bit set."""
    octets = [random.randrange(256) & 0xFC | 2, *(random.randrange(256) for _ in range(5))]
    return ":".join(f"{octet:02x}" for octet in octets)


def ipv4(random: Random) -> str:
    """In the networks for documentation (RFC 5737) and the private one 10/8."""
    if random.random() < 0.2:
        return f"203.0.113.{random.randrange(256)}"
    return f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(256)}"


def ipv6(random: Random) -> str:
    """In the prefix for documentation (RFC 3849)."""
    return "2001:db8:" + ":".join(f"{random.randrange(1, 65536):x}" for _ in range(6))


def uuid4(random: Random) -> str:
    """A random UUID (RFC 9562)."""
    text = f"{random.getrandbits(128):032x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-{'89ab'[int(text[16], 16) % 4]}{text[17:20]}-{text[20:]}"


def android_id(random: Random) -> str:
    """Sixteen hexadecimal digits."""
    return f"{random.getrandbits(64):016x}"


def card(random: Random) -> str:
    """Sixteen digits with their check digit."""
    return with_luhn(f"{random.choice(('4', '51', '622'))}{digits(random, 15)}"[:15])


def address_cn(random: Random) -> str:
    """City, road, number and room."""
    return f"{random.choice(_CITIES_CN)}{random.choice(_ROADS_CN)}{random.randrange(1, 999)}号{random.randrange(1, 2000)}室"


def address_en(random: Random) -> str:
    """Number, street and town."""
    return f"{random.randrange(1, 400)} {random.choice(_ROADS_EN)}, {random.choice(_TOWNS_EN)} {digits(random, 5)}"


def note_cn(random: Random) -> str:
    """A remark in Chinese; every third one holds a phone number or a resident number."""
    text = "，".join(random.sample(_PHRASES_CN, 2))
    choice = random.randrange(6)
    if choice == 0:
        return f"{text}，手机{phone_cn(random)}，单号{digits(random, 9)}。"
    return f"{text}，证件号{resident_id(random)}。" if choice == 1 else f"{text}，单号{digits(random, 9)}。"


def note_en(random: Random) -> str:
    """A remark in English; every third one holds a mail address or a card number."""
    text = f"Customer asked about the {random.choice(_WORDS)} and the {random.choice(_WORDS)} of order {digits(random, 8)}"
    choice = random.randrange(6)
    if choice == 0:
        return f"{text}, reply to {email(random)} please."
    return f"{text}, paid with {card(random)}." if choice == 1 else f"{text}, to be called back on Monday."


def url(random: Random) -> str:
    """A link to a product."""
    return f"https://shop.example.org/p/{random.choice(_WORDS)}-{random.randrange(100_000)}?ref={random.choice(_WORDS)}"
