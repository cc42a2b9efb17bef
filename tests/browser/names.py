"""The sample with names of all scripts and lengths: `python -m tests.browser.names HOME`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.browser import sample

LONG_WORD = "Wolfeschlegelsteinhausenbergerdorff" * 4
LONG_NAME = "Maria-Theresia Freifrau von und zu " + "Hohenlohe-Langenburg " * 8
PEOPLE = (
    ("أحمد بن عبد الرحمن الفاسي", "دار النشر العربية", "محرر أول"),
    ("山田 太郎左衛門", "株式会社日本放送協会出版", "編集者"),
    ("שירה בן־דוד", "הוצאת הספרים של ירושלים", "עורכת ראשית"),
    (LONG_NAME.strip(), "An Association of " + "Very Long Names " * 8, "Spokesperson " * 6),
    ("ليلى حداد", "Maison Lettre", "Features Editor"),
    (LONG_WORD, LONG_WORD, LONG_WORD),
    ("اسم (Name) 123", "Fieldnote, Inc.", "Writer"),
    ("Đặng Thị Ngọc Hân", "O’Brien & Söhne", "Ç"),
)


async def fill(home: Path) -> None:
    sample.PEOPLE = PEOPLE
    await sample.fill(home)


if __name__ == "__main__":
    asyncio.run(fill(Path(sys.argv[1])))
