"""Names of companies that end in their legal form.

Source: company laws (China 有限责任公司, 股份有限公司; United Kingdom Ltd, PLC; United States Inc, LLC, Corp; Germany GmbH, AG;
the Netherlands BV; Sweden AB; Finland Oy; Italy SpA, Srl; Spain SL; France SARL, SAS; Japan 株式会社; Australia Pty Ltd).
"""

from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("company", "organisation", "employer", "公司", "企业", "单位")

_FORMS = "(?:pty )?ltd|limited|llc|llp|inc|gmbh|plc|corp|corporation|ag|bv|b\\.v|ab|oy|spa|srl|sarl|sas"

RULES = (
    Rule(
        id="company_name",
        element="org.name",
        sampled=True,
        pattern=f"(?i)[a-z0-9&][a-z0-9&.,' -]*[ ,](?:{_FORMS})\\.?",
        chance=0.01,
        context=_CONTEXT,
        source="Company laws; chance: other texts may end in such a word",
        hits=("Bluepeak Systems GmbH", "Alder & Sons Ltd.", "Riverstone, Inc.", "Example Holdings Pty Ltd"),
        misses=("Bluepeak", "GmbH", "Limited edition", "Flagged"),
    ),
    Rule(
        id="company_name.han",
        element="org.name",
        sampled=True,
        pattern="[一-鿿0-9A-Za-z()&.·-]+(?:有限公司|有限责任公司|股份公司|集团公司|集团|分公司|事务所|株式会社|合作社)",
        chance=0.01,
        context=_CONTEXT,
        source="Company Law of the People's Republic of China; chance: other texts may end in such a word",
        hits=("深圳星河科技有限公司", "云帆(杭州)网络股份有限公司", "恒信律师事务所", "天澜集团"),
        misses=("有限公司", "公司地址", "深圳市", "集团军"),
    ),
)
