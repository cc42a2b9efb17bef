"""What `up --lan`, `up --behind` and `pair` say about who can reach this computer."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from cryptography import x509

from infoview_sync.locking import served_at
from infoview_sync.server.certificates import fingerprint
from infoview_sync.server.lan import LAN_PORT_AFTER
from tests.cli.processes import INFOVIEW, RUN_TIMEOUT_S, environment, infoview, up
from tests.server.lan import free_ports


def lines_until(process: subprocess.Popen[str], last: str) -> str:
    assert process.stdout is not None
    said = ""
    while last not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    return said


def test_it_says_where_phones_come_in_and_the_fingerprint_to_compare(tmp_path: Path) -> None:
    port = free_ports() - LAN_PORT_AFTER
    with up(tmp_path, "--port", str(port), "--lan", "--no-announce") as served:
        said = lines_until(served.process, "infoview pair")
        at = served_at(tmp_path)
    assert at is not None
    assert at.outside is not None
    assert at.outside in said
    assert at.outside.endswith(f":{port + LAN_PORT_AFTER}")
    assert re.search(rf"http://\S+:{port + 2 * LAN_PORT_AFTER} shows how", said)
    kept = x509.load_pem_x509_certificate((tmp_path / "lan/infoview.crt").read_bytes())
    assert fingerprint(kept).replace(":", "") in re.sub(r"\s", "", said)


def test_without_encryption_it_says_so_before_anything_else(tmp_path: Path) -> None:
    port = free_ports() - LAN_PORT_AFTER
    asked = ("--lan", "--no-announce", "--plain-http")
    with up(tmp_path, "--port", str(port), *asked) as served:
        said = lines_until(served.process, "trust everybody")
        at = served_at(tmp_path)
    assert "NOT ENCRYPTED" in said
    assert at is not None
    assert at.outside is not None
    assert at.outside.startswith("http://")
    assert at.outside.endswith(f":{port + 3 * LAN_PORT_AFTER}")
    assert at.outside in said


def test_pair_says_when_no_other_device_can_come(tmp_path: Path) -> None:
    with up(tmp_path):
        pairing = subprocess.Popen(
            [*INFOVIEW, "pair", "--code"], env=environment(tmp_path),
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert pairing.stderr is not None
        said = pairing.stderr.readline()
        pairing.kill()
        pairing.communicate()
    assert "infoview up --lan" in said


def test_a_proxy_s_address_is_the_one_that_others_are_told(tmp_path: Path) -> None:
    with up(tmp_path, "--behind", "https://laptop.example.org"):
        at = served_at(tmp_path)
        assert at is not None
        assert at.outside == "https://laptop.example.org"


def test_a_proxy_s_address_must_be_an_https_origin(tmp_path: Path) -> None:
    done = infoview(tmp_path, "up", "--no-browser", "--behind", "http://laptop.example.org")
    assert done.returncode == 1
    assert "--behind" in done.stderr
    assert not (tmp_path / "notebook.sqlite3").exists()


def test_a_second_laptop_is_told_how_to_trust_the_first(tmp_path: Path) -> None:
    port = free_ports() - LAN_PORT_AFTER
    with up(tmp_path / "first", "--port", str(port), "--lan", "--no-announce"):
        at = served_at(tmp_path / "first")
        assert at is not None
        assert at.outside is not None
        second = tmp_path / "second"
        done = infoview(second, "sync", at.outside, stdin="ABCD-EFGH")
        assert "SSL_CERT_FILE" in done.stderr
        trusting = environment(second) | {"SSL_CERT_FILE": str(tmp_path / "first/lan/infoview.crt")}
        # It gets as far as being asked for a code that holds.
        told = subprocess.run(
            [*INFOVIEW, "sync", at.outside], env=trusting, input="ABCD-EFGH", text=True,
            capture_output=True, timeout=RUN_TIMEOUT_S, check=False,
        )  # fmt: skip
        assert "used up or too old" in told.stderr
