"""The JSON Schema of rule files: `python -m gazetteer_scanners.rulefiles.schema > docs/rules.schema.json`."""

import json
from typing import Any

from gazetteer_scanners.rulefiles.form import RuleFile


def rules_schema() -> dict[str, Any]:
    """The schema, made of the models; an editor that knows it completes and checks a file while it is written."""
    made = RuleFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "gazetteer.rules/1", **made}


def schema_text() -> str:
    """The text of docs/rules.schema.json."""
    return json.dumps(rules_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
