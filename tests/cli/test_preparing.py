"""Before and after the talk: questions from the bank, the coach, letters sent and recorded."""

from __future__ import annotations

import asyncio
import base64
import os
import pty
import select
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from infoview_sync.cli.handing_over import clipboard_sequence
from infoview_sync.events.author import Draft, event_data
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import this_world
from tests.cli.conftest import Infoview, Said
from tests.cli.processes import INFOVIEW, environment

SEED = "Which hour of last week best shows what your job is?"


@pytest.fixture
def ok(run: Infoview) -> Infoview:
    """As elsewhere; but of a letter the coach speaks on stderr, as it is piped here."""

    def infoview(*arguments: str) -> Said:
        said = run(*arguments)
        assert said.code == 0, said
        assert said.err == "" or (arguments[0] == "draft" and "--json" not in arguments), said
        return said

    return infoview


@pytest.fixture
def ada(ok: Infoview) -> Infoview:
    """A notebook with one person and an interview to come."""
    ok("add", "Ada Novák", "--org", "Fieldnote", "--email", "ada@example.org", "--at", "2024-01-05")
    ok("schedule", "ada", "2099-03-06 10:00", "--tz", "UTC", "--mode", "phone", "--minutes", "20")
    return ok


@pytest.fixture
def held(ada: Infoview) -> Infoview:
    """That interview was held, with something learned."""
    ada("done", "ada", "--minutes", "20", "--ended", "now")
    ada("insight", "ada", "Good pitches beat the job board")
    ada("refer", "ada", "Chi Tran")
    return ada


def prepared(ada: Infoview) -> list[tuple[str, str]]:
    (interview,) = ada("person", "ada", "--json").json["interviews"]
    return [(each["category"], each["text"]) for each in interview["questions"]]


def texts(ada: Infoview) -> list[str]:
    return [text for _, text in prepared(ada)]


def types(ada: Infoview) -> list[str]:
    return [each["type"] for each in ada("log", "--json").json]


def test_without_a_question_prep_lists_and_suggests_and_records_nothing(ada: Infoview) -> None:
    before = ada("digest", "--json").json
    told = ada("prep", "ada").out
    assert "none yet" in told
    assert SEED in told
    assert 'infoview prep "Ada Novák" --pick 1' in told
    assert "questions.too_few; this product" in told
    listed = ada("prep", "ada", "--json").json
    assert [each["number"] for each in listed["suggested"]] == [1, 6, 16, 21, 26]
    assert [each["rule"] for each in listed["findings"]] == ["questions.too_few"]
    assert ada("digest", "--json").json == before


def test_picked_and_suggested_questions_are_added_in_the_order_of_a_talk(ada: Infoview) -> None:
    ada("prep", "ada", "--pick", "7", "--pick", "3", "--pick", "7")
    assert [category for category, _ in prepared(ada)] == ["culture", "role"]
    said = ada("prep", "ada", "--suggest", "3", "--yes").out
    assert said.count("undo with: infoview undo") == 3
    categories = [category for category, _ in prepared(ada)]
    assert categories == ["culture", "role", "career_path", "advice", "referrals"]
    listed = ada("prep", "ada", "--json").json
    assert listed["findings"] == []
    assert len(listed["suggested"]) == 3
    assert not {each["text"] for each in listed["suggested"]} & set(texts(ada))


def test_suggest_without_yes_only_shows_where_nobody_can_be_asked(ada: Infoview) -> None:
    assert SEED in ada("prep", "ada", "--suggest", "2").out
    assert prepared(ada) == []


def test_what_was_asked_of_the_same_person_is_not_suggested_again(
    ada: Infoview, home: Path
) -> None:
    ada("prep", "ada", "--pick", "1")
    ada("schedule", "ada", "2099-04-06 10:00")
    later = ada("prep", "ada", "--interview", second(ada)["id"], "--json").json
    assert 1 not in [each["number"] for each in later["suggested"]], "least used comes first"
    only = ada("prep", "ada", "--interview", second(ada)["id"], "--suggest", "9", "--category",
               "role", "--json").json  # fmt: skip
    assert [each["number"] for each in only["suggested"]] == [1, 2, 3, 4, 5]


