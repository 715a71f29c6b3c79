"""The states of a batch's rows by the kernel, as `probing` tells them without it."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.kernel_calls import WIDTHS, fixed_arguments, scan_of, text_arguments
from gazetteer_scanners.evidence.values import is_text
from gazetteer_scanners.kernel.library import kernel_function, load_kernel, pointer
from gazetteer_scanners.matching.text import normalise

Bytes = npt.NDArray[np.uint8]

OPEN = 255
"""State of a value of which the kernel cannot tell."""

STATED, TRUTH, BIRTHS = range(3)
"""What can be asked, as `kernel/evidence_probes.c` numbers it."""
_NO_KEY = SketchKey.from_secret(bytes(16))  # nothing is hashed here


def can_tell(values: pa.Array) -> bool:
    """True if there is a kernel and it reads such a batch."""
    has_form = values.type.id in WIDTHS or is_text(values.type)
    return has_form and load_kernel() is not None


def tell_states(asked: int, values: pa.Array, as_of: date, bands: Bytes) -> tuple[Bytes, Bytes, int]:
    """The states of each value by the first and the second reading, and how many are `OPEN`.

    `bands` has the state of each age.
    """
    first, second = np.empty(len(values), np.uint8), np.empty(len(values), np.uint8)
    question = (scan_of(_NO_KEY, as_of), asked, pointer(bands), len(bands) - 1)
    answers = (pointer(first), pointer(second))
    if values.type.id in WIDTHS:
        width = WIDTHS[values.type.id]
        start, validity, bit_offset = fixed_arguments(values, abs(width))
        call = kernel_function("gz_probe_integers", "pipnnpipnpp")
        return first, second, call(*question, len(values), start, width, validity, bit_offset, *answers)
    text = normalise(values).text
    call = kernel_function("gz_probe_texts", "pipnnpippnpp")
    return first, second, call(*question, *text_arguments(text), *answers)
