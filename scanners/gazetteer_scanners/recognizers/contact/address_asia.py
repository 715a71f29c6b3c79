"""Japanese and Korean postal addresses, from the largest division down to the number.

Source: Universal Postal Union, Addressing the World: Japan (都道府県, 市区町村, 丁目, 番, 号), Republic of Korea (시/도,
시/군/구, 로/길 and number; 동/리 and lot).
"""

from gazetteer_scanners.recognizers.rule import Rule

_KANA = "一-鿿々ぁ-んァ-ヶー"

RULES = (
    Rule(
        id="address_asia.japan",
        element="contact.address",
        sampled=True,
        pattern=(
            rf"(?:〒? ?[0-9]{{3}}-[0-9]{{4}} ?)?(?:[一-鿿]{{2,3}}[都道府県] ?)?[{_KANA}]{{1,12}}[市区町村郡] ?"
            rf"[{_KANA}0-9A-Za-z ]{{1,30}}"
            "(?:[0-9]{1,4}(?:-[0-9]{1,4}){1,3}"
            rf"|[0-9一二三四五六七八九十]{{1,3}}(?:丁目|番地?|号|条)[{_KANA}0-9 -]{{0,20}})"
            rf"(?: [{_KANA}0-9A-Za-z ]{{1,30}})?"
        ),
        chance=0.01,
        context=("address", "住所", "所在地", "番地"),
        source="Universal Postal Union, Japan",
        hits=(
            "東京都渋谷区神宮前1-2-3",
            "大阪府大阪市北区梅田3丁目1番1号",
            "北海道札幌市中央区北1条西2丁目",
            "〒150-0001 東京都渋谷区神宮前4-12-10",
        ),
        misses=("東京都渋谷区", "新宿駅まで5分", "会議は3時から", "浙江省杭州市西湖区"),
    ),
    Rule(
        id="address_asia.korea",
        element="contact.address",
        sampled=True,
        pattern=(
            "(?:[가-힣]{2,8}(?:시|도)? )?(?:[가-힣]{1,6}(?:시|군|구) ){0,2}[가-힣0-9]{1,12}(?:로|길|동|리|읍|면|가)"
            "(?: ?[0-9]{1,3}번?길)? [0-9]{1,4}(?:-[0-9]{1,4})?(?:번지)?(?:[, ]+[가-힣0-9A-Za-z ]{1,30})?"
        ),
        chance=0.02,
        context=("address", "주소", "도로명주소"),
        source="Universal Postal Union, Republic of Korea",
        hits=("서울특별시 강남구 테헤란로 123", "부산광역시 해운대구 우동 1408", "경기도 성남시 분당구 판교역로 235"),
        misses=("서울특별시", "주문번호 1234", "서울 지하철 2호선", "테헤란로"),
    ),
)
