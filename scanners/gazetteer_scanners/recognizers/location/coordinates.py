"""Positions in degrees. Source: ISO 6709, RFC 7946 (GeoJSON), OGC 06-103r4 (WKT POINT); three decimals are about 110 m."""

from gazetteer_scanners.recognizers.rule import Rule

_LATITUDE = r"[+-]?(?:[0-8]?[0-9]\.[0-9]{3,15}|90\.0{3,15})"
_LONGITUDE = r"[+-]?(?:(?:1[0-7][0-9]|[0-9]{1,2})\.[0-9]{3,15}|180\.0{3,15})"
_CONTEXT = ("gps", "latitude", "longitude", "lat", "lng", "lon", "location", "经度", "纬度", "坐标", "定位")

RULES = (
    Rule(
        id="coordinates",
        element="location.gps",
        pattern=rf"(?:{_LATITUDE}[,; ] ?{_LONGITUDE}|{_LONGITUDE}[,; ] ?{_LATITUDE}|(?i:POINT) ?\({_LONGITUDE} {_LATITUDE}\))",
        inside=False,
        chance=0.05,
        context=_CONTEXT,
        source="ISO 6709, OGC WKT; chance estimated: pairs of other numbers with three decimals are rare",
        hits=("39.9042,116.4074", "-33.8688, 151.2093", "POINT(116.4074 39.9042)", "116.4074,39.9042"),
        misses=("39.9,116.4", "390.9042,116.4074", "39.9042", "116.4074,196.9042"),
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
)
