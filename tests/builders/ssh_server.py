"""Serves real repositories over ssh on this machine, with keys of its own, by OpenSSH's own programs."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") or ""
PROGRAMS = ("ssh", "ssh-agent", "ssh-add", "ssh-keygen")
FAULTS = ("closed", "mute", "cut", "garbage", "empty", "error", "hang", "drip")

_CONFIG = """
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized_keys
ForceCommand /bin/sh {folder}/serve
AcceptEnv GIT_PROTOCOL
KbdInteractiveAuthentication no
PasswordAuthentication no
PermitRootLogin yes
PidFile none
StrictModes no
UsePAM no
"""
_SERVE = """
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
echo "$SSH_ORIGINAL_COMMAND" >> {folder}/asked
served() {{ git shell -c "$SSH_ORIGINAL_COMMAND"; }}
case "$FAULT" in
    cut) served | {{ head -c 100; kill 0; }} ;;
    garbage) echo "Welcome to the machine!" ;;
    empty) ;;
    error) echo "fatal: out of order" >&2; exit 1 ;;
    hang) exec cat > /dev/null ;;
    drip) served | head -c 100; exec cat > /dev/null ;;
    *) served ;;
esac
"""
_SSH = """#!/bin/sh
exec {ssh} -F none -oUserKnownHostsFile={folder}/known_hosts -oGlobalKnownHostsFile=none -oIdentityFile=none "$@"
"""
"""As `ssh`, in a home folder that has nothing but known hosts: it takes that folder from the system alone."""


def reason_to_skip(folder: Path) -> str:
    """Return why there can be no server here, empty if there can be one."""
    missing = [name for name in PROGRAMS if not shutil.which(name)] + ([] if SSHD else ["sshd"])
    if missing:
        return f"not installed: {', '.join(missing)}"
    done = subprocess.run([SSHD, "-t", "-f", str(folder / "config")], capture_output=True, text=True, check=False)
    return f"sshd does not start: {done.stderr.strip()}" if done.returncode else ""


@dataclass
class SshServer:
    """What a test sees of the server."""

    folder: Path
    """Its keys and settings."""
    root: Path
    """Its repositories."""
    port: int = 0
    connections: int = 0
    """How often it was called."""
    faults: tuple[str, ...] = ()
    """What is wrong with the next calls, one after the other: each one of `FAULTS`, or empty; the last one lasts."""
    released: threading.Event = field(default_factory=threading.Event)
    _running: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def user(self) -> str:
        return pwd.getpwuid(os.getuid()).pw_name

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    def url(self, name: str) -> str:
        return f"ssh://{self.user}@{self.host}{self.root}/{name}"

    @property
    def asked(self) -> list[str]:
        """What clients wanted to run."""
        path = self.folder / "asked"
        return path.read_text().splitlines() if path.exists() else []

    @property
    def client(self) -> Path:
        """Folder of an `ssh` that knows this host's key."""
        return self.folder / "bin"

    def know_host(self, key: str) -> None:
        """Let clients know the host by a public key, or by none."""
        (self.folder / "known_hosts").write_text(f"[localhost]:{self.port} {key}" if key else "")

    def allow_passwords(self) -> None:
        """Take passwords too, if anybody types one."""
        config = self.folder / "config"
        config.write_text(config.read_text().replace("PasswordAuthentication no", "PasswordAuthentication yes"))

    def call(self, connection: socket.socket) -> None:
        """Answer one call, or do what a host in trouble does."""
        fault, self.faults = self.faults[0] if self.faults else "", self.faults[1:] or self.faults
        if fault == "mute":
            self.released.wait(60)
        if fault in {"mute", "closed"}:
            return
        command = [SSHD, "-i", "-f", str(self.folder / "config"), "-o", f"SetEnv=FAULT={fault or 'none'}"]
        place, log = connection.fileno(), subprocess.DEVNULL
        self._running.append(subprocess.Popen(command, stdin=place, stdout=place, stderr=log))

    def end(self) -> None:
        self.released.set()
        for process in self._running:
            process.terminate()
            process.wait()


def make_key(path: Path) -> Path:
    """Make a key pair without a passphrase."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(path)], check=True)
    return path


def prepare(server: SshServer) -> None:
    """Write the server's settings, and the keys of the host and of its one client (`client_key`)."""
    folder = server.folder
    server.client.mkdir(parents=True)
    for name in ("host_key", "client_key") if shutil.which("ssh-keygen") else ():
        make_key(folder / name)
    with suppress(FileNotFoundError):
        shutil.copy(folder / "client_key.pub", folder / "authorized_keys")
    (folder / "config").write_text(_CONFIG.format(folder=folder))
    (folder / "serve").write_text(_SERVE.format(folder=folder))
    (server.client / "ssh").write_text(_SSH.format(folder=folder, ssh=shutil.which("ssh")))
    (server.client / "ssh").chmod(0o755)


@contextmanager
def serving(server: SshServer) -> Iterator[SshServer]:
    """Answer calls until the block ends; each gets an sshd of its own, as from inetd, so no port is taken twice."""
    listener = socket.create_server(("localhost", 0))
    server.port = listener.getsockname()[1]
    server.know_host((server.folder / "host_key.pub").read_text())
    thread = threading.Thread(target=_listen, args=(listener, server), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()
        listener.close()
        server.end()


def _listen(listener: socket.socket, server: SshServer) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:  # the end
            return
        server.connections += 1
        threading.Thread(target=_answer, args=(connection, server), daemon=True).start()


def _answer(connection: socket.socket, server: SshServer) -> None:
    with connection:
        server.call(connection)


@contextmanager
def agent(*keys: Path) -> Iterator[str]:
    """Give the socket of an SSH agent that holds some keys."""
    with tempfile.TemporaryDirectory(prefix="agent-", dir="/tmp") as folder:
        place = f"{folder}/socket"
        with subprocess.Popen(["ssh-agent", "-D", "-a", place], stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            try:
                environment = {**os.environ, "SSH_AUTH_SOCK": place}
                for key in keys:
                    subprocess.run(["ssh-add", "-q", str(key)], check=True, env=environment, capture_output=True)
                yield place
            finally:
                process.terminate()
