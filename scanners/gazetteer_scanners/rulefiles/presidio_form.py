"""Presidio's recognizer files, read as they are: the registry format of presidio-analyzer, also inside an analyzer's file.

    recognizers:
      - name: Zip code Recognizer
        supported_language: en
        supported_entity: ZIP
        patterns: [{name: zip code, regex: '(\\b\\d{5}(?:\\-\\d{4})?\\b)', score: 0.01}]
        context: [zip, code]

Source: the documentation and `conf/` folder of presidio-analyzer. Keys that only say how Presidio builds a class are left
alone. Patterns become rules of the tables where they can; what tables cannot hold is looked for in samples.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gazetteer_scanners.matching.presidio_entities import sampled_rule
from gazetteer_scanners.recognizers.rule import Dictionary, Rule
from gazetteer_scanners.rulefiles.ambiguity import TooLargeError
from gazetteer_scanners.rulefiles.presidio_patterns import BarePattern, bare_pattern, with_flags
from gazetteer_scanners.rulefiles.runaway import runaway_part
from gazetteer_scanners.rulefiles.sizes import MAX_PATTERN, re2_problem, table_problem
from gazetteer_scanners.rulefiles.user_rules import PREFIX, SampledPattern
from gazetteer_scanners.rulefiles.words import normal_words, shape_of
from gazetteer_scanners.yamlfiles.mistakes import Mistakes, Place, named

DEFAULT_FLAGS = int(re.DOTALL | re.MULTILINE | re.IGNORECASE)
_FULL_SCORE, _WEAK_SCORE = 0.85, 0.4
_MOST_CHANCE = 0.95
_ROOT_KEYS = {"recognizers", "supported_languages", "global_regex_flags", "supported_countries"}
_ITEM_KEYS = {"name", "supported_entity", "supported_entities", "supported_language", "supported_languages", "type", "patterns"}
_FEW_WORDS, _FEW_CHARACTERS = 100, 2_000
# Presidio's classes whose names are not their entity's in camel case.
_ENTITIES = {
    "AbaRouting": "ABA_ROUTING_NUMBER", "Date": "DATE_TIME", "Email": "EMAIL_ADDRESS", "Iban": "IBAN_CODE", "Ip": "IP_ADDRESS",
    "Nhs": "UK_NHS", "Phone": "PHONE_NUMBER", "SgFin": "SG_NRIC_FIN", "UsBank": "US_BANK_NUMBER",
    "UsLicense": "US_DRIVER_LICENSE",
}  # fmt: skip
_WITH_MODELS = (
    "Spacy",
    "Stanza",
    "Transformers",
    "GLiNER",
    "HuggingFaceNer",
    "MedicalNER",
    "LangExtract",
    "AzureAI",
    "AzureHealth",
)


def _many(value: object) -> object:
    return () if value is None else tuple(value) if isinstance(value, list) else value


class _Tolerant(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True, coerce_numbers_to_str=True)


class PresidioPattern(_Tolerant):
    """One expression and how sure a match of it is."""

    name: str
    regex: Annotated[str, Field(min_length=1, max_length=20_000)]
    score: Annotated[float, Field(ge=0, le=1)]


class PresidioRecognizer(_Tolerant):
    """One recognizer, of the file's own or one of Presidio's."""

    name: Annotated[str, Field(min_length=1, max_length=128)]
    class_name: str | None = None
    type: Literal["custom", "predefined"] | None = None
    enabled: bool = True
    supported_entity: str | None = None
    supported_entities: Annotated[tuple[str, ...], BeforeValidator(_many)] = ()
    supported_languages: Annotated[tuple[Any, ...], BeforeValidator(_many)] = ()
    patterns: Annotated[tuple[PresidioPattern, ...], BeforeValidator(_many), Field(max_length=200)] = ()
    context: Annotated[tuple[str, ...], BeforeValidator(_many)] = ()
    deny_list: Annotated[tuple[str, ...], BeforeValidator(_many), Field(max_length=100_000)] = ()
    deny_list_score: Annotated[float, Field(ge=0, le=1)] = 1.0

    @property
    def is_predefined(self) -> bool:
        """True for one of Presidio's own."""
        return self.type == "predefined" or (self.type is None and not self.patterns and not self.deny_list)

    @property
    def entity(self) -> str | None:
        """The entity that it finds; a predefined one's by its class."""
        given = self.supported_entity or next(iter(self.supported_entities), None)
        return entity_of_class(self.class_name or self.name) if self.is_predefined else given

    @property
    def words(self) -> tuple[str, ...]:
        """Its context words in all languages."""
        languages = (one.get("context") or () for one in self.supported_languages if isinstance(one, dict))
        return tuple(sorted({*self.context, *(str(word) for words in languages for word in words)}))


