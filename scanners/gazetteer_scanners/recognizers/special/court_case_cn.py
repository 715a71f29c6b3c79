"""Numbers of criminal cases. Source: Supreme People's Court, rules on case numbers of 2015: (year) + court + kind of case +
number; kinds with 刑 are criminal, 民, 行, 执 and others are not."""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="court_case_cn",
        element="special.criminal_record",
        sampled=True,
        pattern=r"[(\[〔](?:19|20)[0-9]{2}[)\]〕] ?[一-鿿][一-鿿0-9]*刑[一-鿿]*[0-9]{1,6}号",
        inside=True,
        context=("case", "court", "案号", "案件编号", "判决"),
        source="Supreme People's Court, rules on case numbers; nothing else is written so",
        hits=("(2024)粤03刑初12号", "(2023)最高法刑终5号", "(2009)海刑初字第123号"),
        misses=("(2024)粤03民初12号", "(2024)粤03刑初号", "2024粤03刑初12号", "(2024)第12号"),
        inside_hits=("依据（2024）粤03刑初12号判决书", "案号：（2019）京01刑终345号，已结", "见〔2016〕浙0106刑初7号"),
    ),
)
