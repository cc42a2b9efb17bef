"""WebKitGTK, the nearest to Safari that Linux has, driven by what a user sees: names and words."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
    TimeoutException,
)
from selenium.webdriver import WebKitGTK
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.conftest import PATIENCE_MS

WINDOW = (1280, 800)

# A page that is being drawn anew: looked at again until the time is up.
DRAWN_ANEW = (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
)


class Hands:
    """What a person does with one tab; each deed waits until it can be done."""

    def __init__(self, driver: WebKitGTK) -> None:
        self._driver = driver
        self._wait = WebDriverWait(driver, PATIENCE_MS / 1000, 0.1, ignored_exceptions=DRAWN_ANEW)

    def open(self, address: str) -> None:
        """In a new tab; the one before it is closed."""
        before = self._driver.current_window_handle
        self._driver.switch_to.new_window("tab")
        opened = self._driver.current_window_handle
        self._driver.switch_to.window(before)
        self._driver.close()
        self._driver.switch_to.window(opened)
        self._driver.get(address)

    def press(self, name: str) -> None:
        """The last button or link whose words begin so: one in a dialog comes after the page's."""
        named = f"starts-with(normalize-space(), '{name}') or @aria-label='{name}'"
        self._do(f"//*[self::button or self::a][{named}]", WebElement.click)

    def tick(self, number: int) -> None:
        self._do(f"(//input[@type='checkbox'])[{number}]", WebElement.click)

    def fill(self, label: str, words: str, *, then: str = "") -> None:
        labelled = f"@aria-label='{label}' or @id=//label[normalize-space()='{label}']/@for"

        def write(field: WebElement) -> None:
            field.clear()
            field.send_keys(words + then)

        self._do(f"//*[self::input or self::textarea][{labelled}]", write)

    def sees(self, words: str) -> None:
        """Waits until the page shows these words, in a text or in a field."""
        self._until(lambda: words in self._shown(), f"never saw “{words}”")

    def sees_no(self, words: str) -> None:
        self._until(lambda: words not in self._shown(), f"still sees “{words}”")

    def waits_for(self, promise: str) -> None:
        """Until this promise in the page is kept."""
        self._driver.execute_async_script(f"{promise}.then(() => arguments[0]())")

    def picture(self, path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        self._driver.save_screenshot(str(path))

    def _do(self, xpath: str, deed: Callable[[WebElement], None]) -> None:
        def once() -> bool:
            found = [each for each in self._driver.find_elements("xpath", xpath) if usable(each)]
            if found:
                # Its driver does not scroll to what lies below the window; a person would.
                self._driver.execute_script(
                    "arguments[0].scrollIntoView({ block: 'center' })", found[-1]
                )
                deed(found[-1])
            return bool(found)

        self._until(once, f"nothing to use at {xpath}")

    def _shown(self) -> str:
        fields = "[...document.querySelectorAll('input, textarea')].map((each) => each.value)"
        return str(
            self._driver.execute_script(
                f"return [document.body.innerText, ...{fields}].join('\\n')"
            )
        )

    def _until(self, is_so: Callable[[], bool], otherwise: str) -> None:
        try:
            self._wait.until(lambda _: is_so())
        except TimeoutException as late:
            raise AssertionError(f"{otherwise}; the page shows: {self._shown()}") from late


def usable(element: WebElement) -> bool:
    return element.is_displayed() and element.is_enabled()


@contextmanager
def webkit(driver_path: str) -> Iterator[Hands]:
    """A browser that begins empty and forgets everything at its end, as a private window does."""
    with _display() as display:
        service = Service(driver_path, env={**os.environ, "DISPLAY": display})
        driver = WebKitGTK(options=Options(), service=service)
        try:
            driver.set_window_size(*WINDOW)
            yield Hands(driver)
        finally:
            driver.quit()


@contextmanager
def _display() -> Iterator[str]:
    """A screen that nobody sees: WebKitGTK has no mode without one."""
    size = "x".join(map(str, (*WINDOW, 24)))
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            number = process.stdout.readline().strip()
            assert number, "Xvfb did not start"
            yield f":{number}"
        finally:
            process.terminate()
