"""What a dataset's evidence says of children, as the report shows it."""

from collections.abc import Sequence

from gazetteer_scanners.classification.levels import tells_age
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.histograms import LEGAL_AGES
from gazetteer_scanners.evidence.minors import aged_rows
from gazetteer_scanners.scanning.results import FieldResult, MinorsResult
from gazetteer_scanners.taxonomy import Taxonomy


def minors_of(evidence: DatasetEvidence | None, fields: Sequence[FieldResult], taxonomy: Taxonomy) -> MinorsResult | None:
    """The dataset's counts; None where no field that tells ages holds an element of that kind in force."""
    rows = aged_rows(evidence) if evidence else None
    if evidence is None or rows is None:
        return None
    telling = [f for f in fields if any(tells_age(d.element, taxonomy) for d in f.decision.elements)]
    sources = tuple(f.shown_path for f in telling if f.path in rows.sources)
    if not sources:
        return None
    consent = next((f.shown_path for f in fields if f.path == rows.consent), None)
    return MinorsResult(evidence.as_of, tuple(rows.below(age) for age in LEGAL_AGES), sources, consent)
