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
_ATTRIBUTE_NAMES = (
    "alignment-baseline amplitude azimuth baseFrequency baseline-shift bias class clip-path clip-rule clipPathUnits "
    "color color-interpolation color-interpolation-filters color-rendering cursor cx cy d diffuseConstant direction "
    "display divisor dominant-baseline dx dy edgeMode elevation enable-background exponent fill fill-opacity "
    "fill-rule filter filterUnits flood-color flood-opacity font-family font-size font-size-adjust font-stretch "
    "font-style font-variant font-weight fr fx fy gradientTransform gradientUnits height id image-rendering in in2 "
    "intercept isolation k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust letter-spacing lighting-color "
    "limitingConeAngle marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask mask-type "
    "maskContentUnits maskUnits method mix-blend-mode mode numOctaves offset opacity operator order orient overflow "
    "paint-order pathLength patternContentUnits patternTransform patternUnits pointer-events points pointsAtX "
    "pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY requiredFeatures "
    "result role rotate rx ry scale seed shape-rendering side slope spacing specularConstant specularExponent "
    "spreadMethod startOffset stdDeviation stitchTiles stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style "
    "surfaceScale systemLanguage tableValues targetX targetY text-anchor text-decoration text-rendering textLength "
    "transform transform-origin type unicode-bidi values vector-effect version viewBox visibility white-space width "
    "word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z "
    "{http://www.w3.org/XML/1998/namespace}lang {http://www.w3.org/XML/1998/namespace}space"
)
_ATTRIBUTES = set(_ATTRIBUTE_NAMES.split())
_DANGER = re.compile(
    r"\\|@import|javascript:|expression\s*\(|(?:image-set|image|src)\s*\("
    r"|url\(\s*['\"]?\s*(?!#|['\"]?data:image/)",
    re.IGNORECASE,
)
"""What may load or hide something in a style; addresses only lead to places of the same file, or to a picture in it."""
_DATA_PICTURE = re.compile(r"data:image/(?:png|gif|jpeg|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|mailto:|#)[^\x00-\x1f]*", re.IGNORECASE)

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
    known = name in _ATTRIBUTES or name.startswith("aria-")
    return known and not _DANGER.search(value)


def _may_refer(element: str, value: str) -> bool:
    if element == "a":
        return bool(_WEB.fullmatch(value))
    return value.startswith("#") or (element == "image" and bool(_DATA_PICTURE.fullmatch(value)))
