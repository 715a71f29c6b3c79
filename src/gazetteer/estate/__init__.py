"""The sample estate: invented data of two organisations, as their privacy policies describe it, with the truth about it."""

from gazetteer.estate.dataset import Kind
from gazetteer.estate.making import REFERENCE_DATE, Estate, EstateSource, make_estate
from gazetteer.estate.minors import FieldAges, MinorCounts
from gazetteer.estate.truth import EstateError, Truth, TruthDataset, TruthField, TruthSource, load_truth

__all__ = [
    "REFERENCE_DATE",
    "Estate",
    "EstateError",
    "EstateSource",
    "FieldAges",
    "Kind",
    "MinorCounts",
    "Truth",
    "TruthDataset",
    "TruthField",
    "TruthSource",
    "load_truth",
    "make_estate",
]
