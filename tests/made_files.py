"""Files of every format, made by code: what a program would write, in as few bytes as it takes."""

import io
import zipfile
from collections.abc import Mapping, Sequence

Printed = tuple[int, int, int, str]
"""A line on a page: left and baseline in points, height of its letters, text."""

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTAINER = '<container><rootfiles><rootfile full-path="O/book.opf"/></rootfiles></container>'


def pdf(pages: Sequence[Sequence[Printed]], info: str = "", catalog: str = "") -> bytes:
    """Return a PDF that prints *pages* in Helvetica, with entries of the *info* and *catalog* dictionaries."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, page in enumerate(pages):
        body = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in page).encode("latin-1")
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (5 + 2 * number),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body),
        ]
    return assembled([*objects, f"<< {info} >>".encode()])


def assembled(objects: Sequence[bytes], more: str = "") -> bytes:
    """Return a PDF of *objects*, the first its catalog, the last its information, with *more* in its trailer."""
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {more} >>".encode()
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return made + head + table + b"trailer " + trailer + b"\nstartxref\n%d\n%%%%EOF" % len(made)


def printed(lines: Sequence[str], size: int = 11) -> list[Printed]:
    """Return *lines* as a page prints them, one under the other."""
    return [(72, 730 - 14 * number, size, line) for number, line in enumerate(lines)]


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of *parts* by their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """Return a DOCX with the XML *body* and the *parts* `styles` and `core`."""
    places = {"styles": "word/styles.xml", "core": "docProps/core.xml", "footnotes": "word/footnotes.xml"}
    document = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return packed({"word/document.xml": document} | {places[name]: part for name, part in parts.items()})


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of a DOCX."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def epub(chapters: Mapping[str, str], metadata: str = "", manifest: str = "") -> bytes:
    """Return an EPUB of *chapters* in the order in which they are read; they are packed in that of their names."""
    items = "".join(f'<item id="{n}" href="{name}"/>' for n, name in enumerate(chapters))
    spine = "".join(f'<itemref idref="{n}"/>' for n in range(len(chapters)))
    package = f'<package xmlns:dc="d"><metadata>{metadata}</metadata><manifest>{items}{manifest}</manifest>'
    parts = {f"O/{name}": text for name, text in sorted(chapters.items())}
    return packed(
        {"META-INF/container.xml": CONTAINER, "O/book.opf": f"{package}<spine>{spine}</spine></package>"} | parts
    )
