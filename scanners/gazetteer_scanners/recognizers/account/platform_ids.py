"""Account numbers of platforms that many Chinese systems store.

Source: WeChat open platform documentation (openid: 28 characters, beginning with o), Tencent QQ (5 to 11 digits), Alipay
open platform documentation (user id: 16 digits, beginning with 2088).
"""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="platform_ids.wechat_openid",
        element="account.wechat_openid",
        pattern="o[A-Za-z0-9_-]{27}",
        chance=0.016,
        needs_name=True,
        context=("openid", "open_id", "wechat", "weixin", "微信"),
        source="WeChat open platform; chance: one of 64 first characters among random tokens of 28",
        hits=("oABCDEFGHIJKLMNOPQRSTUVWXYZ0", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M", "o-0123456789abcdefghijklmnop"),
        misses=("xABCDEFGHIJKLMNOPQRSTUVWXYZ0", "oABCDEFGHIJKLMNOPQRSTUVWXYZ", "oABCDEFGHIJKLMNOPQRSTUVWXYZ01"),
    ),
    Rule(
        id="platform_ids.qq",
        element="account.qq",
        pattern="[1-9][0-9]{4,10}",
        chance=0.9,
        needs_name=True,
        context=("qq", "tencent", "扣扣"),
        source="Tencent QQ; any number of that length without a leading zero passes",
        hits=("10001", "123456789", "12345678901"),
        misses=("1000", "012345", "123456789012"),
    ),
    Rule(
        id="platform_ids.alipay",
        element="payment.account.alipay",
        pattern="2088[0-9]{12}",
        chance=0.0001,
        context=("alipay", "buyer", "支付宝"),
        source="Alipay open platform; chance: one of 10,000 prefixes",
        hits=("2088102104794936", "2088000000000017", "2088123456789012"),
        misses=("2089102104794936", "208810210479493", "20881021047949361"),
    ),
)
