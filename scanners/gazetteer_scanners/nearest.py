"""Helps with a name that does not exist."""

import difflib
from collections.abc import Iterable


def near_names(wanted: str, known: Iterable[str]) -> str:
    """A sentence part that helps with a name that does not exist: the nearest names, else the first few, else empty."""
    names = sorted(known)
    folded = {name.casefold(): name for name in names}
    begun = [name for name in folded if name.startswith(wanted.casefold())]
    close = difflib.get_close_matches(wanted.casefold(), folded, n=3, cutoff=0.5)
    near = [folded[name] for name in dict.fromkeys([*close, *begun])][:3]
    if near:
        return f"did you mean {' or '.join(near)}?"
    if not names:
        return ""
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"known are {', '.join(names[:5])}{more}"
