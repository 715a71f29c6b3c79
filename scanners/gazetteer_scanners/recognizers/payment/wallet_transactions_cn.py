"""Numbers of payments by WeChat and Alipay.

Source: WeChat Pay documentation (transaction_id: 28 digits, 4200 + 6 + date + 10), Alipay open platform documentation
(trade_no: 28 digits, date + 20, of which the first are 1100 or 2200).
"""

from gazetteer_scanners.recognizers.rule import Rule

_DATE = "20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_CONTEXT = ("transaction", "trade_no", "payment", "支付", "交易单号", "流水号")

RULES = (
    Rule(
        id="wallet_transactions_cn",
        element="payment.transaction",
        sampled=True,
        pattern=f"4200[0-9]{{6}}{_DATE}[0-9]{{10}}|{_DATE}[12][12]00[0-9]{{16}}",
        inside=True,
        chance=0.0001,
        context=_CONTEXT,
        source="WeChat Pay, Alipay; chance: of random 28-digit numbers fewer than one in a million",
        hits=("4200001234202401151234567890", "2013112011001004330000121536", "2024011522001400000000000001"),
        misses=("4200001234202413151234567890", "2024011599001400000000000001", "420000123420240115123456789"),
        inside_hits=(
            "交易单号4200001234202401151234567890已退款",
            "支付宝:2024011522001400000000000001",
            "单号 2013112011001004330000121536，",
        ),
    ),
)
