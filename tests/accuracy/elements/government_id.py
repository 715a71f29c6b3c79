"""Documents of persons and vehicles."""

from tests.accuracy.elements.case import absent, beside, commented, named, seen, table, unheard, valued
from tests.accuracy.elements.check_digits import card_zone, passport_zone, resident_id, vin
from tests.accuracy.elements.making import flag, han_person, like, octets, person, picture, whole

_PLATE = like("粤B#@###", "沪A@####", "京N##@##", "浙A@@###")
_CN_PASSPORT = like("E########", "EA#######", "G########")
_PERMIT = like("H########", "M########")
_MILITARY = like("南字第########号", "海字第########号", "空字第########号")
_DRIVER_UK = like("MORGA######SM9IJ", "BAKER######AB9CD")

TABLES = (
    table(
        "visitor_register",
        beside("visitor_name", person),
        named("national_id", "identity_number", like("AB######", "CD######")),
        named("passport.number", "passport_no", _CN_PASSPORT),
        named("driving_licence.number", "drivers_license_number", _DRIVER_UK),
        named("military_id.number", "military_id", like("MIL-######")),
        named("travel_permit.number", "residence_permit", like("RP#######")),
        named("vehicle.plate", "license_plate", _PLATE),
        named("vehicle.vin", "vin", vin),
        named("vehicle.description", "car_make", "Volvo;Renault;Toyota;Skoda"),
        named("id_document.image", "passport_image", picture("scans")),
    ),
    table(
        "ryxx",
        beside("姓名", han_person),
        named("national_id", "证件号码", like("A#########", "##########")),
        named("passport.number", "护照号码", _CN_PASSPORT),
        named("driving_licence.number", "驾驶证号", resident_id),
        named("military_id.number", "军官证号", _MILITARY),
        named("travel_permit.number", "港澳通行证", _PERMIT),
        named("vehicle.plate", "车牌号码", _PLATE),
        named("vehicle.vin", "车架号", vin),
        named("vehicle.description", "车身颜色", "白;黑;银;红"),
        named("id_document.image", "身份证正面", octets(50, b"\xff\xd8\xff\xe0")),
    ),
    table(
        "form_fields",
        valued("vehicle.plate", "a1", _PLATE),
        valued("vehicle.vin", "a2", vin),
        commented("national_id", "a3", like("##########"), "证件号码"),
        commented("passport.number", "a4", _CN_PASSPORT, "护照号"),
        commented("driving_licence.number", "a5", like("############"), "驾驶证档案编号"),
        commented("military_id.number", "a6", _MILITARY, "军官证"),
        commented("travel_permit.number", "a7", like("########"), "台胞证"),
        commented("vehicle.description", "a13", "小型轿车;摩托车;货车", "车辆类型"),
        commented("id_document.image", "a8", picture("idc"), "身份证反面照片"),
        valued("military_id.number", "a9", _MILITARY),
        valued("passport.number", "a11", passport_zone),
        valued("national_id", "a12", card_zone),
        seen("passport.number", "a10", like("E########"), "passport number of the traveller"),
    ),
    table(
        "login_service",
        absent("passport.number", "passport_enabled", flag),
        absent("passport.number", "passport_strategy", "local;oauth2;saml"),
        absent("national_id", "id_no_check", flag),
        absent("national_id", "certificate_serial", like("^^^^^^^^")),
        absent("driving_licence.number", "software_license_key", like("^^^^^-^^^^^-^^^^^")),
        absent("military_id.number", "unit_code", like("U-###")),
        absent("travel_permit.number", "work_permit_type", "hot;height;confined"),
        absent("vehicle.description", "car_rental_enabled", flag),
        absent("vehicle.plate", "plate_thickness", whole(1, 30)),
        unheard("vehicle.vin", "hash17", like("%" * 17)),
        absent("id_document.image", "id_card_count", whole(0, 4)),
        absent("vehicle.vin", "frame_rate", whole(24, 60)),
    ),
)
