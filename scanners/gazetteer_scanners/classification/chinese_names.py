"""Further Chinese names of elements: words of one trade that stand in columns and their comments.

Compiled from the habits of published Chinese schemas (offices, shops, hospitals, schools, lenders, insurers, carriers,
call centres, government registers) and from the field names of GB/T 2261 to 2261.4 (personal codes), WS 445 (electronic
medical records) and JR/T 0027 (credit data). Each is also read in pinyin, and long ones by their initials.
"""

from typing import Final

from gazetteer_scanners.classification.name_words import words

CHINESE_NAMES: Final[dict[str, frozenset[str]]] = {
    "person.name": words("used_name 户名 账户名称 开户名 开户名称 原告 被告 真实名字 真名 本名 姓名拼音 中文姓名 英文姓名"),
    "person.nationality": words(
        "native_place 户口性质 户籍性质 户口类型 户籍类型 户籍类别 户口类别 出生地点 出生省份 出生城市 祖籍"
    ),
    "account.user_id": words("户号 会员户号 用户唯一标识 会员标识 客户标识 顾客编号 患者编号 病人编号 患者id"),
    "account.member_number": words(
        "读者证号 游泳卡号 健身卡号 门禁卡编号 门禁卡 会员卡编号 门禁卡号 一卡通号 校园卡号 饭卡号 会员卡卡号 积分卡号 "
        "图书证号 借书证号 借阅证号"
    ),
    "payment.account.alipay": words(
        "alipay_code 支付宝登录号 支付宝登录账号 支付宝登录名 支付宝用户号 alipay_logon_id alipay_login_id"
    ),
    "delivery.tracking_number": words("物流编号 快递编号 快递号 运单编号 发货单号 express_sn ship_sn shipping_sn logistics_sn"),
    "order.amount": words(
        "pay_price pay_fee pay_money real_price actual_amount 捐款金额 报销金额 成交金额 价税合计 含税金额 不含税金额 "
        "转账金额 申请金额 交易金额 保费 保险费 实缴保费 缴费金额 收费金额 结算金额 打款金额"
    ),
    "work.employee_id": words(
        "警号 执业证号 执业证书编号 医师执业证号 教师资格证号 员工编码 职工代码 雇员编号 教师编号 教师工号 医生编号 医生工号 "
        "护士工号 坐席工号 坐席编号 客服工号 人员编号 人员编码 employee_code emp_code staff_code worker_no worker_id"
    ),
    "work.income": words(
        "post_wage post_salary perf_bonus perf_salary performance_bonus real_wage 应发合计 实发合计 应发金额 实发金额 "
        "工资合计 个人所得税 薪资总额 工资总额 岗位津贴 加班工资 绩效奖金 年终奖 年终奖金 月收入 家庭收入 税前工资 税后工资 "
        "税前收入 税后收入 计件工资 底薪"
    ),
    "education.record": words(
        "edu_level edu_background education_background graduate_school graduate_date 就读学校 就读院校 在读学校 报考专业 "
        "报考院校 录取专业 录取院校 总成绩 综合成绩 笔试成绩 面试成绩 平时成绩 简历附件 简历文件 简历地址 resume_file "
        "入学年月 入学日期 入学年份 毕业年月 毕业日期 毕业年份 班级排名 年级排名 成绩排名 名次 班级名次 年级名次 教师评语 "
        "班主任评语 文化程度 受教育程度 教育程度"
    ),
    "health.insurance_id": words(
        "social_security_no social_no medical_insurance_no 社保账号 社保卡号 社保编号 社保卡 医保号 医保编号 医保账号 "
        "医保证号 医疗保险号 医疗保险卡号 医疗证号 社会保险号 社保电脑号 个人社保号 新农合号 农合证号"
    ),
    "health.record": words(
        "分娩方式 分娩日期 检验单号 检查单号 处方号 处方编号 就诊科室 住院科室 体检编号 体检日期 体检时间 心电图 胸片 肝功能 "
        "肾功能 血常规 尿常规 血红蛋白 总胆固醇 甘油三酯 尿酸 肌酐 转氨酶 就诊卡号 就诊卡 诊疗卡号 健康卡号 就诊编号 "
        "就诊流水号 入院日期 入院时间 出院日期 出院时间 住院日期 住院次数 手术日期 手术时间 手术记录 检验项目 检查项目 "
        "化验项目 检验报告 医嘱内容 医嘱名称 医嘱项目 健康码 健康码颜色 健康码状态 核酸检测结果 核酸结果 核酸检测时间 "
        "疫苗接种次数 接种次数 接种剂次 接种日期 接种疫苗 接种记录"
    ),
    "health.condition": words(
        "孕次 产次 末次月经日期 hiv hiv检测结果 hiv抗体 乙肝 乙肝表面抗原 梅毒 梅毒检测结果 丙肝 传染病 精神病史 遗传病史 "
        "用药史 输血史 护理等级 护理级别 自理能力 失能等级 认知能力 不良反应 总检意见 体检结论 孕周 末次月经 预产期 饮食禁忌 "
        "忌口 健康情况 健康状态 身体状况 病情诊断 是否接触过确诊病例 是否接触过感染者 是否发热 是否确诊 传染病史"
    ),
    "special.political": words(
        "political_outlook politics_status join_party_date join_party_time 入党时间 入党日期 入党年月 入团时间 入团日期 "
        "转正时间 党支部 所在党支部 所属党支部 党组织 政治身份"
    ),
    "special.disability": words(
        "困难类型 困难类别 困难职工 困难家庭 是否困难 特困证号 低保证号 低保号 低保类型 低保类别 是否低保 低保户 是否低保户 "
        "贫困户 是否贫困户 五保户 是否五保户 建档立卡 特困人员 是否特困 残疾人证号 残疾证 残疾人证 残疾证编号 残疾程度 "
        "是否残疾 残疾情况 优抚对象"
    ),
    "finance.asset": words(
        "fund_account provident_fund_account 房产证号 不动产权证号 产权证号 房屋产权证号 土地证号 资金账号 股东账号 证券账号 "
        "基金账号 持仓市值 持仓份额 缴存基数 月缴存额 公积金余额 可用余额 冻结余额 住房情况 房产情况 房产信息 车产情况 "
        "车产信息 有无房产 有无车产 资产情况 家庭资产 个人资产"
    ),
    "finance.credit_record": words(
        "担保余额 担保金额 对外担保余额 征信评分 征信分 征信分数 借据号 借据编号 贷款编号 贷款合同号 逾期天数 逾期金额 "
        "逾期次数 逾期期数 授信额度 信用额度 贷款余额 贷款金额 借款金额 借款用途 贷款用途 放款金额 应还金额 loan_no "
        "overdue_days overdue_amount loan_balance"
    ),
    "profile.automated_decision": words(
        "风险承受等级 风险承受能力 风险测评结果 风控结果 风控评分 风控分 风控决策 风险评级 评分卡分数 risk_result"
    ),
    "location.track": words("行驶轨迹 行车轨迹 运动轨迹 行动轨迹 活动轨迹 历史轨迹 gps轨迹 轨迹点 trip_track"),
    "survey.response": words(
        "面试评价 综合评价 自我评价 学员评价 用户评价 客户评价 导师评价 服务评价 满意度 满意度评价 满意度评分 评价星级 "
        "评价内容 satisfaction satisfaction_score"
    ),
    "comm.text": words(
        "user_remark buyer_remark buyer_note 口味备注 故障描述 报修内容 投诉内容 反馈内容 诉求内容 请假原因 请假事由 "
        "请假理由 离职原因 辞职原因 加班原因 申请理由 退货原因 退款原因 用户备注 买家备注 订单备注 下单备注"
    ),
    "vehicle.vin": words("底盘号 车辆识别码 车辆识别代码 车辆识别号 发动机编号"),
    "health.body_metric": words("收缩压 舒张压 呼吸频率 脉率 裸眼视力 矫正视力 肺活量 空腹血糖 餐后血糖 体重指数"),
    "special.criminal_record": words(
        "案号 前科 前科情况 有无前科 罪名 涉嫌罪名 犯罪类型 刑期 案由 判决结果 服刑情况 是否服刑 是否失信被执行人 失信被执行人"
    ),
    "person.nickname": words("绰号 外号 花名 艺名 微博昵称"),
    "person.portrait": words("抓拍照片 抓拍图片 人脸抓拍 免冠照 登记照 一寸照片 半身照"),
    "risk.violation_record": words("是否黑名单 是否拉黑 拉黑原因 是否在黑名单 处罚原因 违规原因"),
    "org.address": words("地址电话 购方地址电话 销方地址电话 开票地址电话"),
    "auth.verification_code": words("取件码 提货码"),
    "person.birth_date": words("星座 生肖 属相"),
    "person.marital_status": words("情感状态 感情状态 恋爱状态 婚恋状态 婚育状况 婚育情况"),
    "contact.address": words("房屋坐落 坐落地址 房屋地址 装机地址 安装地址 报修地址 上门地址 服务地址"),
    "location.lodging_travel": words(
        "火车票号 机票号 车次 住宿酒店 入住酒店 出发城市 到达城市 目的城市 到店时间 离店时间 到店日期 离店日期 入住日期 "
        "退房时间 退房日期 预离时间 预抵时间"
    ),
    "driving_licence.number": words("驾驶证 驾驶证编号 行驶证号"),
    "special.religion": words("信仰 信仰类别 信仰类型 宗教类型 宗教类别 faith_type"),
    "org.name": words("使用单位 委托单位 建设单位 施工单位 收货单位"),
    "work.job_title": words("tech_title professional_title"),
    "contact.person_name": words("emergency_man emergency_person link_man legal_rep_name legal_representative_name"),
    "payment.method": words("pay_channel_code"),
    "person.avatar": words("head_image head_image_url head_pic head_portrait head_portrait_url head_img_url"),
    "id_document.image": words(
        "idcard_front_url idcard_back_url id_card_front id_card_back idcard_hand id_card_front_url id_card_back_url"
    ),
    "comm.call_record": words("talk_duration talk_time call_duration"),
    "person.real_name_verification": words("real_auth_status real_name_status"),
    "vehicle.plate": words("car_license car_license_no"),
}
"""More names of elements."""

