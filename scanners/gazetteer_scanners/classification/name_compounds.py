"""Names that say whose data it is and what: `收件人手机`, `receiver_mobile`, `jiazhangdianhua`, `ygxm` (员工姓名).

Most such names are read as a fact with qualifiers before it. Made here are those whose element depends on the person
(a recipient's phone, a guardian's name), and the pinyin initials of persons' facts, which cannot be cut into words.
"""

from collections.abc import Iterator
from typing import Final

from gazetteer_scanners.classification.name_pinyin import initials_of, pinyin_of
from gazetteer_scanners.classification.name_words import words

_PHONES: Final = "电话 手机 手机号 手机号码 电话号码 联系电话 联系手机 联系方式 联系号码 移动电话"
_CALLED: Final = "姓名 名称 名字"
_PLACES: Final = "地址 详细地址 具体地址 所在地址 完整地址"
_PHONES_EN: Final = "phone tel mobile telephone phone_no mobile_no tel_no mobile_phone cellphone"
_PLACES_EN: Final = "address detail_address address_detail full_address street_address detailed_address"

_COMPOUNDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("delivery.recipient_name", "收货人 收件人 取件人", _CALLED),
    ("delivery.phone", "收货人 收件人 取件人 收货 收件 取件", _PHONES),
    ("delivery.address", "收货人 收件人 收货 收件 送货 派送 送餐", _PLACES),
    ("minor.guardian", "父亲 母亲 家长 监护人 爸爸 妈妈 父母 法定监护人", f"{_CALLED} {_PHONES}"),
    ("contact.person_name", "联系人 紧急联系人 对接人 联络人 法人 法人代表 法定代表人 负责人", _CALLED),
    ("contact.person_phone", "联系人 紧急联系人 对接人 联络人 法人 法人代表 法定代表人 负责人", _PHONES),
    ("payment.bank_account", "收款 付款 打款 发放 结算 提现 退款 汇款 扣款 代扣 工资 对公", "账号 账户 银行账号 银行账户"),
    (
        "contact.address_book",
        (
            "与户主 与本人 与业主 与患者 与病人 与就诊人 与老人 与学生 与考生 与申请人 与投保人 与被保人 与被保险人 与借款人 "
            "与员工 与客户 与会员 与产妇 与死者 与租客 与住户 与孩子 与儿童 与户主的 与本人的"
        ),
        "关系",
    ),
    ("contact.address_book", "受益人 担保人 被保人 投保人 共借人 代理人 亲友 联络人", "关系"),
    (
        "education.record",
        "语文 数学 英语 外语 物理 化学 生物 政治 历史 地理 体育 理综 文综 理论 实操 科目一 科目二",
        "成绩 分数 得分",
    ),
    ("contact.person_phone", "紧急", "电话 联系电话 联系方式 联系手机 联系人电话"),
)
_COMPOUNDS_EN: Final[tuple[tuple[str, str, str], ...]] = (
    ("delivery.phone", "receiver recipient consignee receive ship_to", _PHONES_EN),
    ("delivery.address", "receiver recipient consignee delivery shipping", _PLACES_EN),
    ("minor.guardian", "father mother guardian parent", f"name {_PHONES_EN}"),
    ("contact.person_phone", "emergency emergency_contact contact contact_person link linkman legal_person", _PHONES_EN),
)

_PERSONS: Final = words(
    "员工 职工 教师 学生 教工 雇员 医生 患者 病人 业主 租客 承租人 产权人 户主 借款人 申请人 经办人 参保人 投保人 "
    "被保人 被保险人 受益人 客户 用户 会员 成员 人员 司机 驾驶员 乘客 车主 党员 老人 儿童 孩子 子女 配偶 就诊人 死者 "
    "报案人 报修人 访客 来访人 签收人 寄件人 发件人 收款人 付款人 持卡人 开户人 担保人 房东 买方 卖方 出租人 推荐人 "
    "介绍人 监护人 法人 联系人 居民 村民 旅客 住客 客人 本人 专家 学员 考生 新生儿 产妇 献血者 服务对象"
)
_FACTS: Final[dict[str, str]] = {
    "person.name": "姓名",
    "contact.phone": "电话 手机 手机号 手机号码 联系电话 联系方式",
    "contact.address": "地址 住址 家庭住址 家庭地址 联系地址",
    "national_id.cn": "身份证 身份证号 身份证号码",
    "national_id": "证件号 证件号码",
    "person.gender": "性别",
    "person.birth_date": "出生日期",
    "person.age": "年龄",
}
_SPELLED: Final[dict[str, str]] = {
    **_FACTS,
    "person.name": "姓名 名字",
    "person.birth_date": "出生日期 生日",
    "contact.email": "邮箱",
    "account.username": "账号",
    "auth.password": "密码",
    "person.avatar": "头像",
}
_OTHERS: Final = words(
    "房主 屋主 老师 店员 店主 服务员 骑手 快递员 配送员 维修工 维修员 保安 辅导员 班主任 教练 主播 卖家 买家 商家 讲师 求助者 "
    "咨询师 律师 志愿者 应聘者 求职者 面试官 管理员 操作员 租户 住户 预约人 报名人 下单人 购买人 借阅人 读者 护士 医师 护工 "
    "游客 雇主 保姆 宝宝 主人 队员 队长 运动员 选手 裁判 发布人 失主 同住人 乘车人 观演人"
)
"""Whom names in pinyin call, beside `_PERSONS`; their initials stand for too much else."""
_OTHER_READINGS: Final = words("js cz jz hz ys yz cy yh sj kh xs fd mf lk ld gj bx ry")
"""Initials of persons that in columns stand for other words more often: js 结束, cz 操作, jz 截止, ys 预算."""
_SHARED_FACTS: Final = words("dh sj dz zz nl")
"""Initials of facts that others share: dh 单号, sj 时间."""
_SURE, _DOUBTFUL = 0.85, 0.5


def compound_names() -> Iterator[tuple[str, str]]:
    """Each element and name, Chinese and English."""
    for element, persons, facts in _COMPOUNDS:
        yield from ((element, person + fact) for person in persons.split() for fact in facts.split())
    for element, persons, facts in _COMPOUNDS_EN:
        yield from ((element, f"{person}_{fact}") for person in persons.split() for fact in facts.split())


def pinyin_of_persons() -> Iterator[tuple[str, str]]:
    """Each element and a fact about somebody in Latin letters: `zukexingming` for 租客姓名."""
    told = {pinyin_of(name) for _, name in compound_names()}
    for element, facts in _SPELLED.items():
        for fact in facts.split():
            spelled = (pinyin_of(person + fact) for person in sorted(_PERSONS | _OTHERS))
            yield from ((element, text) for text in spelled if text and text not in told)


def initials_of_persons() -> Iterator[tuple[str, str, float]]:
    """Each element, pinyin initials of a fact about somebody, and strength: `ygxm` for 员工姓名, `hzsfzh` for 患者身份证号."""
    for who in sorted({initials_of(person) or "" for person in _PERSONS}):
        for element, facts in _FACTS.items():
            for what in sorted({initials_of(fact) or "" for fact in facts.split()}):
                is_doubtful = what in _SHARED_FACTS and (
                    len(who) < 2 or who in _OTHER_READINGS or (what == "sj" and len(who) < 3)
                )
                yield element, who + what, _DOUBTFUL if is_doubtful else _SURE
