"""docs/policy.schema.json says what the form is."""

from pathlib import Path

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from gazetteer.governance.policies import form
from gazetteer.governance.policies.builtin import builtin_policies
from gazetteer.governance.policies.schema import policy_schema, schema_text
from gazetteer.governance.policies.words import DECLARED, RecipientKind

DOCS = Path(__file__).parents[3] / "docs"


def test_the_published_schema_is_fresh() -> None:
    assert (DOCS / "policy.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_takes_the_built_in_policies_and_refuses_other_keys() -> None:
    jsonschema.Draft202012Validator.check_schema(policy_schema())
    for path in builtin_policies().values():
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - builds texts alone
        plain = yaml.safe_load(path.read_text(encoding="utf-8"))
        plain["policy"]["effective_date"] = data["policy"]["effective_date"] if plain["policy"]["effective_date"] else None
        jsonschema.validate(plain, policy_schema())
        with pytest.raises(jsonschema.ValidationError, match="polices"):
            jsonschema.validate({**plain, "polices": []}, policy_schema())


def test_every_key_of_the_form_says_what_it_means() -> None:
    models = [one for one in vars(form).values() if isinstance(one, type) and issubclass(one, BaseModel)]
    assert len(models) > 10
    assert [f"{m.__name__}.{name}" for m in models for name, field in m.model_fields.items() if not field.description] == []


def test_the_words_of_the_form_are_those_of_the_inventory() -> None:
    recipient = policy_schema()["$defs"]["Recipient"]["properties"]
    assert set(recipient["declared"]["enum"]) == set(DECLARED)
    assert {word.upper() for word in recipient["kind"]["enum"]} == {one.value for one in RecipientKind} - {"UNKNOWN"}
