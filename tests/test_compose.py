"""The composition of containers is valid by the Compose specification, and no container may do more than it needs."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def composition() -> dict[str, Any]:
    found = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The Compose specification, as it is published."""
    found = json.loads((Path(__file__).parent / "compose-spec.json").read_text())
    assert isinstance(found, dict)
    return found


def test_it_is_valid(composition: dict[str, Any], schema: dict[str, Any]) -> None:
    jsonschema.Draft201909Validator(schema).validate(composition)


def test_the_schema_finds_mistakes(composition: dict[str, Any], schema: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft201909Validator(schema).validate(composition | {"services": {"bot": {"imagine": "bot"}}})


def test_the_bot_waits_for_the_index_and_shares_its_volume(composition: dict[str, Any]) -> None:
    index, bot = composition["services"]["index"], composition["services"]["bot"]
    assert bot["depends_on"] == {"index": {"condition": "service_completed_successfully"}}
    assert set(bot["volumes"]) & set(index["volumes"]) == {"data:/data"}
    assert bot["healthcheck"]["test"]


def test_the_image_runs_as_nobody_of_importance() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    (user,) = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert user != "root"