def second(ada: Infoview) -> Any:
    return next(
        each for each in ada("interviews", "--json").json if each["starts_local"] > "2099-04"
    )


def test_an_own_question_is_coached_and_added_whatever_the_coach_says(ada: Infoview) -> None:
    said = ada("prep", "ada", "Do you like it?", "--category", "skills").out
    assert "question 1 for the interview" in said
    assert "question.yes_no; this product" in said
    assert "question.yes_no" not in ada("prep", "ada", "What is hard about it?").out
    recorded = ada("prep", "ada", "Is it hard?", "--json").json
    assert [each["type"] for each in recorded["recorded"]] == ["question.prepared"]
    assert [each["rule"] for each in recorded["findings"]] == ["question.yes_no"]
    assert prepared(ada)[0] == ("skills", "Do you like it?")


def test_a_question_may_lack_its_mark_and_a_name_may_have_two_words(ada: Infoview) -> None:
    ada("prep", "ada", "Tell me about nights")
    ada("prep", "Ada", "Novák", "Why radio?")
    assert texts(ada) == ["Tell me about nights", "Why radio?"]
    assert "Why radio?" in ada("prep", "ada novák").out
    assert "Why radio?" in ada("prep", "ada", "novák").out


def test_questions_are_reordered_reworded_and_dropped_by_their_number(ada: Infoview) -> None:
    for text in ("One?", "Two?", "Three?"):
        ada("prep", "ada", text)
    assert "moved to 1: Three?" in ada("prep", "ada", "--move", "3", "--rank", "1").out
    assert texts(ada) == ["Three?", "One?", "Two?"]
    ada("prep", "ada", "Zero?", "--rank", "2")
    assert texts(ada) == ["Three?", "Zero?", "One?", "Two?"]
    ada("prep", "ada", "Zwei?", "--edit", "4", "--category", "culture")
    ada("prep", "ada", "--drop", "1")
    assert texts(ada) == ["Zero?", "One?", "Zwei?"]
    assert prepared(ada)[2] == ("culture", "Zwei?")
    assert "it is there already" in ada("prep", "ada", "--move", "2", "--rank", "2").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--drop", "2"], "has 1 question, so there is no number 2"),
        (["--pick", "99"], "the bank ends with number 31"),
        (["--move", "1"], "say where to"),
        (["--edit", "1"], "say the new wording"),
        (["--drop", "1", "--pick", "1"], "one of --pick"),
        (["What?", "--pick", "1"], "is added alone"),
    ],
)
def test_what_prep_cannot_do_is_told_with_the_remedy(
    ada: Infoview, run: Infoview, arguments: list[str], told: str
) -> None:
    ada("prep", "ada", "An own one, for once?")
    said = run("prep", "ada", *arguments)
    assert (said.code, said.out) == (1, "")
    assert told in said.err


def test_the_bank_counts_use_and_ends_with_own_questions(ada: Infoview) -> None:
    ada("prep", "ada", "--pick", "1")
    ada("prep", "ada", "Why boats?", "--category", "skills")
    rows = ada("questions", "--json").json
    assert len(rows) == 31
    assert (rows[0]["prepared"], rows[0]["asked"], rows[1]["prepared"]) == (1, 0, 0)
    assert (rows[30]["number"], rows[30]["id"], rows[30]["text"]) == (31, "own-1", "Why boats?")
    assert "Why boats?" in ada("questions", "--category", "skills").out
    ada("prep", "ada", "--drop", "2")
    assert len(ada("questions", "--json").json) == 30


