"""Chinese names of elements by trade: what shops, carriers, landlords, clinics, campuses and advertisers call what they keep.

Compiled from the habits of published Chinese schemas of these trades and from the item names of WS 445 (electronic medical
records), GB/T 17697 (insurance terms), JR/T 0171 (financial personal data) and T/CAAAD 003 (advertising identifiers). Read as
`chinese_names` has it: in columns, in comments, in pinyin.
"""

from typing import Final

from gazetteer_scanners.classification.name_words import words

CHINESE_TRADES: Final[dict[str, frozenset[str]]] = {
    "person.name": words(
        "银行开户名 银行开户人 银行开户姓名 银行户名 银行账户名 银行账户名称 银行卡户名 银行卡开户名 开户人姓名 收款户名 "
        "收款账户名 bank_user_name bank_account_holder bank_owner_name 乘车人姓名 乘机人姓名 入住人姓名 同住人 同行人 "
        "客户签约人 订餐人 就餐人 购票人 取票人 观演人 逝者 故人姓名"
    ),
    "person.nickname": words("好友备注 备注名 备注名称 群昵称 群名片 主播昵称 好友备注名 nick_remark friend_remark"),
    "profile.tags": words("个人简介 个人介绍 自我介绍 兴趣爱好 爱好 特长 个人特长"),
    "account.user_id": words("全局用户id 联运用户id 平台用户id 渠道用户id 来源用户id 唯一用户id "),
    "account.member_number": words("月卡号 年卡号 停车卡号 充值卡号 会员卡 水卡号 电卡号 加油卡号 公交卡号 积分卡 ic卡号"),
    "account.third_party": words("渠道用户标识 渠道用户id 第三方用户标识"),
    "contact.person_name": words("emergency_name 家属姓名 亲属姓名 紧急联络人 第一联系人 第二联系人"),
    "contact.person_phone": words("家属电话 家属手机 家属联系方式 家属联系电话 亲属电话"),
    "contact.phone": words(
        "用户号码 服务号码 业务号码 计费号码 预留电话 银行预留手机号 银行预留手机 预留手机 取餐电话 订餐电话 送水电话 回拨号码 "
        "bank_mobile reserve_phone reserved_phone reserve_mobile"
    ),
    "contact.address": words(
        "户籍地详址 户籍详址 现住址详址 居住地详址 户籍地住址 现居地 现居住地 楼栋单元 楼栋房号 房屋门牌号 门牌号码 证件地址 "
        "身份证地址 身份证住址 户口所在地 户口地址"
    ),
    "contact.address.city": words("生源地 生源地区 生源省份 漫游地 漫游城市 城市编码 城市代码 地区编号 地区编码 区域编号"),
    "location.coarse": words(
        "最后登录地区 最近登录地区 最后登录地点 登录地点 登录地区 登录城市 注册地区 ip地区 ip城市 位置信息"
    ),
    "location.track": words("出险地点 事故地点 上车地点 下车地点 上车点 下车点"),
    "delivery.address": words("寄件地址 寄件人地址 发件地址 发件人地址 寄件人详细地址 取件地址"),
    "delivery.time": words("取件时间 揽收时间 签收时间 妥投时间"),
    "order.number": words(
        "合同号 合同编码 保单号 保单号码 投保单号 账单编号 账单号 缴费单号 结算单号 渠道订单号 "
        "商户订单号 第三方订单号 平台订单号 外部订单号 挂号单号 借款合同号 租赁合同编号 租赁合同号"
    ),
    "order.amount": words(
        "通话费用 佣金金额 分佣金额 返佣金额 提成金额 实际支付 实际支付金额 订单实付 合同金额 合同总额 合同总金额 合同价款 "
        "成交价 成交价格 成交总价 消费总额 消费总金额 累计消费 累计消费金额 代收货款 保价金额 抵扣金额 积分抵扣金额 "
        "优惠券抵扣金额 优惠金额 优惠券金额 折扣金额 减免金额 立减金额 实缴金额 应缴金额 已缴金额 欠费金额 应付款 实付款 "
        "应收款 实收款 实收费用 充值金额 提现金额 到账金额 打赏金额 红包金额 罚款金额 赔偿金额 定损金额 回款金额 开票金额 "
        "分账金额 结算费用 停车费用 停车金额 运费金额 租金总额 医疗总费用 住院总费用 自付金额 自费金额 医保支付金额 找零金额 "
        "实退金额 应退金额 insurance_premium premium_amount contract_amount contract_price contract_money pay_amt"
    ),
    "payment.transaction": words("支付流水 支付流水编号 交易流水号 银行流水号 微信支付单号 支付宝交易号 退款流水号 渠道流水号"),
    "payment.account": words("payee_account 退款账户 退款账号 提现账号 提现账户 withdraw_account withdrawal_account"),
    "payment.bank_account": words("开户网点 开户支行 开户行支行 收款银行账号 bank_branch_name"),
    "finance.asset": words(
        "钱包余额 账户余额 变动前余额 变动后余额 卡内余额 储值余额 金币余额 钻石余额 佣金余额 可提现余额 可提现金额 住房状况 "
        "保额 保险金额 理赔金额 wallet_money wallet_balance"
    ),
    "finance.credit_record": words(
        "信用分 信用评分 芝麻信用分 芝麻分 征信记录 征信情况 征信报告 负债 负债情况 负债金额 月负债 贷款情况 还款日期 还款日 "
        "还款状态 还款金额 已还金额 未还金额 剩余本金 应还本金 应还利息 逾期状态 逾期罚息 逾期天数 贷款期限 代偿金额"
    ),
    "work.income": words(
        "养老金 退休金 离休金 月均收入 人均收入 家庭年收入 期望薪酬 薪资范围 期望月薪 目前薪资 当前薪资 讲师收入 佣金收入"
    ),
    "work.employer": words(
        "毕业去向 就业去向 就业单位 签约单位 实习单位 工作经历 工作经验 工作履历 项目经历 项目经验 实习经历 工作年限 从业年限 "
        "工龄 参加工作时间 参加工作日期 入职年限 转正日期 服役情况 兵役状况 兵役情况"
    ),
    "work.job_title": words(
        "职业类别 职业类型 职业代码 求职意向 期望岗位 期望职位 应聘岗位 应聘职位 意向岗位 现任职务 行政职务 专业技术职务"
    ),
    "education.record": words(
        "个人简历 考生号码 高考科类 高考成绩 高考分数 中考成绩 期末成绩 期中成绩 考核成绩 实验成绩 补考成绩 论文成绩 学期成绩 "
        "学生票学校 奖惩情况 奖惩记录 获奖情况 获奖经历 处分情况 在校情况 学籍状态 学籍信息 教育背景 第一学历 全日制学历 "
        "最高学位 学历证书 所学课程 论文题目 毕业论文题目 选课记录 学生类别 学制 学习形式 院系名称 培养层次"
    ),
    "minor.guardian": words("父母联系方式 父亲手机号 母亲手机号"),
    "contact.address_book": words(
        "联系人关系 家庭成员关系 亲属关系 亲戚关系 家属关系 紧急联系人关系 关系人 子女情况 子女数 子女数量"
    ),
    "health.condition": words(
        "认知状态 精神障碍 服药史 月经 月经史 月经情况 月经周期 月经初潮 初潮年龄 月经初潮年龄 绝经年龄 绝经 痛经 月经经期 "
        "经期 月经量 月经经期开始时间 月经经期结束时间 月经周期开始时间 月经周期结束时间 末次月经时间 生育史 婚姻史 孕育史 "
        "流产史 流产次数 孕产史 疼痛评分 疼痛等级 疼痛部位 舌象 舌质 舌苔 脉象 中医证型 证型 中医诊断 西医诊断 辨证 辨病 "
        "疾病情况 病因 病程 发病部位 过敏 过敏源 过敏原 过敏食材 过敏食物 食物过敏史 药物过敏史 药物过敏 高血压 糖尿病 冠心病 "
        "慢病类型 慢性病史 慢病 健康告知 伤情 受伤部位 伤残等级 伤残情况 死亡时间 死亡日期 生理期 饮酒 吸烟 怀孕 孕期 哺乳期 "
        "家族病史 家族遗传史 精神状态 心理状态 心理测评结果 睡眠情况 跌倒风险 意识状态 menarche_age menopause_age "
        "menstrual_history menstrual_cycle obstetric_history childbearing_history fertility_history pain_score pain_level "
        "allergic_history has_allergic_history drug_allergy"
    ),
    "health.record": words(
        "挂号日期 就诊医生 辅助检查 专科检查 实验室检查 影像所见 影像诊断 诊疗意见 诊疗经过 "
        "诊疗计划 中药处方 西药处方 煎服方法 服药时间 服药情况 用药情况 用药剂量 病床号 住院床号 就诊医院 问诊记录 接诊时间 "
        "随访记录 随访情况 复诊时间 透析次数 核酸检测日期 体检项目 体检医院 住院天数"
    ),
    "health.body_metric": words(
        "呼吸 血糖浓度 血氧 血氧饱和度 血氧浓度 尿量 静息心率 血压高压 血压低压 鞋码 三围 体型 臂围 腹围 breathe "
        "blood_sugar_concentration blood_glucose_concentration blood_oxygen blood_oxygen_saturation"
    ),
    "special.disability": words("贫困生 是否贫困生 贫困等级 困难等级 贫困类型 优抚类型 烈属 军属 失独家庭 孤儿 留守儿童"),
    "id_document.image": words(
        "证件正面 证件反面 证件背面 手持证件 手持证件照 手持证件正面照 证件照正面 证件照反面 身份证人像面 身份证国徽面 "
        "身份证照片地址 idcard_photo id_card_photo idcard_img id_card_pic 户口本照片 户口本"
    ),
    "auth.password": words(
        "wifi密码 门锁密码 开门密码 提现密码 交易密码 资金密码 服务密码 查询密码 初始密码 puk码 wifi_pwd wifi_passwd"
    ),
    "auth.secret_key": words("推流密钥 设备密钥 商户密钥 平台密钥 产品密钥 stream_key mch_key merchant_key"),
    "device.serial_number": words("muid 设备号 设备码 机器码 机器号 设备唯一码 设备唯一标识 设备唯一标识符"),
    "device.fingerprint": words("boot_mark update_mark 系统启动标识 系统更新标识 caid 广协设备标识 中国广告协会互联网广告标识"),
    "device.model": words("device_product 设备代号 设备机型 手机机型"),
    "device.brand": words("设备生产商 设备制造商 手机厂商 device_factory"),
    "device.os_version": words(
        "运行平台版本 运行平台版本号 运行平台版本名称 操作系统版本名称 操作系统版本号 系统版本号 platform_version "
        "device_platform_version_name device_platform_version_code device_os_version_name"
    ),
    "location.base_station": words("位置区码 位置区编码 基站代码 小区识别码"),
    "location.lodging_travel": words(
        "车厢号 座位编号 坐席类型 出发站 到达站 始发站 终点站 乘车日期 乘车时间 登机口 电子客票号 客票号 入住天数 入住人 "
        "入离时间 预订房型 出行日期 出行人 行程单号"
    ),
    "survey.response": words("回访意见 回访结果 服务质量评价 课程评价 评教内容 评分内容"),
    "comm.text": words(
        "跟进内容 跟进记录 跟进情况 跟进备注 沟通内容 沟通记录 沟通情况 回访内容 回访记录 回访情况 拜访内容 拜访记录 咨询内容 "
        "咨询问题 问诊内容 病情咨询 提问内容 帖子内容 动态内容 朋友圈内容 说说内容 日记内容 私信内容 弹幕内容 举报内容 "
        "举报原因 申诉内容 申诉理由 建议内容 意见内容 求助内容 心得体会 学习心得 面谈内容 谈话内容 谈话记录 走访记录 走访情况 "
        "附言 申请附言 申请原因 验证消息 外出事由 来访事由 拜访事由 出差事由 出险经过 事故经过 事情经过 许愿内容 "
        "祝福语 寄语 贺卡内容 交流内容 review_content"
    ),
    "delivery.tracking_number": words("邮件号 包裹号 包裹单号 快件编号 快件单号 面单号 运单号码"),
    "comm.call_record": words("对方号码 对端号码 主叫 被叫 主叫用户 被叫用户"),
    "pref.language": words("系统语言 设备语言 手机语言 浏览器语言 界面语言"),
    "person.marital_status": words("已婚 结婚"),
}
"""More names of elements."""

