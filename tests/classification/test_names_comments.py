"""Column comments in Chinese and English."""

import pytest

from gazetteer_scanners.classification.name_comments import is_yes_no, read_clauses, spells
from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.taxonomy import load_taxonomy

RULES = NameRules.build(load_taxonomy())

HITS = [
    ("用户手机号", "contact.phone", 0.9),
    ("用户的手机号码", "contact.phone", 0.9),
    ("用户表的用户ID", "account.user_id", 1.0),
    ("手机号（加密）", "contact.phone", 1.0),
    ("联系电话,可空", "contact.phone", 1.0),
    ("身份证号码", "national_id.cn", 1.0),
    ("收货人姓名", "delivery.recipient_name", 1.0),
    ("收货人 姓名", "delivery.recipient_name", 1.0),
    ("性别：0->未知；1->男；2->女", "person.gender", 1.0),
    ("性别 0男 1女", "person.gender", 1.0),
    ("邮箱/账号", "contact.email", 1.0),
    ("最后登录IP", "network.ip", 0.9),
    ("登录帐号", "account.username", 1.0),
    ("省份/直辖市", "contact.address.city", 1.0),
    ("是否未成年", "minor.flag", 1.0),
    ("业主名称", "person.name", 0.85),
    ("【必填】手机号", "contact.phone", 1.0),
    ("冗余字段：用户昵称", "person.nickname", 1.0),
    ("存储客户的身份证号", "national_id.cn", 0.9),
    ("收件人手机", "delivery.phone", 1.0),
    ("承租人联系电话", "contact.phone", 0.9),
    ("接诊医生", "person.name", 0.85),
    ("网格员", "person.name", 0.85),
    ("志愿者编号", "account.user_id", 0.85),
    ("部门负责人ID", "account.user_id", 0.85),
    ("联系电话2", "contact.phone", 1.0),
    ("入党时间", "special.political", 1.0),
    ("是否有过敏史", "health.condition", 1.0),
    ("有无高血压", "health.condition", 1.0),
    ("过敏史：0否 1是", "health.condition", 1.0),
    ("是否残疾", "special.disability", 1.0),
    ("与户主关系", "contact.address_book", 1.0),
    ("与投保人关系", "contact.address_book", 1.0),
    ("合同编号", "order.number", 0.8),
    ("合同金额", "order.amount", 1.0),
    ("跟进内容", "comm.text", 1.0),
    ("全局用户id", "account.user_id", 1.0),
    ("User's email address", "contact.email", 0.9),
    ("Email address of the contact person", "contact.email", 0.9),
    ("The name of the customer", "person.name", 1.0),
    ("Date of birth (optional)", "person.birth_date", 1.0),
    ("customer phone, may be null", "contact.phone", 0.9),
    ("Hash of the password", "auth.password", 1.0),
    ("Customer's first name", "person.name.first", 0.9),
]

NOTHING = """
状态 0正常 1停用|手机验证状态|注册时间|上级ID|是否验证手机|默认发货地址：0->否；1->是
是否有发票|是否存在库存|有无电梯|商户号|平台收入|合同类型|与产品关系
部门名称|排序|更新时间|手机号归属地编码
手机号是否已验证|性能指标|用户标签编号|清洗机器人|是否启用短信通知|异步通知地址|邮箱服务器端口
Whether the email was verified|Number of employees|Number of phone calls|Primary key|Foreign key to customer
The SKU of the product|Is the phone confirmed?|Email template id|Status of the order|true if the user has an email
The table is filled every night by a job that reads all the phones that were seen in the last week
""".strip().replace("\n", "|")


@pytest.mark.parametrize(("comment", "element", "strength"), HITS)
def test_comment_suggests_its_element(comment: str, element: str, strength: float) -> None:
    first = RULES.match_comment(comment)[0]
    assert (first.element, first.strength) == (element, strength)


@pytest.mark.parametrize("comment", NOTHING.split("|"))
def test_comment_about_something_else_suggests_nothing(comment: str) -> None:
    assert RULES.match_comment(comment) == ()


def test_later_clause_counts_half_and_only_after_silence() -> None:
    assert [(found.element, found.strength) for found in RULES.match_comment("主要,手机号")] == [("contact.phone", 0.5)]
    assert [found.element for found in RULES.match_comment("邮箱,手机号")] == ["contact.email"]


def test_clauses() -> None:
    assert read_clauses("证件号，个人时为身份证") == ["证件号", "个人时为身份证"]
    assert read_clauses("用户姓名--例如张三")[0] == "用户姓名"
    assert read_clauses("The phone number of the customer, optional") == ["customer phone number", "optional"]
    assert read_clauses("") == []
    assert read_clauses("，；：") == []


def test_yes_or_no() -> None:
    assert is_yes_no("是否默认")
    assert is_yes_no("显示状态：0->否；1->是")
    assert is_yes_no("Whether to send mail")
    assert not is_yes_no("性别：0->未知；1->男")
    assert not is_yes_no("联系电话,可空")
    assert not is_yes_no("isbn of the book")


def test_comment_that_spells_the_name_out() -> None:
    assert spells("zj", "租金")
    assert spells("LXDH", "联系电话（必填）")
    assert spells("zujin", "租金，单位：元")
    assert not spells("xm", "学生姓名")
    assert not spells("zj", "rent")


def test_long_comment_is_read_to_a_limit() -> None:
    assert RULES.match_comment("甲" * 100_000 + "手机号") == ()
