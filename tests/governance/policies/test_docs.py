"""docs/policies.md says what is."""

import re
from pathlib import Path

import yaml

from gazetteer.cli.configuration import read_configuration
from gazetteer.governance.policies.builtin import builtin_policies
from gazetteer.governance.policies.claims import policy_claims, policy_nodes
from gazetteer.governance.policies.form import Policy
from gazetteer.governance.policies.naming import Aliases
from gazetteer.governance.policies.reading import read_policy
from gazetteer.governance.policies.words import ANSWERS, DECLARED, MECHANISMS
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.governance.policies.test_keeping import NOW

TEXT = (Path(__file__).parents[3] / "docs" / "policies.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


def _example(folder: Path) -> Policy:
    (folder / "shop.yaml").write_text(EXAMPLES[0], encoding="utf-8")
    return read_policy(folder / "shop.yaml", load_taxonomy())[0]


def test_the_flows_of_the_example_are_those_of_its_table(tmp_path: Path) -> None:
    policy = _example(tmp_path)
    keys = {node.id: node.key for node in policy_nodes(policy, Aliases(), NOW)}
    rows = [
        f"| `{keys[one.origin.id]}` | `{keys[one.target.id]}` | `{one.job}` | {', '.join(one.elements)} | {one.declared} "
        f"| {one.mechanism} | {one.crosses_border} |"
        for one in policy_claims(policy, Aliases(), NOW)
    ]
    assert rows == [line for line in TEXT.splitlines() if re.match(r"\| `shop.*\| `shop/s", line)]


def test_the_configuration_of_the_example_is_read(tmp_path: Path) -> None:
    (tmp_path / "gazetteer.yaml").write_text(EXAMPLES[1] + EXAMPLES[2], encoding="utf-8")
    configuration = read_configuration(tmp_path / "gazetteer.yaml")
    assert configuration.shared_keys == {"alipay": ("saleforte/alipay", "sendcloud/alipay")}
    assert configuration.assignments["crm"].of("log_1").system == "logs"
    assert len(configuration.declared_flows) == 2
    assert len(EXAMPLES) == 3


def test_every_top_key_and_word_is_named() -> None:
    keys = [field.alias or name for name, field in Policy.model_fields.items()]
    words = [*keys, *MECHANISMS, *DECLARED, *ANSWERS]
    assert [word for word in words if f"`{word}`" not in TEXT] == []
    assert all(f"--builtin {key}" in TEXT for key in builtin_policies())


def test_the_lines_of_the_mistakes_are_those_of_the_example() -> None:
    lines = EXAMPLES[0].splitlines()
    assert lines[38].strip() == "mechanism: file"
    assert lines[20].strip() == "recipients: [post, mail_house]"
    assert yaml.safe_load(EXAMPLES[0])["policy"]["id"] == "shop"
