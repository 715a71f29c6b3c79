"""Decides what each field of a dataset holds: a pure function of evidence, names, comments and dataset context.

Every field is judged alone first. From what is sure then follows what one row is about; with that, with what a field sits
beside and with what it refers to, each is judged again; then levels follow.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as defaulted

from gazetteer_scanners.classification.configured import Configured, decided, reasons_of
from gazetteer_scanners.classification.contradiction import SURE, contradiction, storage_form
from gazetteer_scanners.classification.decision import Detection, Factors, FieldDecision
from gazetteer_scanners.classification.families import OF_EVENTS, ColumnKind, can_hold, is_false_friend
from gazetteer_scanners.classification.language_words import languages_of
from gazetteer_scanners.classification.levels import ChildRows, effective_levels, own_level
from gazetteer_scanners.classification.name_comments import is_yes_no
from gazetteer_scanners.classification.name_forms import form_of_comment, form_of_name
from gazetteer_scanners.classification.name_surroundings import NO_SETTING, Setting
from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.classification.profile import Profile
from gazetteer_scanners.classification.reasons import proof_clause, reason, value_clause
from gazetteer_scanners.classification.references import names_of_reference, settle_by_comment, settle_handlers
from gazetteer_scanners.classification.row_kinds import ColumnSigns, RowKind, decide_row_kind
from gazetteer_scanners.classification.scoring import combine
from gazetteer_scanners.classification.shapes import add_opaque, add_shapes
from gazetteer_scanners.classification.signals import RuleTraits, Signals, gather
from gazetteer_scanners.paths import Path, name_path, path_names, path_text
from gazetteer_scanners.taxonomy import Level, Role, Taxonomy

_PERSONAL_NEIGHBOURS = 3
"""So many other fields that identify a person make the context factor 1."""
_UNIQUE = 0.97
"""Distinct values are estimated within a few hundredths."""
_PERSON_ROW = 2 / 3
"""The least context factor in a dataset whose rows are persons."""
_DEFINING = frozenset((RowKind.THING, RowKind.LOOKUP))
"""Rows that say what things there are, not what happened."""
_TIME_ENDINGS = ("_at", "_time", "_date", "时间", "日期")
_PARTS_OF_ADDRESS = frozenset(("contact.address.city", "contact.address.postal_code"))
_WHOLE = 1.02
"""Shares of two detections that add up to more than this have values in common; the rest is for counts of samples."""
_ONE_OF_A_KIND = frozenset({"national_id"})
"""Groups of elements of which a field holds one: what its values say counts more than what its name does."""
_BESIDE, _BESIDE_CHECKED = 0.3, 0.15
"""What a name alone says stays beside what the values are if it is so close; closer where check digits prove the values."""
_CHECKED = 0.9
"""The least checksum factor of values that check digits prove."""
_SAID_SURELY = 0.9
"""The least strength at which a name is believed against a comment that another field has too."""
_MARGIN = 0.12
"""Elements that only a name or comment supports stay in force only this close to the best such one."""

TOPICS = {
    "device": ("device.", "network.carrier", "log.browser_type", "log.user_agent"),
    "medical": ("health.",),
    "paying": ("payment.card_", "payment.bank_", "payment.iban"),
    "firm": ("org.", "work.employer"),
}
"""Kinds that a dataset's columns speak of, by what the elements of such columns begin with."""
_COLUMNS_OF_TOPIC = 2
"""So many columns of a topic make the ambiguous names of the dataset speak of it too."""


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """What is known of a field.

    Attributes:
        refers_to: what the rows are that it refers to by a foreign key of its own; None if it refers to none.
    """

    path: Path
    comment: str | None
    profile: Profile
    refers_to: RowKind | None = None


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """What is known of a dataset; fields in any order.

    Attributes:
        rows: how many it has, None if nobody knows.
        key: the columns of its primary key.
        source: the key of its source.
        children: None where nothing counted its rows about them.
    """

    name: str
    fields: tuple[FieldFacts, ...]
    rows: int | None = None
    key: tuple[str, ...] = ()
    source: str = ""
    children: ChildRows | None = None


