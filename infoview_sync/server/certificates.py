"""A private certificate authority that can vouch for this machine only, and its certificates.

People install the authority on their phones, so it is made as harmless as X.509 allows: a critical
name constraint (RFC 5280, 4.2.1.10) admits this machine's mDNS name and private addresses, the
extended key usage admits web servers, no further authority may stand below it. Whoever steals its
key can pose as a machine of the local network, never as a bank.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from infoview_sync.server.addresses import PRIVATE_NETWORKS, Address

AUTHORITY_LIFE = timedelta(days=3650)
"""Trusting it takes a person minutes on every phone: once a phone's life is often enough."""
LEAF_LIFE = timedelta(days=397)
"""Browsers refuse a publicly trusted one that lives longer; Apple's limit for others is 825."""
RENEW_BEFORE = timedelta(days=30)
BACKDATED = timedelta(days=1)
"""A phone whose clock is a little slow must not refuse a new certificate."""
_COMMON_NAME_CHARS_MAX = 64
_WEB_SERVER = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])


class Certified(NamedTuple):
    """A certificate and the secret key that belongs to it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def make_authority(name: str, *, now: datetime) -> Certified:
    """A new authority for the machine that is called `name` (`laptop.local`)."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _subject(f"InfoView on {name}")
    constraints = x509.NameConstraints(
        permitted_subtrees=[x509.DNSName(name), *map(x509.IPAddress, PRIVATE_NETWORKS)],
        excluded_subtrees=None,
    )
    builder = (
        _builder(subject, key.public_key(), now=now, life=AUTHORITY_LIFE)
        .issuer_name(subject)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(is_authority=True), critical=True)
        .add_extension(constraints, critical=True)
    )
    return Certified(builder.sign(key, hashes.SHA256()), key)


def issue(authority: Certified, *, name: str, addresses: list[Address], now: datetime) -> Certified:
    """A certificate for this machine's name and addresses, with a key of its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.DNSName(name), *map(x509.IPAddress, addresses)]
    issuer = authority.certificate
    builder = (
        _builder(_subject(name), key.public_key(), now=now, life=LEAF_LIFE)
        .issuer_name(issuer.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(is_authority=False), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()),  # type: ignore[arg-type]  # ours is P-256
            critical=False,
        )
    )
    return Certified(builder.sign(authority.key, hashes.SHA256()), key)


def name_of(authority: x509.Certificate) -> str:
    """The name that the authority was made for. Raises: ValueError if it is none of ours."""
    try:
        constraints = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    except x509.ExtensionNotFound as error:
        raise ValueError("the certificate has no name constraints") from error
    names = [
        each.value
        for each in constraints.permitted_subtrees or ()
        if isinstance(each, x509.DNSName)
    ]
    if len(names) != 1:
        raise ValueError("the certificate is not for one name")
    return names[0]


def serves(leaf: x509.Certificate, authority: x509.Certificate, addresses: list[Address]) -> bool:
    """Whether the certificate is the authority's and names all these addresses."""
    try:
        leaf.verify_directly_issued_by(authority)
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError, TypeError, InvalidSignature):
        return False
    return set(addresses) <= set(names.get_values_for_type(x509.IPAddress))


def lasts(certificate: x509.Certificate, *, until: datetime) -> bool:
    return certificate.not_valid_before_utc < until < certificate.not_valid_after_utc


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate, in the pairs of digits in which phones and browsers show it."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def to_pem(certified: Certified) -> bytes:
    """Key and certificate in one file, so that they can only be replaced together."""
    return certified.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ) + to_public_pem(certified.certificate)


def from_pem(pem: bytes) -> Certified:
    """Raises: ValueError if that is no key on P-256 with its certificate."""
    key = serialization.load_pem_private_key(pem, None)
    certificate = x509.load_pem_x509_certificate(pem)
    if (
        not isinstance(key, ec.EllipticCurvePrivateKey)
        or certificate.public_key() != key.public_key()
    ):
        raise ValueError("the key is not the certificate's")
    return Certified(certificate, key)


def to_public_pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def to_der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def _builder(
    subject: x509.Name, public_key: ec.EllipticCurvePublicKey, *, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    begins = now - BACKDATED
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(_WEB_SERVER, critical=False)
    )


def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:_COMMON_NAME_CHARS_MAX])])


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
