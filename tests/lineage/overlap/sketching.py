"""Sketches of sets of made-up hashes."""

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.evidence.minhash import OverlapSketch


def sketch_of(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint32]:
    """The bins of a set."""
    sketch = OverlapSketch("k")
    sketch.add(hashes)
    return sketch.bins
