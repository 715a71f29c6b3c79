"""Small tables that the estate's people, places and goods are put together from; written for this file, all in common use.

Region codes and their names: GB/T 2260. Coordinates: city centres, rounded. None of the combinations means a real person.
"""

from typing import NamedTuple


class Place(NamedTuple):
    """A city: first six digits of a resident id, names, postal code, centre in degrees."""

    region: str
    province: str
    city: str
    district: str
    postal_code: str
    area_code: str
    latitude: float
    longitude: float


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


PLACES = (
    Place("110101", "北京市", "北京市", "东城区", "100010", "010", 39.93, 116.42),
    Place("110108", "北京市", "北京市", "海淀区", "100080", "010", 39.96, 116.30),
    Place("310101", "上海市", "上海市", "黄浦区", "200001", "021", 31.23, 121.48),
    Place("310104", "上海市", "上海市", "徐汇区", "200030", "021", 31.19, 121.44),
    Place("440106", "广东省", "广州市", "天河区", "510630", "020", 23.12, 113.36),
    Place("440305", "广东省", "深圳市", "南山区", "518052", "0755", 22.53, 113.93),
    Place("330106", "浙江省", "杭州市", "西湖区", "310013", "0571", 30.26, 120.13),
    Place("320102", "江苏省", "南京市", "玄武区", "210018", "025", 32.05, 118.80),
    Place("510104", "四川省", "成都市", "锦江区", "610021", "028", 30.66, 104.08),
    Place("420106", "湖北省", "武汉市", "武昌区", "430061", "027", 30.55, 114.31),
)

FAMILY_NAMES = _words(
    "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 "
    "唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 欧阳 司马 上官 诸葛"
)
GIVEN_NAMES = _words(
    "伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 "
    "秀兰 霞 平 刚 桂英 子涵 雨桐 浩然 梓萱 一诺 欣怡 宇轩 思远 晓东 文博 嘉怡 俊杰 雅婷 "
    "建国 志强 海燕 玉兰 佳琪 天宇 若曦 家豪 诗涵 博文 梦洁 立新 春梅 国庆"
)
LATIN_FAMILY = {
    "王": "Wang", "李": "Li", "张": "Zhang", "刘": "Liu", "陈": "Chen", "杨": "Yang", "赵": "Zhao", "黄": "Huang",
    "周": "Zhou", "吴": "Wu",
}  # fmt: skip
ENGLISH_FIRST = _words(
    "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard "
    "Susan Joseph Jessica Thomas Sarah Charles Karen Daniel Nancy Matthew Lisa Anthony Betty Mark "
    "Sandra Emma Olivia Noah Liam Sophia Amelia"
)
ENGLISH_LAST = _words(
    "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson Martin Lee "
    "Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams "
    "Baker Nelson Carter Mitchell Roberts"
)

STREETS = _words("人民路 解放路 中山路 建设路 新华街 和平大道 朝阳路 学院路 长江路 文化街")
ENGLISH_STREETS = ("Maple Street", "Oak Avenue", "Station Road", "High Street", "Park Lane", "Mill Road", "Church Street")
ENGLISH_CITIES = ("Springfield", "Riverton", "Lakeside", "Fairview", "Greenville", "Ashford", "Kingsbury")
COUNTRIES = ("CN", "SG", "US", "GB", "AU", "MY")

TRADES = ("软件和信息技术服务业", "批发业", "零售业", "教育", "住宿和餐饮业", "制造业", "物流运输业")
ENGLISH_TRADES = ("software", "wholesale", "retail", "education", "hospitality", "manufacturing", "logistics")
JOBS = ("工程师", "销售经理", "教师", "会计", "设计师", "客服专员", "运营主管", "采购员", "总经理")
ENGLISH_JOBS = ("Engineer", "Sales Manager", "Teacher", "Accountant", "Designer", "Account Executive", "Buyer")
FIRMS = ("星河", "远望", "青禾", "云帆", "蓝岸", "百川", "锦程", "晨曦", "恒木", "南屿")
FIRM_KINDS = ("科技有限公司", "贸易有限公司", "信息技术有限公司", "文化传媒有限公司", "电子商务有限公司")
ENGLISH_FIRMS = ("Northwind Example", "Blue Harbour", "Silver Pine", "Orchard Gate", "Red Kite", "Stone Bridge", "Fern Hill")
ENGLISH_FIRM_KINDS = ("Ltd", "GmbH", "Pte. Ltd.", "LLC", "Inc.")

GOODS = (
    ("SF-BASIC-M", "Lead finder, basic plan, monthly"),
    ("SF-PRO-Y", "Lead finder, professional plan, yearly"),
    ("SF-TEAM-Y", "团队版年度套餐"),
    ("SF-DATA-10K", "企业数据包一万条"),
    ("SF-CHAT-M", "Chat channel add-on, monthly"),
    ("SF-TRAIN-1", "线上培训课程一次"),
    ("SF-PRINT-A", "定制资料印刷"),
)
NICKNAMES = (
    "小太阳",
    "风一样的人",
    "Moonlight",
    "咖啡不加糖",
    "northwind",
    "一只鱼",
    "大橙子",
    "SkyWalker",
    "听雨",
    "bluebird",
)
SEARCHES = (
    "企业信用查询", "杭州 电商 公司", "export agency singapore", "logistics partners", "展会名录", "法人变更", "b2b leads",
    "textile wholesale", "招投标信息",
)  # fmt: skip
