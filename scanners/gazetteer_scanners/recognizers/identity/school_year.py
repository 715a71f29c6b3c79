"""School years: in Chinese they speak for themselves, elsewhere a column's name has to say so.

Source: China's Compulsory Education Law (nine years), the names of its years in common use; NCES (United States: grades),
the national curriculum of England (years).
"""

from gazetteer_scanners.recognizers.rule import Rule

_CLASS = "(?:[(]?[0-9一二三四五六七八九十]{1,3}[)]?班)?"
_YEAR = "(?:[1-9]|1[0-3])"
_CONTEXT = ("grade", "school", "student", "年级", "学校", "学生", "班级")

RULES = (
    Rule(
        id="school_year",
        element="education.record",
        pattern=rf"(?:小学)?[一二三四五六七八九]年级{_CLASS}|(?:初中|高中)[一二三]年级{_CLASS}|幼儿园(?:[大中小托]班)?",
        chance=0.02,
        context=_CONTEXT,
        source="Names of the years of China's schools and kindergartens",
        hits=("小学三年级", "三年级2班", "八年级", "高中一年级", "幼儿园大班"),
        misses=("十年级", "年级", "三年", "大班", "高中"),
    ),
    Rule(
        id="school_year.named",
        element="education.record",
        pattern=rf"(?i)(?:初[一二三]|高[一二三]|[大中小]班){_CLASS}|(?:grade|gr\.?|year) ?{_YEAR}"
        rf"|{_YEAR}(?:st|nd|rd|th) grade|K|Pre-?K|Kindergarten|Reception",
        chance=0.5,
        needs_name=True,
        context=_CONTEXT,
        source="Years of schools in short forms, which also mean other things",
        hits=("初二", "高一(3)班", "Grade 5", "Year 7", "5th grade", "K"),
        misses=("初四", "高", "Grade 14", "Years 7", "grade A"),
    ),
)
