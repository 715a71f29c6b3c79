"""Ambiguous terms about people at work, in care, at school and on the road, and in other languages; see `name_contexts`.

Rows are as there: term, element, strength of the bare term, strengths by the kind of what stands around it.
"""

from typing import Final

from gazetteer_scanners.classification.name_words import words

Row = tuple[str, str, float, dict[str, float]]

_HANDLED: Final = words(
    "handle handled operate operated oper opt operation audit audited approve approved approval check checked review reviewed "
    "create created update updated modify modified submit submitted confirm confirmed process processed sign signed assign "
    "assigned delete deleted register registered enter entered publish published verify verified close closed last_modified "
    "last_updated dispose inspect inspected record recorded"
)
_HANDLERS: Final = words("by man person user staff")
_HANDLER_NAMES: Final = words("operator_name handler_name auditor approver creator_name editor_name")
_HANDLERS_CN: Final = words(
    "操作人 操作员 处理人 创建人 修改人 更新人 录入人 登记人 发布人 提交人 管理员 操作人员 处理人员 "
    "创建者 更新者 修改者 操作者 创建用户 修改用户 更新用户 操作用户"
)
_STAFF_CN: Final = words(
    "审核人 审核人员 审核员 经办人 经手人 审批人 复核人 开票人 制单人 制表人 填报人 填表人 受理人 核销人 收费员 收银员 "
    "采购员 销售员 业务员 客服人员 巡检人 检查人 维修人 派单人 指派人 确认人 验收人 领用人 签收人"
)


def _handlers() -> tuple[Row, ...]:
    """`created_by`, `handle_man`, `审核人`: a name or id of somebody who works here; the values decide which."""
    english = sorted({f"{verb}_{agent}" for verb in _HANDLED for agent in _HANDLERS} | _HANDLER_NAMES)
    pairs = [(term, 0.76, "account.username") for term in english]
    pairs += [(term, 0.85, "account.username") for term in sorted(_HANDLERS_CN)]
    pairs += [(term, 0.85, "person.name") for term in sorted(_STAFF_CN)]
    return tuple((term, element, strength, {}) for term, strength, name in pairs for element in (name, "account.user_id"))


def _outside_ids() -> tuple[Row, ...]:
    """`第三方用户的唯一ID`: ids of users at another platform."""
    whose = ("第三方", "第三方用户", "第三方平台", "第三方平台用户", "第三方系统")
    return tuple((f"{who}{of}id", "account.third_party", 0.9, {}) for who in whose for of in ("", "的", "唯一", "的唯一"))


_SICK: Final = {"patient": 0.75, "medical": 0.8}
_CARE: Final = {"patient": 0.7, "medical": 0.8}
_MEASURED: Final = words("bps bpd pulse respiration sbp dbp temperature temp")
_STAYS: Final = words(
    "procedure_code procedure_name admission_date admission_time discharge_date discharge_time admit_date admit_time "
    "result_value"
)
_JOINED: Final = words("join_date joined_date date_joined date_of_joining joining_date doj")

