"""Cities, provinces and countries by name: closed lists, so that a whole column of them is a place column.

Source: GB/T 2260 and GB/T 2659.1 for China and countries, United Nations Demographic Yearbook for cities, ISO 3166-1.
A place column may as well be of shops or orders, so names or neighbours have to say whose place it is.
"""

from gazetteer_scanners.recognizers.rule import Dictionary, Rule
from gazetteer_scanners.recognizers.words import read_words

_CITIES_CN = read_words("contact/cities_cn.txt")
_CONTEXT = ("city", "town", "城市", "所在地", "市")

RULES = (
    Dictionary(
        id="place_names.city_cn",
        element="contact.address.city",
        words=_CITIES_CN | frozenset(f"{city}市" for city in _CITIES_CN),
        chance=0.02,
        context=_CONTEXT,
        source="GB/T 2260; chance measured on ordinary two- and three-character words",
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
        examples=("Germany", "United States", "CHN", "中国", "Brasil"),
        misses=("German", "State", "中文", "Unitedstates"),
    ),
    Rule(
        id="place_names.division_cn",
        element="contact.address.city",
        pattern="[一-鿿]+(?:[^超城夜股上门菜]市|[^社小地片园校厂库专]区|[^本全]县|旗|自治州)",
        chance=0.05,
        needs_name=True,
        context=("district", "county", "区县", "行政区"),
        source="GB/T 2260 (endings of the names of divisions); chance estimated: words and zones end so too",
        hits=("西湖区", "太康县", "浦东新区", "杭州市西湖区", "鄂托克旗"),
        misses=("大超市", "小区", "西湖", "区", "西湖区文三路"),
    ),
)
