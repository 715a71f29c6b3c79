"""The words around a term in column names, table names and comments, and what they do to its meaning.

Compiled from the habits of published schemas in English and Chinese (shops, ERP, HR, schools, clinics, help desks,
device platforms) and from ISO/IEC 11179-5, which splits a data element's name into object class, property and
representation: `customer` + `phone` + `number`. Words are lower case, singular, and in the form that `ALIASES` gives.
"""

from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a table that is written as running text."""
    return frozenset(text.split())


ALIASES: Final = dict(
    pair.split(":", 1)
    for pair in words(
        "number:no num:no nbr:no nr:no numb:no addr:address adr:address addrs:address cust:customer usr:user emp:employee "
        "pwd:password passwd:password pswd:password acct:account dept:department org:organization img:image pic:picture "
        "organisation:organization licence:license mob:mobile ident:id cd:code desc:description msg:message amt:amount "
        "qty:quantity cnt:count prov:province ctry:country loc:location inst:institution univ:university dt:date tm:time "
        "ids:id ts:timestamp tmp:temp grp:group prod:product cat:category attr:attribute mgr:manager stu:student "
        "tchr:teacher concact:contact contct:contact recv:receiver rcv:receiver recvr:receiver shpg:shipping ship:shipping "
        "deliver:delivery sys:system lice:licence lic:licence dri:driver infor:info colour:color nm:name nme:name "
        "oper:operator cntry:country occ:occupation occup:occupation annl:annual incm:income sts:status flg:flag "
        "veh:vehicle natl:national txn:transaction trx:transaction bal:balance avl:available pax:passenger freq:frequent "
        "grad:graduation biz:business gndr:gender rtng:rating typ:type pmt:payment pymt:payment appt:appointment "
        "hosp:hospital diag:diagnosis presc:prescription trkg:tracking dlvry:delivery rcpt:receipt ver:version "
        "adress:address identifier:id brth:birth mrtl:marital nummer:no numero:no numer:no nro:no fecha:date datum:date "
        "codigo:code codice:code 帐号:账号 帐户:账户"
    )
)
"""Spellings of one word; applied to taxonomy names and to column names alike."""

KINDS: Final[dict[str, frozenset[str]]] = {
    "person": words(
        "user customer client member person people contact guest visitor applicant candidate subscriber owner resident "
        "passenger driver buyer payer payee donor volunteer attendee participant borrower insured beneficiary child "
        "children parent guardian father mother spouse relative friend trait lead prospect consumer shopper citizen admin "
        "administrator cardholder holder recipient receiver sender consignee creator reporter requester submitter assignee "
        "representative interviewer coach individual patient student pupil teacher doctor nurse employee staff worker crew "
        "operator agent linkman actor author player athlete instructor tutor professor lecturer trainer trainee intern "
        "courier landlord lawyer attorney judge witness victim suspect defendant plaintiff inmate voter pilot captain "
        "soldier officer signer signatory dependent dependant enrollee claimant policyholder remitter debtor creditor "
        "guarantor lessee occupant alumni graduate mentor speaker cashier clerk salesperson seller technician supervisor "
        "director moderator editor writer photographer streamer gamer manager lxr approver auditor handler assigner poster "
        "executive founder physician dentist therapist caregiver teller referee sponsor registrar informant neighbour "
        "neighbor mortgagee addressee originator drawee reviewer rider renter commuter traveler traveller offender "
        "prisoner detainee convict nok kin policyowner annuitant commenter uploader bidder mentee caller callee cyclist "
        "pedestrian carer grantee heir nominee contestant competitor cosigner celebrity singer loyalty membership leader "
        "yonghu kehu huiyuan yuangong xuesheng laoshi huanzhe bingren lianxiren yh kh hy br xs ls yg 用户 客户 会员 顾客 "
        "访客 业主 住户 乘客 司机 车主 买家 联系人 申请人 持卡人 收货人 收件人 寄件人 发件人 监护人 家长 本人 负责人 法人 "
        "投保人 被保险人 受益人 候选人 应聘者 管理员 操作员 经办人 报修人 预约人 举报人 退货人 收票人 领取人 付款人 收款人 "
        "借款人 担保人 个人 成员 子女 父亲 母亲 配偶 家属 亲属 紧急联系人 消费者 参与者 人员 员工 职工 患者 病人 学生 教师 "
        "老师 医生 护士 居民 户主 代理人 购买人 下单人 处理人 收发货人 教职工 干部 发送者 发送人 接收者 接收人 发布者 "
        "发布人 评论人 回复人 提交人 创建者 操作者 就诊人"
    ),
    "worker": words(
        "employee staff worker crew personnel hr salary payroll job position teacher doctor nurse manager "
        "officer recruiter workplace employment yuangong yg 员工 职工 人员 教师 老师 医生 护士 干部 教职工"
    ),
    "student": words(
        "student pupil learner enrollment gradebook exam examination xuesheng xs 学生 学员 education academic 成绩 考试"
    ),
    "patient": words("patient huanzhe bingren br 患者 病人"),
    "medical": words(
        "medical diagnosis prescription treatment symptom allergy immunization vaccination vaccine surgery vital dental "
        "therapy radiology pathology oncology anamnesis encounter ward icu emr ehr consultation outpatient inpatient "
        "laboratory lab clinical 就诊 病历 诊断 处方 医嘱 住院 门诊 手术 体检 挂号"
    ),
    "ware": words(
        "wine whisky whiskey beer cheese tree animal pet dog cat horse cattle livestock poultry machine machinery aircraft "
        "vessel engine bottle toy fossil rock debt receivable arrears 酒 白酒 葡萄酒 房屋 建筑 楼宇 宠物 动物 树木 玩具 "
        "机器 欠款"
    ),
    "order": words(
        "order invoice payment purchase cart basket checkout sale transaction trade charge refund aftersale "
        "booking shipment parcel waybill consignment topup reload tip receipt bill fee withdrawal recharge consumption return "
        "dingdan 订单 发票 支付 付款 交易 退款 购物车 售后 账单 消费 充值 提现 扣款 实付 应付 实收 应收"
    ),
    "card": words("card cardholder creditcard debitcard yinhangka 银行卡 信用卡 储蓄卡 持卡人"),
    "address": words(
        "address shipping billing mailing postal home delivery receive receiver consignee shipto billto "
        "residence residential permanent dizhi 地址 收货 收件 寄件 发货 居住 户籍 家庭 邮寄 配送 收货人 收件人 "
        "所在 通讯"
    ),
    "org": words(
        "company organization enterprise corp corporation business supplier vendor merchant firm agency school "
        "university college hospital hotel restaurant "
        "employer institution corporate gongsi qiye 公司 企业 单位 机构 供应商 商户 厂商 商家 组织"
    ),
    "device": words("install device terminal handset phone telemetry shebei shouji 设备 终端 手机 机器"),
    "message": words(
        "message comment ticket chat conversation mail email review feedback sms reply note notice inbox "
        "complaint thread inquiry forum issue worklog discussion remark leave absence return apply aftersale appeal refund "
        "退货 退款 售后 申诉 消息 评论 聊天 反馈 留言 短信 邮件 投诉 回复 咨询 报修 订单"
    ),
    "login": words("login logon signin session oauth auth access audit credential log 登录 登陆 授权 日志"),
    "vehicle": words("car vehicle truck 车辆 汽车 车"),
    "survey": words("survey questionnaire nps csat poll 问卷 调查 调研"),
    "intent": words("intent mandate"),
    "crm": words("lead prospect trait opportunity"),
    "signon": words("login logon signin"),
    "prize": words("lottery raffle draw winner prize entry participation sweepstake contest 抽奖 中奖 奖品"),
    "call": words("call cdr pbx recording 通话 呼叫 录音"),
    "visit": words("session visit pageview clickstream traffic browsing visitor 访问 浏览"),
    "preference": words("preference pref 偏好"),
    "risk": words("risk fraud violation penalty blacklist ban moderation 违规 风控 处罚 黑名单"),
    "machine": words("server cluster vm router firewall rack hypervisor"),
    "rights": words("rights right dsr dsar privacy erasure gdpr deletion 权利 注销 隐私"),
    "line": words("orderline lineitem orderitem"),
    "banking": words("banking loan deposit cheque balance wire remittance beneficiary overdraft teller atm"),
    "travel": words(
        "passenger traveler traveller guest pnr booking reservation flight trip travel hotel itinerary lodging 航班 行程 "
        "酒店 入住 旅客 住宿 出差"
    ),
    "thing": words(
        "product goods good sku item category role permission menu area country region province dict dictionary config "
        "setting parameter param file document template campaign coupon tag brand model team group project task course "
        "class subject plugin module system app application service plan package store shop warehouse depot page site "
        "domain host server database table column field schema index type status level album playlist genre media book "
        "film movie game recipe building room asset inventory stock currency unit language skill channel topic article "
        "blog news question exam paper lesson board calendar period holiday bank shelf rule policy workflow step form "
        "report chart dashboard widget feature flag key metric variable function method image picture icon department "
        "institution job position school tax district supplier vendor attribute property value option material "
        "specification activity promotion advertisement ad version release branch commit repository queue artist track "
        "band port interface node cluster bucket script action operation resource grid cell fuel food meal dish sensor airport "
        "harbour harbor landmark poi venue stadium museum monument city state tier segment price shangpin 商品 产品 分类 "
        "角色 权限 菜单 地区 区域 字典 配置 参数 文件 模板 活动 优惠券 标签 品牌 部门 项目 任务 课程 系统 应用 服务 套餐 "
        "店铺 门店 仓库 商铺 小区 类型 状态 模块 接口 规格 属性 科目 班级 学校 学院 专业 岗位 职位 组织 机构 供应商 银行 "
        "城市 省份 行政区域 行政区 节点 专题 广告 公告 报表 图标 按钮 表"
    ),
}
"""What one row of a table, or the thing qualified by a word, is about. One word may be of several kinds."""

NEUTRAL_QUALIFIERS: Final = words(
    "my your his her their the a an of primary secondary main alt alternate alternative other backup work office personal "
    "private public default current old new original prev previous last first latest initial register registered reg "
    "registration signup login account contact emergency temporary legal real true actual verified confirmed bound bind "
    "binding linked daytime evening day night second third sub supplied derived internal external encrypted enc hashed "
    "masked raw plain full complete local international recovery source target from to reply self own received sent send "
    "receive trusted notify notification nearest best preferred stored pickup dropoff origin destination bonus overtime "
    "basic gross net monthly annual yearly available ledger closing input extra installed via canonical daily remote proxy "
    "base home assistant operation dynamic ex tbl tb fld col fd vc nvc sz str int user customer web app mobile phone wx "
    "wechat weixin qq alipay 的 当前 现 原 新 旧 主 备用 常用 默认 注册 登录 登陆 绑定 预留 联系 个人 所在 具体 详细 真实 "
    "微信 支付宝 第三方 最近 最后 一次 第一 第二 其他 其它 办公 紧急 加密 明文 密文 脱敏 现居住 现住 客户端 移动 主要 次要 "
    "对应 关联 相关 完整 评价 该 所属 本次 累计 实际 总 总的 地理 图片"
)
"""Words before a term that leave its meaning as it is. Single letters (`f_`, `t_`, `c_`) count as neutral too."""

FLAG_HEADS: Final = words(
    "is has can should need needs allow allows enable enabled disable disabled show hide use uses require "
    "requires send must will did was not count total max min avg sum any with without verify validate check "
    "no 是否 有无 能否 允许 需要 启用"
)
"""First words that make a flag, a count or a command of what follows; only whole names stay (`is_minor`)."""

CHANGING_TAILS: Final = words(
    "id uuid guid key count total quantity type kind category status flag verified verify verification valid "
    "validated validation at on time date day timestamp format code template enabled disabled enable active "
    "activated confirmed opened clicked limit max min size length len rate ratio percent pct score rank order "
    "sort seq sequence index idx level version ver url uri link path label title name prefix suffix domain "
    "provider server host port service subject body enum mode setting option config method required optional "
    "visible hidden allowed permission policy rule error exists available preference by of attempt expire "
    "expiry expiration bounced hint placeholder help pattern regex column field table group source client plan "
    "task job log event history change preview quota balance cost fee price pool list_id is no_of reminder "
    "notification alert campaign schema class parser sender handler 状态 时间 日期 类型 类别 种类 数量 次数 "
    "编号 编码 代码 标识 标志 标记 格式 模板 开关 个数 条数 长度 来源 方式 排序 版本 等级 级别 结果 原因 说明 "
    "描述 规则 归属地 主键 配置 字段 人数 频率 比例 限制 权限 密钥 服务器 运营商 表 名称 提示 有效期 大小 上限 "
    "顺序"
)
"""Last words that make something else of the term before them: `phone_type`, `email_template_id`, `手机号状态`."""

NEUTRAL_TAILS: Final = words(
    "old new text txt str string raw value val data info information detail full hash hashed md sha encrypted "
    "encrypt enc encoded crypt cipher ciphertext masked mask plain plaintext orig original primary main alt "
    "backup bak temp list array json arr en cn zh local kana kanji romaji latin lower upper normalized norm "
    "phonetic furigana from to after before last cell business contact office res residential personal private mobile "
    "clean cleaned copy other digest md5 sha1 sha256 sm3 column_ prefix_ home work hk tw us 信息 列表 数据 明文 密文 加密 哈希 "
    "原文 脱敏 记录 内容 全称 一 二 三 集合 数组"
)
"""Last words that leave the meaning: another copy, form or encoding of the same thing."""

TAILS_OF: Final[dict[str, frozenset[str]]] = {
    "no": words(
        "contact.phone contact.person_phone delivery.phone national_id passport driving_licence travel_permit "
        "military_id payment.card_number payment.bank_account payment.iban vehicle order.number "
        "delivery.tracking_number account.qq account.wechat_id account.member_number work.employee_id "
        "health.insurance_id health.record device invoice.tax_id org.phone"
    ),
    "号": words(
        "national_id passport travel_permit military_id driving_licence payment vehicle account order device contact.phone "
        "org.business_licence special.disability location.base_station"
    ),
    "号码": words(
        "national_id passport travel_permit military_id driving_licence payment vehicle account order contact delivery.phone"
    ),
    "id": words("account.wechat_openid account.wechat_unionid account.social_id payment.account device.oaid"),
    "name": words("contact.address.city contact.address.country work education network.carrier device person.name"),
    "名称": words("contact.address.city contact.address.country work education network.carrier device"),
    "code": words(
        "contact.address.city contact.address.country contact.address.postal_code person.gender person.nationality "
        "person.marital_status special.ethnicity special.political special.religion education.record"
    ),
    "编码": words("contact.address.city contact.address.country"),
    "代码": words("contact.address.city contact.address.country person.gender special.ethnicity special.political"),
    "url": words(
        "person.avatar person.portrait id_document comm.image comm.audio comm.video account.profile_url education.record"
    ),
    "date": words("person.birth_date"),
    "日期": words("person.birth_date"),
    "amount": words("work.income finance order.amount payment.transaction"),
    **dict.fromkeys(words("flag indicator"), words("finance.credit_record special health.condition minor.flag compliance")),
    "file": words("education.record comm.call_recording person.portrait id_document"),
    "status": words("person.nationality person.marital_status special health.condition"),
    **dict.fromkeys(words("kg cm lb lbs bpm mmhg"), words("health.body_metric")),
    "line": words("contact.address delivery.address"),
    "title": words("work.job_title"),
    "description": words("person.gender person.marital_status person.nationality special health.condition"),
    "link": words("person.avatar account.profile_url"),
    "uri": words("person.avatar person.portrait"),
    "path": words("person.avatar person.portrait id_document education.record"),
    "地址": words("person.avatar person.portrait id_document comm.image biometric.face"),
    "链接": words("person.avatar person.portrait"),
}
"""Last words that are part of the name for these elements (and what is below them), whatever the tables above say."""

EXCLUDED_QUALIFIERS: Final[dict[str, frozenset[str]]] = {
    "address": words(
        "memory server host web url http https mac ip email mail contract remote bind listen network node bus "
        "wallet smtp ftp proxy start base hex register physical link site page db database blockchain"
    ),
    "city": words("index sort"),
    "country": words("phone mobile tel dial call calling currency language locale"),
    "countrycode": words("phone mobile tel dial call calling currency language locale"),
    "state": words("order task job process workflow device machine network login account user session payment run online"),
    "phone": words("per is"),
    **dict.fromkeys(
        words("paymentmethod paytype paychannel payway"),
        words("default backup primary secondary automatic saved stored allowed accepted available supported enabled"),
    ),
    **dict.fromkeys(words("last4 lastfour last"), words("ssn social tax phone")),
    "deliveredat": words("webhook message email mail sms event notification"),
    "accountid": words("bank ledger chart"),
    "amount": words("fee note limit threshold minimum maximum reserve budget quota"),
    "message": words("seller merchant error status system success failure warning exception validation commit"),
    "code": words("error status country area zip postal source qr bar http exit product"),
    "model": words("data ml ai view thing product"),
    "name": words("address email phone mail ip mac event log"),
    "domain": words("email mail"),
    "carrier": words("shipping delivery express"),
    "key": words("primary foreign public"),
    "card": words("sd sim name member vip gift score time id report"),
    "mail": words("has is send"),
    "age": words(
        "account domain cache max min page file link average avg wine whisky vehicle car truck asset building house "
        "apartment property device equipment machine tree product stock inventory batch debt loan receivable invoice "
        "bill order ticket case image photo content post session cookie connection certificate cert key password token "
        "policy contract membership company firm business site website lead deal opportunity backlog queue message "
        "storage shelf snapshot backup data record index log"
    ),
    "年龄": words("账号 账户 域名 车辆 汽车 设备 房屋 建筑 树木 商品 库存 资产 机器 网站 缓存 平均 宠物"),
    "calllog": words("api function method system rpc"),
    "diagnosis": words("fault system device engine network self hardware remote error"),
    "收入": words("营业 主营 公司 企业 门店 店铺"),
    "ip": words("vip server"),
    "地址": words(
        "人脸 证书 重定向 ip mac 服务器 主机 网站 网页 接口 请求 图片 文件 钱包 合约 内存 链接 跳转 下载 访问 "
        "登录 仓库 回调 域名 推流 视频 页面"
    ),
    "账号": words("系统 测试"),
    "电话": words("客服 服务"),
}
"""Words before a term that make another thing of it: `memory_address`, `phone_country_code`, `order_state`."""

COUNTED: Final = words("logins logons signins posts visits")
"""Last words of numbers that count what a person did; in the singular they name something else."""

UNCUT_WORDS: Final = words("voicemail homepage username nickname personalnummer personalnr postnr postnummer")
"""Words that would come apart into others and mean something of their own."""

NEVER_PIECES: Final = words("age")
"""Words that end so many others (`truckage`, `postage`, `linkage`) that a run-together name is not cut there."""

TABLE_NOISE: Final = words(
    "tbl tb t table tab data info information detail record list ext extra extend extension base main master new old bak "
    "backup temp tmp hist history his log archive copy all test dim fact ods dwd dws stg staging src raw nl fr es pl br uk "
    "eu register registry view v vw mv event snapshot current latest profile account rel relation map mapping link ref "
    "join s x example sample demo my 信息 表 信息表 记录 明细 列表 数据 资料 档案 基本信息 关系 历史"
)
"""Words in a table's name that say how it is kept, not what a row is about."""

