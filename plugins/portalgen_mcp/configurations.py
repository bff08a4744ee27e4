"""What readers copy into the configuration of their client, for every way to a server."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from portalgen_mcp.values import Configuration, McpDocument, Package, Remote, Variable

MAX_WAYS = 10
_HTTP = {"streamable-http": "http", "http": "http", "sse": "sse"}


def configurations(document: McpDocument, name: str) -> Iterator[tuple[str, tuple[Configuration, ...]]]:
    """Yield (way, configurations): addresses first, then packages that some program starts."""
    for remote in document.remotes[:MAX_WAYS]:
        yield remote.url, tuple(_of_remote(remote, name))
    for package in document.packages[:MAX_WAYS]:
        if package.command:
            yield package.identifier or " ".join(package.command[:1]), tuple(_of_package(package, name))


def _of_remote(remote: Remote, name: str) -> Iterator[Configuration]:
    kind = _HTTP.get(remote.transport, "http")
    headers = [each for each in remote.headers if each.required or each.secret]
    entry: dict[str, Any] = {"type": kind, "url": remote.url}
    plain = {**entry, **_members("headers", {each.name: each.filled for each in headers})}
    yield _servers("Claude Code", ".mcp.json", name, plain)
    cursor = {key: value for key, value in plain.items() if key != "type"}
    yield _servers("Cursor", ".cursor/mcp.json", name, cursor)
    flags = [word for each in headers for word in ("--header", f"{each.name}: {each.filled}")]
    bridge = {"command": "npx", "args": ["-y", "mcp-remote", remote.url, *flags]}
    yield _servers("Claude Desktop", "claude_desktop_config.json", name, bridge)
    asked = {**entry, **_members("headers", {each.name: _asked(each) for each in headers})}
    yield _vs_code(name, asked, headers)


def _of_package(package: Package, name: str) -> Iterator[Configuration]:
    variables = [each for each in package.variables if each.required or each.secret]
    entry: dict[str, Any] = {"command": package.command[0], "args": list(package.command[1:])}
    plain = {**entry, **_members("env", {each.name: each.filled for each in variables})}
    yield _servers("Claude Desktop", "claude_desktop_config.json", name, plain)
    yield _servers("Claude Code, Cursor", ".mcp.json, .cursor/mcp.json", name, plain)
    asked = {"type": "stdio", **entry, **_members("env", {each.name: _asked(each) for each in variables})}
    yield _vs_code(name, asked, variables)


def _vs_code(name: str, entry: Mapping[str, Any], variables: list[Variable]) -> Configuration:
    """VS Code asks for values and keeps secrets; the file has none."""
    inputs = [
        {
            "type": "promptString",
            "id": each.name,
            "description": each.name,
            **({"password": True} if each.secret else {}),
        }
        for each in variables
        if not each.value
    ]
    value = {**({"inputs": inputs} if inputs else {}), "servers": {name: entry}}
    return Configuration("VS Code", ".vscode/mcp.json", _json(value))


def _asked(variable: Variable) -> str:
    return variable.value or f"${{input:{variable.name}}}"


def _servers(client: str, file: str, name: str, entry: Mapping[str, Any]) -> Configuration:
    return Configuration(client, file, _json({"mcpServers": {name: entry}}))


def _members(key: str, value: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    return {key: value} if value else {}


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
