"""SVG files of a repository: parsed, cut down to drawing elements and attributes, and written anew."""

import re
from xml.etree import ElementTree as ET

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_HREFS = {"href", f"{{{_XLINK}}}href"}
_ELEMENT_NAMES = (
    "a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix "
    "feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile "
    "feTurbulence filter g image line linearGradient marker mask path pattern polygon polyline radialGradient rect "
    "stop style svg switch symbol text textPath title tspan use view"
)
_ELEMENTS = set(_ELEMENT_NAMES.split())
_DANGER = re.compile(r"\\|@import|javascript:|expression\s*\(|url\(\s*['\"]?\s*(?!#|['\"]?data:image/)", re.IGNORECASE)
_DATA_PICTURE = re.compile(r"data:image/(?:png|gif|jpeg|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)

ET.register_namespace("", _SVG)
ET.register_namespace("xlink", _XLINK)


def clean_svg(content: bytes) -> bytes | None:
    """Return the picture without scripts, handlers, foreign content and outside loads; None if it is no SVG.

    A document type with declarations is refused (entities can hide anything); the common empty one is dropped.
    """
    text = content.decode("utf-8-sig", errors="replace")
    if "<!ENTITY" in text or "<!ATTLIST" in text:
        return None
    try:
        root = ET.fromstring(text)  # noqa: S314  (declarations are refused above)
    except (ET.ParseError, ValueError, LookupError):
        return None
    if root.tag != f"{{{_SVG}}}svg":
        return None
    _clean(root)
    clean: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return clean + b"\n"


def _clean(root: ET.Element) -> None:
    todo = [root]
    while todo:
        element = todo.pop()
        for child in list(element):
            if _is_allowed(child):
                todo.append(child)
            else:
                element.remove(child)
        for name, value in list(element.attrib.items()):
            if not _may_stay(element.tag, name, value):
                del element.attrib[name]


def _is_allowed(element: ET.Element) -> bool:
    namespace, _, name = str(element.tag).rpartition("}")
    if namespace != f"{{{_SVG}" or name not in _ELEMENTS:
        return False
    return name != "style" or not (_DANGER.search(element.text or "") or len(element))


def _may_stay(tag: str, name: str, value: str) -> bool:
    if name in _HREFS:
        return _may_refer(tag.rpartition("}")[2], value.strip())
    if name.startswith("{"):
        return name == "{http://www.w3.org/XML/1998/namespace}space"
    return not name.lower().startswith("on") and not _DANGER.search(value)


def _may_refer(element: str, value: str) -> bool:
    if element == "a":
        return bool(_WEB.match(value))
    return value.startswith("#") or (element == "image" and bool(_DATA_PICTURE.fullmatch(value)))
