"""What functions do to their arguments, by name.

Names are those of PostgreSQL (with pgcrypto and anon), MySQL, SQLite, DuckDB, Spark, Snowflake and BigQuery, from the
vendors' lists of functions, and of functions that people define for these purposes.
"""

import re

from sqlglot import exp

from gazetteer.lineage.sql.effects import COUNTED, ENCRYPTED, EXTREME, HASHED, MASKED, TRANSFORMED, Effect

_HASHES = re.compile(
    r"(?:\w*_)?(?:MD5|SHA|SHA_?(?:1|2|3|224|256|384|512)|HMAC\w*|BLAKE2\w*|BLAKE3|MURMUR\w*|XXHASH\w*|CITYHASH\w*|SIPHASH\w*|FNV\w*)"
    r"(?:_?(?:DIGEST|HEX|BINARY|NUMBER\w*|LOWER\d*|UPPER\d*))*"
    r"|(?:\w+_)?HASH(?:_\w+)?|HASH(?:BYTES|TEXT|TEXTEXTENDED)|FARM_?FINGERPRINT|DIGEST|CRYPT|CRC32|STANDARD_?HASH|PASSWORD"
)
_MASKS = re.compile(r"(?:\w+_)?(?:MASK|MASKED|REDACT|REDACTED|ANONYMI[SZ]E|PSEUDONYMI[SZ]E)(?:_\w+)?")
_ANON_PACKAGE = re.compile(r"PARTIAL(?:_EMAIL)?|RANDOM\w*|FAKE\w*|DUMMY\w*|NOISE|SHUFFLE\w*")
_COUNTS = re.compile(r"REGR_\w+|APPROX_\w+|BIT_(?:AND|OR|XOR)|BOOL_(?:AND|OR)|EVERY|ENTROPY|KURTOSIS|SKEWNESS|TOTAL")
_COLLECTS = re.compile(
    r"(?:JSONB?|ARRAY|LIST|STRING|MAP|OBJECT|XML)_?AGG\w*|JSON_GROUP_\w+|JSON_(?:ARRAY|OBJECT)AGG|COLLECT_\w+|GROUP_CONCAT"
    r"|LISTAGG|APPROX_TOP\w*|ARBITRARY|MODE|FIRST|LAST"
)
_EXTREMES = ("MIN", "MAX", "PERCENTILE_DISC", "GREATEST_AGG")
_COLLECTING: tuple[type[exp.Expr], ...] = (
    exp.ArrayAgg,
    exp.GroupConcat,
    exp.AnyValue,
    exp.First,
    exp.Last,
    exp.FirstValue,
    exp.LastValue,
    exp.NthValue,
    exp.Lag,
    exp.Lead,
    exp.ArrayUniqueAgg,
    exp.ArrayConcatAgg,
    exp.JSONObjectAgg,
    exp.JSONBObjectAgg,
    exp.JSONArrayAgg,
    exp.ObjectAgg,
    exp.Mode,
    exp.ArgMax,
    exp.ArgMin,
)
_BOUNDS = (exp.Min, exp.Max, exp.PercentileDisc)
_CUTS = ("LEFT", "RIGHT", "SUBSTR", "SUBSTRING", "MID", "SUBSTRING_INDEX", "SUBSTR_INDEX", "SPLIT_PART", "SPLIT")
_STAR_TEXT = re.compile(r"[*#•●✱＊]+|[xX]{2,}|.*[*•●＊]{2,}.*|.*\\[0-9]\*.*", re.DOTALL)
_JOINS = (exp.Concat, exp.ConcatWs, exp.DPipe, exp.Add)
_UNNESTS = re.compile(
    r"UNNEST|EXPLODE(?:_OUTER)?|POSEXPLODE(?:_OUTER)?|INLINE(?:_OUTER)?|FLATTEN|JSONB?_ARRAY_ELEMENTS(?:_TEXT)?|JSON_EACH"
    r"|JSON_TREE|JSONB?_TO_RECORDSET|JSON_EXTRACT_ARRAY|JSON_QUERY_ARRAY|JSON_VALUE_ARRAY"
)
_OPENINGS = re.compile(r"JSONB?_TO_RECORD|PARSE_JSON|TRY_PARSE_JSON|TO_JSON\w*|JSON")


