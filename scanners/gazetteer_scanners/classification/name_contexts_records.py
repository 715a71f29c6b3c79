"""Ambiguous terms about what people order, visit, win, prefer and ask for; see `name_contexts`.

Each row: terms of the same habit, element, strength of the bare terms, strengths by the kind of what stands around them.
Sources: the "false friends" that the taxonomy lists for each element, and the habits of published schemas of shops, mail
services, app back ends and privacy tools.
"""

from typing import Final

from gazetteer_scanners.classification.name_words import words

Row = tuple[str, str, float, dict[str, float]]

_LINE: Final = {"order": 0.6, "line": 0.85}
_GOODS: Final = {"order": 0.8, "line": 0.85, "thing": 0.3}
_SENT: Final = {"message": 0.85, "thing": 0.2}
_MAILED: Final = {"message": 0.8, "thing": 0.2, "org": 0.2}
_RUN: Final = {"device": 0.85, "login": 0.8, "person": 0.8, "thing": 0.3}
_VISIT: Final = {"login": 0.85, "visit": 0.85, "thing": 0.2}
_WON: Final = {"prize": 0.85, "thing": 0.2}
_USED: Final = {"prize": 0.85, "order": 0.78, "person": 0.76, "thing": 0.2}
_CHOSEN: Final = {"preference": 0.85, "person": 0.78, "login": 0.8, "visit": 0.8, "thing": 0.2}
_ASKED: Final = {"rights": 0.95, "thing": 0.2}
_JUDGED: Final = {"person": 0.8, "risk": 0.85, "order": 0.6, "thing": 0.2}
_SOLD: Final = {"org": 0.78}
_TRAVEL: Final = {"travel": 0.85, "message": 0.1, "thing": 0.1}
_JOURNEY: Final = (
    "check_in check_out check_in_date check_out_date arrival departure arrival_date departure_date dep_date "
    "arr_date dep_time arr_time"
)
_PLACES: Final = "latitude longitude lat lng lon coordinates"
_LENT: Final = {"person": 0.76, "card": 0.76}

