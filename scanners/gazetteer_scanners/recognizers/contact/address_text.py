"""Postal addresses inside running text: street and house number, in the orders that the world uses.

Source: GB/T 23705 (路 街 巷 弄, then 号); Universal Postal Union, Addressing the World (order of number and street).
"""

from gazetteer_scanners.recognizers.rule import Boundary, Rule

_UPPER, _LOWER = "A-ZÀ-Þ", "a-zß-ÿ'’"
_WORD = f"[{_UPPER}][{_LOWER}]+"
_HOUSE = "[0-9]{1,5}[A-Za-z]?"
_BEHIND = (
    "Street|St\\.?|Road|Rd\\.?|Avenue|Ave\\.?|Lane|Ln\\.?|Drive|Dr\\.?|Boulevard|Blvd\\.?|Court|Ct\\.?|Place|Way|Square|Terrace|"
    "Parkway|Pkwy|Highway|Hwy|Crescent|Close"
)
_COMPOUND = f"{_WORD}(?:straße|strasse|str\\.|weg|platz|gasse|allee|straat|laan|gracht|gatan|vägen|vej|gade|veien)"
_BEFORE = (
    "[Rr]ue|[Aa]venue|[Bb]oulevard|[Cc]hemin|[Ii]mpasse|[Aa]llée|[Cc]alle|[Aa]venida|[Aa]vda\\.|[Pp]laza|[Pp]aseo|[Rr]ua|[Tt]ravessa|"
    "[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Uu]l\\."
)
_JOINED = "(?:de la |de l'|de |du |des |della |del |di |da |do |dos |l')?"

RULES = (
    Rule(
        id="address_text",
        element="contact.address",
        sampled=True,
        inside=True,
        boundary=Boundary.NONE,
        pattern=(
            "[一-鿿]{1,12}(?:路|街|大道|巷|弄|胡同)(?:[0-9]{1,5}|[一二三四五六七八九十百]{1,4})(?:号|弄|號)"
            rf"|{_HOUSE},? (?:[NSEW]\.? )?(?:{_WORD} ){{1,3}}(?:{_BEHIND})"
            rf"|{_COMPOUND} {_HOUSE}"
            rf"|{_HOUSE},? (?:bis |ter )?(?:{_BEFORE}) {_JOINED}{_WORD}"
            rf"|(?:{_BEFORE}) {_JOINED}{_WORD}(?: {_JOINED}{_WORD})?,? (?:n[º°.] ?)?{_HOUSE}"
        ),
        chance=0.005,
        source="GB/T 23705: street, then number; Universal Postal Union: house number and street in the order of each country",
        hits=(
            *(
                "文三路477号",
                "建国路88号",
                "杭州市西湖区文三路477号",
                "长乐胡同三号",
                "12 Baker Street",
                "1600 W. Example Ave.",
            ),
            *("Bahnhofstraße 12", "5 rue de la Paix", "Calle Mayor 5", "Via Roma, 12"),
        ),
        misses=(
            *("地铁1号线", "路由器3号", "第3号产品", "文三路", "12 apples", "Main Street", "Route 66", "5 days way"),
            *("Version 2 Close", "a street"),
        ),
        inside_hits=(
            *("请把货送到杭州市西湖区文三路477号2栋,谢谢", "客户搬到建国路88号院", "地址 12 Baker Street 请确认"),
            *("He moved to Bahnhofstraße 12 last week", "deliver it to 5 rue de la Paix, please"),
        ),
    ),
)