def test_the_coach_reads_a_file_and_tells_rule_and_source(ada: Infoview, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Hello, are you hiring?", encoding="utf-8")
    told = ada("coach", str(letter), "--person", "ada").out
    assert "“hiring” reads as if you asked for a job" in told
    assert "(outreach.asks_for_a_job; SFU career services)" in told
    rules = [each["rule"] for each in ada("coach", str(letter), "--person", "ada", "--json").json]
    assert rules == [
        "outreach.asks_for_a_job",
        "outreach.no_connection",
        "outreach.no_time",
        "letter.no_name",
    ]
    letter.write_text("Are you happy?", encoding="utf-8")
    assert ada("coach", str(letter), "--kind", "question").out.startswith("! It can be answered")
    letter.write_text("What takes longest?", encoding="utf-8")
    assert ada("coach", str(letter), "--kind", "question").out == "coach: nothing to add\n"


def test_the_coach_measures_by_the_users_own_norms_and_notes(
    held: Infoview, tmp_path: Path
) -> None:
    letter = tmp_path / "thanks.txt"
    letter.write_text("Dear Ada, thank you for your time.", encoding="utf-8")
    assert "thank_you.nothing_specific" in held("coach", str(letter), "--kind", "thank_you",
                                                "--person", "ada").out  # fmt: skip
    letter.write_text("Dear Ada, thank you. I have written to Chi.", encoding="utf-8")
    assert "nothing to add" in held("coach", str(letter), "--kind", "thank_you",
                                    "--person", "ada").out  # fmt: skip


@pytest.mark.parametrize("make", [lambda _: None, lambda file: file.write_bytes(b"\xff\xfe\x00"),
                                  lambda file: file.write_bytes(b"x" * 200_000)])  # fmt: skip
def test_a_file_that_is_no_letter_is_refused(
    ada: Infoview, run: Infoview, tmp_path: Path, make: Callable[[Path], Any]
) -> None:
    file = tmp_path / "bad"
    make(file)
    said = run("coach", str(file))
    assert said.code == 1
    assert said.err.startswith("error: ")
    assert str(file) in said.err


def test_an_outreach_is_drafted_recorded_taken_up_again_and_sent(ada: Infoview) -> None:
    drafted = ada("draft", "outreach", "ada", "--json").json
    assert drafted["findings"] == []
    assert drafted["recorded"] == []
    assert "Fieldnote" in drafted["body"]
    assert drafted["mailto"].startswith("mailto:ada@example.org?subject=A%20question")
    said = ada("draft", "outreach", "ada", "--from", "Sam Lee", "--log")
    assert "drafted a request to Ada Novák" in said.err
    assert "coach: nothing to add" in said.err
    assert ada("draft", "outreach", "ada", "--json").json["body"].endswith("Sam Lee")
    ada("draft", "outreach", "ada", "--sent", "--minutes", "25", "--channel", "linkedin")
    (thread,) = ada("person", "ada", "--json").json["outreach"]
    assert (thread["asked_minutes"], thread["channel"]) == (25, "linkedin")
    assert thread["sent_at"]
    ada("draft", "follow-up", "ada", "--sent")
    (thread,) = ada("person", "ada", "--json").json["outreach"]
    assert thread["follow_ups"] == 1
    again = ada("draft", "follow-up", "ada", "--json").json
    assert [each["rule"] for each in again["findings"]] == ["follow_up.once_is_enough"]
    assert types(ada).count("outreach.sent") == types(ada).count("setting.changed") == 1


def test_a_letter_that_is_piped_is_nothing_but_the_letter(held: Infoview, home: Path) -> None:
    letter = held("draft", "report-back", "ada", "--json").json
    said = held("draft", "report-back", "ada")
    assert said.out.strip() == f"Subject: {letter['subject']}\n\n{letter['body']}"
    assert "letter.gap" in said.err
    assert b"letter.gap" in answered(home, b"n", "draft", "report-back", "ada")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--from", "Sam Lee"], "your letters are from Sam Lee"),
        (["--log"], "drafted a request to Ada Novák"),
        (["--sent"], "asked Ada Novák"),
        (["--mail"], "the link: mailto:ada@example.org?subject="),
    ],
)
def test_what_is_done_with_a_piped_letter_is_told_beside_it(
    ada: Infoview, options: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    said = ada("draft", "outreach", "ada", *options)
    letter = ada("draft", "outreach", "ada", "--json").json
    assert said.out == f"Subject: {letter['subject']}\n\n{letter['body']}\n\n"
    assert told in said.err


def test_a_letter_that_nobody_signs_tells_how_to(ada: Infoview, home: Path) -> None:
    hint = 'infoview settings my_name "'
    assert hint in ada("draft", "outreach", "ada").err
    assert hint.encode() in answered(home, b"n", "draft", "outreach", "ada")
    ada("settings", "my_name", "Sam Lee")
    said = ada("draft", "outreach", "ada")
    assert said.out.strip().endswith("Sam Lee")
    assert hint not in said.err


def test_a_referrer_is_named_only_when_the_user_says_so(ada: Infoview) -> None:
    ada("add", "Boris Kim")
    ada("refer", "boris", "Ada Novák", "--org", "Fieldnote")
    said = ada("draft", "outreach", "ada")
    assert "Boris Kim suggested" not in said.out
    assert '--referrer "Boris Kim"' in said.err
    said = ada("draft", "outreach", "ada", "--referrer", "boris", "--sent").out
    assert "Subject: Boris Kim suggested that I write to you" in said
    (thread,) = ada("person", "ada", "--json").json["outreach"]
    assert thread["referrer"] == ada("person", "boris", "--json").json["contact"]["id"]


def test_a_confirmation_tells_time_and_mode_and_is_a_touch_when_sent(ada: Infoview) -> None:
    letter = ada("draft", "confirm", "ada", "--sent").out
    assert "our talk on Friday, 6 March at 10:00" in letter
    assert "by phone" in letter
    assert "20 minutes" in letter
    assert types(ada)[:2] == ["reminder.completed", "touch.logged"]


def test_a_thank_you_names_what_was_said_and_is_recorded_for_that_interview(
    held: Infoview,
) -> None:
    drafted = held("draft", "thank", "ada", "--json").json
    assert "Good pitches beat the job board." in drafted["body"]
    assert "naming Chi Tran" in drafted["body"]
    assert drafted["findings"] == []
    held("draft", "thank", "ada", "--log")
    held("draft", "thank", "ada", "--sent", "--channel", "letter")
    (interview,) = held("person", "ada", "--json").json["interviews"]
    assert interview["thanked_at"]
    assert interview["thank_you_draft"] == drafted["body"]


def test_a_report_back_without_advice_goes_back_to_the_insight(held: Infoview) -> None:
    drafted = held("draft", "report-back", "ada", "--json").json
    assert "this stayed with me: Good pitches beat the job board." in drafted["body"]
    assert [each["rule"] for each in drafted["findings"]] == ["letter.gap"]
    held("draft", "report-back", "ada", "--sent")
    assert types(held)[0] == "touch.logged"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["draft", "follow-up", "ada"], "no outreach to Ada Novák is recorded"),
        (["draft", "thank", "ada"], "is scheduled; if it was held"),
        (["draft", "report-back", "ada"], "no advice of Ada Novák's"),
        (["draft", "confirm", "ada", "--log"], "a draft of confirm is not kept"),
        (["draft", "outreach", "ada", "--copy"], "--copy needs a terminal"),
        (["draft", "outreach", "zoe", "--mail"], "no e-mail address of Zoe is known"),
        (["draft", "outreach", "ada", "--edit"], "no editor is known"),
    ],
)
def test_a_letter_that_cannot_be_is_refused_with_the_remedy(
    ada: Infoview, run: Infoview, arguments: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    ada("add", "Zoe")
    before = ada("digest", "--json").json
    said = run(*arguments)
    assert said.code == 1
    assert told in said.err
    assert ada("digest", "--json").json == before


def test_mail_opens_the_users_program_or_prints_the_link(
    ada: Infoview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert (
        "the link: mailto:ada@example.org?subject=" in ada("draft", "outreach", "ada", "--mail").err
    )
    opened = tmp_path / "opened"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\n', encoding="utf-8")
    program.chmod(0o700)
    done = subprocess.run(
        [*INFOVIEW, "draft", "outreach", "ada", "--mail"],
        env=environment(Path(os.environ["INFOVIEW_HOME"])) | {"BROWSER": f"{program} %s"},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert "the link" not in done.stdout + done.stderr
    assert opened.read_text(encoding="utf-8").startswith("mailto:ada@example.org?subject=")


def test_the_users_editor_has_the_last_word(
    ada: Infoview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/^Subject:.*/Subject: Radio/; s/Dear/Hi/" "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    said = ada("draft", "outreach", "ada", "--edit", "--log").out
    assert said.startswith("Subject: Radio\n\nHi Ada Novák,")
    assert ada("draft", "outreach", "ada", "--json").json["body"].startswith("Hi Ada Novák,")


@pytest.mark.parametrize(
    ("edit", "minutes"), [("s/20 minutes/25 minutes/", 25), ("s/ for 20 minutes//", None)]
)
def test_an_edited_letter_says_itself_how_long_it_asks_for(
    ada: Infoview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: str, minutes: int | None
) -> None:
    monkeypatch.setenv("EDITOR", f"sed -i '{edit}'")
    monkeypatch.delenv("VISUAL", raising=False)
    said = ada("draft", "outreach", "ada", "--edit", "--sent", "--json").json
    (told,) = [row["message"] for row in said["recorded"]]
    for_minutes = f" for {minutes} minutes" if minutes else ""
    assert told == f"asked Ada Novák (Fieldnote){for_minutes} by email"
    ada("draft", "outreach", "ada", "--edit", "--log")
    ada("draft", "outreach", "ada", "--sent")
    threads = ada("person", "ada", "--json").json["outreach"]
    assert [each["asked_minutes"] for each in threads] == [minutes, minutes]


def test_the_clipboard_sequence_holds_the_letter() -> None:
    sequence = clipboard_sequence("Zoë\n")
    assert sequence.startswith("\x1b]52;c;")
    assert base64.b64decode(sequence[7:-1]).decode() == "Zoë\n"


@pytest.mark.parametrize(("key", "is_sent"), [(b"y", True), (b"n", False), (b"\x04", False)])
def test_one_keystroke_at_a_terminal_records_that_it_was_sent(
    ada: Infoview, home: Path, key: bytes, is_sent: bool
) -> None:
    shown = answered(home, key, "draft", "outreach", "ada", "--copy")
    assert b"\x1b]52;c;" in shown
    assert ("outreach.sent" in types(ada)) is is_sent
    assert "outreach.drafted" not in types(ada)


def test_what_was_edited_and_not_sent_is_kept_or_said_not_to_be(
    ada: Infoview, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "sed -i s/Dear/Hi/")
    monkeypatch.delenv("VISUAL", raising=False)
    shown = answered(home, b"n", "draft", "outreach", "ada", "--edit")
    assert "drafted a request to Ada Novák" in shown.decode()
    assert ada("draft", "outreach", "ada", "--json").json["body"].startswith("Hi Ada Novák,")
    shown = answered(home, b"n", "draft", "confirm", "ada", "--edit")
    assert b"not kept" in shown
    assert types(ada).count("outreach.drafted") == 1
    monkeypatch.setenv("EDITOR", "true")
    shown = answered(home, b"n", "draft", "confirm", "ada", "--edit")
    assert b"not kept" not in shown


def test_what_a_letter_cannot_go_by_is_said_before_it_is_edited(
    ada: Infoview, run: Infoview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = tmp_path / "opened"
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\ntouch {opened}\n", encoding="utf-8")
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    ada("add", "Zoe")
    unknown = run("draft", "outreach", "zoe", "--edit", "--mail")
    assert "no e-mail address of Zoe is known" in unknown.err
    assert "needs a terminal" in run("draft", "outreach", "zoe", "--edit", "--copy").err
    assert not opened.exists()


def answered(home: Path, key: bytes, *arguments: str) -> bytes:
    """All that a terminal shows of a command that asks for one key and gets this one."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*INFOVIEW, *arguments],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment(home) | {"TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while b"[y/N]" not in shown and select.select([ours], [], [], 30)[0]:
        shown += os.read(ours, 4096)
    # What is typed before the terminal listens for one key is thrown away, so it is typed again.
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError):
            os.write(ours, key)
        if select.select([ours], [], [], 0.2)[0]:
            with suppress(OSError):
                shown += os.read(ours, 4096)
    process.kill()
    assert process.wait() == 0, shown
    while select.select([ours], [], [], 0)[0]:
        try:
            shown += os.read(ours, 4096)
        except OSError:  # all of it is read, and nobody is left to write more
            break
    os.close(ours)
    return shown


def test_a_report_back_is_about_the_advice_that_was_acted_on(held: Infoview, home: Path) -> None:
    contact = held("person", "ada", "--json").json["contact"]["id"]
    advised, acted = "a" * 16, "b" * 16
    say(home, [
        ("advice.received", advised, {"contact": contact, "text": "Pitch on Thursdays"}),
        ("advice.received", acted, {"contact": contact, "text": "Read it aloud"}),
        ("advice.acted_on", acted, {"text": "I cut a third."}),
    ])  # fmt: skip
    drafted = held("draft", "report-back", "ada", "--json").json
    assert "You advised me: Read it aloud." in drafted["body"]
    assert "Here is what came of it: I cut a third." in drafted["body"]
    assert drafted["findings"] == []
    held("draft", "report-back", "ada", "--sent")
    assert types(held)[0] == "advice.reported_back"
    assert "Pitch on Thursdays" in held("draft", "report-back", "ada").out


def test_a_report_back_is_about_followed_advice_although_nobody_said_what_came_of_it(
    held: Infoview, run: Infoview
) -> None:
    held("advice", "ada", "Pitch on Thursdays", "--at", "2024-01-10")
    held("advice", "ada", "Read it aloud", "--at", "2024-01-11")
    older = held("person", "ada", "--json").json["advice"][-1]
    held("acted", "ada", "--id", older["id"])
    drafted = held("draft", "report-back", "ada", "--sent", "--json").json
    assert "advised me: Pitch on Thursdays." in drafted["body"]
    assert [row["subject"] for row in drafted["recorded"]] == [older["id"]]
    assert "Read it aloud" in run("draft", "report-back", "ada").out


def test_a_setting_moves_the_limit_that_the_coach_measures_by(held: Infoview, home: Path) -> None:
    notebook = held("digest", "--json").json["notebook"]
    say(home, [("setting.changed", notebook, {"name": "ask_minutes", "value": 15})])
    findings = held("draft", "outreach", "ada", "--json").json["findings"]
    assert [each["rule"] for each in findings] == ["outreach.asks_too_much_time"]


def say(home: Path, events: list[tuple[str, str, dict[str, Any]]]) -> None:
    """Record what other commands would."""

    async def work() -> None:
        notebook = await Notebook.open(home, this_world())
        await notebook.append([
            Draft(subject=subject, data=event_data(kind, fields), occurred_at=notebook.now_local())
            for kind, subject, fields in events
        ])  # fmt: skip
        await notebook.close()

    asyncio.run(work())


def test_an_editor_that_does_not_start_is_named_with_the_remedy(
    ada: Infoview, run: Infoview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "there-is-no-such-editor")
    told = run("draft", "outreach", "ada", "--edit").err
    assert "there-is-no-such-editor does not start" in told
    assert "set EDITOR to one that does, such as EDITOR=nano" in told
