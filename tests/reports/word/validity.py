"""The rules that Word, WPS and LibreOffice stumble over, held part by part (ISO/IEC 29500-1 and -2).

No schema comes with any of our wheels, so the order of elements is held for the property groups that we write.
"""

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# The order of children that the schema asks, for every group that the builder writes.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top start left bottom end right insideH insideV",
    "pBdr": "top left bottom right between bar",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "writeProtection view zoom defaultTabStop characterSpacingControl updateFields compat themeFontLang "
    "clrSchemeMapping decimalSymbol listSeparator",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "docPartObj": "docPartGallery docPartCategory docPartUnique",
}
STYLED = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


def local(node: Any) -> str:
    return str(etree.QName(node).localname)


class Package:
    """A DOCX opened for inspection; ``problems()`` is empty for a file without fault."""

    def __init__(self, content: bytes) -> None:
        self.zip = zipfile.ZipFile(BytesIO(content))
        self.names = self.zip.namelist()
        parser = etree.XMLParser(resolve_entities=False)
        self.parts = {
            name: etree.fromstring(self.zip.read(name), parser)
            for name in self.names
            if name.endswith((".xml", ".rels"))
        }
        self.document = self.parts["word/document.xml"]
        self.body = self.document[0]

    def problems(self) -> list[str]:
        checks = (
            self.check_content_types,
            self.check_relations,
            self.check_order,
            self.check_styles,
            self.check_numbers,
            self.check_tables,
            self.check_fields,
            self.check_bookmarks,
            self.check_pictures,
            self.check_sections,
        )
        return [f"{check.__name__}: {problem}" for check in checks for problem in check()]

    def story_parts(self) -> list[Any]:
        """Return the parts that hold text."""
        return [root for name, root in self.parts.items() if local(root) in ("document", "hdr", "ftr")]

    def check_content_types(self) -> Iterator[str]:
        if len(self.names) != len(set(self.names)):
            yield "a part stands twice in the file"
        types = self.parts["[Content_Types].xml"]
        defaults = {node.get("Extension") for node in types.iter(f"{TYPES}Default")}
        overrides = {node.get("PartName") for node in types.iter(f"{TYPES}Override")}
        for name in self.names:
            known = f"/{name}" in overrides or name.rpartition(".")[2] in defaults
            if name != "[Content_Types].xml" and not known:
                yield f"{name} has no content type"
        yield from (f"{name} has a content type and is not there" for name in overrides if name[1:] not in self.names)

    def check_relations(self) -> Iterator[str]:
        reached = {"[Content_Types].xml"}
        for name, root in self.parts.items():
            if not name.endswith(".rels"):
                continue
            reached.add(name)
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in root.iter(f"{PACKAGE}Relationship"):
                if relation.get("TargetMode") == "External":
                    continue
                target = relation.get("Target")
                target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                reached.add(target)
                if target not in self.names:
                    yield f"{name} points to {target}, which is not there"
        yield from (f"nothing points to {name}" for name in self.names if name not in reached)
        for name, root in self.parts.items():
            used = {value for node in root.iter() for key, value in node.attrib.items() if key.startswith(R)}
            folder, file = posixpath.split(name)
            relations = self.parts.get(f"{folder}/_rels/{file}.rels")
            known = {node.get("Id") for node in relations} if relations is not None else set()
            yield from (f"{name} uses {missing}, which is not among its relations" for missing in used - known)

    def check_order(self) -> Iterator[str]:
        for name, root in self.parts.items():
            for node in root.iter(f"{W}*"):
                order = ORDER.get(local(node), "").split()
                if not order:
                    continue
                children = [local(child) for child in node]
                if unknown := set(children) - set(order):
                    yield f"{name}: {local(node)} holds {', '.join(sorted(unknown))}"
                elif sorted(children, key=order.index) != children:
                    yield f"{name}: the children of {local(node)} stand out of order: {children}"
                single = Counter(children)
                if local(node).endswith("Pr") and local(node) != "sectPr" and max(single.values(), default=1) > 1:
                    yield f"{name}: {local(node)} says something twice: {children}"

    def check_styles(self) -> Iterator[str]:
        styles = {node.get(f"{W}styleId"): node for node in self.parts["word/styles.xml"].iter(f"{W}style")}
        names = Counter(node[0].get(f"{W}val").lower() for node in styles.values())
        yield from (f"two styles are called {name}" for name, count in names.items() if count > 1)
        for style, node in styles.items():
            for child in node:
                if local(child) in ("basedOn", "next", "link") and child.get(f"{W}val") not in styles:
                    yield f"style {style}: {local(child)} {child.get(f'{W}val')} is not there"
        for root in [*self.story_parts(), self.parts["word/numbering.xml"]]:
            for tag, kind in STYLED.items():
                for node in root.iter(f"{W}{tag}"):
                    found = styles.get(node.get(f"{W}val"))
                    if found is None or found.get(f"{W}type") != kind:
                        yield f"{tag} {node.get(f'{W}val')} is no {kind} style"

    def check_numbers(self) -> Iterator[str]:
        numbering = self.parts["word/numbering.xml"]
        levels = {
            abstract.get(f"{W}abstractNumId"): {level.get(f"{W}ilvl") for level in abstract.iter(f"{W}lvl")}
            for abstract in numbering.iter(f"{W}abstractNum")
        }
        numbers = {
            num.get(f"{W}numId"): num.find(f"{W}abstractNumId").get(f"{W}val") for num in numbering.iter(f"{W}num")
        }
        yield from (f"number {num} counts by {abstract}" for num, abstract in numbers.items() if abstract not in levels)
        for root in [*self.story_parts(), self.parts["word/styles.xml"]]:
            for properties in root.iter(f"{W}numPr"):
                num = properties.find(f"{W}numId").get(f"{W}val")
                level = properties.find(f"{W}ilvl")
                if num != "0" and num not in numbers:
                    yield f"number {num} is not there"
                elif num != "0" and level is not None and level.get(f"{W}val") not in levels[numbers[num]]:
                    yield f"number {num} has no level {level.get(f'{W}val')}"

    def check_tables(self) -> Iterator[str]:
        for place, table in enumerate(self.document.iter(f"{W}tbl"), start=1):
            grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
            width = int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
            if sum(grid) != width:
                yield f"table {place}: the columns measure {sum(grid)}, the table {width}"
            for row in table.iter(f"{W}tr"):
                spans, widths = [], []
                for cell in row.iter(f"{W}tc"):
                    span = cell.find(f"{W}tcPr/{W}gridSpan")
                    spans.append(int(span.get(f"{W}val")) if span is not None else 1)
                    widths.append(int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")))
                    if local(cell[-1]) != "p":
                        yield f"table {place}: a cell does not end with a paragraph"
                if sum(spans) != len(grid) or sum(widths) != width:
                    yield f"table {place}: a row of {sum(spans)} columns and {sum(widths)} twips"
        for table in self.body.iter(f"{W}tbl"):
            following = table.getnext()
            if following is None or local(following) != "p":
                yield "a table is not followed by a paragraph"

    def check_fields(self) -> Iterator[str]:
        for root in self.story_parts():
            depth = 0
            for mark in root.iter(f"{W}fldChar"):
                kind = mark.get(f"{W}fldCharType")
                depth += {"begin": 1, "end": -1}.get(kind, 0)
                if depth < 0:
                    yield "a field ends that did not begin"
            if depth:
                yield "a field does not end"

    def check_bookmarks(self) -> Iterator[str]:
        starts = list(self.document.iter(f"{W}bookmarkStart"))
        for attribute in ("id", "name"):
            if len({node.get(f"{W}{attribute}") for node in starts}) != len(starts):
                yield f"two bookmarks have the same {attribute}"
        ends = Counter(node.get(f"{W}id") for node in self.document.iter(f"{W}bookmarkEnd"))
        if ends != Counter(node.get(f"{W}id") for node in starts):
            yield "bookmarks do not end as they began"
        names = {node.get(f"{W}name") for node in starts}
        yield from (f"bookmark {name} is longer than 40 characters" for name in names if len(name) > 40)
        for link in self.document.iter(f"{W}hyperlink"):
            anchor = link.get(f"{W}anchor")
            if anchor is not None and anchor not in names:
                yield f"a link leads to {anchor}, which is not there"

    def check_pictures(self) -> Iterator[str]:
        properties = list(self.document.iter(f"{DRAWING}docPr"))
        if len({node.get("id") for node in properties}) != len(properties):
            yield "two pictures have the same id"
        yield from (f"picture {node.get('id')} has no description" for node in properties if not node.get("descr"))

    def check_sections(self) -> Iterator[str]:
        if local(self.body[-1]) != "sectPr":
            yield "the body does not end with its section"
        for section in self.document.iter(f"{W}sectPr"):
            size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
            if (size.get(f"{W}w"), size.get(f"{W}h")) != ("11906", "16838"):
                yield "a page is not A4"
            if margins is None:
                yield "a section has no margins"
