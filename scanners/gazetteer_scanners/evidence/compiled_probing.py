"""The states of a batch's rows by the kernel, as `probing` tells them without it."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.kernel_calls import WIDTHS, fixed_arguments, kernel_function, scan_of, text_arguments
from gazetteer_scanners.evidence.probes import ProbeKind
from gazetteer_scanners.evidence.values import is_text
from gazetteer_scanners.kernel.library import load_kernel, pointer
from gazetteer_scanners.matching.text import normalise

Bytes = npt.NDArray[np.uint8]

OPEN = 255
"""State of a value of which the kernel cannot tell."""

_ASKED = (ProbeKind.AGE_BAND, ProbeKind.TRUTH)
"""As `kernel/evidence_probes.c` numbers them."""
_NO_KEY = SketchKey.from_secret(bytes(16))  # nothing is hashed here


def can_tell(kind: ProbeKind, values: pa.Array) -> bool:
    """True if there is a kernel and it answers this question of such a batch."""
    has_form = values.type.id in WIDTHS or is_text(values.type)
    return kind in _ASKED and has_form and load_kernel() is not None


def tell_states(kind: ProbeKind, values: pa.Array, as_of: date, bands: Bytes) -> tuple[Bytes, int]:
    """The state of each value, and how many are `OPEN`; `bands` has the state of each age."""
    states = np.empty(len(values), np.uint8)
    question = (scan_of(_NO_KEY, as_of), _ASKED.index(kind), pointer(bands), len(bands) - 1)
    if values.type.id in WIDTHS:
        width = WIDTHS[values.type.id]
        first, validity, bit_offset = fixed_arguments(values, abs(width))
        call = kernel_function("gz_probe_integers", "pipnnpipnp")
        return states, call(*question, len(values), first, width, validity, bit_offset, pointer(states))
    text = normalise(values).text
    call = kernel_function("gz_probe_texts", "pipnnpippnp")
    return states, call(*question, *text_arguments(text), pointer(states))