_GROUPS: Final[tuple[Row, ...]] = (
    ("item sku", "order.product", 0.2, _LINE | {"order": 0.78}),
    ("name title 名称", "order.product", 0.0, {"line": 0.8}),
    ("product_name goods_name sku_name 产品名称 商品", "order.product", 0.4, _GOODS),
    ("商品名称", "order.product", 0.5, _GOODS),
    ("price unit_price 单价", "order.amount", 0.2, {"order": 0.78, "line": 0.85}),
    ("delivery_date delivery_time", "delivery.time", 0.6, {"order": 0.85}),
    ("paid_at pay_status trade_status 支付状态", "payment.transaction", 0.4, {"order": 0.8}),
    ("prize reward award winner 奖励 奖品", "activity.participation", 0.4, _WON | {"person": 0.76}),
    ("campaign_id", "activity.participation", 0.4, _WON),
    ("coupon_code 优惠券", "activity.participation", 0.4, _USED),
    ("feedback", "survey.response", 0.6, {"survey": 0.9, "message": 0.8, "person": 0.76}),
    ("rating nps", "survey.response", 0.4, {"survey": 0.85, "message": 0.6}),
    ("answer", "survey.response", 0.4, {"survey": 0.9, "thing": 0.2}),
    ("image image_url picture attachment attachment_url media_url file_url 图片 附件 图片地址", "comm.image", 0.3, _SENT),
    ("voice audio 语音 音频", "comm.audio", 0.4, _SENT),
    ("video 视频", "comm.video", 0.4, _SENT),
    ("recording record_file", "comm.call_recording", 0.4, {"call": 0.85, "message": 0.78}),
    ("read_status 消息id", "comm.metadata", 0.4, {"message": 0.8}),
    ("opened_at open_time open_count opens", "log.email_open", 0.4, _MAILED),
    ("click", "log.email_click", 0.4, _MAILED),
    ("unsubscribe", "log.email_unsubscribe", 0.5, _MAILED | {"person": 0.8}),
    ("access_time visit_time active_time 访问时间", "log.access_time", 0.4, _VISIT),
    ("login_time 登录时间", "log.access_time", 0.8, {}),
    ("referer", "log.browsing", 0.76, {"thing": 0.4}),
    ("referrer", "log.browsing", 0.5, _VISIT | {"device": 0.78, "person": 0.2}),
    ("url", "log.browsing", 0.2, _VISIT | {"person": 0.2}),
    ("src dst clid duration billsec start_time end_time", "comm.call_record", 0.0, {"call": 0.8}),
    ("call_date call_start_time call_end_time call_time", "comm.call_record", 0.76, {"call": 0.85}),
    ("from_no to_no", "contact.phone", 0.3, {"message": 0.85, "call": 0.85}),
    ("confirmation_no", "location.lodging_travel", 0.2, _TRAVEL),
    ("confirmation_no", "order.number", 0.3, {"order": 0.8}),
    ("delivered_at delivered_on", "delivery.time", 0.4, {"order": 0.78, "address": 0.78, "person": 0.76, "not message": 0.4}),
    ("departure_airport arrival_airport origin_airport destination_airport", "location.lodging_travel", 0.6, _TRAVEL),
    ("fare", "order.amount", 0.2, {"travel": 0.8, "order": 0.8}),
    (_PLACES, "location.gps", 0.95, {"person": 0.95, "device": 0.95, "thing": 0.4, "org": 0.4}),
    ("ip_address", "network.ip", 1.0, {"not machine": 0.4}),
    ("os_version", "device.os_version", 1.0, {"not machine": 0.4}),
    ("cpu_model cpu", "device.hardware", 1.0, {"not machine": 0.4}),
    ("recording_file", "comm.call_recording", 0.6, {"call": 0.85}),
    ("wifi", "network.wifi_status", 0.2, {"device": 0.8}),
    ("risk_rating", "compliance.aml_info", 0.3, {"person": 0.8, "banking": 0.8}),
    ("query keyword kw 关键词", "log.search_query", 0.3, {"visit": 0.85, "thing": 0.2}),
    ("language lang locale 语言", "pref.language", 0.4, _CHOSEN | {"device": 0.78}),
    ("theme skin ui_theme layout 主题 皮肤", "pref.skin", 0.4, _CHOSEN),
    (
        "tag 标签 segment persona interest preference",
        "profile.tags",
        0.3,
        {"preference": 0.8, "person": 0.76, "thing": 0.1},
    ),
    ("label", "profile.tags", 0.3, {"preference": 0.8, "person": 0.76, "thing": 0.1, "not address": 0.3}),
    ("score decision", "profile.automated_decision", 0.2, {"risk": 0.85, "thing": 0.1}),
    ("risk_score decision_result", "profile.automated_decision", 0.4, _JUDGED),
    ("violation penalty handling_measure blacklist", "risk.violation_record", 0.4, _JUDGED),
    ("request_type received_at closed_at", "rights.request", 0.2, _ASKED),
    ("app_version install_time first_open last_active", "device.app_usage", 0.4, _RUN),
    ("launch_time latency fps performance", "device.performance", 0.3, {"device": 0.85, "thing": 0.2}),
    ("channel app_source 渠道", "device.app_source", 0.3, {"device": 0.8, "thing": 0.2}),
    ("crash", "device.app_crash", 0.4, {"device": 0.85}),
    ("carrier", "network.carrier", 0.5, {"device": 0.8, "login": 0.8}),
    ("os", "device.os", 0.7, {"device": 0.9, "login": 0.9, "person": 0.8, "visit": 0.9}),
    ("telegram", "contact.other", 0.5, {"person": 0.85}),
    (
        "account_type user_type profile_type 账户类型 账号类型",
        "account.type",
        0.5,
        {"person": 0.85, "login": 0.85, "message": 0.8},
    ),
    ("用户类型", "account.type", 0.95, {}),
    ("用户角色", "account.permissions", 0.95, {}),
    ("role", "account.permissions", 0.5, {"person": 0.8}),
    ("permission", "account.permissions", 0.4, {"person": 0.8}),
    ("角色 权限", "account.permissions", 0.4, {"person": 0.8}),
    ("provider", "account.third_party", 0.3, {"login": 0.8, "thing": 0.2}),
    ("gmv", "store.sales", 0.85, {}),
    ("turnover sales_amount sales_volume 销售额", "store.sales", 0.4, _SOLD),
    ("shop store", "store.name", 0.4, {"order": 0.6}),
    ("店铺名称 门店名称 店铺", "store.name", 0.85, {}),
    ("行业 所属行业", "work.industry", 0.4, {"person": 0.8, "worker": 0.8}),
    ("industry", "work.industry", 0.8, {"thing": 0.2, "not firm": 0.3, "not crm": 0.3}),
    ("industry", "org.industry", 0.0, {"firm": 0.8, "crm": 0.8}),
    ("industry_type business_category 所属行业", "org.industry", 0.4, {"org": 0.85}),
    (f"ticket_no room_no seat_no hotel itinerary {_JOURNEY}", "location.lodging_travel", 0.3, _TRAVEL),
    ("trip route 行程", "location.lodging_travel", 0.1, {"travel": 0.6}),
    ("loan overdue debt 贷款 逾期", "finance.credit_record", 0.4, _LENT),
)


def _rows() -> tuple[Row, ...]:
    return tuple((term, element, alone, kinds) for terms, element, alone, kinds in _GROUPS for term in sorted(words(terms)))


RECORD_ROWS: Final[tuple[Row, ...]] = _rows()
"""More rows for `name_contexts.CONTEXT_RULES`."""
