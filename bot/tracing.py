"""Traces are LangChain's own, by the variables of LangSmith and OpenTelemetry; here it is checked that they can go.

It imports the standard library and `index.errors` only. Without those variables nothing is traced and nothing is sent.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Mapping

from index.errors import SettingsError

_EXPORTER = "opentelemetry.exporter.otlp.proto.http"
_TRUE = frozenset({"true", "1"})


def check_tracing(variables: Mapping[str, str] = os.environ) -> None:
    """Raise SettingsError where traces are asked for that OpenTelemetry should get and its packages are missing.

    LangSmith's client would send them to LangSmith instead, with no more than a warning.
    """
    if not any(_is(variables, name) for name in ("TRACING", "TRACING_V2")):
        return
    wanted = _value(variables, "TRACING_MODE") in {"otel", "hybrid"}
    if (wanted or _is(variables, "OTEL_ENABLED") or _is(variables, "OTEL_ONLY")) and not _is_installed():
        raise SettingsError(
            "Traces for OpenTelemetry need a package, without which they would go to LangSmith. "
            "Run: .venv/bin/pip install '.[tracing]', or unset LANGSMITH_TRACING."
        )


def _value(variables: Mapping[str, str], name: str) -> str:
    return variables.get(f"LANGSMITH_{name}") or variables.get(f"LANGCHAIN_{name}", "")


def _is(variables: Mapping[str, str], name: str) -> bool:
    return _value(variables, name).casefold() in _TRUE


def _is_installed() -> bool:
    try:
        return importlib.util.find_spec(_EXPORTER) is not None
    except ModuleNotFoundError:
        return False
