"""Whole files of each format, small ones and very large ones, from which spoiled files are made."""

# ruff: noqa: E501 - what is written into files is read more easily unbroken
from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    ROOT / "transcripts_sample" / "sessions",
    *(ROOT.parent / "shared" / "data" / part for part in ("talk", "badinput")),
)
#: Larger files are read too slowly to be spoiled some thousand times; their kind is there in smaller ones.
MOST_BYTES = 40_000
#: Words that stand in the files made here and in no program: no error may hold one.
PLANTED = ("zabranic", "quillfeather", "mirondel", "ştrumf")
SPOKEN = (
    ("P01", "zabranic, we waited [laughs] for six weeks & more"),
    ("Moderator", "And you, quillfeather?"),
    ("P02", "Mirondel said: <no>, it's \u201efoarte\u201d bine, ştrumf."),
    ("P01", "[inaudible] 12:30 zabranic"),
)

Turns = Sequence[tuple[str, str]]
Parts = Mapping[str, str | bytes]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_CORE = "<p xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>quillfeather</dc:creator></p>"


def zipped(parts: Parts) -> bytes:
    """Make a zip archive whose bytes are the same every day."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return file.getvalue()


def _clock(seconds: int, mark: str) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{mark}000"


def _txt(turns: Turns) -> bytes:
    return "".join(f"{label}: {text}\n\n" for label, text in turns).encode()


def _cues(turns: Turns, mark: str, said: Callable[[str, str], str]) -> str:
    return "".join(
        f"{place + 1}\n{_clock(place, mark)} --> {_clock(place + 1, mark)}\n{said(label, text)}\n\n"
        for place, (label, text) in enumerate(turns)
    )


def _vtt(turns: Turns) -> bytes:
    return (
        "WEBVTT\n\nNOTE zabranic\n\n" + _cues(turns, ".", lambda who, text: f"<v {who}>{escape(text)}</v>")
    ).encode()


def _srt(turns: Turns) -> bytes:
    return _cues(turns, ",", lambda who, text: f"{who}: {text}").encode()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _csv(turns: Turns) -> bytes:
    return (
        "Speaker,English,Time\n" + "".join(f"{w},{_quoted(t)},00:0{n % 9}\n" for n, (w, t) in enumerate(turns))
    ).encode()


def _tsv(turns: Turns) -> bytes:
    rows = (f"{1000 * n}\t{1000 * n + 900}\t{who}: {text}\n" for n, (who, text) in enumerate(turns))
    return ("start\tend\ttext\n" + "".join(rows)).encode()


def _json(turns: Turns) -> bytes:
    segments = [
        {"id": n, "start": n + 0.5, "end": n + 1, "speaker": who, "text": " " + text, "words": [{"word": text[:9]}]}
        for n, (who, text) in enumerate(turns)
    ]
    return json.dumps({"language": "en", "segments": segments, "text": "zabranic"}, ensure_ascii=False).encode()


def _textgrid(turns: Turns) -> bytes:
    tiers: dict[str, list[str]] = {}
    for place, (who, text) in enumerate(turns):
        tiers.setdefault(who, []).append(f"{place}\n{place + 1}\n{_quoted(text)}\n")
    head = f'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n{len(turns)}\n<exists>\n{len(tiers)}\n'
    made = (
        f'"IntervalTier"\n{_quoted(who)}\n0\n{len(turns)}\n{len(entries)}\n{"".join(entries)}'
        for who, entries in tiers.items()
    )
    return (head + "".join(made)).encode()


def _rtf(turns: Turns) -> bytes:
    def letters(text: str) -> str:
        return "".join(sign if " " <= sign < "\x7f" and sign not in "{}\\" else f"\\u{ord(sign)} ?" for sign in text)

    head = r"{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0\fcharset238 Arial;}}{\info{\author quillfeather}}"
    body = "".join(f"\\pard{{\\b {letters(who)}:}} {letters(text)}\\par\n" for who, text in turns)
    return (
        head + body + r"{\v zabranic}\trowd\intbl P02\cell No\cell\row\pard{\footnote mirondel}{\*\x y}\par}"
    ).encode()


def _docx(turns: Turns) -> bytes:
    said = "".join(
        f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{escape(who)}: </w:t></w:r><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
        for who, text in turns
    )
    more = (
        "<w:p><w:del w:id='1' w:author='quillfeather'><w:r><w:delText>mirondel</w:delText></w:r></w:del><w:ins w:id='2'>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>zabranic</w:t><w:tab/><w:br/></w:r></w:ins><w:fldSimple w:instr='x'/></w:p>"
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge/></w:tcPr><w:p><w:r><w:t>P01</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:pict><w:t>zabranic</w:t></w:pict></w:r></w:p></w:tc></w:tr></w:tbl><w:sectPr/>"
    )
    styles = "<w:style w:type='paragraph' w:styleId='A'><w:basedOn w:val='B'/><w:rPr><w:b/></w:rPr></w:style>"
    return zipped(
        {
            "_rels/.rels": f"<Relationships xmlns='{_PACKAGE}'><Relationship Id='r1' Type='{_LINKS}/officeDocument' "
            "Target='word/document.xml'/></Relationships>",
            "word/document.xml": f"<w:document xmlns:w='{_W}'><w:body>{said}{more}</w:body></w:document>",
            "word/styles.xml": f"<w:styles xmlns:w='{_W}'>{styles}</w:styles>",
            "word/comments.xml": f"<w:comments xmlns:w='{_W}'><w:comment w:id='1' w:author='quillfeather'><w:p><w:r>"
            "<w:t>mirondel</w:t></w:r></w:p></w:comment></w:comments>",
            "docProps/core.xml": _CORE,
        }
    )


def _odt(turns: Turns) -> bytes:
    said = "".join(f"<t:p><t:span t:style-name='B'>{escape(who)}:</t:span> {escape(text)}</t:p>" for who, text in turns)
    more = (
        "<t:list><t:list-item><t:p>P01: mirondel<t:s/><t:note><t:p>zabranic</t:p></t:note></t:p></t:list-item></t:list>"
        "<b:table><b:table-row b:number-rows-repeated='2'><b:table-cell b:number-columns-spanned='2'><t:p>P01</t:p>"
        "</b:table-cell><b:covered-table-cell b:number-columns-repeated='3'/></b:table-row></b:table>"
    )
    spaces = " ".join(
        f"xmlns:{short}='{_ODF}{full}:1.0'"
        for short, full in (("o", "office"), ("t", "text"), ("b", "table"), ("s", "style"), ("f", "xsl-fo-compatible"))
    )
    style = "<s:style s:name='B' s:family='text'><s:text-properties f:font-weight='bold'/></s:style>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<o:document-content {spaces}><o:automatic-styles>{style}</o:automatic-styles><o:body><o:text>"
            f"{said}{more}</o:text></o:body></o:document-content>",
            "styles.xml": f"<o:document-styles {spaces}>{style}<s:header><t:p>zabranic</t:p></s:header></o:document-styles>",
            "meta.xml": _CORE,
        }
    )


def _xlsx(turns: Turns) -> bytes:
    def cell(column: str, row: int, text: str) -> str:
        return f"<c r='{column}{row}' t='inlineStr'><is><t>{escape(text)}</t></is></c>"

    rows = "".join(
        f"<row r='{row}'>{cell('A', row, who)}{cell('B', row, text)}<c r='C{row}'><v>{row}</v></c></row>"
        for row, (who, text) in enumerate((("Speaker", "English"), *turns), start=1)
    )
    last = len(turns) + 2
    formula = (
        f"<row r='{last}'>{cell('A', last, 'P02')}<c r='B{last}' t='str'><f>-zabranic</f><v>quillfeather</v></c></row>"
    )
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        {
            "[Content_Types].xml": f"<Types xmlns='{_TYPES}'><Default Extension='xml' ContentType='application/xml'/>"
            f"<Override PartName='/xl/workbook.xml' ContentType='{base}.sheet.main+xml'/>"
            f"<Override PartName='/xl/worksheets/sheet1.xml' ContentType='{base}.worksheet+xml'/></Types>",
            "_rels/.rels": f"<Relationships xmlns='{_PACKAGE}'><Relationship Id='r1' Type='{_LINKS}/officeDocument' "
            "Target='xl/workbook.xml'/></Relationships>",
            "xl/workbook.xml": f"<workbook xmlns='{_SHEET}' xmlns:r='{_LINKS}'><sheets><sheet name='zabranic' sheetId='1' "
            "r:id='rId1'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{_PACKAGE}'><Relationship Id='rId1' "
            f"Type='{_LINKS}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
            "xl/worksheets/sheet1.xml": f"<worksheet xmlns='{_SHEET}'><dimension ref='A1:C9'/><sheetData>{rows}{formula}"
            "</sheetData></worksheet>",
            "docProps/core.xml": _CORE,
        }
    )


def _pdf(turns: Turns, *, packed: bool = True) -> bytes:
    lines = [f"{who}: {text}".encode("cp1252", "replace") for who, text in turns]
    pages = [lines[start : start + 40] for start in range(0, len(lines), 40)]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Author (quillfeather) /Title (zabranic) >>",
    ]
    for number, page in enumerate(pages):
        shown = b"".join(b"(" + line.translate(None, b"()\\") + b") Tj 0 -14 Td\n" for line in page)
        drawn = b"BT /F1 11 Tf 50 800 Td\n" + shown + b"ET"
        stream = zlib.compress(drawn) if packed else drawn
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> /Annots [<< /Type /Annot /Subtype /Text /Contents (mirondel) >>] >>".encode()
        )
        kind = b"/Filter /FlateDecode " if packed else b""
        objects.append(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (kind, len(stream), stream))
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


MAKERS: Mapping[str, Callable[[Turns], bytes]] = {
    "csv": _csv,
    "docx": _docx,
    "json": _json,
    "md": _txt,
    "odt": _odt,
    "pdf": _pdf,
    "rtf": _rtf,
    "srt": _srt,
    "textgrid": _textgrid,
    "tsv": _tsv,
    "txt": _txt,
    "vtt": _vtt,
    "xlsx": _xlsx,
}


def made(ending: str) -> list[bytes]:
    """Make the small files of a format."""
    make = MAKERS[ending]
    files = [make(SPOKEN), make(list(islice(cycle(SPOKEN), 25))), make([("zabranic", "Mirondel."), *SPOKEN])]
    return [*files, _pdf(SPOKEN, packed=False)] if ending == "pdf" else files


def found(ending: str, folders: Iterable[Path] = FOLDERS) -> list[bytes]:
    """Read the sample sessions and the shared public files of a format, where they are, and are not large."""
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    fitting = (path for path in files if path.suffix.casefold() == f".{ending}" and path.stat().st_size <= MOST_BYTES)
    return [path.read_bytes() for path in islice(fitting, 40)]


def extremes(ending: str, *, scale: float = 1) -> list[bytes]:
    """Make three very large files: one line of 5 MB, 100,000 tiny lines, 10,000 speakers."""
    make = MAKERS[ending]
    line = [("P01", "zabranic " * int(5_000_000 * scale / 9))]
    tiny = [("P01", "A.")] * int(100_000 * scale)
    people = [(f"P{number}", "Yes, mirondel.") for number in range(int(10_000 * scale))]
    return [make(turns) for turns in (line, tiny, people)]