@dataclass(frozen=True, slots=True)
class DatasetDecision:
    """What one row is about, and a decision per field."""

    row_is: RowKind
    fields: tuple[FieldDecision, ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """What a field is weighed with beside its own evidence; `context` is the factor of that name."""

    setting: Setting = NO_SETTING
    context: float | None = None


_ALONE = _Around()


@dataclass(frozen=True, slots=True)
class Classifier:
    """The tables that decisions rest on; `classify` is a pure function of them and the facts.

    Attributes:
        show: the text of a path as the sentences that say why may show it.
        configured: what a configuration decides.
    """

    taxonomy: Taxonomy
    names: NameRules
    traits: Mapping[str, RuleTraits]
    is_strict: bool = False
    show: Callable[[Path], str] = path_text
    configured: Configured = defaulted(default_factory=Configured)

    def classify(self, facts: DatasetFacts) -> tuple[FieldDecision, ...]:
        """One decision per field, in the order of `facts.fields`."""
        return self.decide(facts).fields

    def row_kind(self, facts: DatasetFacts) -> RowKind:
        """What one row of the dataset is about."""
        facts = self._without_copies(facts)
        return self._row_kind(facts, [self._detect(field, facts, _ALONE) for field in facts.fields])

    def decide(self, facts: DatasetFacts) -> DatasetDecision:
        """What one row is about, and a decision per field, in the order of `facts.fields`."""
        facts = self._without_copies(facts)
        alone = [self._detect(field, facts, _ALONE) for field in facts.fields]
        row_is = self._row_kind(facts, alone)
        persons = [self._identifies(detections) for detections in alone]
        places = self._places(facts, alone)
        topics = self._topics(facts, alone) | languages_of([frozenset(self._words(field)) for field in facts.fields])
        has_number = any(d.element == "order.number" and self._is_in_force(d) for found in alone for d in found)
        total = sum(persons)
        decisions = []
        for at, (field, is_person) in enumerate(zip(facts.fields, persons, strict=True)):
            context = min(1.0, (total - is_person) / _PERSONAL_NEIGHBOURS)
            if row_is is RowKind.PERSON:
                context = max(context, _PERSON_ROW)
            names = path_names(field.path)
            is_key = not has_number and tuple(map(str.lower, names)) == ("id",) and _is_key(field, facts.key)
            around = _Around(
                Setting(row_is, self.names.place_prefix(names) in places, is_key and row_is is RowKind.EVENT, topics),
                context if len(facts.fields) > 1 and context else None,
            )
            found = alone[at] if around == _ALONE else self._detect(field, facts, around)
            decision = FieldDecision(field.path, Level.NONE, Level.NONE, *self._split(found))
            decision = own_level(decision, self.taxonomy, self.is_strict, field.profile.is_read)
            decisions.append(self._with_reasons(decision, facts))
        return DatasetDecision(row_is, effective_levels(decisions, self.taxonomy, self.show, facts.children))

    def _without_copies(self, facts: DatasetFacts) -> DatasetFacts:
        """The dataset without the comments that were copied from another field: `birthday` 身份证号, as the field above."""
        counts = Counter(field.comment for field in facts.fields if field.comment)
        if not counts or max(counts.values()) == 1:
            return facts
        fields = (
            replace(field, comment=None) if counts[field.comment or ""] > 1 and self._is_at_odds(field, facts) else field
            for field in facts.fields
        )
        return replace(facts, fields=tuple(fields))

    def _is_at_odds(self, field: FieldFacts, facts: DatasetFacts) -> bool:
        """True if name and comment of a field surely say what cannot both be."""
        named = self.names.match_field_name(path_names(field.path), facts.name)
        told = self.names.match_comment(field.comment or "", facts.name)
        if min(matches[0].strength if matches else 0.0 for matches in (named, told)) < _SAID_SURELY:
            return False
        upper = {part for match in named for part in self.taxonomy.closure(match.element)}
        return not any(upper.intersection(self.taxonomy.closure(match.element)) for match in told)

    def _row_kind(self, facts: DatasetFacts, found: Sequence[Sequence[Detection]]) -> RowKind:
        columns = [self._signs(field, detections, facts.key) for field, detections in zip(facts.fields, found, strict=True)]
        return decide_row_kind(self.names.table_name(facts.name), columns, facts.rows)

    def _signs(self, field: FieldFacts, found: Sequence[Detection], key: tuple[str, ...]) -> ColumnSigns:
        names = path_names(field.path)
        return ColumnSigns(
            words=self._words(field),
            elements=frozenset(detection.element for detection in found if self._is_in_force(detection)),
            is_time=field.profile.kind is ColumnKind.TIME or (names[-1:] != () and names[-1].endswith(_TIME_ENDINGS)),
            is_key=key == tuple(names),
            refers_to=field.refers_to,
        )

    def _words(self, field: FieldFacts) -> tuple[str, ...]:
        """The normal words of a field's own name."""
        names = path_names(field.path)
        return self.names.words(names[-1]) if names else ()

    def _places(self, facts: DatasetFacts, found: Sequence[Sequence[Detection]]) -> frozenset[tuple[str, ...]]:
        """What stands before `city` or `zip` in the names of the columns that hold such a part of an address."""
        prefixes = set()
        for field, detections in zip(facts.fields, found, strict=True):
            if any(d.element in _PARTS_OF_ADDRESS and self._is_in_force(d) for d in detections):
                prefix = self.names.place_prefix(path_names(field.path))
                if prefix is not None:
                    prefixes.add(prefix)
        return frozenset(prefixes)

    def _topics(self, facts: DatasetFacts, found: Sequence[Sequence[Detection]]) -> frozenset[str]:
        """What several columns speak of, and whether they do so in pinyin."""
        spoken = [{d.element for d in detections if self._is_in_force(d)} for detections in found]
        counts = {t: sum(any(e.startswith(groups) for e in elements) for elements in spoken) for t, groups in TOPICS.items()}
        counts["pinyin"] = sum(self.names.is_pinyin(path_names(field.path)) for field in facts.fields)
        return frozenset(topic for topic, count in counts.items() if count >= _COLUMNS_OF_TOPIC)

    def _with_reasons(self, decision: FieldDecision, facts: DatasetFacts) -> FieldDecision:
        """The decision with what the configuration says of the field."""
        if not (decisions := self.configured.of_column(facts.source, facts.name, path_text(decision.path))):
            return decision
        rows = (self.taxonomy[element] for one in decisions if one.holds for element in one.elements)
        levels = {row.id: row.strict_level if self.is_strict else row.level for row in rows}
        return replace(decision, level_reasons=(*decision.level_reasons, *reasons_of(decisions, levels)))

    def _identifies(self, detections: Sequence[Detection]) -> bool:
        return any(self._is_in_force(d) and self.taxonomy[d.element].role is Role.DIRECT for d in detections)

    def _is_in_force(self, detection: Detection) -> bool:
        closure = self.taxonomy.closure(detection.element)
        return detection.score >= self.configured.thresholds.lowest_in_force(closure)

    def _detect(self, field: FieldFacts, facts: DatasetFacts, around: _Around) -> tuple[Detection, ...]:
        steps = path_names(field.path)
        ignored = bool(steps) and self.configured.ignores(steps[-1])
        names = () if ignored else self.names.match_field_name(steps, facts.name, around.setting)
        if field.comment and is_yes_no(field.comment):
            names = tuple(match for match in names if self.taxonomy[match.element].role is Role.FLAG)
        comments = self.names.match_comment(field.comment, facts.name, around.setting.topics) if field.comment else ()
        names, comments = names_of_reference(field.refers_to, names, comments, field.profile.kind)
        if field.comment:
            leaf, names_thing = path_names(field.path)[-1:], self.names.comment_names_thing(field.comment)
            names, comments = settle_by_comment("".join(leaf), field.comment, names, comments, names_thing)
        table = gather(names, comments, field.profile, self.traits, self.taxonomy)
        settle_handlers(table, field.profile)
        add_shapes(table, field.profile)
        if around.setting.row_is is RowKind.PERSON and self.names.is_opaque(path_names(field.path)):
            add_opaque(table, field.profile)
        found = []
        for signals in table.values():
            closure = self.taxonomy.closure(signals.element)
            if "negative_class" in self.taxonomy[signals.element].rules or signals.element in self.configured.disabled:
                continue
            is_text = field.profile.is_text and signals.named >= SURE
            if signals.element not in self.configured.own and not can_hold(field.profile.kind, closure, is_text=is_text):
                continue
            if signals.value is None and around.setting.row_is in _DEFINING and signals.element in OF_EVENTS:
                continue  # the least amount of an order, in a table of settings, is no order's
            if not signals.named and not signals.is_proved and is_false_friend(path_text(field.path), signals.element):
                continue
            detection = self._weigh(field, signals, around.context)
            if detection.score >= self.configured.thresholds.lowest_candidate(closure):
                found.append((signals, detection))
        resolved = _resolve(found, self.taxonomy, self._is_in_force)
        return decided(resolved, self.configured.of_column(facts.source, facts.name, path_text(field.path)))

    def _split(self, found: Sequence[Detection]) -> tuple[tuple[Detection, ...], tuple[Detection, ...]]:
        ordered = sorted(found, key=lambda d: (-d.score, d.element))
        in_force = tuple(d for d in ordered if self._is_in_force(d))
        return in_force, tuple(d for d in ordered if d not in in_force)

    def _weigh(self, field: FieldFacts, signals: Signals, context: float | None) -> Detection:
        usable = context if signals.is_ambiguous or signals.needs_name or signals.value is None else None
        factors = Factors(
            name=_rounded(signals.name),
            comment=_rounded(signals.comment),
            value=_rounded(signals.value),
            checksum=_rounded(signals.checksum),
            context=_rounded(usable),
            profile=_rounded(signals.profile),
        )
        said = form_of_name("".join(path_names(field.path)[-1:])) or form_of_comment(field.comment or "")
        form = storage_form(signals, field.profile, self.traits, said)
        against = contradiction(signals, field.profile, form, self.traits)
        label = self.taxonomy[signals.element].label_en
        matched = None
        clause = None
        if signals.counts is not None and field.profile.seen:
            matched = signals.counts.valid + (signals.counts.inside if signals.is_inside else 0)
            clause = self._clause(label, signals, matched, field.profile) if signals.value else None
        return Detection(
            element=signals.element,
            score=combine(factors, signals.needs_name, against),
            form=form,
            factors=factors,
            reason=reason(
                label,
                self.show(name_path(*path_names(field.path)[-1:])),
                signals.name_term,
                signals.comment_term,
                factors,
                clause,
                signals.profile_text,
                form,
            ),
            matched=matched,
            seen=_seen(signals, field.profile),
            distinct=_distinct(signals, field.profile),
        )

    def _clause(self, label: str, signals: Signals, matched: int, profile: Profile) -> str:
        if signals.is_proved:
            return proof_clause(label, matched, profile.seen)
        has_checksum = signals.checksum is not None
        seen = _seen(signals, profile) or 0
        clause = value_clause(label, matched, seen, has_checksum, signals.is_inside, signals.sampled is not None)
        trait = self.traits.get(signals.rule or "")
        return f"{clause}, says {trait.said_by}" if trait is not None and trait.said_by else clause


def _share_values(one: Detection, other: Detection) -> bool:
    """True if the two must match some of the same values: together they match more than there are."""
    return sum((detection.matched or 0) / (detection.seen or 1) for detection in (one, other)) > _WHOLE


def _is_key(field: FieldFacts, key: tuple[str, ...]) -> bool:
    """True if the field is the primary key or, where there is none, no two of its values are the same."""
    if key:
        return key == path_names(field.path)
    return field.profile.distinct >= _UNIQUE * max(1, field.profile.seen)


def _distinct(signals: Signals, profile: Profile) -> int | None:
    """Estimate of the distinct values that the element is found in: those that match or, by name alone, all of the column."""
    if signals.counts is not None:
        return signals.counts.distinct
    return profile.distinct if profile.is_read else None


def _seen(signals: Signals, profile: Profile) -> int | None:
    """What the matches are out of: the samples, else all values; None if nothing was read."""
    if signals.sampled is not None:
        return signals.sampled
    return profile.seen if profile.is_read else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _resolve(
    found: Sequence[tuple[Signals, Detection]], taxonomy: Taxonomy, is_in_force: Callable[[Detection], bool]
) -> tuple[Detection, ...]:
    """Drops what a better detection of the same field explains.

    An ancestor gives way to its descendant in force; of elements that only names support, those well below the best are
    dropped; of whole-value matches of the same values without a name, only the best stays (a value is one thing). A name
    that many countries use for their own (`ssn`) gives way to the country of which the values are.
    """
    best_named = max((d.score for s, d in found if s.value is None), default=0.0)
    whole = [d for s, d in found if s.value is not None and not s.is_inside]
    best_whole = max(whole, key=lambda d: (d.score, d.element), default=None)
    best_value = best_whole.score if best_whole is not None else 0.0
    is_checked = best_whole is not None and (best_whole.factors.checksum or 0.0) >= _CHECKED
    beside = _BESIDE_CHECKED if is_checked else _BESIDE
    families = {taxonomy[d.element].parent for d in whole if is_in_force(d)} & _ONE_OF_A_KIND
    kept = []
    for signals, detection in found:
        is_named_only = signals.value is None
        if is_named_only and taxonomy[detection.element].parent in families:
            continue
        if is_named_only and detection.score < max(best_named - _MARGIN, best_value - beside):
            continue
        is_value_only = not is_named_only and not signals.is_inside and not signals.named
        if is_value_only and best_whole is not None and detection is not best_whole and _share_values(detection, best_whole):
            continue
        kept.append((signals, detection))
    covered = {a for _, d in kept if is_in_force(d) for a in taxonomy.ancestors(d.element)}
    return tuple(d for _, d in kept if d.element not in covered)
