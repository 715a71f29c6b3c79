"""Ordinary words and texts that hold no personal data: what a dictionary counts in them, it counts by accident.

Words of shops, software, forms and newspapers, titles of films and songs from the public sample databases, sentences
written for this table, four-part versions, the hundred commonest Chinese characters, and all pairs of letters.
"""

_CHINESE_WORDS = (
    "我们 他们 今天 昨天 问题 工作 公司 系统 数据 信息 管理 产品 服务 客户 用户 订单 支付 退款 发货 "
    "收货 地址 电话 手机 邮箱 密码 账号 注册 登录 首页 设置 搜索 分类 标签 评论 点赞 收藏 分享 关注 "
    "粉丝 视频 图片 音乐 新闻 体育 娱乐 财经 科技 汽车 房产 教育 健康 旅游 美食 时尚 母婴 家居 数码 "
    "电脑 相机 冰箱 洗衣机 空调 电视机 微波炉 电饭煲 手表 眼镜 项链 戒指 耳环 口红 面膜 洗发水 牙膏 "
    "毛巾 拖鞋 运动鞋 连衣裙 牛仔裤 羽绒服 衬衫 西装 帽子 围巾 手套 苹果 香蕉 橙子 葡萄 西瓜 草莓 "
    "樱桃 芒果 土豆 白菜 黄瓜 番茄 茄子 豆腐 鸡蛋 牛奶 面包 蛋糕 饼干 巧克力 咖啡 绿茶 红酒 啤酒 "
    "矿泉水 米饭 面条 饺子 包子 火锅 烧烤 海鲜 牛肉 羊肉 猪肉 鸡肉 已完成 待付款 已发货 已取消 处理中 "
    "审核中 已通过 已拒绝 未开始 进行中 正常 异常 启用 禁用 删除 新增 修改 查询 导出 导入 打印 保存 "
    "取消 确定 返回 提交 高血压 糖尿病 感冒 发烧 咳嗽 头痛 胃炎 肺炎 骨折 牙痛 经理 主管 工程师 "
    "设计师 销售员 客服 会计 出纳 司机 保安 医生 护士 教师 律师 春天 夏天 秋天 冬天 早上 中午 晚上 "
    "星期一 一月 北方 南方 东部 西部 山水 江河 湖泊 大海 森林 草原 沙漠 高原 平原 盆地 方便面 金融 "
    "银行 保险 证券 基金 股票 贷款 利率 汇率 税收 预算 成本 利润 毛利率 温度计 湿度 压力 速度 重量 "
    "长度 宽度 高度 体积 面积 时间 日期 年份 月份 安全 成功 失败 错误 警告 红色 黄色 蓝色 绿色 白色 "
    "黑色 灰色 紫色 金色 银色 全部 部分 其他 未知 无 男 女 是 否 有效 无效 常用 通用 专用 特价 "
    "新品 热销 推荐 包邮 满减 优惠券 积分 会员 等级 余额 明细 记录 历史 统计 报表 图表 任务 计划 "
    "项目 方案 合同 发票 收据 凭证 文件 文档 资料 附件 程序 代码 测试 部署 发布 版本 更新 升级 维护 "
    "监控 日志 万能钥匙 水龙头 石榴 柳树 桂花 梅花 莲花 花生 马铃薯 温水 江鲜 简单 严重 轻微 中等"
)
_ENGLISH_WORDS = (
    "time year people way day man thing woman life child world school state family student group country problem "
    "hand part place case week company system program question work government number night point home water room "
    "mother area money story fact month lot right study book eye job word business issue side kind head house "
    "service friend father power hour game line end member law car city community name president team minute idea "
    "kid body information back parent face others level office door health person art war history party result "
    "change morning reason research girl guy moment air teacher force education active pending closed open error "
    "warning info debug admin user guest draft paid shipped canceled refund order invoice payment product price "
    "stock color size weight height red green blue black white yellow orange purple brown gray small medium large "
    "apple banana cherry table chair desk lamp phone laptop monitor keyboard mouse cable printer camera speaker "
    "engine wheel brake oil paper pencil north south east west spring summer autumn winter monday friday january "
    "rock jazz blues pop metal classical"
)
_TITLES = (
    "Apache Server|Black Ice|Main Street|User Guide|Release Notes|Blue Chair|Red Apple|Office Desk|Mountain Bike|"
    "Coffee Maker|Water Bottle|Phone Case|Laptop Stand|Green Tea|Dark Chocolate|Winter Jacket|Running Shoes|"
    "Garden Hose|Kitchen Table|Dining Chair|Northwind Traders|Speedy Express|United Package|Federal Shipping|"
    "Exotic Liquids|Tokyo Traders|Forests Maritimes|Back In Black|Let There Be Rock|For Those About To Rock|"
    "Balls To The Wall|Restless And Wild|Princess Of The Dawn|Put The Finger On You|Night Of The Long Knives|"
    "Rock And Roll|Heavy Metal|Alternative Rock|Hip Hop|Easy Listening|Science Fiction|Sales Support Agent|"
    "General Manager|Sales Manager|Software Engineer|Data Analyst|Product Owner|New York|Los Angeles|San Francisco|"
    "United States|South Africa|Academy Dinosaur|Ace Goldfinger|Adaptation Holes|Affair Prejudice|African Egg|"
    "Agent Truman|Airplane Sierra|Alabama Devil|Aladdin Calendar|Alamo Videotape|Alaska Phantom|Ali Forever|"
    "Alice Fantasia|Alien Center|Alley Evolution|Alone Trip|Alter Victory|Amadeus Holy|Iron Maiden|Led Zeppelin|"
    "Pearl Jam|Deep Purple|Green Day|Black Sabbath|Foo Fighters|Marvin Gaye|Queens Park|Windows Server|Ubuntu Linux|"
    "Visual Studio|Google Chrome|Microsoft Office|Adobe Photoshop|Samsung Galaxy|Apple Watch|Sony Walkman|"
    "Order Confirmed|Payment Failed|Not Found|Bad Request|Internal Error|Access Denied|Last Login|First Class|"
    "Express Delivery|Standard Shipping|Free Gift|Summer Sale|Harry Potter|Robin Hood|Don Quixote|Jack Daniels|"
    "Johnson Controls|Wilson Tennis|Martin Guitar|St Thomas|Santa Maria|San Jose|Victoria Falls|Charlotte Hornets|"
    "Dr Pepper|Paul Smith Jeans"
)
_CHINESE_SENTENCES = (
    "请在今天下午之前完成测试|本系统用于管理学校的课程安排|第三章介绍数据库的基本概念|您的订单已发货请注意查收|"
    "如有问题请联系在线客服处理|苹果手机壳透明防摔软壳|夏季新款纯棉短袖男装|华东地区销售统计报表|"
    "服务器连接超时请稍后重试|会员积分可以兑换优惠券|支持七天无理由退换货|该功能将在下个版本上线|"
    "用户反馈页面加载速度慢|全国统一零售价格表|道路千万条安全第一条|城市轨道交通运营管理办法|三室一厅精装修近地铁|"
    "1号线换乘2号线|第3号产品说明书|食品安全国家标准|上海迪士尼乐园门票|北京烤鸭真空包装|杭州丝绸围巾礼盒|"
    "四川麻辣火锅底料500g|云南普洱茶饼357克|学生宿舍管理系统|智慧社区解决方案|新城控股年度报告|"
    "会议室预订流程说明|楼宇自控系统设计规范"
)
_ENGLISH_SENTENCES = (
    "Please restart the server and try again|The quick brown fox jumps over the lazy dog|"
    "Order 12345 has been shipped today|Version 2.1 of the driver is out|Chapter 12 On the road again|"
    "A place to call home for 5 people|12 Monkeys|Route 66|Area 51 court case|Top 10 ways to save money|"
    "Drive 2 GB external disk|Windows 11 Pro license key|1984 Special Edition|Paper A4 500 sheets|"
    "Samsung 27 inch monitor|Room with a view|The Square 2017 film|21 Jump Street|Wall Street Crash of 1929|"
    "Blade Runner 2049|Error 404 page not found|Meeting at 10 in room 4|Box of 24 pencils|"
    "Red close fitting dress size 12|Mall cop part 2|Ring 3 rating|Payment of 300 dollars received|"
    "User 42 logged in|Via email on day 3|Step 5 is the hard way"
)
_FOUR_PART_VERSIONS = (
    "1.2.3.4|10.0.19045.2965|120.0.6099.109|16.0.5422.1000|2.0.0.1|6.1.7601.17514|3.5.1.0|99.0.4844.51|4.8.4084.0|"
    "0.9.8.1|12.1.0.2|5.0.0.0|115.0.5790.170|19.3.0.0|7.4.2.1|11.0.16299.15|1.0.0.0|8.5.15.0|14.29.30133.0|2.4.6.1|"
    "103.0.1264.37|3.141.59.26|15.0.2000.5|10.2.0.1|2023.1.1.28|0.1.2.3|21.3.0.0|4.14.0.1|96.0.4664.110|1.18.10.12"
)
_CHINESE_CHARACTERS = (
    "的 一 是 不 了 在 人 有 我 他 这 个 们 中 来 上 大 为 和 国 地 到 以 说 时 要 就 出 "
    "会 可 也 你 对 生 能 而 子 那 得 于 着 下 自 之 年 过 发 后 作 里 用 道 行 所 然 家 "
    "种 事 成 方 多 经 么 去 法 学 如 都 同 现 当 没 动 面 起 看 定 天 分 还 进 好 小 部 "
    "其 些 主 样 理 心 她 本 前 开 但 因 只 从 想 实"
)

LETTER_PAIRS = tuple(f"{one}{other}" for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
CHINESE_WORDS = tuple(_CHINESE_WORDS.split())
ENGLISH_WORDS = tuple(_ENGLISH_WORDS.split())
TITLES = tuple(_TITLES.split("|"))
CHINESE_SENTENCES = tuple(_CHINESE_SENTENCES.split("|"))
ENGLISH_SENTENCES = tuple(_ENGLISH_SENTENCES.split("|"))
FOUR_PART_VERSIONS = tuple(_FOUR_PART_VERSIONS.split("|"))
CHINESE_CHARACTERS = tuple(_CHINESE_CHARACTERS.split())