_FEES: Final = (
    "停车费 停车费用 物业费 物业管理费 水电费 运费 快递费 配送费 餐盒费 打包费 房费 房租 月租金 租车费 话费 宽带费 学费 挂号费 "
    "诊疗费 诊查费 检查费 化验费 治疗费 手术费 药费 西药费 中药费 住院费 医疗费 护理费 伙食费 总费用 滞纳金 违约金 票价 票款 "
    "车费 代驾费 个人支付 统筹支付 找零 水费 电费 燃气费 取暖费 暖气费 餐费 住宿费 书本费 校车费 报名费 考试费 培训费 会费 "
    "会员费 材料费 维修费 维修费用 安装费 加油费 过路费 洗车费 保养费 管理费 服务费 手续费 押金 定金 订金 保证金 租金 赔偿金 "
    "罚款 罚金 邮费 小费 打赏 红包 佣金 尾款 货款 首付 月供 费用 总价 实付 应付 应缴 实缴 欠款"
)
_AGENTS: Final = (
    "应聘者 求职者 预约人 借阅人 捐赠人 领养人 认领人 拾取人 失主 观演人 同住人 同行人 乘车人 购票人 入住人 订餐人 "
    "就餐人 服务员 骑手 维修工 护工 班主任 咨询师 面试官 寄件人 发件人"
)
"""Nouns of agents, as in `chinese_names`."""
_OF_ORDER: Final = {"order": 0.85, "travel": 0.85, "patient": 0.8, "vehicle": 0.8, "person": 0.76, "thing": 0.2}
_HOME: Final = {"person": 0.78, "address": 0.85, "order": 0.76, "travel": 0.3}
_TREATED: Final = {"patient": 0.85, "medical": 0.85}
_SEATED: Final = {"travel": 0.85, "thing": 0.2}

