"""What one part of a policy says of another: ids that stand twice, and names that nothing has."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from gazetteer.governance.policies.form import Activity, Policy
from gazetteer.governance.policies.words import MECHANISMS, VIA
from gazetteer_scanners.nearest import near_names
from gazetteer_scanners.taxonomy import Taxonomy
from gazetteer_scanners.yamlfiles.mistakes import Mistakes, Place, named

_ALL_BELOW = ".*"
_LISTS = ("activities", "recipients", "origins", "retention", "rules", "defects")


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def check_policy(policy: Policy, taxonomy: Taxonomy, mistakes: Mistakes) -> None:
    """Note every mistake that the form itself cannot see."""
    for name in _LISTS:
        _check_ids(name, getattr(policy, name), mistakes)
    _check_elements(policy, taxonomy, mistakes)
    for place, activity in enumerate(policy.activities):
        _check_activity(policy, activity, ("activities", place), mistakes)
    _check_mechanisms(policy, mistakes)
    for place, right in enumerate(policy.rights):
        if right.exceptions == ("standard",) and policy.rights_exceptions is None:
            where: Place = ("rights", place, "exceptions")
            mistakes.add(where, f"{named(where)} refers to rights_exceptions, which the file does not have; add it")


def _check_ids(name: str, items: Sequence[_HasId], mistakes: Mistakes) -> None:
    first: dict[str, int] = {}
    for place, item in enumerate(items):
        where = (name, place, "id")
        if item.id in first:
            mistakes.add(where, f"{named(where)} stands twice, first in line {first[item.id]}; choose another id")
        first.setdefault(item.id, mistakes.line(where))


def _check_activity(policy: Policy, activity: Activity, base: Place, mistakes: Mistakes) -> None:
    references = (
        ("recipients", activity.recipients, policy.recipients),
        ("origins", activity.origins, policy.origins),
        ("rules", activity.rules, policy.rules),
    )
    for key, ids, items in references:
        for place, id_ in enumerate(ids):
            _check_reference(id_, items, key, (*base, key, place), mistakes)
    if activity.retention is not None:
        _check_reference(activity.retention, policy.retention, "retention", (*base, "retention"), mistakes)
    if activity.finding is not None:
        _check_reference(activity.finding, policy.defects, "defects", (*base, "finding"), mistakes)
    if activity.collects_nothing and activity.elements:
        where = (*base, "collects_nothing")
        mistakes.add(where, f"{named(where)} contradicts the elements that the activity lists; remove one of them")
    for key, some in _subsets(activity):
        for id_ in some:
            if id_ not in activity.elements:
                mistakes.add((*base, key), f"{named((*base, key))} names {id_}, which is not among its elements; add it there")


def _subsets(activity: Activity) -> Iterator[tuple[str, Iterable[str]]]:
    yield "any_of", [id_ for choice in activity.any_of for id_ in choice]
    yield "generated", activity.generated
    yield "platform_limits", activity.platform_limits
    yield "needs_device_authorisation", activity.needs_device_authorisation


def _check_reference(id_: str, items: Sequence[_HasId], key: str, where: Place, mistakes: Mistakes) -> None:
    known = [item.id for item in items]
    if id_ not in known:
        near = near_names(id_, known) or "the list is empty"
        mistakes.add(where, f"{named(where)}: {id_} is not among the file's {key}; {near}")


def _check_mechanisms(policy: Policy, mistakes: Mistakes) -> None:
    via = {recipient.id: recipient.via for recipient in policy.recipients}
    for place, recipient in enumerate(policy.recipients):
        where = ("recipients", place, "mechanism")
        for id_ in recipient.via:
            _check_reference(id_, policy.recipients, "recipients", where, mistakes)
        if recipient.via and _reaches_itself(recipient.id, via):
            mistakes.add(where, f"{named(where)} leads back to {recipient.id}; name recipients that get the data earlier")
        if not recipient.via and recipient.mechanism not in MECHANISMS:
            near = near_names(recipient.mechanism, MECHANISMS)
            words = f"{', '.join(MECHANISMS)}, or `{VIA}a and b` with ids of recipients"
            hint = f"; {near}" if near.startswith("did you mean") else ""
            mistakes.add(where, f"{named(where)} is no known word; use one of {words}{hint}")


def _reaches_itself(start: str, via: dict[str, tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    ahead = list(via[start])
    while ahead:
        id_ = ahead.pop()
        if id_ == start:
            return True
        if id_ not in seen:
            seen.add(id_)
            ahead += via.get(id_, ())
    return False


def _check_elements(policy: Policy, taxonomy: Taxonomy, mistakes: Mistakes) -> None:
    for base, ids in _element_lists(policy):
        for place, id_ in enumerate(ids):
            where = (*base, place)
            if id_ in ids[:place]:
                mistakes.add(where, f"{named(where)} stands twice in its list; keep one")
            if not taxonomy.is_known(id_.removesuffix(_ALL_BELOW)):
                near = near_names(id_, [element.id for element in taxonomy])
                mistakes.add(where, f"{named(where)}: {id_} is no element; {near}; elements of your own come with `elements:`")


def _element_lists(policy: Policy) -> Iterator[tuple[Place, Sequence[str]]]:
    """Every list of element ids, with its place."""
    for name, group in policy.element_groups.items():
        yield ("element_groups", name), group
    for place, activity in enumerate(policy.activities):
        yield ("activities", place, "elements"), activity.elements
        yield ("activities", place, "proof_elements"), activity.proof_elements
    for name in ("recipients", "origins", "retention", "rules"):
        for place, item in enumerate(getattr(policy, name)):
            yield (name, place, "elements"), item.elements
    if policy.minors is not None:
        yield ("minors", "age_known_from"), policy.minors.age_known_from
        yield ("minors", "proof_elements"), policy.minors.proof_elements
