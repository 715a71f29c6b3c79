"""The one sentence that says why: from factors and counts, never from values."""

from gazetteer_scanners.classification.decision import Factors
from gazetteer_scanners.recognizers.rule import Form

_FORM_WORDS = {
    Form.MASKED: "masked",
    Form.HASHED: "hashed",
    Form.ENCRYPTED: "encrypted",
    Form.TOKENISED: "tokenised",
    Form.ENCODED: "encoded",
}


def _share(part: int, whole: int, noun: str) -> str:
    if part == whole:
        return f"all {whole:,} {noun}s" if whole != 1 else f"the only {noun}"
    return f"{100 * part / whole:.1f} % of {whole:,} {noun}s"


def value_clause(label: str, matched: int, seen: int, has_checksum: bool, is_inside: bool, is_sampled: bool) -> str:
    """`98.2 % of 10,000 values have the form of IMEI and pass its check digit`."""
    share = _share(matched, seen, "sampled value" if is_sampled else "value")
    one = matched == seen == 1
    if is_inside:
        return f"{share} {'holds' if one else 'hold'} {label} inside longer text"
    verb = "has" if one else "have"
    check = f" and {'passes' if one else 'pass'} its check digit" if has_checksum else ""
    return f"{share} {verb} the form of {label}{check}"


def reason(
    label: str,
    field_name: str,
    term: str | None,
    comment_term: str | None,
    factors: Factors,
    value: str | None,
    profile: str | None,
    form: Form,
) -> str:
    """One sentence out of the clauses that apply; `term` is the taxonomy's name that the field's name contains."""
    clauses = []
    if value:
        clauses.append(value)
    if factors.name and term:
        called = f"the field is called {field_name}"
        clauses.append(called if term.replace("_", "") == _plain(field_name) else f"{called} (a name of {label})")
    if factors.comment and comment_term:
        clauses.append(f"its comment says {comment_term}")
    if factors.profile and profile:
        clauses.append(profile)
    if factors.context:
        clauses.append("it sits with other data of a person")
    if form in _FORM_WORDS:
        clauses.append(f"the values are {_FORM_WORDS[form]}")
    sentence = "; ".join(clauses)
    return sentence[:1].upper() + sentence[1:] + "."


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").replace(" ", "").lower()
