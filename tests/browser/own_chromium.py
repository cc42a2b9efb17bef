"""A browser that can be killed the way an empty battery kills it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext


class OwnChromium:
    """A Chromium with a profile folder, started and killed as a whole group of processes."""

    def __init__(self, profile: Path, chromium: Browser) -> None:
        self._profile = profile
        self._playwright = chromium.browser_type
        self._process: subprocess.Popen[bytes] | None = None

    def prefer(self, preferences: Mapping[str, object]) -> None:
        """Settings as a user would have made them; before the first start."""
        folder = self._profile / "Default"
        folder.mkdir(parents=True)
        (folder / "Preferences").write_text(json.dumps(preferences), encoding="utf-8")

    def start(self) -> BrowserContext:
        where = self._profile / "DevToolsActivePort"
        where.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [
                os.environ.get("INFOVIEW_CHROMIUM") or self._playwright.executable_path,
                "--headless=new",
                "--remote-debugging-port=0",
                f"--user-data-dir={self._profile}",
                "--no-first-run",
                *(["--no-sandbox"] if os.geteuid() == 0 else []),
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(200):
            if where.exists() and (port := where.read_text().split("\n")[0]):
                break
            time.sleep(0.05)
        else:
            pytest.fail("Chromium did not start")
        browser = self._playwright.connect_over_cdp(f"http://127.0.0.1:{port}")
        return browser.contexts[0]

    def kill(self) -> None:
        """SIGKILL to every process of it: no good-byes, and nothing is written any more."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
            self._process = None