def function_name(node: exp.Expr) -> str:
    """A function's name in upper case; "" for everything that is no function."""
    if isinstance(node, exp.Anonymous | exp.AnonymousAggFunc):
        return node.name.upper()
    return type(node).sql_name().upper().replace("S_H_A", "SHA") if isinstance(node, exp.Func) else ""


def effect_of(node: exp.Expr, package: str = "") -> Effect:
    """What a function or operator does to the values of its arguments; `package` is what stands before its name."""
    name = function_name(node)
    if not name:
        return TRANSFORMED
    if isinstance(node, _COLLECTING) or _COLLECTS.fullmatch(name):
        return TRANSFORMED
    if isinstance(node, _BOUNDS) or name in _EXTREMES:
        return TRANSFORMED if node.expressions else EXTREME  # of several arguments it is no aggregate
    if _HASHES.fullmatch(name) and not name.endswith("HASH_AGG"):
        return HASHED
    if "ENCRYPT" in name:
        return ENCRYPTED
    if _MASKS.fullmatch(name) or (package.upper() == "ANON" and _ANON_PACKAGE.fullmatch(name)) or _hides(node):
        return MASKED
    return COUNTED if isinstance(node, exp.AggFunc) or _COUNTS.fullmatch(name) else TRANSFORMED


def joined_parts(node: exp.Expr) -> list[exp.Expr]:
    """The operands of a chain of `||`, `+` and CONCAT, however long; none for anything else."""
    if not isinstance(node, _JOINS):
        return []
    parts: list[exp.Expr] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, exp.Concat | exp.ConcatWs):
            waiting.extend(part.expressions)
        elif isinstance(part, exp.DPipe | exp.Add):
            waiting.extend((part.this, part.expression))
        elif isinstance(part, exp.Paren) and isinstance(part.this, _JOINS):
            waiting.append(part.this)
        else:
            parts.append(part)
    return parts


def is_cut(node: exp.Expr) -> bool:
    """Whether it is a part of a text."""
    bare = _bare(node)
    return function_name(bare) in _CUTS or isinstance(bare, exp.Left | exp.Right | exp.Substring | exp.RegexpExtract)


def is_stars(node: exp.Expr | None) -> bool:
    """Whether it is a constant that stands in the place of what is hidden."""
    if node is None:
        return False
    bare = _bare(node)
    if isinstance(bare, exp.Repeat):
        return is_stars(bare.this)
    return isinstance(bare, exp.Literal) and bare.is_string and _STAR_TEXT.fullmatch(bare.name) is not None


def takes_apart(node: exp.Expr) -> bool:
    """Whether a function gives the items of a list, one by one."""
    if isinstance(node, exp.Explode | exp.Unnest | exp.Posexplode | exp.Inline):
        return True
    return _UNNESTS.fullmatch(function_name(node)) is not None


def opens(node: exp.Expr) -> bool:
    """Whether a function reads a document without changing it."""
    return isinstance(node, exp.ParseJSON) or _OPENINGS.fullmatch(function_name(node)) is not None


def _hides(node: exp.Expr) -> bool:
    """Whether it puts stars over a part of a text: REGEXP_REPLACE, REPLACE, OVERLAY, INSERT or a filling-up of a part."""
    match node:
        case exp.RegexpReplace() | exp.Replace():
            return is_stars(node.args.get("replacement"))
        case exp.Overlay() | exp.Stuff():
            return is_stars(node.args.get("expression"))
        case exp.Pad():
            return is_stars(node.args.get("fill_pattern")) and is_cut(node.this)
    return False


def _bare(node: exp.Expr) -> exp.Expr:
    while isinstance(node, exp.Paren | exp.Cast | exp.TryCast | exp.Trim | exp.Upper | exp.Lower | exp.Coalesce):
        node = node.this
    return node
