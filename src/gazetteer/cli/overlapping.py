"""Looks for fields whose values coincide, and shows them as a table or JSON."""

from datetime import UTC, datetime

from rich.console import RenderableType
from rich.text import Text

from gazetteer.cli.browsing import opened
from gazetteer.cli.consoles import plural, visible
from gazetteer.cli.rendering import plain_table
from gazetteer.lineage.overlap.claiming import Coincidence, name_of, why
from gazetteer.lineage.overlap.columns import Column, Weight
from gazetteer.lineage.overlap.estimates import Share
from gazetteer.lineage.overlap.finding import Overlaps, record_overlaps
from gazetteer.lineage.overlap.reading import Place
from gazetteer_scanners.taxonomy import load_taxonomy

_MOST_SHOWN = 200


async def look_for_overlaps(inventory: str | None, least: float) -> Overlaps:
    """Compare the inventory's fields and keep what coincides.

    Raises:
        ConfigurationError: if there is no inventory yet.
        InventoryError: if it does not answer.
    """
    async with opened(inventory, is_made=False) as store:
        return await record_overlaps(store, load_taxonomy(), datetime.now(UTC), least)


def overlaps_json(overlaps: Overlaps) -> dict[str, object]:
    """`{"pairs": [{"left": {...}, "right": {...}, "order": "UNKNOWN", "why": "..."}], "compared": 210, ...}`, listed whole."""
    return {
        "pairs": [_pair_json(pair) for pair in overlaps.found],
        "compared": overlaps.compared,
        "candidates": overlaps.candidates,
        "connected_already": overlaps.connected,
        "datasets_without_evidence": overlaps.unread,
        "is_crowded": overlaps.is_crowded,
        "problems": [
            {"code": problem.code, "where": problem.where, "message": problem.message} for problem in overlaps.problems
        ],
    }


def _pair_json(pair: Coincidence) -> dict[str, object]:
    return {
        "left": _side_json(pair.left, pair.left_place, pair.of_left),
        "right": _side_json(pair.right, pair.right_place, pair.of_right),
        "common_estimate": pair.common,
        "order": pair.order,
        "is_supported_by_others": pair.weight is Weight.SUPPORTED,
        "why": why(pair),
    }


def _side_json(column: Column, place: Place, share: Share) -> dict[str, object]:
    return {
        "id": column.id,
        "source": place.source_key,
        "dataset": place.name,
        "field": column.name,
        "distinct_estimate": column.distinct,
        "in_the_other": round(share.value, 4),
        "error": round(share.error, 4),
    }


def overlaps_parts(overlaps: Overlaps) -> list[RenderableType]:
    """The pairs as a table, the surest first, and what was not compared."""
    parts: list[RenderableType] = []
    if overlaps.found:
        table = plain_table("Field", "In the other", "Other field", "In the first", "Why")
        for pair in overlaps.found[:_MOST_SHOWN]:
            table.add_row(
                visible(name_of(pair.left, pair.left_place)),
                _share_text(pair.of_left),
                visible(name_of(pair.right, pair.right_place)),
                _share_text(pair.of_right),
                visible(why(pair)),
            )
        parts.append(table)
    if (hidden := len(overlaps.found) - _MOST_SHOWN) > 0:
        parts.append(Text(f"and {plural(hidden, 'pair')} more; --format json lists all"))
    parts.append(Text(_summary(overlaps)))
    parts += [Text(visible(f"{problem.where}: {problem.message}")) for problem in overlaps.problems[:_MOST_SHOWN]]
    if (hidden := len(overlaps.problems) - _MOST_SHOWN) > 0:
        parts.append(Text(f"and {plural(hidden, 'problem')} more; --format json lists all"))
    return parts


def _share_text(share: Share) -> str:
    return f"{share.value:.0%} ± {share.error:.0%}"


def _summary(overlaps: Overlaps) -> str:
    text = f"{plural(len(overlaps.found), 'pair')} of {plural(overlaps.compared, 'field')} that can be compared"
    if overlaps.connected:
        text += f"; {plural(overlaps.connected, 'pair')} more are connected by keys or flows already"
    if overlaps.unread:
        text += f"; of {plural(overlaps.unread, 'dataset')} no values were read"
    if overlaps.is_crowded:
        text += "; very many fields have the same values, and of those each was compared with its neighbours in size alone"
    return text + "."
