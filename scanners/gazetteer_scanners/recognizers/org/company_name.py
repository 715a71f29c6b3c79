"""Names of companies that end in their legal form.

Source: company laws (China 有限责任公司, 股份有限公司; United Kingdom Ltd, PLC; United States Inc, LLC, Corp; Germany GmbH, AG;
the Netherlands BV; Sweden AB; Finland Oy; Italy SpA, Srl; Spain SL; France SARL, SAS; Japan 株式会社; Australia Pty Ltd).
"""

from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("company", "organisation", "employer", "公司", "企业", "单位")

# Short forms in capitals only: `tab` and `flag` end so too, and a Dutch postal code ends in two capitals.
_FORMS = (
    "(?:P[Tt][Yy] )?(?:LTD|[Ll]td)|LIMITED|[Ll]imited|LLC|LLP|INC|[Ii]nc|GMBH|GmbH|PLC|[Pp]lc|CORP|[Cc]orp(?:oration)?|AG|"
    "BV|B\\.V|AB|OY|Oy|SPA|S\\.?p\\.?A|S\\.?r\\.?l|SARL|SAS"
)

RULES = (
    Rule(
        id="company_name",
        element="org.name",
        sampled=True,
        pattern=f"[A-Za-z][A-Za-z0-9&.,' -]*[ ,](?:{_FORMS})\\.?",
        chance=0.01,
        context=_CONTEXT,
        source="Company laws; chance: other texts may end in such a word",
        hits=("Bluepeak Systems GmbH", "Alder & Sons Ltd.", "Riverstone, Inc.", "Example Holdings Pty Ltd"),
        misses=("Bluepeak", "GmbH", "Limited edition", "padding ab", "1012 AB"),
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