_WORK_MONEY: Final = "养老保险 医疗保险 失业保险 生育保险 住房公积金 个税 扣款 补贴 奖金 绩效 加班费 应发 实发 提成 全勤奖 社保"
_PARTIES: Final = (
    "推荐人 介绍人 邀请人 报名人 报销人 投诉人 举报人 来电人 承租人 出租人 配送员 快递员 保管员 维修员 安全员 质检员 仓管员 "
    "跟单员 辅导员 网格员 抄表员 书记员 技术员"
)
"""Nouns of agents, told by their ends too; listed for their pinyin."""

CHINESE_INITIALS: Final[dict[str, str]] = {
    "health.body_metric": "收缩压 舒张压",
    "person.name": "曾用名 开票人 收款人 付款人 签收人",
    "education.record": "学籍号 考生号",
    "special.political": "党支部",
    "health.record": "就诊号 门诊号 体检号",
    "health.condition": "现病史 既往史 家族史 传染病",
    "payment.bank_account": "开户银行 银行账号",
}
"""Names whose initials stand for them in columns, though shorter than those that are read so anyway."""

CHINESE_ROWS: Final[tuple[tuple[str, str, float, dict[str, float]], ...]] = (
    *((term, "work.income", 0.3, {"payroll": 0.85}) for term in sorted(words(_WORK_MONEY))),
    *((term, "person.name", 0.3, {"person": 0.8}) for term in ("原名", "别名", "中文名", "英文名")),
    *((term, element, 0.85, {}) for term in sorted(words(_PARTIES)) for element in ("person.name", "account.user_id")),
    *((term, "work.employer", 0.3, {"worker": 0.8}) for term in ("entry_date", "entry_time", "leave_date")),
    ("political", "special.political", 0.3, {"person": 0.78, "worker": 0.78}),
    ("marriage", "person.marital_status", 0.5, {"person": 0.85, "worker": 0.85}),
    ("问题描述", "comm.text", 0.3, {"message": 0.85}),
    ("检测结果", "health.record", 0.3, {"patient": 0.85, "medical": 0.85}),
    *((term, "location.lodging_travel", 0.3, {"travel": 0.85}) for term in ("房间号", "客房号")),
    *((term, "org.name", 0.4, {"order": 0.78}) for term in ("供应商", "供货商", "生产厂家", "供货单位")),
    *(
        (term, "contact.address", 0.5, {"student": 0.8, "person": 0.78})
        for term in ("宿舍", "宿舍号", "寝室号", "宿舍楼", "sushe")
    ),
    ("名字", "person.name", 0.6, {"person": 0.85, "thing": 0.2}),
    ("客户全称", "person.name", 0.85, {}),
    ("客户全称", "org.name", 0.85, {}),
    ("客户简称", "org.name", 0.82, {}),
    ("作者", "person.name", 0.5, {"message": 0.78, "person": 0.78, "thing": 0.4}),
    ("mima", "auth.password", 0.85, {}),
    *((term, "location.track", 0.4, {"travel": 0.85, "order": 0.6}) for term in ("出发地", "目的地", "起点", "终点")),
    *((term, "location.track", 0.4, {"travel": 0.85}) for term in ("start_address", "end_address")),
)
"""More rows for `name_contexts.CONTEXT_RULES`."""