PEOPLE_ROWS: Final[tuple[Row, ...]] = (
    *_handlers(),
    *_outside_ids(),
    ("授权code", "auth.token", 0.85, {}),
    ("address", "location.coarse", 0.0, {"login": 0.78}),
    ("location", "location.coarse", 0.0, {"login": 0.8}),
    ("operator", "account.username", 0.6, {"login": 0.78, "order": 0.78, "message": 0.78, "device": 0.3, "thing": 0.6}),
    ("handler", "account.username", 0.5, {"order": 0.76, "message": 0.76}),
    ("recipient", "delivery.recipient_name", 0.2, {"order": 0.78, "address": 0.78}),
    ("author", "person.name", 0.5, {"message": 0.78, "person": 0.78, "thing": 0.4}),
    ("composer", "person.name", 0.6, {"thing": 0.76}),
    ("principal", "person.name", 0.2, {"org": 0.78}),
    ("from_address", "contact.email", 0.4, {"message": 0.85}),
    ("to_address", "contact.email", 0.4, {"message": 0.85}),
    ("assignee", "account.username", 0.6, {"message": 0.78}),
    ("reporter", "account.username", 0.6, {"message": 0.78}),
    ("spokesperson", "person.name", 0.9, {}),
    ("verified_name", "person.name", 0.78, {"org": 0.3, "thing": 0.2}),
    ("friendly_name", "person.name", 0.2, {"person": 0.78, "thing": 0.1, "device": 0.1}),
    ("direct_report", "person.name", 0.78, {}),
    ("applicant", "person.name", 0.76, {}),
    ("申请人", "person.name", 0.85, {}),
    ("用户名称", "person.name", 0.78, {"login": 0.5}),
    ("用户名称", "account.username", 0.7, {"login": 0.85, "thing": 0.78}),
    ("客户名称", "person.name", 0.85, {}),
    ("客户名称", "org.name", 0.6, {"org": 0.8}),
    ("会员名称", "person.name", 0.78, {}),
    ("员工名称", "person.name", 0.9, {}),
    ("医生", "person.name", 0.76, {"thing": 0.3}),
    ("医师", "person.name", 0.76, {"thing": 0.3}),
    ("护士", "person.name", 0.76, {"thing": 0.3}),
    ("教师", "person.name", 0.76, {"thing": 0.3}),
    ("司机", "person.name", 0.78, {"thing": 0.3}),
    ("联系方式", "contact.phone", 0.8, {}),
    ("联系方式", "contact.other", 0.5, {}),
    ("contact_way", "contact.phone", 0.6, {"person": 0.78}),
    ("contact_info", "contact.phone", 0.4, {}),
    ("reason", "health.condition", 0.0, _SICK),
    ("type", "health.record", 0.0, {"medical": 0.76}),
    ("title", "health.condition", 0.0, {"medical": 0.76}),
    ("result", "health.record", 0.0, _CARE),
    ("comment", "health.condition", 0.0, _SICK),
    ("note", "health.record", 0.0, {"medical": 0.78}),
    ("remark", "health.record", 0.0, {"medical": 0.7}),
    ("事由", "comm.text", 0.83, {}),
    ("description", "health.condition", 0.0, {"medical": 0.76}),
    ("drug_name", "health.record", 0.76, {"medical": 0.9, "thing": 0.3}),
    ("drug", "health.record", 0.3, {"medical": 0.9, "patient": 0.85}),
    ("medicine", "health.record", 0.4, {"medical": 0.9, "patient": 0.85}),
    ("dosage", "health.record", 0.4, {"medical": 0.85, "patient": 0.85}),
    ("treatment", "health.record", 0.4, {"patient": 0.9, "medical": 0.9}),
    ("symptom", "health.condition", 0.9, {}),
    ("procedure", "health.record", 0.1, {"medical": 0.8, "patient": 0.8}),
    ("诊断", "health.condition", 0.7, {"person": 0.9, "patient": 0.9, "medical": 0.9, "thing": 0.3}),
    ("药品名称", "health.record", 0.4, {"medical": 0.85, "patient": 0.85}),
    ("检查结果", "health.record", 0.5, {"medical": 0.9, "patient": 0.85}),
    ("score", "education.record", 0.1, {"student": 0.78}),
    ("point", "education.record", 0.1, {"student": 0.76}),
    ("comment", "education.record", 0.0, {"student": 0.76}),
    ("分数", "education.record", 0.2, {"student": 0.8}),
    ("得分", "education.record", 0.2, {"student": 0.8}),
    ("usage", "health.record", 0.0, {"medical": 0.76}),
    ("pet_name", "person.nickname", 0.8, {"ware": 0.2}),
    ("frequency", "health.record", 0.0, {"medical": 0.76}),
    ("用法", "health.record", 0.2, {"medical": 0.8, "patient": 0.76}),
    ("用量", "health.record", 0.2, {"medical": 0.8, "patient": 0.76}),
    ("频次", "health.record", 0.1, {"medical": 0.8}),
    ("检查部位", "health.record", 0.5, {"medical": 0.85, "patient": 0.8}),
    ("检查目的", "health.record", 0.5, {"medical": 0.85, "patient": 0.8}),
    ("检查建议", "health.record", 0.5, {"medical": 0.85, "patient": 0.8}),
    ("发病时间", "health.condition", 0.8, {"medical": 0.9, "patient": 0.9}),
    ("发病日期", "health.condition", 0.8, {"medical": 0.9, "patient": 0.9}),
    ("dept_name", "work.employer", 0.3, {"worker": 0.78, "person": 0.7, "thing": 0.1}),
    ("gross_pay", "work.income", 0.95, {}),
    ("net_pay", "work.income", 0.95, {}),
    ("pay_rate", "work.income", 0.8, {}),
    ("allowance", "work.income", 0.3, {"worker": 0.8}),
    ("deduction", "work.income", 0.2, {"worker": 0.76}),
    ("overtime_pay", "work.income", 0.9, {}),
    ("实发工资", "work.income", 0.95, {}),
    ("应发工资", "work.income", 0.95, {}),
    ("leave_reason", "comm.text", 0.85, {}),
    ("refund_reason", "comm.text", 0.78, {}),
    ("return_reason", "comm.text", 0.78, {}),
    ("client_name", "person.name", 0.85, {"login": 0.2}),
    ("memo", "comm.text", 0.5, {"order": 0.78, "message": 0.78, "person": 0.76, "not ledger": 0.3}),
    ("special_request", "comm.text", 0.9, {}),
    ("instruction", "comm.text", 0.2, {"order": 0.76}),
    ("loyalty_no", "account.member_number", 0.9, {}),
    ("frequent_flyer_no", "account.member_number", 1.0, {}),
    ("card_no", "account.member_number", 0.0, {"person": 0.78}),
    ("card_no", "payment.card_number", 1.0, {"person": 0.7}),
    ("merchant_name", "org.name", 0.8, {}),
    ("vendor_name", "org.name", 0.85, {}),
    ("supplier_name", "org.name", 0.9, {}),
    ("supplier", "org.name", 0.4, {"order": 0.7}),
    ("company_name", "work.employer", 0.0, {"person": 0.7, "worker": 0.78}),
    ("company_name", "org.name", 1.0, {"not worker": 0.75}),
    ("company", "org.name", 0.0, {"order": 0.78, "address": 0.76}),
    ("parent_name", "minor.guardian", 0.4, {"student": 0.9, "person": 0.7, "thing": 0.2}),
    ("brand", "vehicle.description", 0.0, {"vehicle": 0.85}),
    ("make", "vehicle.description", 0.0, {"vehicle": 0.85}),
    ("model", "vehicle.description", 0.1, {"vehicle": 0.85}),
    ("type", "vehicle.description", 0.0, {"vehicle": 0.78}),
    ("color", "vehicle.description", 0.0, {"vehicle": 0.85}),
    ("颜色", "vehicle.description", 0.0, {"vehicle": 0.85}),
    ("品牌", "vehicle.description", 0.1, {"vehicle": 0.85}),
    ("型号", "vehicle.description", 0.0, {"vehicle": 0.85}),
    *((term, "health.body_metric", 0.2, {"patient": 0.8, "medical": 0.8}) for term in _MEASURED),
    ("height", "health.body_metric", 0.2, {"patient": 0.8, "medical": 0.8, "person": 0.7, "student": 0.75}),
    ("weight", "health.body_metric", 0.2, {"patient": 0.8, "medical": 0.8, "person": 0.7, "student": 0.75}),
    *((term, "health.record", 0.4, {"patient": 0.85, "medical": 0.85}) for term in _STAYS),
    *((term, "work.income", 0.0, {"worker": 0.78}) for term in ("gross", "net", "withholding")),
    ("bio", "profile.tags", 0.3, {"person": 0.78, "thing": 0.1}),
    ("interested_in", "profile.tags", 0.3, {"person": 0.78}),
    ("sender_name", "account.profile_name", 1.0, {"not order": 0.4}),
    ("sender_name", "person.name", 0.0, {"order": 0.8}),
    ("injury", "health.condition", 0.78, {"thing": 0.3}),
    ("ss", "national_id.us", 0.0, {"patient": 0.78, "worker": 0.78}),
    ("work_phone", "contact.phone", 0.0, {"person": 0.85, "worker": 0.85}),
    ("work_phone", "org.phone", 1.0, {"not person": 0.4, "not worker": 0.4}),
    ("office_phone", "contact.phone", 0.0, {"person": 0.85, "worker": 0.85}),
    ("office_phone", "org.phone", 1.0, {"not person": 0.4, "not worker": 0.4}),
    *((term, "work.employer", 0.4, {"worker": 0.8}) for term in _JOINED),
    ("assistant", "person.name", 0.3, {"person": 0.78}),
    ("account_name", "org.name", 0.0, {"crm": 0.8}),
    ("class_rank", "education.record", 0.4, {"student": 0.85}),
    ("full_name", "person.name", 1.0, {"thing": 0.4, "person": 1.0}),
)
"""More rows for `name_contexts.CONTEXT_RULES`."""
