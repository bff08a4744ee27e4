"""Git's own credential helpers, where portal.yaml asks for one: a host in, user and password for it out."""

from functools import lru_cache

from portalgen.crawl.git_command import GitError, run_git


@lru_cache(maxsize=1000)  # one question a host, however many repositories it has
def ask_helper(helper: str, scheme: str, host: str) -> str:
    """Return `user:password` as the helper knows them, empty if it knows none; nobody is asked for any.

    `helper` is what Git takes as `credential.helper`: `store`, `osxkeychain`, or a command with its options.
    """
    command = ("-c", "credential.helper=", "-c", f"credential.helper={helper}", "credential", "fill")
    given = f"protocol={scheme}\nhost={host}\n\n".encode()
    try:
        output = run_git(command, stdin=given, timeout=20)
    except GitError:
        return ""
    found = dict(line.split("=", 1) for line in output.decode(errors="replace").splitlines() if "=" in line)
    return f"{found.get('username', '')}:{found['password']}" if found.get("password") else ""
