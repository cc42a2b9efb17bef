"""What the private authority can vouch for, as OpenSSL and Python's ssl judge it."""

from __future__ import annotations

import stat
import subprocess
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509

from infoview_sync.errors import InputError
from infoview_sync.server import certificates
from infoview_sync.server.addresses import ADDRESSES_MAX, is_private, lan_addresses, mdns_name
from infoview_sync.server.certificate_files import Credentials, ready_credentials
from infoview_sync.server.certificates import Certified
from tests.server.lan import days

NAME = "laptop.local"
HOME_ADDRESSES = [ip_address("192.168.1.20"), ip_address("fd12:3456::20")]
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def judged(
    folder: Path, authority: Certified, leaf: Certified, *more: str, at: datetime = NOW
) -> str:
    """OpenSSL's verdict at that time: OK, or its reason."""
    (folder / "ca.pem").write_bytes(certificates.to_public_pem(authority.certificate))
    (folder / "leaf.pem").write_bytes(certificates.to_public_pem(leaf.certificate))
    done = subprocess.run(
        [
            *("openssl", "verify", "-x509_strict", "-purpose", "sslserver"),
            *("-attime", str(int(at.timestamp())), *more),
            *("-CAfile", str(folder / "ca.pem"), str(folder / "leaf.pem")),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return "OK" if done.returncode == 0 else done.stdout + done.stderr


@pytest.fixture(scope="module")
def authority() -> Certified:
    return certificates.make_authority(NAME, now=NOW)


@pytest.mark.parametrize(
    "asked",
    [("-verify_hostname", NAME), *(("-verify_ip", str(each)) for each in HOME_ADDRESSES)],
)
def test_this_machine_s_name_and_addresses_are_vouched_for(
    tmp_path: Path, authority: Certified, asked: tuple[str, str]
) -> None:
    leaf = certificates.issue(authority, name=NAME, addresses=HOME_ADDRESSES, now=NOW)
    assert judged(tmp_path, authority, leaf, *asked) == "OK"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("bank.example", "192.168.1.20"),
        ("other.local", "192.168.1.20"),
        ("notlaptop.local", "192.168.1.20"),
        ("*.local", "192.168.1.20"),
        (NAME, "8.8.8.8"),
        (NAME, "127.0.0.1"),
        (NAME, "192.169.0.1"),
        (NAME, "2001:db8::1"),
    ],
)
def test_whoever_steals_the_key_cannot_pose_as_anybody_else(
    tmp_path: Path, authority: Certified, name: str, address: str
) -> None:
    forged = certificates.issue(authority, name=name, addresses=[ip_address(address)], now=NOW)
    assert "permitted subtree violation" in judged(tmp_path, authority, forged)


def test_no_further_authority_may_stand_below_it(tmp_path: Path, authority: Certified) -> None:
    leaf = certificates.issue(authority, name=NAME, addresses=HOME_ADDRESSES, now=NOW)
    below = certificates.issue(leaf, name=NAME, addresses=HOME_ADDRESSES, now=NOW)
    (tmp_path / "between.pem").write_bytes(certificates.to_public_pem(leaf.certificate))
    verdict = judged(tmp_path, authority, below, "-untrusted", str(tmp_path / "between.pem"))
    assert "invalid CA certificate" in verdict
    constraints = authority.certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    assert (constraints.critical, constraints.value.path_length) == (True, 0)


@pytest.mark.parametrize("purpose", ["smimesign", "sslclient", "timestampsign"])
def test_it_vouches_for_web_servers_only(
    tmp_path: Path, authority: Certified, purpose: str
) -> None:
    leaf = certificates.issue(authority, name=NAME, addresses=HOME_ADDRESSES, now=NOW)
    verdict = judged(tmp_path, authority, leaf, "-purpose", purpose)
    assert "unsuitable certificate purpose" in verdict


def test_a_certificate_lives_no_longer_than_browsers_take(
    tmp_path: Path, authority: Certified
) -> None:
    leaf = certificates.issue(authority, name=NAME, addresses=HOME_ADDRESSES, now=NOW)
    made = leaf.certificate
    assert made.not_valid_after_utc - made.not_valid_before_utc <= timedelta(days=397)
    assert judged(tmp_path, authority, leaf, at=NOW - timedelta(hours=20)) == "OK"
    assert "not yet valid" in judged(tmp_path, authority, leaf, at=NOW - days(2))
    assert "has expired" in judged(tmp_path, authority, leaf, at=NOW + days(397))


