"""Personal names in hangul, Japanese, Cyrillic and Arabic writing: by their surnames, given names and endings.

Source: the word tables (their files name their sources); Russian patronymics end in -ович, -евич, -овна, -евна, -ична
(rules of Russian onomastics). Looked for in samples: their words would cost every other text its speed.
"""

import re

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import read_words

_KOREAN = read_words("identity/surnames_ko.txt")
_KOREAN_GIVEN = read_words("identity/given_syllables_ko.txt")
_JAPANESE = read_words("identity/surnames_ja.txt")
_JAPANESE_GIVEN = read_words("identity/given_characters_ja.txt")
_KATAKANA = read_words("identity/surnames_kana.txt")
_CYRILLIC = read_words("identity/given_names_cyrillic.txt")
_ARABIC = read_words("identity/given_names_arabic.txt")
_KOREAN_FREQUENT = frozenset("김이박최정강조윤장임한오서신권황안송류홍")
"""The twenty most frequent surnames, which stand before given names of one syllable too."""

_CONTEXT = ("name", "full name", "姓名", "氏名", "名前", "이름", "성명", "имя", "фио", "الاسم")
_PATRONYMIC = re.compile(r"[а-яёіїє]+(?:ович|евич|ьич|йович|овна|евна|ична|івна|ївна)$")
_INITIALS = re.compile(r"(?:[а-яёіїєґ]\.){1,2}$")
_KANA = re.compile(r"[ぁ-ん]{2,}|[ァ-ヶー]{2,}")
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ん") + 1)}


def is_korean_name(text: str) -> bool:
    """True for a surname and a given name of two syllables, or of one behind a frequent surname."""
    name = text.replace(" ", "")
    surname = 2 if name[:2] in _KOREAN and len(name) == 4 else 1
    given = name[surname:]
    if name[:surname] not in _KOREAN or any(syllable not in _KOREAN_GIVEN for syllable in given):
        return False
    return len(given) == 2 or (len(given) == 1 and name[0] in _KOREAN_FREQUENT)


def is_japanese_name(text: str) -> bool:
    """True for a surname in Chinese characters and a given name in such characters, hiragana or katakana."""
    name = text.replace(" ", "")
    return any(name[:length] in _JAPANESE and _is_japanese_given(name[length:]) for length in (3, 2, 1))


def _is_japanese_given(text: str) -> bool:
    if _KANA.fullmatch(text):
        return True
    return 1 <= len(text) <= 3 and all(character in _JAPANESE_GIVEN for character in text)


def is_kana_name(text: str) -> bool:
    """True for the reading of a surname, a space, and another word in the same kana."""
    surname, _, given = text.partition(" ")
    return surname.translate(_TO_KATAKANA) in _KATAKANA and len(given) > 1


def is_cyrillic_name(text: str) -> bool:
    """True for two or three words of which one is a patronymic, initials or a known given name."""
    words = text.lower().replace(",", " ").replace(". ", ".").replace(".", ". ").split()
    joined = "".join(word for word in words if word.endswith("."))
    names = [word for word in words if not word.endswith(".")]
    if joined:
        return len(names) == 1 and _INITIALS.match(joined) is not None
    if len(names) == 3:
        return any(_PATRONYMIC.match(word) for word in names[1:])
    return len(names) == 2 and (names[0] in _CYRILLIC or names[1] in _CYRILLIC or _PATRONYMIC.match(names[1]) is not None)


def is_arabic_name(text: str) -> bool:
    """True for two to five words that begin with a known given name, or with عبد and another word."""
    words = text.split()
    if not 2 <= len(words) <= 5:
        return False
    return words[0] in _ARABIC or (words[0] == "عبد" and len(words) > 2)


RULES = (
    Rule(
        id="person_name_scripts.korean",
        element="person.name",
        sampled=True,
        pattern="[가-힣]{1,2} ?[가-힣]{1,2}",
        validate=is_korean_name,
        chance=0.12,
        context=_CONTEXT,
        source="Statistics Korea, Supreme Court of Korea; chance measured on words of shops, forms and places",
        hits=("김민준", "이서연", "남궁민수", "박 지훈", "최준"),
        misses=("서울시", "주문취소", "김", "비빔밥", "金民俊"),
    ),
    Rule(
        id="person_name_scripts.japanese",
        element="person.name",
        sampled=True,
        pattern="[一-鿿々]{1,3} ?[一-鿿々ぁ-んァ-ヶー]{1,6}",
        validate=is_japanese_name,
        chance=0.05,
        context=_CONTEXT,
        source="Rankings of surnames, Meiji Yasuda's survey of names; chance measured on words of shops, forms and places",
        hits=("佐藤太郎", "鈴木 花子", "佐々木さくら", "長谷川 ケンタ"),
        misses=("山口県", "松本市", "清水寺", "太郎", "さくら"),
    ),
    Rule(
        id="person_name_scripts.kana",
        element="person.name",
        sampled=True,
        pattern="[ァ-ヶー]{2,6} [ァ-ヶー]{2,6}|[ぁ-ん]{2,6} [ぁ-ん]{2,6}",
        validate=is_kana_name,
        chance=0.02,
        context=(*_CONTEXT, "kana", "furigana", "フリガナ", "ふりがな"),
        source="Rankings of surnames; chance measured on words of shops, forms and places",
        hits=("サトウ タロウ", "すずき はなこ", "ワタナベ ユイ"),
        misses=("コーヒー メーカー", "サトウ", "ノート パソコン", "サトウタロウ"),
    ),
    Rule(
        id="person_name_scripts.cyrillic",
        element="person.name",
        sampled=True,
        pattern=r"[Ѐ-ӿ'’-]{2,},? [Ѐ-ӿ. '’-]{2,}|[Ѐ-ӿ]\. ?(?:[Ѐ-ӿ]\. ?)?[Ѐ-ӿ'’-]{2,}",
        validate=is_cyrillic_name,
        chance=0.1,
        context=_CONTEXT,
        source="Russian onomastics, registry offices; chance measured on titles, places and goods",
        hits=(
            "Иванов Иван Иванович",
            "Анна Петрова",
            "Сидоренко О.В.",
            "КОВАЛЬЧУК ТАРАС",
            "О. В. Бойко",
            "Сергей Александрович",
        ),
        misses=("Великий Новгород", "Новый заказ", "Иван", "Красная площадь"),
    ),
    Rule(
        id="person_name_scripts.arabic",
        element="person.name",
        sampled=True,
        pattern="[ء-ی]{2,}(?: [ء-ی]{2,}){1,4}",
        validate=is_arabic_name,
        chance=0.03,
        context=_CONTEXT,
        source="Civil registries of Arab countries; chance measured on words of shops, places and companies",
        hits=("محمد العلي", "فاطمة حسن إبراهيم", "عبد الله الخطيب"),
        misses=("محمد", "شارع الملك فهد", "بنك الراجحي", "تفاح أحمر"),
    ),
)
