"""Cities, provinces and countries by name: closed lists, so that a whole column of them is a place column.

Source: GB/T 2260 and GB/T 2659.1 for China and countries, United Nations Demographic Yearbook for cities, ISO 3166-1 and
ISO 3166-2. Codes are words and languages as well, so only a name makes places of them.
"""

from gazetteer_scanners.recognizers.rule import Dictionary, Rule
from gazetteer_scanners.recognizers.words import read_words

_CITIES_CN = read_words("contact/cities_cn.txt")
_CONTEXT = ("city", "town", "城市", "所在地", "市")

_NO_DIVISIONS = (
    "城市",
    "超市",
    "门市",
    "股市",
    "夜市",
    "上市",
    "都市",
    "集市",
    "社区",
    "小区",
    "地区",
    "园区",
    "校区",
    "战区",
    "片区",
    "景区",
    "赤县",
)


def is_chinese_division(text: str) -> bool:
    """True for one division or several in a row, unless the last one is an ordinary word that ends like one."""
    return not text.endswith(_NO_DIVISIONS)


RULES = (
    Rule(
        id="place_names.division_cn",
        element="contact.address.city",
        sampled=True,
        pattern="[一-鿿]{2,11}(?:省|市|区|县|旗|盟|自治州|地区|乡|镇|街道|區|縣)",
        validate=is_chinese_division,
        chance=0.1,
        context=(*_CONTEXT, "district", "county", "区县", "县", "区"),
        source="GB/T 2260: the words in which names of divisions end; chance measured on ordinary words",
        hits=("朝阳区", "浙江省杭州市西湖区", "武隆县", "康保县", "翠苑街道"),
        misses=("城市", "花园小区", "张伟", "北京烤鸭", "超市"),
    ),
    Dictionary(
        id="place_names.city_cn",
        element="contact.address.city",
        words=_CITIES_CN | frozenset(f"{city}市" for city in _CITIES_CN),
        chance=0.02,
        context=_CONTEXT,
        source="GB/T 2260; chance measured on ordinary two- and three-character words",
        decides_from=0.7,
        examples=("杭州", "深圳市", "呼和浩特"),
        misses=("杭", "城市", "杭州西湖", "张伟"),
    ),
    Dictionary(
        id="place_names.city",
        element="contact.address.city",
        words=read_words("contact/cities_world.txt"),
        chance=0.01,
        context=_CONTEXT,
        source="United Nations Demographic Yearbook; chance measured on common English words",
        decides_from=0.7,
        examples=("London", "SÃO PAULO", "München", "Hangzhou"),
        misses=("Lond", "Apache", "London Bridge", "Reading"),
    ),
    Dictionary(
        id="place_names.province_cn",
        element="contact.address",
        words=read_words("contact/provinces_cn.txt"),
        chance=0.01,
        needs_name=True,
        context=("province", "state", "region", "省", "省份"),
        source="GB/T 2260; chance measured on ordinary two- and three-character words",
        examples=("浙江", "浙江省", "北京市", "广西壮族自治区"),
        misses=("省", "浙", "浙江人", "杭州"),
    ),
    Dictionary(
        id="place_names.country",
        element="contact.address.country",
        words=read_words("contact/countries.txt"),
        chance=0.01,
        context=("country", "nation", "国家", "国籍"),
        source="ISO 3166-1, GB/T 2659.1; chance measured on common English words",
        decides_from=0.7,
        examples=("Germany", "United States", "CHN", "中国", "Brasil"),
        misses=("German", "State", "中文", "Unitedstates"),
    ),
    Dictionary(
        id="place_names.state",
        element="contact.address.city",
        words=read_words("contact/states.txt"),
        chance=0.01,
        decides_from=0.7,
        context=("state", "province", "region", "bundesland", "estado", "省", "州"),
        source="ISO 3166-2; chance measured on common English words",
        examples=("California", "NEW YORK", "Bayern", "Ontario", "Minas Gerais"),
        misses=("Califor", "State", "Bay", "the north"),
    ),
    Dictionary(
        id="place_names.state_code",
        element="contact.address.city",
        words=read_words("contact/state_codes.txt"),
        pattern="[A-Z]{2,3}",
        chance=0.2,
        needs_name=True,
        context=("state", "province", "uf", "region"),
        source="ISO 3166-2; chance over all pairs of letters, among which these words are more frequent than others",
        examples=("CA", "NSW", "ON"),
        misses=("ca", "ZZ", "CAL"),
    ),
    Dictionary(
        id="place_names.country_code",
        element="contact.address.country",
        words=read_words("contact/country_codes.txt"),
        pattern="[A-Za-z]{2}",
        chance=0.5,
        needs_name=True,
        context=("country", "country code", "nation", "nationality", "国家"),
        source="ISO 3166-1; chance over all pairs of letters, among which these words are more frequent than others",
        examples=("DE", "us", "CN"),
        misses=("XX", "DEU", "ZZ"),
    ),
)
