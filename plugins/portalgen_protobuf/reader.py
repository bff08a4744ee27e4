"""A tree of the grammar in, values out: nested declarations beside their parents, types as written."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lark import Token

from portalgen_definitions.values import Fault
from portalgen_protobuf.comments import Comments
from portalgen_protobuf.file import ProtoFile
from portalgen_protobuf.grammar import Node, parse
from portalgen_protobuf.tree import flat, inner, is_node, name_of, nodes, path_of, string_of
from portalgen_protobuf.values import (
    Enum,
    EnumValue,
    Extension,
    Field,
    Fields,
    Import,
    Message,
    Method,
    Option,
    Ref,
    Service,
)

MAX_NESTING = 30


class _TooDeep(Exception):  # noqa: N818  (a reason to stop, caught nearby)
    """Messages are nested deeper than anybody could read; the line is the argument."""


def read_file(text: str) -> ProtoFile | Fault:
    """Read a file; never raises."""
    root = parse(text)
    if isinstance(root, Fault):
        return root
    reader = _Reader(text, Comments(text), ProtoFile())
    try:
        reader.read(root)
    except _TooDeep as error:
        return Fault(f"messages are nested more than {MAX_NESTING} levels deep", int(str(error)), 1)
    return reader.file


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file; types are not looked up yet: `Ref.text` is what is written."""

    text: str
    comments: Comments
    file: ProtoFile

    def read(self, root: Node) -> None:
        """Read all declarations of a file. Raises `_TooDeep`."""
        for node in nodes(root):
            name = str(node.data)
            if name == "syntax":
                self.file.syntax = string_of(node.children[0])
                self._describe(node)
            elif name == "package":
                self.file.package = path_of(node.children[0])
                self._describe(node)
            elif name == "import":
                kind = node.children[0]
                self.file.imports.append(Import(string_of(node.children[1]), path_of(kind) if is_node(kind) else ""))
            elif name == "service":
                self.file.services.append(self._service(node))
            else:
                self._declaration(node, "", 0)
        self.file.options.extend(self._options(root))

    def _describe(self, node: Node) -> None:
        """Take the comment of the package or of the syntax, unless it is about rights."""
        words = self._comment(node)
        if words and "copyright" not in words.lower() and "license" not in words.lower():
            self.file.description = words

    def _declaration(self, node: Node, scope: str, depth: int) -> None:
        if node.data in {"message", "group"}:
            self._message(node, scope, depth)
        elif node.data == "enum":
            self.file.enums.append(self._enum(node, scope))
        elif node.data == "extend":
            type_ = Ref(path_of(node.children[0]))
            fields = tuple(self._fields(node, scope))
            self.file.extensions.append((scope, Extension(type_, fields, self._comment(node))))

    def _message(self, node: Node, scope: str, depth: int) -> None:
        if depth > MAX_NESTING:
            raise _TooDeep(node.meta.line)
        name = f"{scope}{name_of(node)}"
        place = len(self.file.messages)
        for child in inner(node):
            self._declaration(child, f"{name}.", depth + 1)
        reserved = tuple(self._ranges(node, "reserved"))
        message = Message(
            name=name,
            groups=tuple(self._groups(node, f"{name}.")),
            description=self._comment(node, node.meta.line),
            deprecated=self._deprecated(node),
            options=self._shown(node),
            reserved=reserved,
            extensions=tuple(self._ranges(node, "extensions")),
            line=node.meta.line,
        )
        self.file.messages.insert(place, message)

    def _groups(self, node: Node, scope: str) -> Iterator[Fields]:
        members = (child for child in nodes(node) if child.data in {"field", "map_field", "group", "oneof"})
        for alone, found in groupby(members, key=lambda child: child.data != "oneof"):
            if alone:
                yield Fields(tuple(self._field(child, scope) for child in found))
                continue
            for child in found:
                description = self._comment(child, child.meta.line)
                yield Fields(tuple(self._fields(child, scope)), name_of(child), description)

    def _fields(self, node: Node, scope: str) -> Iterator[Field]:
        for child in nodes(node):
            if child.data in {"field", "map_field", "group"}:
                yield self._field(child, scope)

    def _field(self, node: Node, scope: str) -> Field:
        names = [child for child in node.children if isinstance(child, Token)]
        types = [path_of(child) for child in nodes(node) if child.data == "path"]
        labels = [path_of(child) for child in nodes(node) if child.data == "label"]
        name, number = (str(names[0]), str(names[1]))
        # The type of a group is a message beside it, of its name.
        type_ = types[-1] if types else f"{scope}{name}"
        return Field(
            name=name,
            number=number,
            type=Ref(type_),
            label=labels[0] if labels else "",
            key=types[0] if node.data == "map_field" else "",
            description=self._comment(node),
            deprecated=self._deprecated(node),
            options=self._shown(node),
            line=node.meta.line,
        )

    def _enum(self, node: Node, scope: str) -> Enum:
        values = (
            EnumValue(
                name_of(child),
                flat(self._text(child.children[1])),
                self._comment(child),
                self._deprecated(child),
                self._shown(child),
            )
            for child in nodes(node)
            if child.data == "value"
        )
        return Enum(
            name=f"{scope}{name_of(node)}",
            values=tuple(values),
            description=self._comment(node, node.meta.line),
            deprecated=self._deprecated(node),
            options=self._shown(node),
            reserved=tuple(self._ranges(node, "reserved")),
            line=node.meta.line,
        )

    def _service(self, node: Node) -> Service:
        name = name_of(node)
        methods = tuple(self._method(child, name) for child in nodes(node) if child.data == "method")
        description = self._comment(node, node.meta.line)
        return Service(name, methods, description, self._deprecated(node), self._shown(node))

    def _method(self, node: Node, service: str) -> Method:
        name, asks, request, answers, response = node.children[:5]
        return Method(
            service=service,
            name=str(name),
            request=Ref(path_of(request)),
            response=Ref(path_of(response)),
            asks=asks is not None,
            answers=answers is not None,
            description=self._comment(node),
            deprecated=self._deprecated(node),
            options=self._shown(node),
        )

    def _ranges(self, node: Node, kind: str) -> Iterator[str]:
        for child in nodes(node):
            if child.data == kind:
                for row in child.children:
                    if isinstance(row, Token) or (is_node(row) and row.data != "options"):
                        yield flat(self._text(row))

    def _options(self, node: Node) -> Iterator[Option]:
        """Yield the options of a declaration, those in brackets and those in its body."""
        for child in nodes(node):
            if child.data in {"option", "options"}:
                for row in nodes(child):
                    name, value = row.children
                    yield Option(flat(self._text(name)), flat(self._text(value)))

    def _shown(self, node: Node) -> tuple[Option, ...]:
        return tuple(option for option in self._options(node) if option.name != "deprecated")

    def _deprecated(self, node: Node) -> bool:
        return any(option == Option("deprecated", "true") for option in self._options(node))

    def _comment(self, node: Node, last: int = 0) -> str:
        """Return the words above a node, or behind its last line; behind the first one for what has a body."""
        return self.comments.of(node.meta.line, node.meta.column, last or node.meta.end_line)

    def _text(self, part: object) -> str:
        if isinstance(part, Token):
            return str(part)
        return self.text[part.meta.start_pos : part.meta.end_pos] if is_node(part) else ""