def ready(home: Path, *, at: datetime = NOW, addresses: int = 2, name: str = NAME) -> Credentials:
    return ready_credentials(home, name=name, addresses=HOME_ADDRESSES[:addresses], now=at)


def test_what_is_kept_is_for_its_owner_only(tmp_path: Path) -> None:
    ready(tmp_path)
    files = list((tmp_path / "lan").iterdir())
    assert {each.name for each in files} == {"authority.pem", "server.pem", "infoview.crt"}
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "lan").stat().st_mode) == 0o700
    assert b"PRIVATE" not in (tmp_path / "lan/infoview.crt").read_bytes()


def test_a_certificate_that_serves_is_kept(tmp_path: Path) -> None:
    first = ready(tmp_path)
    assert ready(tmp_path, at=NOW + days(300)) == first
    assert ready(tmp_path, addresses=1) == first, "an address that is gone needs no new one"


def test_it_is_renewed_near_its_end_and_the_phone_need_not_trust_again(tmp_path: Path) -> None:
    first = ready(tmp_path)
    second = ready(tmp_path, at=NOW + days(370))
    assert second.leaf != first.leaf
    assert second.fingerprint == first.fingerprint
    assert second.leaf.not_valid_after_utc > NOW + days(700)


def test_it_is_renewed_when_an_address_is_new(tmp_path: Path) -> None:
    first = ready(tmp_path, addresses=1)
    second = ready(tmp_path, addresses=2)
    assert second.leaf != first.leaf
    assert second.authority == first.authority


def test_an_authority_never_ends_before_what_it_issues(tmp_path: Path) -> None:
    first = ready(tmp_path)
    last_with_it = ready(tmp_path, at=NOW + days(3650 - 399))
    assert last_with_it.authority == first.authority
    assert last_with_it.leaf.not_valid_after_utc <= first.authority.not_valid_after_utc
    assert ready(tmp_path, at=NOW + days(3650 - 396)).authority != first.authority


def test_a_computer_that_is_renamed_keeps_the_name_that_phones_know(tmp_path: Path) -> None:
    ready(tmp_path)
    assert ready(tmp_path, name="renamed.local").name == NAME


@pytest.mark.parametrize("broken", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nxx\n"])
def test_a_broken_file_is_named_with_its_remedy(tmp_path: Path, broken: bytes) -> None:
    ready(tmp_path)
    path = tmp_path / "lan" / "authority.pem"
    path.write_bytes(broken)
    with pytest.raises(InputError, match=r"authority\.pem.*remove it"):
        ready(tmp_path)
    assert path.read_bytes() == broken


def test_somebody_else_s_authority_is_not_taken_for_ours(tmp_path: Path) -> None:
    first = ready(tmp_path / "one")
    ready(tmp_path / "other")
    stolen = (tmp_path / "other/lan/server.pem").read_bytes()
    (tmp_path / "one/lan/server.pem").write_bytes(stolen)
    assert certificates.serves(ready(tmp_path / "one").leaf, first.authority, HOME_ADDRESSES)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("laptop", "laptop.local"),
        ("Kim's MacBook.fritz.box", "kim-s-macbook.local"),
        ("DESKTOP-4F2", "desktop-4f2.local"),
        ("ноутбук", "infoview.local"),
        ("", "infoview.local"),
        ("x" * 80, f"{'x' * 63}.local"),
    ],
)
def test_any_host_name_becomes_one_that_a_certificate_can_hold(host: str, name: str) -> None:
    assert mdns_name(host) == name


def test_only_private_addresses_are_served() -> None:
    assert all(map(is_private, lan_addresses()))
    assert len(lan_addresses()) <= ADDRESSES_MAX
    for public in ("8.8.8.8", "127.0.0.1", "192.0.2.1", "fe80::1", "::1", "2001:db8::1"):
        assert not is_private(ip_address(public))
