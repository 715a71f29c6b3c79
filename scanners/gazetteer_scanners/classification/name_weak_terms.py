"""Terms of the taxonomy that prove little by themselves.

From the "false friends" that the taxonomy lists for each element: words of everyday schemas (`image`, `score`, `url`)
and pinyin initials that stand for several words.
"""

from typing import Final

from gazetteer_scanners.classification.name_words import words

WEAK_TERMS: Final = words(
    "access_level active_time app_source app_version apps attachment audio award bearer blacklist "
    "bluetooth business_category campaign_id cdr cf channel checksum cid click conviction coupon_code "
    "cpu crash decision decision_result delivery_time download_source duty eci eid etag "
    "faith favorite file_path file_url first_open follow follower fps gait gene gmv handling_measure hotel "
    "image img_url industry_type inn install_time interest is_admin is_business is_open keyword kw kyc_level "
    "label lang language latency launch_time layout liaison line_id loan locale media_url member_card_no "
    " message_type monitor_list msg_type nci nie nir nps offence open open_count open_time "
    "opened_at opening_bank operator order_count package_list parent_name penalty performance persona pps "
    "preference prize psid picture image_url profile_type query questionnaire ram read_status received_at "
    "record_file recording referer referrer request_id request_type resolution reward rfc risk_score "
    "route row_id sales_amount sales_volume score segment shop shop_id sin skin span_id staff_size "
    "store store_id store_sales subscription suppression tac tag telegram theme trace_id trip turnover "
    "ui_theme unsubscribe url user_type verify_status version_id video violation visit_time voice watchlist "
    "winner certification_status closed_at contact_method contact_way access_time 图片 附件 图片地址 语音 音频 "
    "视频 渠道 标签 关键词 收藏 皮肤 主题 语言 流水号 主键 角色 处理器 内存 奖励 优惠券 轨迹 行程 归属地 "
    "所在地 贷款 逾期 店铺 店铺名称 门店名称 订单时间 所属行业 行业 权限 用户角色 账户类型 账号类型 用户类型 "
    "消息类型 风险等级 销售额 认证状态 是否同意 指纹 诊断 残疾 工会 党员 访问时间 登录时间 消息id 小区id"
)
"""Terms that more often than not mean something else; they keep `WEAK_STRENGTH` and stay ambiguous."""

WHOLE_ONLY: Final = words("id uuid guid no code last month year line total bd 名 姓 省 市 区 县 州 盐")
"""Terms that mean something only when they are the whole name: `id`, but not `product_id`."""

WEAK_STRENGTH: Final = 0.4

DOUBTFUL_ABBREVIATIONS: Final = words(
    "gj sr zz dw zw zy xl xh khh zjhm txdz yjdz sj mz zj sh dh yx hy zh sbh lsh lydz jsz gjdm sshy ynsfz xw "
    "zyh gms jzh hbh tac sbz dksj"
)
"""Pinyin initials with several everyday meanings: 国籍/国家/轨迹, 生日/收入, 证件号码/主叫号码, 通讯地址/头像地址."""
