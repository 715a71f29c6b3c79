"""Positions in degrees, and how precise they are.

Source: ISO 6709 (decimal and sexagesimal notation), RFC 7946 (GeoJSON), OGC 06-103r4 (WKT, WKB). Three decimals are about
110 m, which the law of California calls precise (within 1,850 feet); two are a town, and count as a coarse place. The rules
for fine pairs and for numbers with five decimals (1 m) count a part of what the others find: homes rather than quarters.
"""

from gazetteer_scanners.recognizers.rule import Rule

_LATITUDE = r"[+-]?(?:[0-8]?[0-9]\.[0-9]{3}[0-9]*|90\.0{3}0*)"
_LONGITUDE = r"[+-]?(?:(?:1[0-7][0-9]|[0-9]{1,2})\.[0-9]{3}[0-9]*|180\.0{3}0*)"
_FINE = r"[+-]?(?:1[0-7][0-9]|[0-9]{1,2})\.[0-9]{5}[0-9]*"
_COARSE = r"[+-]?(?:1[0-7][0-9]|[0-9]{1,2})\.[0-9]{1,2}"
# Pairs of numbers below 1 are shares and embeddings, or lie in the Gulf of Guinea.
_SOME = r"[+-]?(?:1[0-7][0-9]|[1-9][0-9]?)\.[0-9]{3}[0-9]*"
_PAIR = rf"(?:{_SOME}[,;| ] ?{_LONGITUDE}|{_LONGITUDE}[,;| ] ?{_SOME})"
_WKT = rf"(?:(?i:SRID)=[0-9]{{4,6}};)?(?i:POINT) ?\({_LONGITUDE} {_LATITUDE}(?: [0-9.-]+)?\)"
_GEOJSON = rf'\{{ ?"type" ?: ?"Point" ?, ?"coordinates" ?: ?\[ ?{_LONGITUDE} ?, ?{_LATITUDE}(?: ?, ?[0-9.-]+)? ?\] ?\}}'
_WKB = "01010000(?:20[0-9A-Fa-f]{8}|00)[0-9A-Fa-f]{32}"
# Normalised text has two primes for the one sign of seconds.
_DEGREES = "[0-9]{1,3}(?: ?[°度]|\\.[0-9])[0-9.°度分秒'′’\"” ]*"
_DMS = f"{_DEGREES}[NS][,; ]*{_DEGREES}[EW]|[NS] ?{_DEGREES}[,; ]*[EW] ?{_DEGREES}"
_CHINESE = f"北纬[: ]?{_DEGREES}[,;、]? ?东经[: ]?{_DEGREES}|东经[: ]?{_DEGREES}[,;、]? ?北纬[: ]?{_DEGREES}"
_LABEL = r"(?:经纬度|坐标|定位|位置|[Gg][Pp][Ss]|[Ll]ocation|[Ll]at(?:itude)?/[Ll](?:on|ng|ongitude))[为是]?[:= ]{0,2}[(\[]?"
_CONTEXT = ("gps", "latitude", "longitude", "lat", "lng", "lon", "location", "经度", "纬度", "坐标", "定位")

RULES = (
    Rule(
        id="coordinates",
        element="location.gps",
        pattern=rf"[(\[]?{_PAIR}[)\]]?|{_WKT}",
        chance=0.05,
        context=_CONTEXT,
        source="ISO 6709, OGC WKT; chance estimated: pairs of other numbers with three decimals are rare",
        hits=("39.9042,116.4074", "-33.8688, 151.2093", "POINT(116.4074 39.9042)", "[116.4074,39.9042]"),
        misses=("39.9,116.4", "390.9042,116.4074", "39.9042", "116.4074,196.9042", "0.123456,0.654321"),
    ),
    Rule(
        id="coordinates.written",
        element="location.gps",
        pattern=rf"{_GEOJSON}|{_WKB}",
        chance=0.0001,
        context=_CONTEXT,
        source="RFC 7946, OGC WKB; nothing else is written so",
        hits=(
            '{"type":"Point","coordinates":[116.4074,39.9042]}',
            '{"type": "Point", "coordinates": [-0.1276, 51.5072, 35]}',
            "0101000020E6100000A1F831E6AE1D5D405F07CE1951F24340",
        ),
        misses=("POINT", '{"type":"Point"}', "0101000020E6100000", '{"coordinates":[116.4074,39.9042]}'),
    ),
    Rule(
        id="coordinates.stated",
        element="location.gps",
        sampled=True,
        pattern=rf"{_LABEL}{_LONGITUDE}[,; ] ?{_LONGITUDE}|{_CHINESE}|{_DMS}",
        inside=True,
        chance=0.0001,
        context=_CONTEXT,
        source="ISO 6709; text that says what it is",
        hits=(
            "39°54'15\"N 116°24'27\"E",
            "N39°54′, E116°24′",
            "北纬39.9042度,东经116.4074度",
            "定位:116.4074,39.9042",
            "GPS 39.9042,116.4074",
        ),
        misses=("定位失败", "39.9042,116.4074", "坐标:1,2", "北纬30度", "39°C"),
        inside_hits=("打卡定位：116.4074,39.9042，正常", "震中位于北纬39.90度，东经116.40度", "GPS: 39.9042, 116.4074."),
    ),
    Rule(
        id="coordinates.fine",
        element="location.gps",
        pattern=rf"[(\[]?{_FINE}[,;| ] ?{_FINE}[)\]]?",
        chance=0.05,
        needs_name=True,
        context=_CONTEXT,
        source="ISO 6709; five decimals are about one metre",
        hits=("39.904211,116.407394", "116.40739,39.90421", "[116.407394, 39.904211]"),
        misses=("39.9042,116.4074", "39.90421", "390.90421,116.40739"),
    ),
    Rule(
        id="coordinates.coarse",
        element="location.coarse",
        pattern=rf"{_COARSE}[,; ] ?{_COARSE}",
        chance=0.5,
        needs_name=True,
        context=_CONTEXT,
        source="ISO 6709; one or two decimals are a town, and any two small numbers pass",
        hits=("39.9,116.4", "31.23, 121.47", "121.5,31.2"),
        misses=("39.9042,116.4074", "39,116", "190.1,191.2"),
    ),
    Rule(
        id="coordinates.single",
        element="location.gps",
        pattern=rf"{_LATITUDE}|{_LONGITUDE}",
        chance=0.6,
        needs_name=True,
        context=_CONTEXT,
        source="ISO 6709; any decimal below 180 with three or more decimals passes",
        hits=("39.9042", "-151.209300", "116.4074"),
        misses=("39.9", "196.9042", "39", "1e-5"),
    ),
    Rule(
        id="coordinates.single_fine",
        element="location.gps",
        pattern=_FINE,
        chance=0.6,
        needs_name=True,
        context=_CONTEXT,
        source="ISO 6709; five decimals are about one metre",
        hits=("39.904211", "-151.20930", "116.407394"),
        misses=("39.9042", "196.90421", "39"),
    ),
)
