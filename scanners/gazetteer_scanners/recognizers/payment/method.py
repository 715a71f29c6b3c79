"""Ways to pay, in words and codes. Source: payment methods that the documentation of large payment services lists."""

from gazetteer_scanners.recognizers.rule import Dictionary

_WORDS = (
    "card,credit card,creditcard,debit card,gift card,bank card,prepaid card,visa,mastercard,master card,amex,"
    "american express,discover,"
    "unionpay,jcb,diners,diners club,paypal,pay pal,alipay,wechat,wechat pay,wechatpay,wxpay,apple pay,applepay,google pay,"
    "googlepay,"
    "samsung pay,huawei pay,huaweipay,amazon pay,klarna,afterpay,sofort,giropay,ideal,bancontact,sepa,sepa debit,direct debit,"
    "bank transfer,wire transfer,transfer,cash,cash on delivery,cod,check,cheque,invoice,voucher,stripe,venmo,zelle,pix,"
    "boleto,upi,"
    "paytm,crypto,bitcoin"
)
_CHINESE = (
    "支付宝,微信,微信支付,银行卡,信用卡,储蓄卡,银联,银联支付,云闪付,现金,货到付款,余额支付,余额,转账,银行转账,对公转账,华为支付,花呗,京东支付,"
    "数字人民币,线下支付,刷卡"
)

RULES = (
    Dictionary(
        id="method",
        element="payment.method",
        words=frozenset(f"{_WORDS},{_CHINESE}".split(",")),
        chance=0.01,
        needs_name=True,
        context=("payment", "pay", "支付方式"),
        source="Documentation of payment services; these words stand in configuration too",
        examples=("PayPal", "credit card", "微信支付", "bank transfer"),
        misses=("paying", "cardboard", "支付", "transferred"),
    ),
)