def _by_name(value: object) -> object:
    return {"name": value, "type": "predefined"} if isinstance(value, str) else value


class PresidioFile(_Tolerant):
    """The registry of recognizers."""

    recognizers: Annotated[
        tuple[Annotated[PresidioRecognizer, BeforeValidator(_by_name)], ...], BeforeValidator(_many), Field(max_length=2_000)
    ] = ()
    global_regex_flags: Annotated[int, Field(ge=0, le=2**20)] = DEFAULT_FLAGS


def registry_of(data: Any) -> tuple[Any, Place] | None:
    """The part of a file that is Presidio's registry, and its place; None if it is none."""
    if not isinstance(data, dict):
        return None
    if "recognizer_registry" in data:
        return data["recognizer_registry"], ("recognizer_registry",)
    entries = data.get("recognizers")
    if not isinstance(entries, list) or not entries or not set(data) <= _ROOT_KEYS:
        return None
    if any(isinstance(one, str) or (isinstance(one, dict) and "id" not in one and _ITEM_KEYS & set(one)) for one in entries):
        return data, ()
    return None


def entity_of_class(name: str) -> str:
    """The entity that a predefined recognizer finds: `UsSsnRecognizer` is `US_SSN`."""
    stem = name.removesuffix("Recognizer")
    return _ENTITIES.get(stem) or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", stem).upper()


def needs_model(name: str) -> bool:
    """True for a predefined recognizer that needs a language model or a service."""
    return name.removesuffix("Recognizer").startswith(_WITH_MODELS) or "LangExtract" in name


@dataclass(slots=True)
class FromPresidio:
    """What a file of Presidio's holds.

    Attributes:
        entities: the entity of each rule's id; `places`: where its pattern stands.
        context: context words by entity.
        off, on: entities of predefined recognizers that are switched off, and on.
    """

    rules: list[Rule | Dictionary] = field(default_factory=list)
    sampled: list[SampledPattern] = field(default_factory=list)
    entities: dict[str, str] = field(default_factory=dict)
    context: dict[str, set[str]] = field(default_factory=dict)
    off: set[str] = field(default_factory=set)
    on: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)


def from_presidio(file: PresidioFile, base: Place, mistakes: Mistakes) -> FromPresidio:
    """Rules without elements (the caller maps entities), every pattern checked; mistakes are noted."""
    made = FromPresidio()
    taken: set[str] = set()
    for number, one in enumerate(file.recognizers):
        place = (*base, "recognizers", number)
        if one.is_predefined:
            _add_predefined(one, made, mistakes.path)
        elif not one.enabled:
            made.notes.append(f"{mistakes.path}: {one.name} is not enabled.")
        elif one.entity is None or not (one.patterns or one.deny_list):
            key = "supported_entity" if one.entity is None else "patterns or a deny_list"
            mistakes.add(place, f"{named(place)} ({one.name}) needs {key}; add it")
        else:
            _add_custom(one, file.global_regex_flags, place, made, mistakes, _free_id(one.name, taken))
    return made


def _free_id(name: str, taken: set[str]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:48] or "recognizer"
    id_ = next(one for one in (slug, *(f"{slug}_{n}" for n in range(2, 10_000))) if one not in taken)
    taken.add(id_)
    return f"{PREFIX}presidio.{id_}"


def _add_predefined(one: PresidioRecognizer, made: FromPresidio, path: str) -> None:
    kind = one.class_name or one.name
    if not needs_model(kind):
        (made.on if one.enabled else made.off).add(entity_of_class(kind))
    elif one.enabled:
        made.notes.append(f"{path}: {one.name} needs a language model or a service, which scans do not use; it is left out.")


