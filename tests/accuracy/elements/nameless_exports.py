"""Columns of exports whose names say nothing: what their values alone tell."""

from tests.accuracy.elements.case import absent, table, valued
from tests.accuracy.elements.check_digits import disability_certificate, registered_item
from tests.accuracy.elements.making import fill, like, uuid_capitals

_NUMBER = like("########")

TABLES = (
    table(
        "sheet1",
        valued("account.wechat_id", "m1", like("wxid_?#?#?#?#?#?#22")),
        valued("account.wechat_openid", "m2", like("o" + "~" * 27)),
        valued("account.qq", "m3", fill("QQ号{n}，加我", "请加QQ：{n}", n=like("1########"))),
        valued("person.gender", "m4", "男;女;女;男"),
        valued("person.marital_status", "m5", "未婚;已婚;离异;丧偶"),
        valued("health.body_metric", "m6", "血型O;血型AB;B型血;血型A"),
        valued("special.disability", "m7", disability_certificate),
        valued("special.disability", "m8", "视力残疾;肢体残疾二级;听力残疾三级"),
        valued("travel_permit.number", "m9", fill("回乡证H{n}", "台胞证号:{n}", n=_NUMBER)),
        valued("delivery.tracking_number", "m10", like("SF1############")),
        valued("delivery.tracking_number", "m11", registered_item),
        valued("payment.transaction", "m12", like("420000####20240115##########")),
        valued("org.phone", "m13", fill("客服电话400-{n}", n=like("###-####"))),
    ),
    table(
        "sheet2",
        valued("device.model", "o1", "iPhone15,2;SM-S9280;NOH-AN01;iPhone14,5;SM-G9910"),
        valued("device.os_version", "o2", "iOS 17.2.1;Android 13;HarmonyOS 4.0.0;iOS 16.5"),
        valued(
            "device.app_list", "o3", fill("com.example.{a},org.example.{b},cn.example.{a}", a=like("????"), b=like("?????"))
        ),
        valued("device.push_token", "o4", like("ExponentPushToken[~~~~~~~~~~~~~~~~~~~~~~]")),
        valued("device.serial_number", "o5", like("00008030-00^^^^^^^^^^^^^^")),
        valued("location.base_station", "o6", like("460-00-4###-1#######")),
        valued("location.wlan_ap", "o7", like("TP-LINK_^^^^", "ChinaNet-~~~~", "CMCC-^^^^")),
        valued("location.bluetooth", "o8", fill("{id},1{n},2{n}", id=uuid_capitals, n=like("##"))),
        valued("network.carrier", "o9", "中国移动;中国联通;中国电信;中国移动"),
    ),
    table(
        "sheet3",
        absent("person.gender", "e1", "男装;女装;童装;鞋"),
        absent("person.marital_status", "e2", "结婚;离线;在线;婚庆"),
        absent("delivery.tracking_number", "e3", like("XK#########XX")),
        absent("device.serial_number", "e4", like("%%%%%%%%-%%%%")),
        absent("account.wechat_id", "e5", like("wx_app_##")),
        absent("network.carrier", "e6", "中国银行;中国石油;中国电影;移动硬盘"),
        absent("location.base_station", "e7", like("460-##")),
        absent("device.os_version", "e8", "1.2;1.3;2.0.1"),
    ),
)