CHINESE_TRADE_ROWS: Final[tuple[tuple[str, str, float, dict[str, float]], ...]] = (
    *((term, "order.amount", 0.4, _OF_ORDER) for term in sorted(words(_FEES))),
    ("合同编号", "order.number", 0.8, {"worker": 0.3, "person": 0.8}),
    ("名字", "person.name.first", 0.3, {}),
    *((term, "comm.text", 0.3, {"message": 0.85}) for term in ("正文", "维修内容")),
    ("流水号", "order.number", 0.3, {"order": 0.8}),
    *((term, "contact.address", 0.4, _HOME) for term in ("楼栋", "building_no")),
    *((term, "contact.address", 0.76, _HOME | {"thing": 0.3}) for term in ("楼栋号", "单元号", "楼号", "房号")),
    ("房间号", "contact.address", 0.3, {**_HOME, "order": 0.3}),
    *((term, "location.lodging_travel", 0.4, _SEATED) for term in ("coach_no", "seat", "座位", "座号", "train_code")),
    *((term, "health.record", 0.4, _TREATED) for term in ("处理意见", "床位号", "床号", "床位")),
    *((term, "health.body_metric", 0.3, _TREATED) for term in ("高压", "低压")),
    ("link_name", "contact.person_name", 0.5, {"person": 0.8, "org": 0.8, "order": 0.8, "address": 0.8, "firm": 0.8}),
    *((term, "education.record", 0.4, {"student": 0.85, "person": 0.78}) for term in ("学院", "系别", "院系", "考勤状态")),
    *((term, element, 0.85, {}) for term in sorted(words(_AGENTS)) for element in ("person.name", "account.user_id")),
    *(
        (f"{doing}用户", element, 0.78, {})
        for doing in (
            "绑定",
            "所属",
            "关联",
            "购买",
            "下单",
            "评论",
            "发布",
            "邀请",
            "预约",
            "报名",
            "举报",
            "领取",
            "借阅",
            "使用",
        )
        for element in ("account.user_id", "account.username")
    ),
)
"""More rows for `name_contexts.CONTEXT_RULES`."""
