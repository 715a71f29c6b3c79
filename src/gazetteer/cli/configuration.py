"""`gazetteer.yaml`: what is scanned, read into one typed object; every mistake is told with its file and line.

    inventory: sqlite:///inventory.sqlite
    elements: [our-elements.csv]
    rules: [our-rules.yaml]
    presidio: samples
    sources:
      - name: crm
        url: sqlite:///crm.sqlite
        dictionary: crm-columns.csv
        system: shop
        owner: crm-team@example.org
        datasets:
          "orders*": {activities: [shop/sell]}
      - name: exports
        url: exports/
    aliases:
      postgres://db.example.org:5432/shop: crm
      alipay: [saleforte/alipay, sendcloud/alipay]
    flows:
      - from: {source: crm, dataset: users, field: phone}
        to: {recipient: sms_house}

Relative paths, also inside `sqlite:///` URLs and `file:` references, are relative to the folder of the file.
"""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, field_validator

from gazetteer.cli.configured_flows import FlowEntry
from gazetteer.cli.locations import absolute_location
from gazetteer.errors import ConfigurationError
from gazetteer.governance.policies.form_types import ShortText, Subjects, many
from gazetteer.inventory.assignments import Assignment, SourceAssignment
from gazetteer.lineage.declared import DeclaredFlow
from gazetteer_scanners.yamlfiles.mistakes import FileMistakesError, Mistakes
from gazetteer_scanners.yamlfiles.models import parsed
from gazetteer_scanners.yamlfiles.yaml_text import read_yaml

_REFERENCE = re.compile(r"(env|file):.+")
_ACTIVITY = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


def _is_activity(key: str) -> str:
    if not _ACTIVITY.fullmatch(key):
        raise ValueError("is no activity; write the policy's key, a slash and the activity's id, such as shop/sell")
    return key


def _alias(value: object) -> object:
    """One text, or a list of texts."""
    told = many(value)
    texts = [text for text in (told if isinstance(told, tuple) else (told,)) if isinstance(text, str) and text]
    if not texts or (isinstance(told, tuple) and len(texts) < len(told)):
        raise ValueError("must be a source's key, or a list of recipients or origins that are one")
    if isinstance(told, tuple) and (wrong := next((text for text in texts if not _ACTIVITY.fullmatch(text)), None)):
        raise ValueError(f"{wrong} is no recipient or origin of a policy; write saleforte/alipay, say")
    return told


Text = Annotated[str, Field(min_length=1)]
Names = Annotated[tuple[Text, ...], BeforeValidator(many)]
Activities = Annotated[tuple[Annotated[str, AfterValidator(_is_activity)], ...], BeforeValidator(many)]


class AssignedEntry(_Strict):
    """What is said of datasets; None where nothing is.

    Attributes:
        system: key of the system that they belong to: a policy's key, or one of your own.
        activities: what they are processed for, as `<policy>/<activity>`.
        owner: who answers for them.
        subjects: whose data they hold.
    """

    system: ShortText | None = None
    activities: Activities | None = None
    owner: ShortText | None = None
    subjects: Subjects | None = None

    @property
    def assignment(self) -> Assignment:
        """What is said, as the inventory takes it."""
        return Assignment(self.system, self.activities, self.owner, self.subjects)


class SourceEntry(AssignedEntry):
    """A source, and what is said of all of its datasets.

    Attributes:
        name: the source's key; without one it is derived from the location.
        url: a path or URL.
        secret: `env:NAME` or `file:PATH`.
        dictionary: a data dictionary (CSV) whose comments and types are added to what the source itself says.
        datasets: what is said of datasets by patterns of their names; of several that match, the last one counts.
    """

    url: Text
    name: Text | None = None
    secret: str | None = None
    dictionary: str | None = None
    datasets: dict[Text, AssignedEntry] = Field(default_factory=dict)

    @field_validator("secret")
    @classmethod
    def _is_reference(cls, value: str | None) -> str | None:
        if value is not None and not _REFERENCE.fullmatch(value):
            raise ValueError("is not a reference; write env:NAME or file:PATH, never the secret itself")
        return value

    @property
    def assigned(self) -> SourceAssignment:
        """What is said of the source's datasets."""
        patterns = tuple((pattern, entry.assignment) for pattern, entry in self.datasets.items())
        return SourceAssignment(self.assignment, patterns)


