"""The words around a term in Chinese names, as `name_words` has them for names of all kinds: added to its tables.

Compiled from the habits of published Chinese schemas: offices, shops, hospitals, schools, lenders, insurers, carriers,
call centres, government registers, devices.
"""

from typing import Final

from gazetteer_scanners.classification.name_words import words

CHINESE_KINDS: Final[dict[str, frozenset[str]]] = {
    "person": words(
        "坐席 客服 租客 房东 房主 买方 卖方 卖家 骑手 民警 老人 儿童 孩子 考生 学员 旅客 住客 客人 村民 主播 教练 店长 新生儿 "
        "产妇 死者 承租人 出租人 被保人 借款人 住院人 乘车人 乘机人 personnel 房客 屋主 好友 粉丝 博主 店员 服务员 志愿者 党员 "
        "社员 居民 inviter invitee promoter distributor waiter elder lessor zuke laoren kehu fangdong yezhu huzhu siji chezhu"
    ),
    "worker": words("薪酬 薪资 工资 人事 考勤"),
    "patient": words("就诊人 病患 产妇 孕妇 住院病人"),
    "medical": words("病历 问诊 复诊 随访 体征 检验 化验 护理 病程 医案 bingli wenzhen"),
    "student": words("学籍 选课 班级成员 录取"),
    "message": words(
        "跟进 回访 拜访 沟通 聊天 私信 弹幕 动态 帖子 朋友圈 说说 日记 心得 举报 申诉 维权 求助 建议 意见 提问 问答 面谈 谈话 "
        "走访 follow_up"
    ),
    "org": words("clinic 诊所 医院 药店 药房 养老院 福利院 幼儿园 事务所 分公司 子公司 加盟商 代理商 经销商"),
    "payroll": words("salary payroll wage payslip 工资 薪资 薪酬 薪水 工资条"),
    "order": words(
        "转账 打款 缴费 结算 捐款 捐赠 报销 成交 申购 赎回 打赏 欠费 理赔 赔付 下单 采购 销售 合同 租赁 停车 保价 抵扣 折扣 "
        "减免 代收 赔偿 罚款 红包 团购 拼团 秒杀 订购 租用 缴纳 预付 预存 回款 开票 借款 还款 放款 结余 pay lease "
        "hetong"
    ),
    "travel": words("客房 guest pms train 车票 火车票 机票 民宿 乘车 乘机 登机 出行 旅游"),
    "thing": words(
        "场馆 场地 影院 剧院 景区 景点 车站 站点 网点 停车场 车场 充电站 充电桩 加油站 驿站 柜机 快递柜 道闸 处理器 执行器 "
        "定时任务 任务 函数 等级 级别"
    ),
}
"""What one row of a table, or the thing qualified by a word, is about."""

CHINESE_QUALIFIERS: Final = words(
    "发送 接收 表示 存储 存放 保存 填写 输入 录入 提交 上传 关联的 对应的 中文 英文 来访 到访 拜访 申请 可用 冻结 期初 期末 "
    "剩余 全局 唯一 来源 外出 出差 请假 首次 末次 上次 上期 本期 变动前 变动后 左 右 左眼 右眼 空腹 餐后"
)
"""Words before a term that leave its meaning as it is."""

CHINESE_TAILS: Final = words("部分 个人部分 拼音 首字母 简拼 全拼 py pinyin")
"""Last words that leave the meaning of a term as it is."""

CHINESE_TAILS_OF: Final[dict[str, frozenset[str]]] = {
    "名称": words("health.condition payment.bank_account"),
    "编码": words("health.condition"),
    "编号": words("contact.address.city"),
    "日期": words("health"),
    "时间": words("health"),
}
"""Last words that are part of the name for these elements."""

CHINESE_EXCLUDED: Final[dict[str, frozenset[str]]] = {
    "certno": words("house property land estate product quality degree honor birth death graduation business patent ssl"),
    **dict.fromkeys(
        words("照片 photo"),
        words("签收 现场 房屋 车辆 商品 门店 故障 施工 完工 物品 货物 设备 场地 sign site house goods product scene"),
    ),
    "income": words("platform merchant store shop company operating ad advertising site"),
    "户号": words("商 门 开 专"),
    "收入": words("平台 商家 商户 系统 广告 今日 昨日 本月 主播间 会场"),
    "地址": words(
        "场馆 会场 活动 比赛 考试 上课 演出 举办 集合 通知 异步 开户 银行 网关 节点 串口 总线 主站 起始 寄存器 从站 镜像 "
        "数据库 存储 上传 缓存 静态 资源 路由 组件 webhook 推送 拉流 播放 直播 录像 二维码 logo 附件 音频 合同 协议 隐私 帮助 "
        "广告 同步 对接 网络 通信 广播 邮件 订阅 目录 源码 代码 安装包 固件 升级 封面 缩略图 海报 打开"
    ),
}
"""Words before a term that make another thing of it."""

CHINESE_NOISE: Final = words("登记 登记表 花名册 台账")
"""Words in a table's name that say how it is kept, not what a row is about."""
