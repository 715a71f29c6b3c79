"""Field names: the element that a name suggests first, in every writing style, and the names beside it that don't."""

import pytest

from gazetteer_scanners.classification.names import MAX_MATCHES, NameMatch, NameRules
from gazetteer_scanners.taxonomy import load_taxonomy

RULES = NameRules.build(load_taxonomy())

HITS = """
phone contact.phone | phone_number contact.phone | phoneNumber contact.phone | PhoneNumber contact.phone
PHONE_NO contact.phone | phonenumber contact.phone | custmobile contact.phone | cust_mobile contact.phone
f_phone contact.phone | t_tel contact.phone | c_phone_1 contact.phone | phone2 contact.phone | phone_old contact.phone
lxr_phone contact.phone | billing_phone contact.phone | homePhone contact.phone | fax contact.phone
phone_numbers contact.phone | phone_md5 contact.phone | mobile_enc contact.phone | ｐｈｏｎｅ contact.phone
email contact.email | e_mail contact.email | E-Mail contact.email | UserEmailAddress contact.email
alt_email contact.email | cc_emails contact.email | emailaddr contact.email | email_str contact.email
first_name person.name.first | FirstName person.name.first | fname person.name.first | firstname person.name.first
last_name person.name.last | lastname person.name.last | surname person.name.last | lname person.name.last
full_name person.name | maiden_name person.name | custname person.name | customer_name person.name
emp_name person.name | patientName person.name | receiver_name delivery.recipient_name
name_on_card person.name | contact_name contact.person_name | nickname person.nickname | screenName person.nickname
username account.username | user_name account.username | create_user_name account.username
dob person.birth_date | birthday person.birth_date | dateOfBirth person.birth_date | birthdate person.birth_date
age person.age | user_age person.age | gender person.gender | sex person.gender | avatar person.avatar
headimgurl person.avatar | profile_pic person.avatar | nationality person.nationality | marital_status person.marital_status
street_address contact.address | address_line1 contact.address | homeAddress contact.address
billing_address contact.address | shipping_address delivery.address | detail_address contact.address
city contact.address.city | billing_city contact.address.city | ShippingState contact.address.city
province_name contact.address.city | zipcode contact.address.postal_code | post_code contact.address.postal_code
BillingPostalCode contact.address.postal_code | country_code contact.address.country
ssn national_id.us | encrypted_ssn national_id.us | ssn_hash national_id.us | cpf national_id.br
id_card national_id | idcardno national_id | passport_no passport.number | passportNumber passport.number
driver_license_number driving_licence.number | plate_no vehicle.plate | car_num vehicle.plate | vin vehicle.vin
card_no payment.card_number | ccnum payment.card_number | last4 payment.card_number | exp_month payment.card_expiry
cvv payment.card_cvv | card_code payment.card_cvv | bank_account_no payment.bank_account | iban payment.iban
salary work.income | job_title work.job_title | hire_date work.employer | employee_no work.employee_id
password auth.password | passwd auth.password | pwd auth.password | encrypted_password auth.password
salt auth.password | access_token auth.token | refreshToken auth.token | api_key auth.secret_key
ip network.ip | ip_addr network.ip | lastLoginIP network.ip | srcip network.ip | user_agent log.user_agent
imei device.imei | imei1 device.imei | IMEI_MD5 device.imei | deviceId device.serial_number | idfa device.idfa
mac_addr device.mac | androidId device.android_id | oaid device.oaid | os_version device.os_version
lat location.gps | longitude location.gps | openid account.wechat_openid | wx_open_id account.wechat_openid
order_no order.number | orderSn order.number | total_amount order.amount | is_minor minor.flag
guardian_name minor.guardian | guardianConsentAt minor.guardian_consent | opt_in pref.marketing_consent
religion special.religion | ethnicity special.ethnicity | blood_type health.body_metric | diagnosis health.condition
wallet_address payment.crypto_wallet | company_name org.name | company_phone org.phone
姓名 person.name | 客户姓名 person.name | 手机号码 contact.phone | 客户手机号 contact.phone | 备用手机号 contact.phone
邮箱 contact.email | 家庭住址 contact.address | 收货地址 delivery.address | 出生日期 person.birth_date
身份证号 national_id.cn | 身份证照片 id_document.image | 银行卡号 payment.card_number | 民族 special.ethnicity
微信openid account.wechat_openid | 最后登录IP network.ip | 户籍所在省份 contact.address.city
shoujihao contact.phone | yonghushoujihao contact.phone | xingming person.name | xingbie person.gender
chushengriqi person.birth_date | shenfenzhenghao national_id.cn | youxiang contact.email
sjh contact.phone | lxr_sjh contact.person_phone | lxdh contact.phone | sfzh national_id.cn | csrq person.birth_date
jtzz contact.address | yhkh payment.card_number | khxm person.name | lxfs contact.other
"""

