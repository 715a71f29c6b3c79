"""`flows:` of the configuration: what people know of where data goes, and no scan, statement or run tells.

flows:
  - from: {source: warehouse, dataset: device_daily, field: imei}
    to: {recipient: saleforte/alipay}
    mechanism: embedded_sdk
    job: nightly-payments
"""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gazetteer.governance.policies.form_types import ElementIds, ShortText
from gazetteer.governance.policies.words import MECHANISMS
from gazetteer.inventory.flows import Answer, Mechanism, NodeKind, Transformation
from gazetteer.lineage.declared import DeclaredFlow, End, Party
from gazetteer.lineage.statements import DatasetName, FieldName

MechanismWord = Literal[
    "backend_api", "embedded_sdk", "file", "publication", "platform_reports", "on_lawful_request", "transfer", "unspecified"
]
TransformationWord = Literal["identity", "transformation", "aggregation", "masking", "hashing", "encryption", "indirect"]
_PARTIES = {
    "source": NodeKind.SOURCE,
    "system": NodeKind.SYSTEM,
    "recipient": NodeKind.RECIPIENT,
    "origin": NodeKind.ORIGIN,
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class EndEntry(_Strict):
    """One end of a flow: a source, a dataset or field of one, a system, a recipient or an origin.

    Attributes:
        source: the source's key, or an address of it (`postgres://db.example.org/shop`).
        dataset: the dataset's name; `field`: the field's path, as it is shown.
        system, recipient, origin: a key, or a name that only one has.
    """

    source: ShortText | None = None
    dataset: ShortText | None = None
    field: ShortText | None = None
    system: ShortText | None = None
    recipient: ShortText | None = None
    origin: ShortText | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if sum(getattr(self, name) is not None for name in _PARTIES) != 1:
            raise ValueError(f"must name exactly one of {', '.join(_PARTIES)}")
        if self.dataset is not None and self.source is None:
            raise ValueError("names a dataset without its source; add `source:`")
        if self.field is not None and self.dataset is None:
            raise ValueError("names a field without its dataset; add `dataset:`")
        return self

    @property
    def end(self) -> End:
        """The end as lineage takes it."""
        if self.source is not None and self.dataset is not None:
            dataset = DatasetName(self.source, self.dataset)
            return dataset if self.field is None else FieldName(dataset, self.field)
        name, key = next((name, key) for name in _PARTIES if (key := getattr(self, name)) is not None)
        return Party(_PARTIES[name], key)


class FlowEntry(_Strict):
    """A flow that somebody declares.

    Attributes:
        elements: what flows; without it, what the origin has.
        mechanism: how a recipient gets it.
        transformation: what happens on the way; `indirect`: the origin only steers, no value arrives.
        separate_consent: whether people consented to it apart from everything else.
        crosses_border: whether it leaves the country.
        job: what moves the data.
    """

    origin: EndEntry = Field(alias="from")
    target: EndEntry = Field(alias="to")
    elements: ElementIds = ()
    mechanism: MechanismWord | None = None
    transformation: TransformationWord | None = None
    separate_consent: bool | None = None
    crosses_border: bool | None = None
    job: ShortText | None = None

    def flow(self, place: str) -> DeclaredFlow:
        """The flow as lineage takes it; `place` is where it stands."""
        return DeclaredFlow(
            origin=self.origin.end,
            target=self.target.end,
            proof=f"declared in {place}",
            elements=self.elements,
            mechanism=Mechanism.UNKNOWN if self.mechanism is None else MECHANISMS[self.mechanism],
            transformation=Transformation((self.transformation or "unknown").upper()),
            separate_consent=_answer(self.separate_consent),
            crosses_border=_answer(self.crosses_border),
            job=self.job,
        )


def _answer(is_so: bool | None) -> Answer:
    if is_so is None:
        return Answer.UNKNOWN
    return Answer.YES if is_so else Answer.NO
