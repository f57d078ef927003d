"""A certificate authority of the tests' own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext, create_default_context

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)
SIGNS = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)


class Authority:
    """`trusting`: what believes its certificates."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = named("The tests' authority")
        certificate = self._signed(self._name, self._key, x509.BasicConstraints(ca=True, path_length=0), SIGNS, days=1)
        self.trusting = create_default_context(cadata=pem(certificate).decode())

    def serving(self, host: str, *, days: int = 1) -> SSLContext:
        """A server that says it is `host`, until in `days` days."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._signed(named(host), key, x509.SubjectAlternativeName([x509.DNSName(host)]), days=days)
        kept = self._folder / "server.pem"
        kept.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + pem(certificate))
        context = SSLContext(PROTOCOL_TLS_SERVER)
        context.load_cert_chain(kept)
        return context

    def _signed(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, *extensions: x509.ExtensionType, days: int
    ) -> x509.Certificate:
        """With what RFC 5280 demands, which Python looks for from 3.13 on."""
        until = datetime.now(UTC) + days * DAY
        made = x509.CertificateBuilder(self._name, name, key.public_key(), x509.random_serial_number())
        made = made.not_valid_before(until - 9 * DAY).not_valid_after(until)
        signer, subject = self._key.public_key(), x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        for extension in (x509.AuthorityKeyIdentifier.from_issuer_public_key(signer), subject, *extensions):
            made = made.add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
        return made.sign(self._key, SHA256())


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.PEM)
