"""Models and makers of phones.

Source: Apple (hardware identifiers `iPhone15,2`), TENAA certification of models in China (SM-… Samsung, XXX-AL00 Huawei and
Honor, V1234A vivo, PXXM00 OPPO, 21…/22…/23… Xiaomi), the makers' brands.
"""

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import any_word

_BRANDS = (
    "apple iphone huawei honor xiaomi redmi oppo vivo iqoo samsung oneplus realme meizu zte nubia lenovo motorola google "
    "nokia sony lg htc asus smartisan gionee coolpad hisense tecno infinix itel tcl 华为 荣耀 小米 红米 苹果 "
    "三星 魅族 中兴 努比亚 联想 一加 真我 海信 酷派 金立 锤子 摩托罗拉 诺基亚 索尼 谷歌"
)
_CONTEXT = ("model", "device", "phone", "brand", "机型", "型号", "品牌")

RULES = (
    Rule(
        id="model",
        element="device.model",
        pattern=(
            "i(?:Phone|Pad|Pod)[0-9]{1,2},[0-9]{1,2}|Watch[0-9],[0-9]{1,2}|SM-[A-Z][0-9]{3,4}[A-Z0-9]{0,2}"
            "|[A-Z]{3}-(?:[ATCLNW][LN]|AN|BD|TN)[0-9]{2}[A-Za-z]?"
        ),
        chance=0.0005,
        context=_CONTEXT,
        source="Apple, Samsung, Huawei; item numbers are hardly written so",
        hits=("iPhone15,2", "SM-S9280", "NOH-AN01", "iPad13,4", "ALN-AL80"),
        misses=("iPhone", "iPhone15", "SM-9280", "NOH-XX01", "ABC-1234"),
    ),
    Rule(
        id="model.other",
        element="device.model",
        pattern=(
            "(?i)(?:iphone|ipad|huawei|honor|xiaomi|redmi|mi|oppo|vivo|iqoo|samsung|galaxy|oneplus|realme|pixel|nova|mate"
            "|moto|nokia|meizu)[ _-][ 0-9a-z+()_-]*|m?[0-9]{4,10}[a-z]{1,2}|v[0-9]{4}[a-z]{1,2}|p[a-z]{3}[0-9]{2}"
            "|(?:cph|rmx)[0-9]{4}"
        ),
        chance=0.3,
        needs_name=True,
        context=_CONTEXT,
        source="TENAA; names of products of shops pass",
        hits=("HUAWEI Mate 60 Pro", "2211133C", "PGJM10", "iPhone 15 Pro Max", "V2227A"),
        misses=("Thinkpad T14", "12", "model", "case for iPhone 15"),
    ),
    Rule(
        id="model.brand",
        element="device.brand",
        pattern="(?i)" + any_word(_BRANDS),
        chance=0.01,
        needs_name=True,
        context=_CONTEXT,
        source="Makers' brands; shops sell them",
        hits=("HUAWEI", "Apple", "小米", "vivo"),
        misses=("Apples", "小米粥", "Dell", "华"),
    ),
)
