"""Pinyin of Chinese names, for columns that spell them in Latin letters: `lianxidianhua` for 联系电话.

The commonest reading of each character that Chinese names of data use and of those that are used most in writing, from the
Unihan database of the Unicode Standard (property kMandarin), without tones, with `v` for ü as people type it.
"""

import re
from typing import Final

from gazetteer_scanners.classification.name_words import words

_SYLLABLES: Final = """
a:啊阿 ai:埃爱癌碍 an:安岸按暗案氨 ao:奥澳 ba:八吧巴把拔爸疤罢霸 bai:拜摆白百败 ban:伴办半搬板版班般 bang:帮棒绑邦
bao:保包宝报抱暴爆胞饱 bei:倍北备悲杯背被贝辈 ben:奔本苯 beng:崩泵 bi:壁币彼必比毕碧笔臂逼避闭鼻 bian:便变编辨辩边遍
biao:彪标表 bie:別别 bin:宾 bing:丙兵冰并病 bo:伯剥勃博拨搏播波玻薄 bu:不布捕步补部哺 ca:擦 cai:彩才材菜裁财采 can:参残餐
cang:仓藏 cao:操曹槽草 ce:侧册测策 ceng:层曾 cha:察差插查茶 chai:柴 chan:产 chang:倡偿厂唱场常昌肠长 chao:朝潮炒超抄
che:彻撤车 chen:尘晨沉臣衬辰陈 cheng:乘呈城惩成承称程诚 chi:吃尺持斥池赤迟齿 chong:充冲宠崇虫 chou:抽筹酬
chu:储出初处楚畜础触除 chuan:串传川穿船 chuang:创床窗 chui:吹垂椎 chun:春纯醇 chuo:戳绰 ci:刺次此瓷磁词辞 cong:从 cu:促粗
cui:催脆 cun:存寸村 cuo:措错 da:大打搭答达 dai:代呆带待戴袋贷逮 dan:丹但单弹担旦氮淡胆蛋诞 dang:党当档荡 dao:倒刀到导岛盗稻道
de:得德的 deng:灯登等邓 di:低地帝底弟抵敌滴第递 dian:典店淀点电 diao:吊掉调雕 die:爹跌 ding:丁定订钉锭顶 dong:东冬冻动懂栋洞
dou:斗痘豆逗 du:度杜毒渡独督肚读都 duan:断段短端锻 dui:堆对队 dun:吨盾顿 duo:多夺朵 e:俄恶额 en:恩 er:二儿尔而耳
fa:乏伐发法罚阀 fan:凡反泛犯番繁翻范返饭 fang:仿房放方纺芳访防 fei:废沸肥肺费非飞 fen:份分奋愤粉纷芬酚 feng:丰凤奉封峰缝锋风
fou:否 fu:付伏佛副复夫妇富幅府扶抚服浮父福符肤腐覆负赋辅附傅腹 gai:改概盖该钙 gan:干感敢杆甘肝赶酐 gang:刚岗港纲缸钢
gao:告搞稿高 ge:个割各哥格歌隔革 gei:给 gen:根跟 geng:更耕 gong:供公共功宫工巩弓攻贡 gou:勾够构沟狗购
gu:估古固姑孤故股谷顾骨鼓雇 gua:寡挂瓜 guai:怪 guan:关冠官惯灌管罐观贯馆 guang:光广 gui:归桂硅规贵轨鬼柜 gun:滚辊
guo:裹国果过郭锅 ha:哈 hai:孩害海 han:函含喊寒旱汉汗韩 hang:杭航 hao:号好毫耗豪 he:何合和喝核河荷贺赫盒 hei:黑 hen:很恨狠
heng:恒横衡 hong:洪红虹轰鸿 hou:候厚后 hu:乎互呼弧忽户护湖糊胡虎 hua:划化华滑画花话 huai:坏怀 huan:患换欢环缓还 huang:皇簧荒黄
hui:会回徽恢惠挥毁汇灰绘辉 hun:婚混 huo:伙或活火获货 ji:几击剂即及吉基季寄己急技挤既机极济激疾积籍级纪继绩肌计记辑迹际集鸡忌
jia:价假加夹家架甲钾驾 jian:件健兼减剪坚尖建柬检渐监碱简肩舰艰见践鉴键间荐俭煎 jiang:奖将江浆疆蒋讲降
jiao:交叫教浇焦缴胶脚角较酵矫 jie:介借姐届截接揭杰洁界皆结节街解阶 jin:仅今劲尽斤晋津浸禁筋紧近进金锦
jing:井京净境径惊敬景晶睛竞竟精经茎警镜静颈 jiu:久九就救旧究纠酒 ju:举具剧句局居巨拒据矩聚距 juan:劵卷捐 jue:决掘绝觉
jun:军君均菌 ka:卡 kai:凯开 kan:刊勘看 kang:康抗 kao:考靠 ke:克刻可壳客柯科课颗 ken:肯 keng:坑 kong:孔恐控空 kou:口扣
ku:哭库枯苦酷 kua:跨 kuai:块快 kuan:宽款 kuang:况框狂矿 kui:亏溃馈 kun:困昆 kuo:廓扩括阔 la:啦拉蜡 lai:来赖 lan:兰栏烂蓝览揽
lang:朗浪郎 lao:劳牢老 le:乐了勒 lei:泪类累雷 leng:冷棱 li:丽例利力励历厉厘吏哩李理璃礼离立粒里隶黎 lian:炼练联脸连链恋
liang:两亮凉梁粮良辆量 liao:僚料疗聊辽 lie:列烈裂 lin:临林磷赁邻 ling:令另岭灵陵零领龄 liu:六刘柳流浏留硫馏 long:垄笼隆龙
lou:楼漏 lu:录炉路陆露鲁 luan:乱卵 lun:伦纶论轮 luo:洛络罗落螺裸逻 lv:侣律旅氯滤率绿虑铝履 lve:略 ma:吗嘛妈码马骂麻
mai:买卖埋脉迈麦 man:慢曼满漫 mang:忙 mao:冒帽毛矛貌贸 me:么 mei:妹梅每没煤眉美酶霉 men:们门 meng:孟梦猛盟蒙 mi:密泌秘米迷
mian:免棉面娩眠 miao:妙庙描秒苗 mie:灭 min:敏民 ming:名命明鸣 mo:墨摩摸末模磨膜莫默 mou:某谋 mu:亩姆幕木母牧目穆 na:哪拿纳那钠
nai:乃奶耐 nan:南男难 nao:脑闹 ne:呢 nei:内 nen:嫩 neng:能 ni:你匿尼拟昵泥逆 nian:年念 niang:娘 niao:尿鸟 nin:您 ning:凝宁
niu:扭牛钮 nong:农弄浓 nu:努奴怒 nuan:暖 nuo:挪 nv:女 ou:偶欧 pa:怕爬 pai:拍排派牌 pan:判叛盘 pang:旁 pao:抛泡炮跑
pei:佩培配陪赔 pen:喷盆 peng:朋棚碰膨 pi:坯批皮脾辟 pian:偏片篇骗 piao:漂票飘 pin:品拼聘贫频 ping:凭屏平瓶评 po:坡婆破迫
pu:埔扑普葡谱铺 qi:七企其启器奇妻弃旗期棋欺气汽漆起齐骑戚 qia:恰 qian:前千欠浅潜牵签钱铅 qiang:墙强抢枪腔 qiao:侨巧悄桥
qie:且切 qin:亲侵勤琴秦寝 qing:倾庆情氢清请轻青 qiong:穷 qiu:求球秋 qu:区去取屈曲渠趋趣驱 quan:全券劝圈权泉 que:却确缺 qun:群
ran:染然燃 rang:壤让 rao:扰绕 re:热 ren:人仁任忍认 reng:仍 ri:日 rong:容溶熔绒荣融冗 rou:柔肉 ru:乳入如褥 ruan:软 rui:瑞锐
run:润 ruo:弱若 sa:萨 sai:塞赛 san:三散 sang:丧桑 sao:扫 se:色 sen:森 sha:啥杀沙砂纱 shai:筛 shan:删善山扇闪陕
shang:上伤商尚赏 shao:少烧稍绍 she:射摄涉社舍设舌 shen:什伸审沈深渗甚申神绅肾身 sheng:剩升圣声牲生盛省绳胜
shi:世事使势十史士失始实室尸市师式施时是氏湿石示蚀视识试诗适释食驶逝拾 shou:受售守寿手授收瘦首
shu:书叔属数术束树殊熟疏署舒蔬薯输述赎 shua:刷 shuai:衰 shuang:双孀 shui:水睡税谁 shun:顺 shuo:说 si:丝似司嗣四寺思斯死私饲
song:宋松讼送 sou:搜 su:俗塑宿素肃苏诉速 suan:算酸 sui:岁碎穗虽随髓 sun:孙损 suo:所索缩锁 ta:他塔她它踏 tai:台太态抬泰汰苔
tan:叹坦探滩炭痰碳谈 tang:唐堂塘汤糖 tao:套桃萄讨逃陶淘 te:特 teng:腾疼 ti:体提替梯题 tian:填天添甜田 tiao:挑条跳 tie:贴铁帖
ting:亭停厅听庭廷挺烃 tong:同痛童筒统通铜 tou:偷头投透 tu:凸吐图土徒涂突途 tuan:团 tui:推腿退 tun:臀 tuo:托拖脱妥 wa:挖瓦
wai:外 wan:万完弯晚湾玩碗顽 wang:亡往忘旺望王网 wei:为伟伪位卫危味唯喂围委威尾微未纬维胃谓违魏 wen:文温稳纹问闻 wo:我握
wu:乌五伍务午吴吾屋无武污物舞误雾 xi:习吸喜希席息悉惜戏析洗烯熙牺稀系细袭西锡隙 xia:下夏峡虾辖
xian:先县宪弦显献现纤线闲限险陷鲜嫌 xiang:乡享像向响想橡相祥箱详象项香厢 xiao:小效晓校消硝销肖 xie:些写协卸斜械胁谐谢鞋
xin:信心新欣芯薪辛 xing:兴刑型姓幸形性星行醒 xiong:兄胸雄 xiu:休修秀袖 xu:叙序徐绪续蓄虚许需须 xuan:宣悬旋选 xue:削学血雪
xun:寻巡循旬训讯询迅勋 ya:亚压呀牙芽轧鸭押 yan:严岩延掩沿演炎烟焰盐眼研言颜验 yang:仰养央扬杨样氧洋秧羊阳 yao:咬姚摇腰药要邀钥
ye:业也冶叶夜液爷野页 yi:一义驿乙亦亿以仪伊依医宜已异役忆意抑易毅疑疫益移翼艺衣议译遗 yin:印因姻引银阴隐音饮
ying:应影映硬英营迎 yong:勇拥永涌用泳佣 you:优又友右尤幼忧有油游由邮 yu:与予于余域宇御愈欲渔狱玉羽育语逾遇雨预鱼
yuan:元原员园圆愿援源缘袁远院 yue:月约越跃阅粤 yun:云允匀孕运 za:杂 zai:再在栽灾载 zan:咱暂赞 zang:脏 zao:早燥造遭 ze:则择泽责
zen:怎 zeng:增赠 zha:扎炸闸 zhai:债宅寨摘 zhan:占展战站粘 zhang:丈仗帐张掌涨章胀账障 zhao:召找招照赵 zhe:哲折浙着者这
zhen:侦振珍真诊针镇阵震 zheng:争征政整正症蒸证郑 zhi:之值制只址志执指支智枝植止殖治直知秩纸织置职脂至致质酯芝滞
zhong:中仲众忠种终重钟 zhou:周州洲舟轴骤 zhu:主住助嘱朱柱株注煮猪珠祝竹筑诸贮逐铸驻 zhua:抓 zhuan:专砖转 zhuang:壮庄撞状装桩
zhui:追锥缀 zhun:准 zhuo:卓捉桌 zi:仔咨子字紫自资 zong:宗总纵综踪 zou:奏走 zu:族祖租组足阻 zuan:钻 zui:嘴最罪 zun:尊遵
zuo:作做坐左座昨
"""
_READINGS: Final = {
    character: syllable
    for syllable, _, characters in (part.partition(":") for part in _SYLLABLES.split())
    for character in characters
}
_BREAK: Final = "'"
_OTHERWISE: Final = tuple(
    (pair.partition(":")[0], f" {pair.partition(':')[2].replace(_BREAK, ' ')} ")
    for pair in sorted(
        words(
            "银行:yin'hang 行业:hang'ye 行号:hang'hao 户行:hu'hang 支行:zhi'hang 分行:fen'hang 总行:zong'hang 家长:jia'zhang "
            "校长:xiao'zhang 成长:cheng'zhang 店长:dian'zhang 部长:bu'zhang 院长:yuan'zhang 会计:kuai'ji 调查:diao'cha"
            " 调休:tiao'xiu "
            "角色:jue'se 主角:zhu'jue 模板:mu'ban 模具:mu'ju 朝阳:chao'yang 音乐:yin'yue 降压:jiang'ya 长度:chang'du"
        )
    )
)
"""Words in which a character is read in another way than alone, and how, a space around each syllable."""


def pinyin_of(name: str) -> str | None:
    """The name in Latin letters, in one run: `身份证号` is `shenfenzhenghao`. None if a character has no reading here."""
    syllables = _syllables(name)
    return None if syllables is None else "".join(syllables)


def initials_of(name: str) -> str | None:
    """The first letters of the syllables: `身份证号` is `sfzh`. None if a character has no reading here."""
    syllables = _syllables(name)
    return None if syllables is None else "".join(syllable[0] for syllable in syllables)


def _syllables(name: str) -> list[str] | None:
    spelled = name.lower()
    for word, reading in _OTHERWISE:
        spelled = spelled.replace(word, reading)
    syllables: list[str] = []
    for part in re.findall(r"[a-z]+|\S", spelled):
        reading = part if part.isascii() else _READINGS.get(part, "")
        if not reading:
            return None
        syllables.append(reading)
    return syllables
