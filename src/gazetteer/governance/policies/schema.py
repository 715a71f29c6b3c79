"""The JSON Schema of policy files: `python -m gazetteer.governance.policies.schema > docs/policy.schema.json`."""

import json
from typing import Any

from gazetteer.governance.policies.form import SCHEMA, Policy


def policy_schema() -> dict[str, Any]:
    """The schema, made of the models; an editor that knows it completes and checks a file while it is written."""
    made = Policy.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **made}


def schema_text() -> str:
    """The text of docs/policy.schema.json."""
    return json.dumps(policy_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
