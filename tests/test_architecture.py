"""The layers of the project hold: each foreign library has one home, and nothing imports backwards."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

HOMES = {
    "alembic": ("bot/ledger/",),
    "chromadb": ("index/vectors.py",),
    "langchain": ("bot/model.py",),
    "langchain_core": ("index/embed.py", "index/search.py", "bot/chain.py", "bot/bootstrap.py", "bot/model.py"),
    "charset_normalizer": ("index/formats/encoding.py",),
    "lxml": ("index/formats/markup.py",),
    "markdown_it": ("index/formats/markdown.py",),
    "orjson": ("index/records.py",),
    "pypdfium2": ("index/formats/pdf.py",),
    "prometheus_client": ("bot/relay/metrics.py",),
    "sentence_transformers": ("index/embed.py", "index/bert.py"),
    "sentencex": ("index/split.py",),
    "sqlalchemy": ("bot/ledger/",),
    "Stemmer": ("index/analysis.py",),
    "striprtf": ("index/formats/rtf.py",),
    "tantivy": ("index/words.py",),
    "telegram": ("bot/relay/",),
    "tokenizers": ("index/embed.py", "index/reader/"),
    "torch": ("index/embed.py", "index/bert.py", "index/quantise.py", "index/reader/"),
    "tornado": ("bot/relay/web.py", "bot/relay/serving.py"),
    "trafilatura": ("index/formats/webpage.py",),
    "watchfiles": ("index/watch.py",),
    "transformers": ("index/embed.py",),
    "yaml": ("index/formats/markdown.py",),
}
"""Where each library may be imported: files, or folders with all that is in them."""

LAZY = {
    "charset_normalizer", "chromadb", "langchain", "lxml", "markdown_it", "pypdfium2", "sentence_transformers",
    "striprtf", "torch", "trafilatura", "transformers", "yaml",
}  # fmt: skip
"""Libraries that take seconds to import: never with the module, only when they are used."""

OF_TORCH = ("index/reader/", "index/bert.py", "index/quantise.py")
"""What is made of torch, and is itself imported only when it is used."""

PLAIN = ("index/passage.py", "index/fusion.py", "index/layout.py", "index/errors.py", "index/questions.py")
"""Modules that need no library but Python's own, and index.passage."""

BACKWARDS = {"index": {"bot", "tests"}, "bot": {"tests"}}

VAGUE = {"utils", "util", "helpers", "helper", "types", "base", "manager", "managers", "common", "misc"}

MODULES = sorted(path.relative_to(ROOT).as_posix() for name in ("index", "bot") for path in (ROOT / name).rglob("*.py"))


def imported(module: str, *, at_once: bool = False) -> set[str]:
    """Return the full names of what *module* imports anywhere, or only what importing it imports *at_once*."""
    tree = ast.parse((ROOT / module).read_text(), module)
    found: set[str] = set()
    for node in _statements(tree) if at_once else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when a module is imported: not the bodies of functions, nor what only type checkers see."""
    for child in ast.iter_child_nodes(node):
        hidden = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or (
            isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
        )
        if not hidden:
            yield child
            yield from _statements(child)


def roots(names: set[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


def test_the_modules_are_found() -> None:
    assert {"index/search.py", "bot/__main__.py", "bot/relay/application.py"} <= set(MODULES)


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_foreign_library_has_one_home(library: str) -> None:
    users = [module for module in MODULES if library in roots(imported(module))]
    assert users
    assert [module for module in users if not module.startswith(HOMES[library])] == []


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_from_bot_to_index_and_never_back(module: str) -> None:
    assert not roots(imported(module)) & BACKWARDS[module.split("/")[0]]


@pytest.mark.parametrize("module", [module for module in MODULES if not module.startswith(OF_TORCH)])
def test_importing_a_module_does_not_wait_for_a_heavy_library(module: str) -> None:
    assert not roots(imported(module, at_once=True)) & LAZY


@pytest.mark.parametrize("module", PLAIN)
def test_the_nouns_and_rules_need_the_standard_library_only(module: str) -> None:
    foreign = {name for name in imported(module) if name.split(".")[0] not in sys.stdlib_module_names}
    assert not {name for name in foreign if not name.startswith("index.passage.")}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_named_for_what_it_holds(module: str) -> None:
    assert not set(Path(module).with_suffix("").parts) & VAGUE


@pytest.mark.parametrize("module", MODULES)
def test_a_module_opens_with_a_sentence(module: str) -> None:
    source = (ROOT / module).read_text()
    docstring = ast.get_docstring(ast.parse(source)) or ""
    assert not source.strip() or docstring.split("\n\n")[0].rstrip().endswith(".")


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_of_a_size_to_be_read_at_once(module: str) -> None:
    assert len((ROOT / module).read_text().splitlines()) <= 280


def test_no_module_shadows_a_library() -> None:
    assert not [module for module in MODULES if Path(module).stem in {*HOMES, "rich", "typer", "pydantic", "numpy"}]
    assert not (ROOT / "tests" / "bot").exists()
    assert not (ROOT / "tests" / "index").exists()