def _add_custom(
    one: PresidioRecognizer, flags: int, place: Place, made: FromPresidio, mistakes: Mistakes, base_id: str
) -> None:
    entity = str(one.entity)
    made.context.setdefault(entity, set()).update(one.words)
    for number, pattern in enumerate(one.patterns):
        id_ = base_id if len(one.patterns) == 1 else f"{base_id}.{number}"
        inner = (*place, "patterns", number, "regex")
        source = f"{mistakes.path}, {one.name}: {pattern.name}"
        entry = _pattern_entry(id_, pattern, flags, source, inner, mistakes)
        if entry is not None:
            made.entities[id_] = entity
            made.places[id_] = inner[:-1]
            if isinstance(entry, SampledPattern):
                made.sampled.append(entry)
            else:
                made.rules.append(entry)
    if one.deny_list:
        id_ = f"{base_id}.words"
        made.entities[id_] = entity
        made.rules.append(_words_entry(id_, one.deny_list, one.deny_list_score, flags, f"{mistakes.path}, {one.name}"))


def _pattern_entry(
    id_: str, pattern: PresidioPattern, flags: int, source: str, place: Place, mistakes: Mistakes
) -> Rule | SampledPattern | None:
    """A rule where tables can hold the pattern, else one for samples; None for one that may run away, which is noted."""
    known = len(mistakes.found)
    _check_runaway(pattern.regex, place, mistakes)
    if len(mistakes.found) > known:
        return None
    chance, needs_name = _chance(pattern.score), pattern.score < _WEAK_SCORE
    bare = bare_pattern(pattern.regex, flags)
    why = table_problem(bare.pattern) or re2_problem(bare.pattern) if isinstance(bare, BarePattern) else bare
    if isinstance(bare, BarePattern) and why is None:
        return Rule(
            id_, "", bare.pattern, source, (), (),
            inside=bare.may_be_inside, boundary=bare.boundary, chance=chance, needs_name=needs_name,
        )  # fmt: skip
    if _is_refused(pattern.regex, flags, place, mistakes):
        return None
    return SampledPattern(id_, "", pattern.regex, flags, chance, needs_name, str(why), source)


def _check_runaway(regex: str, place: Place, mistakes: Mistakes) -> None:
    plain, _ = with_flags(regex)
    if len(regex) > MAX_PATTERN:
        mistakes.add(place, f"{named(place)} is longer than {MAX_PATTERN:,} characters; use a deny_list for lists of words")
        return
    try:
        part = runaway_part(plain)
    except (re.error, OverflowError, RecursionError):
        return  # told by the package that runs it
    except TooLargeError:
        part = "it repeats too much to be checked; make it shorter"
    if part is not None:
        mistakes.add(place, f"{named(place)} could run away: {part}")


def _is_refused(regex: str, flags: int, place: Place, mistakes: Mistakes) -> bool:
    import regex as engine  # only files with such patterns need it

    try:
        engine.compile(regex, flags)
    except (engine.error, ValueError, OverflowError, RecursionError) as error:
        mistakes.add(place, f"{named(place)} is no regular expression ({error}); correct it")
        return True
    return False


def _words_entry(id_: str, words: Sequence[str], score: float, flags: int, source: str) -> Rule | Dictionary:
    """A few words are also looked for inside text, as Presidio does; long lists are words as a whole."""
    chance, needs_name = _chance(score), score < _WEAK_SCORE
    if len(words) <= _FEW_WORDS and sum(map(len, words)) <= _FEW_CHARACTERS:
        flag = "(?i)" if flags & re.IGNORECASE else ""
        branches = "|".join(sorted({escaped(word.strip()) for word in words if word.strip()}))
        pattern = f"{flag}(?:{branches})"
        if branches and re2_problem(pattern) is None:
            return Rule(id_, "", pattern, source, (), (), inside=True, chance=chance, needs_name=needs_name)
    normal = normal_words(words)
    return Dictionary(id_, "", normal, source, (), (), shape_of(normal), chance=chance, needs_name=needs_name)


def escaped(word: str) -> str:
    """The word as a pattern of itself, as both engines read it."""
    return "".join(rf"\{one}" if one in "\\^$.|?*+()[]{}-" else one for one in word)


def _chance(score: float) -> float:
    """The chance of which Presidio's score of a rule of ours would be made; see `matching.presidio.score_of`."""
    return round(min(max(1 - score / _FULL_SCORE, 0.0), _MOST_CHANCE), 4)


def sampled_ids(entities: set[str]) -> Iterator[str]:
    """The ids under which Presidio's own hits of these entities are counted."""
    return (sampled_rule(entity) for entity in sorted(entities))