class Configuration(_Strict):
    """The whole file, with paths and URLs made absolute.

    Attributes:
        sources: what is scanned.
        elements: the user's own element files, added to the built-in taxonomy.
        rules: the user's own rule files, and recognizer files of Presidio's.
        presidio: `samples` also runs Presidio's engine on samples of free text.
        ner: a language model that looks for names in samples of free text: its name, or its folder.
        inventory: URI of the inventory, for scans with this file.
        name: what the flows of this file are kept under; two files with one inventory need two names.
        aliases: by an address, the key of the source that it leads to; by a key of its own, several recipients or origins
            of policies (`<policy>/<id>`) that are one.
        flows: what people know of where data goes.
    """

    sources: Annotated[tuple[SourceEntry, ...], BeforeValidator(many)] = ()
    elements: Names = ()
    rules: Names = ()
    presidio: Literal["samples", "off"] = "off"
    ner: Text | None = None
    inventory: Text | None = None
    name: ShortText = "gazetteer.yaml"
    aliases: dict[Text, Annotated[str | tuple[str, ...], BeforeValidator(_alias)]] = Field(default_factory=dict)
    flows: Annotated[tuple[FlowEntry, ...], BeforeValidator(many)] = ()

    @field_validator("presidio", mode="before")
    @classmethod
    def _off_is_a_word(cls, value: object) -> object:
        return "off" if value is False else value  # YAML 1.1 reads a bare `off` as false

    _lines: tuple[str, ...] = PrivateAttr(default=())

    @property
    def source_aliases(self) -> dict[str, str]:
        """Keys of sources by addresses."""
        return {address: key for address, key in self.aliases.items() if isinstance(key, str)}

    @property
    def shared_keys(self) -> dict[str, tuple[str, ...]]:
        """Recipients and origins that are one, by the key that they share."""
        return {key: keys for key, keys in self.aliases.items() if isinstance(keys, tuple)}

    @property
    def declared_flows(self) -> tuple[DeclaredFlow, ...]:
        """The flows, each with the place where it stands."""
        return tuple(flow.flow(line) for flow, line in zip(self.flows, self._lines, strict=True))

    @property
    def assignments(self) -> dict[str, SourceAssignment]:
        """What is said of each source with a name, by that name."""
        return {source.name: source.assigned for source in self.sources if source.name is not None}

    def with_places(self, places: tuple[str, ...]) -> "Configuration":
        """A copy that knows where its flows stand."""
        copy = self.model_copy()
        copy._lines = places
        return copy


def read_configuration(path: Path) -> Configuration:
    """The file's content; an empty file gives the defaults.

    Raises:
        ConfigurationError: if the file cannot be read or holds mistakes; one line for each, `file:line: what to do`.
    """
    try:
        text = read_yaml(path)
        mistakes = text.mistakes()
        configuration = parsed(Configuration, text.data, mistakes)
        if configuration is not None:
            _check_names(configuration, mistakes)
            _check_aliases(configuration, mistakes)
        if configuration is None or mistakes.found:
            raise FileMistakesError(mistakes.found)
    except FileMistakesError as error:
        raise ConfigurationError(str(error)) from None
    places = tuple(f"{path.name}:{mistakes.line(('flows', place))}" for place in range(len(configuration.flows)))
    return _made_absolute(configuration, path.parent.absolute()).with_places(places)


def _check_names(configuration: Configuration, mistakes: Mistakes) -> None:
    first: dict[str, int] = {}
    for index, source in enumerate(configuration.sources):
        place = ("sources", index, "name")
        if source.name is None:
            if source.assigned != SourceAssignment():
                mistakes.add(place, f"sources[{index}] needs a name, because something is said of it; add `name:`")
            continue
        if source.name in first:
            line = first[source.name]
            mistakes.add(place, f"the source name {source.name} stands in line {line} already; choose another")
        first.setdefault(source.name, mistakes.line(place))


def _check_aliases(configuration: Configuration, mistakes: Mistakes) -> None:
    first: dict[str, str] = {}
    for shared, keys in configuration.shared_keys.items():
        place = ("aliases", shared)
        if "/" in shared:
            mistakes.add(place, f"aliases.{shared} is a policy's own key; choose one without a slash")
        for key in keys:
            if key in first:
                mistakes.add(place, f"aliases.{shared}: {key} is among those of {first[key]} already; keep one")
            first.setdefault(key, shared)


def _made_absolute(configuration: Configuration, folder: Path) -> Configuration:
    return configuration.model_copy(
        update={
            "sources": tuple(_absolute_source(source, folder) for source in configuration.sources),
            "elements": tuple(str(folder / name) for name in configuration.elements),
            "rules": tuple(str(folder / name) for name in configuration.rules),
            "inventory": configuration.inventory and absolute_location(configuration.inventory, folder),
        }
    )


def _absolute_source(source: SourceEntry, folder: Path) -> SourceEntry:
    secret = source.secret
    if secret is not None and secret.startswith("file:"):
        secret = f"file:{folder / secret.removeprefix('file:')}"
    dictionary = source.dictionary and str(folder / source.dictionary)
    return source.model_copy(update={"url": absolute_location(source.url, folder), "secret": secret, "dictionary": dictionary})
