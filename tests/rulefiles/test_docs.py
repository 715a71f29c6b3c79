"""docs/rules.md and docs/rules.schema.json say what is."""

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from gazetteer_scanners.recognizers.rule import Boundary, Form
from gazetteer_scanners.rulefiles import form
from gazetteer_scanners.rulefiles.checksums import CHECKSUMS
from gazetteer_scanners.rulefiles.loading import load_user_rules
from gazetteer_scanners.rulefiles.schema import rules_schema, schema_text
from gazetteer_scanners.taxonomy import Level, Role

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "rules.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


def test_the_published_schema_is_fresh() -> None:
    assert (DOCS / "rules.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_takes_the_example_and_refuses_other_keys() -> None:
    example: dict[str, Any] = yaml.safe_load(EXAMPLES[0])
    jsonschema.Draft202012Validator.check_schema(rules_schema())
    jsonschema.validate(example, rules_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**example, "recognizerz": []}, rules_schema())


def test_the_examples_load(tmp_path: Path) -> None:
    assert len(EXAMPLES) == 2
    made = []
    for number, text in enumerate(EXAMPLES):
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
        made.append(load_user_rules(tmp_path / f"{number}.yaml"))
    assert [element.id for element in made[0].elements] == ["acme.badge"]
    assert [element.id for element in made[1].elements] == ["custom.title", "custom.zip"]


def test_every_top_key_and_checksum_is_named_in_the_docs() -> None:
    keys = [field.alias or name for name, field in form.RuleFile.model_fields.items()]
    assert [
        key for key in (*keys, *CHECKSUMS) if f"`{key}`" not in TEXT and f"**{key}**" not in TEXT and f"{key}:" not in TEXT
    ] == []


def test_every_key_of_the_form_says_what_it_means() -> None:
    models = [
        one for one in vars(form).values() if isinstance(one, type) and issubclass(one, BaseModel) and one is not BaseModel
    ]
    assert len(models) > 10
    missing = [
        f"{model.__name__}.{name}" for model in models for name, field in model.model_fields.items() if not field.description
    ]
    assert missing == []


def test_the_words_of_the_form_are_those_of_the_enums() -> None:
    definitions = rules_schema()["$defs"]
    recognizer, element = definitions["RecognizerForm"]["properties"], definitions["ElementForm"]["properties"]
    assert set(recognizer["boundary"]["enum"]) == {one.value for one in Boundary}
    assert recognizer["checksum"]["anyOf"][0]["enum"] == sorted(CHECKSUMS)
    assert set(recognizer["form"]["enum"]) == {one.value for one in Form}
    assert set(element["role"]["enum"]) == {one.value for one in Role}
    assert set(element["level"]["enum"]) == {one.value for one in Level} - {"NONE", "UNKNOWN"}
