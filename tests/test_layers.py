"""Imports run downward only (DESIGN §10), and no two modules import each other."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1] / "infoview_sync"

# Lowest first. A layer may import itself and those before it; files in the root are the ground.
LAYERS = [
    "", "events", "keys", "log", "practice", "projections", "demo", "sync", "devices", "stores",
    "files", "server", "relay", "cli",
]  # fmt: skip
# Layers side by side that must not know each other.
APART = {
    "practice": {"log"}, "projections": {"practice"}, "sync": {"practice"}, "files": {"sync"},
}  # fmt: skip


def _layer(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[0] if len(parts) > 1 else ""


def _module(name: str) -> list[Path]:
    """The file of a module of ours; empty if the name is something inside one."""
    target = ROOT.joinpath(*name.split(".")[1:])
    return [path for path in (target.with_suffix(".py"), target / "__init__.py") if path.exists()]


def _imports(path: Path) -> set[Path]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            # To import a module from its package needs the module, not what the package defines.
            if not all(_module(name) for name in names):
                names.append(node.module)
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("infoview_sync."):
                found.update(_module(name))
    return found - {path}


IMPORTS = {path: _imports(path) for path in sorted(ROOT.rglob("*.py"))}


def test_nothing_that_runs_speaks_the_plain_suite() -> None:
    plain = ROOT / "sync" / "plain.py"
    assert not [path for path, targets in IMPORTS.items() if plain in targets]


def test_every_folder_is_a_known_layer() -> None:
    assert {_layer(path) for path in IMPORTS} <= set(LAYERS)


def test_imports_run_downward_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {target.relative_to(ROOT)}"
        for path, targets in IMPORTS.items()
        for target in targets
        if LAYERS.index(_layer(target)) > LAYERS.index(_layer(path))
        or _layer(target) in APART.get(_layer(path), set())
    ]
    assert wrong == []


def test_no_two_modules_import_each_other() -> None:
    done: set[Path] = set()

    def walk(path: Path, trail: tuple[Path, ...]) -> None:
        assert path not in trail, " → ".join(p.name for p in (*trail, path))
        if path in done:
            return
        for target in IMPORTS[path]:
            walk(target, (*trail, path))
        done.add(path)

    for path in IMPORTS:
        walk(path, ())


def test_only_the_command_line_prints() -> None:
    printing = [
        str(path.relative_to(ROOT))
        for path in IMPORTS
        if _layer(path) != "cli"
        and path.name != "generate.py"
        and any(
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "print"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert printing == []