OPAQUE_WORDS: Final = words(
    "custom field column col attr attribute extra ext extension value val udf var variable item q question answer "
    "data text string str flex segment c f x v reserve reserved spare"
)
"""Words of columns that somebody defined later (`custom_7`, `attr3`): their values alone say what they hold."""

COUNT_HEADS: Final = words("number count total sum percentage ratio rate average share")
"""What stands before `of` in a comment about an amount of things, not about one of them: `number of employees`."""

GENERIC_LEAVES: Final = words(
    "value val no number text id uuid url uri code hash digit plain raw content string first last middle given "
    "family full line street expiry month year city zip token secret key username type name version"
)
"""Last path steps that are only understood with the step above: `phone.number`, `name.first`, `emails[].value`."""

NAME_PARTS: Final = words("first last middle given family full maiden nick sur")
"""Steps below `name` that stand before it in a flat name: `name.first` is `first_name`."""

ENGLISH_STOP_WORDS: Final = words(
    "the a an this that these its it is are was be will of for in on at by with from to which who whose when "
    "where used using as per and or our your their his her any each all e g ie eg"
)
"""Function words; the first clause of a comment ends before the first of them that is not an article or `of`."""

COMMENT_SEPARATORS: Final = (
    r"[,;:(\[{、。|\n\r\t/!?<>=]|--+|->|\s-\s|例如|比如|为空|包括|\.\s|\.$"
    r"|\s+[A-Za-z0-9]{1,4}\s*(?=[是为])|\s*(?<=[㐀-鿿])\s*\d+\s*[-.:正未不否是男女]"
)
"""Ends the part of a comment that says what the field is; what follows lists codes, exceptions and examples."""
