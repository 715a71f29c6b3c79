"""XML in a cell as nested values, read by expat without a document type: no entity is ever expanded, nothing is fetched.

    <order id="7"><phone type="m">a</phone><phone>b</phone></order>
    {"order": {"@id": "7", "phone": Several([Several(["a", {"@type": "m"}]), "b"])}}

Elements and attributes are known by their local names, for prefixes are each document's own choice. An element that
repeats has as many values; text beside elements is a value of the element that holds it. Text that is HTML by its first
element stays text: its elements name looks, not data.

Source: XML 1.0, the `xml.parsers.expat` page of Python's documentation on what a document type can do.
"""

import re
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from gazetteer_scanners.scanning.documents import Several

_FIRST_TAG = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE\s[^\[>]*>\s*)*<([^\W\d][\w.:-]*)", re.DOTALL | re.IGNORECASE
)
_HTML = frozenset(
    re.findall(
        r"\w+",
        """html head body p div span a b i u s em strong small br hr ul ol li dl table thead tbody tr td th h1 h2 h3 h4 h5 h6
        img font center blockquote pre section article aside nav header footer main style script link meta iframe figure
        svg video audio button input""",
    )
)
_NAMESPACE = "xmlns"


class EntityError(ValueError):
    """The text declares entities of its own: what they stand for is not looked at."""


def parse_xml(text: str) -> dict[str, Any] | None:
    """The root element under its name; None if the text is no XML, or HTML.

    Raises:
        EntityError: if it declares entities.
    """
    first = _FIRST_TAG.match(text)
    if first is None:
        if "<!ENTITY" in text:
            raise EntityError
        return None
    if first.group(1).lower() in _HTML:
        return None
    builder = _Builder()
    parser = ParserCreate("UTF-8")  # the text is no longer in the encoding that it declares
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(text.lstrip().encode("utf-8", "replace"), True)
    except ExpatError:
        return None
    return builder.root


class _Builder:
    """Builds the values of the elements that are open."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}
        self._open: list[tuple[str, dict[str, Any], list[str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kids: dict[str, Any] = {}
        for key, value in attributes.items():
            if key != _NAMESPACE and not key.startswith(f"{_NAMESPACE}:"):
                kids[f"@{_local(key)}"] = value
        self._open.append((_local(name), kids, []))

    def text(self, data: str) -> None:
        self._open[-1][2].append(data)

    def end(self, _: str) -> None:
        name, kids, texts = self._open.pop()
        text = "".join(texts).strip()
        value: Any = kids or text or None
        if kids and text:
            value = Several([text, kids])
        above = self._open[-1][1] if self._open else self.root
        present = above.get(name)
        if name not in above:
            above[name] = value
        elif type(present) is _Repeated:
            present.append(value)
        else:
            above[name] = _Repeated([present, value])


class _Repeated(Several):
    """The values of an element that repeats, apart from those of one that has several by itself."""


def _local(name: str) -> str:
    return name.rpartition(":")[2]
