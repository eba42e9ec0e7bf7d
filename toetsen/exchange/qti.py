"""QTI out, 2.1 and 3.0: a package of items with their scoring and feedback, for TAO and others.

The information models of 1EdTech (https://www.imsglobal.org/question/): the same classes with other
names. 2.1 says choiceInteraction where 3.0 says qti-choice-interaction, attributes likewise.
"""

import io
import zipfile
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from toetsen.exchange.items import Form, Item
from toetsen.exchange.qti_item import Dialect, Writer, lost

FORMS = frozenset(Form)
__all__ = ["FORMS", "V21", "V30", "lost", "write"]
# So that the same questions give the same bytes.
STAMP = (2020, 1, 1, 0, 0, 0)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


V21 = Dialect(
    "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "imsqti_item_xmlv2p1",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    ("QTIv2.1 Package", "1.0.0"),
    kebab=False,
)
V30 = Dialect(
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    "imsqti_item_xmlv3p0",
    "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    ("QTI Package", "3.0.0"),
    kebab=True,
)


def write(items: list[Item], dialect: Dialect) -> bytes:
    """The package as a zip: imsmanifest.xml and one file per question."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        names = [f"items/{item.code}.xml" for item in items]
        _put(package, "imsmanifest.xml", _manifest(items, names, dialect))
        for name, item in zip(names, items, strict=True):
            _put(package, name, Writer(dialect, item).item())
    return out.getvalue()


def _put(package: zipfile.ZipFile, name: str, root: Element) -> None:
    indent(root)
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(entry, XML + tostring(root, encoding="unicode") + "\n")


def _manifest(items: list[Item], names: list[str], dialect: Dialect) -> Element:
    manifest = Element(
        "manifest", {"xmlns": dialect.packaging, "identifier": "questions"}
    )
    metadata = SubElement(manifest, "metadata")
    for tag, text in zip(("schema", "schemaversion"), dialect.schema, strict=True):
        SubElement(metadata, tag).text = text
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    for item, name in zip(items, names, strict=True):
        about = {"identifier": f"r-{item.code}", "type": dialect.resource, "href": name}
        SubElement(SubElement(resources, "resource", about), "file", href=name)
    return manifest