NOTHING = """
phone_verified_at phone_verified is_email_verified has_phone is_has_phone can_sms email_count phone_type email_status
email_template_id email_template address_id phone_id country_phone_code phone_code email_domain email_enabled
num_of_phones number_of_children phone_count max_age age_limit gender_type name_format zip_file zip_code_id
mobile_type sms_template_code email_sent_at send_email email_subject_template email_format card_type card_status
birthday_reminder password_expired_at password_policy passport_expiry token_type token_count login_count
file_name hostname host_name class_name table_name domain_name column_name category_name role_name event_name
server_address memory_address http_address web_address city_id state_code_id province_sort page page_size skip tip
usage storage package language_code status type code version description title id_type enabled
vip_level order_status order_type pay_time_limit sim_card_type product_id product_model thing_model
手机号状态 邮箱是否验证 是否绑定手机 注册时间 会员等级 部门名称 文件名称 角色名称 服务器地址 手机号类型 地址编号 年龄限制
"""

FAINT = [
    ("name", ("person.name", 0.4, "name", True)),
    ("state", ("contact.address.city", 0.35, "state", True)),
    ("model", ("device.model", 0.25, "model", True)),
    ("product_name", ("order.product", 0.4, "product_name", True)),
    ("cell", ("contact.phone", 0.4, "cell", True)),
    ("warehouse_address", ("contact.address", 0.4, "address", True)),
    ("shop_email", ("contact.email", 0.8, "email", False)),
    ("email_frobnicated", ("contact.email", 0.3, "email", True)),
    ("手机归属地", ("location.coarse", 0.36, "归属地", True)),
    ("商品名称", ("order.product", 0.5, "商品名称", True)),
]

INITIALS = [
    ("xm", "person.name", 0.5),
    ("xb", "person.gender", 0.5),
    ("nl", "person.age", 0.5),
    ("dz", "contact.address", 0.5),
    ("sj", "contact.phone", 0.4),
    ("xh", "education.record", 0.4),
    ("mz", "special.ethnicity", 0.4),
]


def hits() -> list[tuple[str, str]]:
    pairs = [pair.rpartition(" ") for line in HITS.strip().splitlines() for pair in line.split(" | ")]
    return [(name, element) for name, _, element in pairs]


def match(name: str, dataset: str = "t1") -> tuple[NameMatch, ...]:
    return RULES.match_field_name(tuple(name.split(".")), dataset)


@pytest.mark.parametrize(("name", "element"), hits())
def test_name_suggests_its_element_first(name: str, element: str) -> None:
    first = match(name)[0]
    assert first.element == element
    assert first.strength >= 0.6
    assert not first.is_ambiguous


@pytest.mark.parametrize("name", NOTHING.split())
def test_name_about_something_else_suggests_nothing(name: str) -> None:
    assert match(name) == ()


@pytest.mark.parametrize(("name", "first"), FAINT)
def test_doubtful_name_is_faint(name: str, first: tuple[str, float, str, bool]) -> None:
    assert match(name)[0] == NameMatch(*first)


@pytest.mark.parametrize(("name", "element", "strength"), INITIALS)
def test_two_initials_are_always_ambiguous(name: str, element: str, strength: float) -> None:
    assert match(name)[0] == NameMatch(element, strength, name, is_ambiguous=True)


@pytest.mark.parametrize(
    ("name", "strength"),
    [
        ("phone_number", 1.0),
        ("phone_number_old", 0.95),
        ("billing_phone", 0.9),
        ("frobnicated_phone", 0.75),
        ("shoujihao", 0.95),
        ("sjh", 0.7),
        ("客户手机号", 0.9),
        ("客户手机号MD5", 0.9),
        ("手机号sha256", 1.0),
        ("甲乙手机号", 0.75),
    ],
)
def test_strength_follows_the_place_of_the_term(name: str, strength: float) -> None:
    assert (match(name)[0].element, match(name)[0].strength) == ("contact.phone", strength)


def test_unrelated_elements_with_one_name_are_all_suggested() -> None:
    assert [(found.element, found.strength, found.is_ambiguous) for found in match("emergency_contact")] == [
        ("contact.person_name", 0.7, True),
        ("contact.address_book", 0.7, True),
    ]
    assert [found.element for found in match("advertising_id")] == ["device.idfa", "device.gaid"]


def test_matches_are_sorted_and_few() -> None:
    for name in ("id", "name", "code", "number", "comment", "address", "no"):
        found = match(name, "payment_card_orders")
        strengths = [one.strength for one in found]
        assert strengths == sorted(strengths, reverse=True)
        assert len(found) <= MAX_MATCHES
        assert len({one.element for one in found}) == len(found)


@pytest.mark.parametrize("name", ["", "_", "42", "….", "\u200b", "ß", "x" * 5000, "手机号" * 2000 + "状态"])
def test_odd_names_suggest_nothing(name: str) -> None:
    assert RULES.match_field_name((name,), "t1") == ()
    assert RULES.match_field_name((), "t1") == ()
