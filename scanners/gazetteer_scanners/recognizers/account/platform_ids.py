"""Account numbers of platforms that many Chinese systems store.

Source: WeChat open platform documentation (openid: 28 characters, beginning with o; unionid: 28 or 29 that no rule tells
apart from them), WeChat's help (account name: a letter, then 5 to 19 letters, digits, _ and -; wxid_ before one is
chosen), Tencent QQ (5 to 11 digits, which are also the name of its mailbox), Alipay open platform documentation (user id:
16 digits, beginning with 2088).
"""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="platform_ids.wechat_openid",
        element="account.wechat_openid",
        pattern="o[A-Za-z0-9_-]{27}",
        chance=0.016,
        context=("openid", "open_id", "wechat", "weixin", "微信"),
        source="WeChat open platform; chance: one of 64 first characters among random tokens of 28",
        hits=("oABCDEFGHIJKLMNOPQRSTUVWXYZ0", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M", "o-0123456789abcdefghijklmnop"),
        misses=("xABCDEFGHIJKLMNOPQRSTUVWXYZ0", "oABCDEFGHIJKLMNOPQRSTUVWXYZ", "oABCDEFGHIJKLMNOPQRSTUVWXYZ01"),
    ),
    Rule(
        id="platform_ids.wechat_unionid",
        element="account.wechat_unionid",
        pattern="o[A-Za-z0-9_-]{27,28}",
        chance=0.016,
        needs_name=True,
        context=("unionid", "union_id", "微信"),
        source="WeChat open platform; chance: one of 64 first characters among random tokens",
        hits=("oABCDEFGHIJKLMNOPQRSTUVWXYZ0", "oABCDEFGHIJKLMNOPQRSTUVWXYZ01", "o-0123456789abcdefghijklmnop"),
        misses=("xABCDEFGHIJKLMNOPQRSTUVWXYZ0", "oABCDEFGHIJKLMNOPQRSTUVWXYZ", "oABCDEFGHIJKLMNOPQRSTUVWXYZ012"),
    ),
    Rule(
        id="platform_ids.wxid",
        element="account.wechat_id",
        sampled=True,
        pattern="wxid_[0-9a-z]{12,16}",
        inside=True,
        chance=0.0001,
        context=("wechat", "wxid", "微信"),
        source="WeChat's own name of an account without a chosen one; nothing else is written so",
        hits=("wxid_abcdefghijkl12", "wxid_0123456789ab21", "wxid_z9y8x7w6v5u422"),
        misses=("wxid_short", "gh_0123456789ab", "wx0123456789abcdef", "wxid_ABCDEFGHIJKL12"),
        inside_hits=("加微信wxid_abcdefghijkl12聊", "from=wxid_0123456789ab21;", "好友：wxid_z9y8x7w6v5u422，已添加"),
    ),
    Rule(
        id="platform_ids.wechat_stated",
        element="account.wechat_id",
        sampled=True,
        pattern=(
            "(?:(?:微信|薇信|[Vv]信|[Ww]e[Cc]hat|[Ww]eixin|[Vv][Xx]|WX)号?[为是]?[: ]{1,2}|微信号[为是]?)"
            "[A-Za-z][A-Za-z-]{0,12}[0-9_][A-Za-z0-9_-]{3,12}"
        ),
        inside=True,
        context=("微信",),
        source="WeChat's help; text that says what it is, and a name with a digit",
        hits=("微信号example_2024", "WeChat: abc12345", "微信:ab_123456"),
        misses=("微信号已绑定", "微信支付2024", "微信MiniProgram", "WeChat: Payment"),
        inside_hits=("加我微信：ab_123456，备注来意", "联系微信号example_2024。", "tel 1 or WeChat: abc12345"),
    ),
    Rule(
        id="platform_ids.qq_stated",
        element="account.qq",
        sampled=True,
        pattern="(?:[Qq][Qq]|扣扣|企鹅)号?码?[为是]?[: ]{0,2}[1-9][0-9]{4,10}",
        inside=True,
        context=("qq", "扣扣"),
        source="Tencent QQ; text that says what it is",
        hits=("QQ123456789", "qq号:10001", "扣扣 12345678"),
        misses=("QQ群", "QQ1234", "QQ012345", "加群123456789"),
        inside_hits=("联系QQ：123456789，勿扰", "电话无，扣扣12345678", "my qq 10001 ok"),
    ),
    Rule(
        id="platform_ids.qq_mail",
        element="account.qq",
        pattern=r"[1-9][0-9]{4,10}@(?:vip\.)?qq\.com",
        needs_name=True,
        context=("qq", "mail", "邮箱"),
        source="Tencent QQ; the mailbox is found as an e-mail address, its name supports a column of QQ numbers",
        hits=("10001@qq.com", "123456789@qq.com", "12345678901@vip.qq.com"),
        misses=("abc@qq.com", "012345@qq.com", "10001@example.com", "1234@qq.com"),
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
