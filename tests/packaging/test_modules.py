"""The browser's modules: each has what it imports, as nobody bundles them."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
IMPORTED = re.compile(r"""(?:^import\b[^;]*?\bfrom\s*|^import\s*|\bimport\()["'](\.[^"']+)["']""", re.MULTILINE)
MODULES = sorted((STATIC / "js").rglob("*.js"))


def imported(module: Path) -> list[Path]:
    """The files that a module names."""
    return [(module.parent / name).resolve() for name in IMPORTED.findall(module.read_text("utf-8"))]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_has_all_that_it_imports(module: Path) -> None:
    assert [each.name for each in imported(module) if not each.is_file()] == []


def test_the_page_itself_imports_what_it_needs_at_first_and_later() -> None:
    names = {each.name for each in imported(STATIC / "js" / "page.js")}
    assert {"live.js", "compose.js", "lean.js"} <= names
