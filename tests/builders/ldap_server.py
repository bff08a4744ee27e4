"""A real LDAP server, OpenLDAP's slapd, on loopback: entries in, a directory that can be asked out."""

import ipaddress
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SLAPD = shutil.which("slapd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin:/usr/libexec")
SUFFIX = "dc=larkspur,dc=example"
ADMIN, SECRET = f"cn=admin,{SUFFIX}", "correct-horse-battery"
Entry = tuple[str, Mapping[str, str | Sequence[str]]]

_CONFIGURATION = """\
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/nis.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
pidfile {folder}/slapd.pid
TLSCACertificateFile {folder}/ca.pem
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
sizelimit size.soft=5 size.hard=5 size.prtotal=unlimited
database mdb
suffix "{suffix}"
rootdn "cn=root,{suffix}"
rootpw root
directory {folder}/data
maxsize 10485760
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{admin}" read by anonymous auth
limits dn.exact="{admin}" size.soft=5 size.hard=5 size.prtotal=unlimited
overlay memberof
"""


@dataclass(frozen=True)
class LdapServer:
    """What a test sees of the server."""

    port: int
    tls_port: int
    folder: Path

    @property
    def ca(self) -> Path:
        """Certificate of the authority that both names of the server are vouched for by: `localhost`, `127.0.0.1`."""
        return self.folder / "ca.pem"


@contextmanager
def ldap_server(folder: Path, entries: Sequence[Entry]) -> Iterator[LdapServer]:
    """Serve entries below `SUFFIX` until the block ends; skips where OpenLDAP is not installed as Debian does it."""
    if not SLAPD or not Path("/etc/ldap/schema/core.schema").exists():
        pytest.skip("needs Debian's slapd")
    (folder / "data").mkdir(parents=True)
    write_certificates(folder)
    (folder / "slapd.conf").write_text(_CONFIGURATION.format(folder=folder, suffix=SUFFIX, admin=ADMIN))
    plain, encrypted = free_ports(2)
    server = LdapServer(plain, encrypted, folder)
    hosts = ("127.0.0.1", "127.0.0.2")  # the second has no name in the certificate
    urls = " ".join(f"ldap://{host}:{plain}/ ldaps://{host}:{encrypted}/" for host in hosts)
    command = [SLAPD, "-f", str(folder / "slapd.conf"), "-h", urls, "-d", "0"]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            fill(server, process, entries)
            yield server
        finally:
            process.terminate()
            process.wait(10)


def fill(server: LdapServer, process: "subprocess.Popen[bytes]", entries: Sequence[Entry]) -> None:
    ldap3 = pytest.importorskip("ldap3", reason="needs ldap3")

    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", server.port)) == 0:
                break
        assert process.poll() is None, (server.folder / "log").read_text()
        time.sleep(0.05)
    root = ldap3.Server("127.0.0.1", server.port, get_info=ldap3.NONE)
    connection: Any = ldap3.Connection(root, f"cn=root,{SUFFIX}", "root", auto_bind=True, raise_exceptions=True)
    try:
        organisation = {"o": "Larkspur", "dc": "larkspur"}
        connection.add(SUFFIX, ["dcObject", "organization"], organisation)
        connection.add(ADMIN, ["organizationalRole", "simpleSecurityObject"], {"userPassword": SECRET})
        for dn, values in entries:
            attributes = {key: value for key, value in values.items() if key != "objectClass"}
            connection.add(f"{dn},{SUFFIX}", values["objectClass"], attributes)
    finally:
        connection.unbind()


def free_ports(count: int) -> list[int]:
    """Return ports that nobody is given by chance until the server has them: below those that Linux hands out."""
    found: list[int] = []
    start = 20_000 + os.getpid() * 7 % 10_000
    for port in range(start, start + 1_000):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            found.append(port)
        if len(found) == count:
            break
    return found


_MAY_SIGN = x509.KeyUsage(
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


def write_certificates(folder: Path) -> None:
    """Write `ca.pem`, and `server.pem` with `server.key` that it vouches for."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
    ca = certificate(authority, authority, ca_key, x509.BasicConstraints(ca=True, path_length=None), ca_key)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    own = certificate(subject, authority, key, names, ca_key)
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(ca.public_bytes(pem))
    (folder / "server.pem").write_bytes(own.public_bytes(pem))
    plain = serialization.NoEncryption()
    (folder / "server.key").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))


def certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
    signer: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    """Sign a certificate as RFC 5280 asks for: Python 3.13 and later refuse one that says less."""
    authority = isinstance(extension, x509.BasicConstraints)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).add_extension(extension, critical=authority)
    vouching = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    builder = builder.add_extension(vouching, critical=False)
    if authority:
        builder = builder.add_extension(_MAY_SIGN, critical=True)
    builder = builder.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(
        datetime(2120, 1, 1, tzinfo=UTC)
    )
    return builder.sign(signer, hashes.SHA256())
