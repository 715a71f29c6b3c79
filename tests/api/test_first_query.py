"""The first query of the design, word for word."""

from tests.api.conftest import Ask
from tests.api.inventory import CRM, dataset, field

WHERE_IS = """
query WhereIs($elements: [ID!]!) { fields(filter: {elements: $elements}, first: 50) { totalCount
  edges { node { id path level effectiveLevel dataset { id name source { name } }
    elements { element { id label } score form reason factors { name comment value checksum context profile } } } } } }
"""


async def test_where_is_answers_with_fields_levels_and_evidence(ask: Ask) -> None:
    answer = await ask(WHERE_IS, elements=["device.imei"])
    assert "errors" not in answer
    fields = answer["data"]["fields"]
    assert fields["totalCount"] == 2
    first, second = (edge["node"] for edge in fields["edges"])
    assert first == {
        "id": field("devices", "imei"),
        "path": "imei",
        "level": "NON_PERSONAL_ALONE",
        "effectiveLevel": "PERSONAL",
        "dataset": {"id": dataset("devices"), "name": "devices", "source": {"name": CRM.key}},
        "elements": [
            {
                "element": {"id": "device.imei", "label": "IMEI"},
                "score": 0.98,
                "form": "PLAIN",
                "reason": "98% of 2,000 values look like device.imei",
                "factors": {
                    "name": 0.9,
                    "comment": None,
                    "value": 0.98,
                    "checksum": 1.0,
                    "context": 0.2,
                    "profile": None,
                },
            }
        ],
    }
    assert (second["path"], second["dataset"]["name"]) == ("device.imei", "events/*.parquet")


async def test_an_element_in_no_field_gives_an_empty_page(ask: Ask) -> None:
    assert await ask(WHERE_IS, elements=["device.idfa"]) == {"data": {"fields": {"totalCount": 0, "edges": []}}}
