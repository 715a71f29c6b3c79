"""Words at the end of a table's name that say what one of its rows is; words of people and organisations stand in `KINDS`.

Compiled from the habits of published schemas (shops, ERP, HR, schools, clinics, help desks, device platforms, logistics,
telecoms, games). Words are lower case, singular, and in the form that `name_words.ALIASES` gives.
"""

from typing import Final

from gazetteer_scanners.classification.name_words import words

EVENT_ROWS: Final = words(
    "order invoice payment transaction trade refund charge purchase sale booking reservation withdrawal recharge transfer "
    "deposit receipt bill settlement payroll payslip expense claim shipment delivery parcel return log login logon signin "
    "session visit view click impression hit event history audit activity action operation attempt message chat conversation "
    "call cdr sms mail email notification reply comment review feedback complaint ticket inquiry request application approval "
    "submission survey response vote like follow favorite attendance checkin checkout clock leave absence shift appointment "
    "consultation diagnosis prescription treatment admission discharge vaccination immunization surgery registration "
    "enrollment exam score grade result attendance trip ride journey flight reading measurement telemetry alarm alert incident "
    "violation accident repair maintenance inspection scan heartbeat salary apply crash error match battle game_log rental "
    "loan repayment overdue contract interview export import 订单 发票 支付 付款 交易 退款 充值 提现 账单 流水 日志 登录 访问 "
    "会话 消息 短信 邮件 评论 评价 反馈 投诉 工单 申请 审批 预约 挂号 就诊 诊断 处方 住院 检查 检验 考勤 打卡 请假 加班 排班 "
    "成绩 考试 报名 签到 通话 轨迹 告警 报警 维修 报修 保养 停车 跟进 回访 拜访 住院 收款 回款 理赔 打赏 签收 巡检 "
    "出入库 入库 出库 调拨 发货 物流 配送 借阅 租赁 合同 缴费 收费 操作 浏览 点击"
)
"""What happens at a time, and papers that record it."""

LOOKUP_ROWS: Final = words(
    "type status state category kind class level grade tier rank role permission privilege menu dict dictionary enum lookup "
    "code codebook reference country region area province city district currency language locale timezone unit tag label "
    "color colour size option setting config configuration parameter param preference flag feature template reason "
    "priority severity channel method mode gender nationality ethnicity religion industry occupation skill subject genre "
    "format brand holiday calendar term tax rate position job title department dept division section holiday "
    "类型 状态 分类 类别 等级 级别 角色 权限 菜单 字典 数据字典 配置 参数 设置 国家 省份 城市 地区 区域 行政区划 币种 "
    "语言 标签 颜色 规格 模板 渠道 原因 品牌 科目 岗位 职位 部门 节假日 民族"
)
"""What other rows are described by."""

SHARED_HEADS: Final = words("card address group family household")
"""Heads that leave it to the columns: a card may be a payment card, a visiting card, or one of a game."""
