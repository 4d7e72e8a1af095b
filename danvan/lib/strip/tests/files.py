"""Files that tell who made them: MARK stands wherever programs write such things, TEXT where people read."""

import io
import zipfile
import zlib
from typing import Any

import docx
import pikepdf
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, PngImagePlugin

MARK = "DauVetCuaLan"
TEXT = "Kenh-bi-lap"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def painted(mode: str = "RGB", size: tuple[int, int] = (40, 24)) -> Image.Image:
    """A small picture with many colours."""
    image = Image.radial_gradient("L").resize(size)
    return Image.merge(
        "RGB", (image, image.rotate(180), image.transpose(Image.Transpose.ROTATE_180))
    ).convert(mode)


def exif() -> Image.Exif:
    """What a telephone writes into a picture: how it was held (on its side), maker, artist, place."""
    told = Image.Exif()
    told[0x0112], told[0x010F], told[0x013B] = 6, MARK, MARK
    told.get_ifd(0x8825)[29] = MARK
    told.get_ifd(0x8769)[0x9286] = MARK.encode()
    return told


def photograph() -> bytes:
    """A JPEG of a telephone: place, device, remark, XMP, profile, and something behind its end."""
    out = io.BytesIO()
    painted().save(
        out,
        "JPEG",
        exif=exif(),
        comment=MARK.encode(),
        xmp=MARK.encode(),
        icc_profile=MARK.encode(),
        quality=95,
    )
    return out.getvalue() + MARK.encode()


def drawing(mode: str = "RGBA") -> bytes:
    """A PNG with texts, EXIF and something behind its end."""
    told, out = PngImagePlugin.PngInfo(), io.BytesIO()
    told.add_text("Author", MARK)
    told.add_itxt("XML:com.adobe.xmp", MARK, zip=False)
    told.add_text("Comment", MARK, zip=True)
    painted(mode).save(out, "PNG", pnginfo=told, exif=exif())
    return out.getvalue() + MARK.encode()


def animation() -> bytes:
    """A GIF of two pictures with a remark."""
    out = io.BytesIO()
    painted("P").save(
        out, "GIF", save_all=True, append_images=[Image.new("P", (40, 24))], comment=MARK.encode()
    )
    return out.getvalue() + MARK.encode()


def web_picture(*, lossless: bool = True) -> bytes:
    """A WebP with EXIF and XMP."""
    out = io.BytesIO()
    painted().save(out, "WEBP", lossless=lossless, exif=exif(), xmp=MARK.encode())
    return out.getvalue()


def pdf(**saved: Any) -> bytes:
    """A page with a photograph, a note, a form field, an attached file, scripts, private data, remarks and tags."""
    new = pikepdf.new()
    mark = String(MARK)
    private = Dictionary(Lan=Dictionary(LastModified=mark, Private=mark))
    image = new.make_stream(photograph(), Type=Name.XObject, Subtype=Name.Image, Width=40, Height=24)
    image.BitsPerComponent, image.ColorSpace, image.Metadata = (
        8,
        Name.DeviceRGB,
        new.make_stream(MARK.encode()),
    )
    image.Filter = Name.DCTDecode
    profile = new.make_stream(MARK.encode(), N=3)
    flat = new.make_stream(
        bytes(12), Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2, BitsPerComponent=8
    )
    flat.ColorSpace = Array([Name.ICCBased, profile])
    form = new.make_stream(
        f"% {MARK}\n0 0 5 5 re f /Im0 Do".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
    )
    form.Resources, form["/PTEX.FileName"] = Dictionary(XObject=Dictionary(Im0=image)), mark
    form.PieceInfo = private
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Lan=mark)
    drawn = (
        f"% {MARK}\n/Span <</ActualText ({MARK})>> BDC BT /F1 12 Tf 20 700 Td ({TEXT}) Tj ET EMC\n"
        f"/{MARK} MP q 40 0 0 24 20 600 cm /Im0 Do Q /Fm0 Do /Im1 Do"
    )
    page = Dictionary(Type=Name.Page, MediaBox=[0, 0, 595, 842], Contents=new.make_stream(drawn.encode()))
    page.Resources = Dictionary(
        Font=Dictionary(F1=font),
        XObject=Dictionary(Im0=image, Im1=flat, Fm0=form),
        Properties=Dictionary(M=private),
    )
    page.PieceInfo, page.Metadata, page.LastModified = private, new.make_stream(MARK.encode()), mark
    page.Thumb = new.make_stream(photograph())
    look = new.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[0, 0, 9, 9], T=mark, Contents=mark, M=mark)
    note.AP = Dictionary(N=look)
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    link.A = Dictionary(S=Name.URI, URI=mark)
    page.Annots = Array([new.make_indirect(note), new.make_indirect(link)])
    new.pages.append(pikepdf.Page(page))
    new.docinfo["/Author"] = MARK
    new.Root.Metadata = new.make_stream(MARK.encode())
    new.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=mark)
    new.attachments[MARK] = pikepdf.AttachedFileSpec(new, MARK.encode(), filename=MARK)
    out = io.BytesIO()
    new.save(out, **saved)
    return out.getvalue()


def office(parts: dict[str, str | bytes]) -> bytes:
    """A container of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return out.getvalue()


def changed(
    content: bytes, changes: dict[str, tuple[str, str]], more: dict[str, str | bytes] | None = None
) -> bytes:
    """A container in which words of parts are put for others, and parts are added."""
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        parts: dict[str, str | bytes] = {name: container.read(name) for name in container.namelist()}
    for name, (old, new) in changes.items():
        assert old.encode() in parts[name], old  # type: ignore[operator]
        parts[name] = parts[name].replace(old.encode(), new.encode(), 1)  # type: ignore[union-attr, arg-type]
    return office(parts | (more or {}))


def word() -> bytes:
    """A letter with a photograph, a tracked change, a remark, a link, a template on a path, and properties."""
    document = docx.Document()
    paragraph = document.add_paragraph(TEXT)
    document.add_picture(io.BytesIO(photograph()))
    document.add_comment(paragraph.runs, text="nhan xet", author=MARK, initials=MARK)
    by = f'w:id="9" w:author="{MARK}" w:date="2026-01-05T00:00:00Z" w:rsidR="{MARK}"'
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')} {by}><w:r><w:t>them-vao</w:t></w:r></w:ins>"))
    paragraph._p.append(
        parse_xml(f"<w:del {nsdecls('w')} {by}><w:r><w:delText>bo-di</w:delText></w:r></w:del>")
    )
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:instrText>LINK "C:\\{MARK}"</w:instrText></w:r>'))
    outside = document.part.relate_to(f"file:///C:/{MARK}", f"{_OFFICE}/hyperlink", is_external=True)
    named = f'<w:hyperlink {nsdecls("w", "r")} r:id="{outside}" w:tooltip="{MARK}">'
    link = f"{named}<w:r><w:t>xem-day</w:t></w:r></w:hyperlink>"
    paragraph._p.append(parse_xml(link))
    document.element.body[0].set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", MARK)
    document.settings.element.append(parse_xml(f'<w:rsids {nsdecls("w")}><w:rsid w:val="{MARK}"/></w:rsids>'))
    template = document.part._settings_part.relate_to(
        f"file:///C:/{MARK}.dotx", f"{_OFFICE}/attachedTemplate", is_external=True
    )
    document.settings.element.append(
        parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{template}"/>')
    )
    for picture in document.element.body.iter("{*}docPr", "{*}cNvPr"):
        picture.set("name", f"C:\\{MARK}.jpg")
        picture.set("descr", MARK)
    told = document.core_properties
    told.author = told.last_modified_by = told.title = told.comments = MARK
    out = io.BytesIO()
    document.save(out)
    return changed(
        out.getvalue(), {}, {"word/people.xml": f"<x>{MARK}</x>", "customXml/item1.xml": f"<x>{MARK}</x>"}
    )


def sheet() -> bytes:
    """A workbook with properties, a remark by somebody, a link and a picture."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"author": MARK, "company": MARK, "manager": MARK, "comments": MARK})
        book.set_custom_property("Machine", MARK)
        page = book.add_worksheet("Trang")
        page.write("A1", TEXT)
        page.write_comment("A1", f"{MARK}:\nnhan-xet", {"author": MARK})
        page.write_url("A2", f"https://{MARK}.example", string="xem-day", tip=MARK)
        page.insert_image("C3", f"{MARK}.jpg", {"image_data": io.BytesIO(photograph()), "description": MARK})
    return out.getvalue()


def slides() -> bytes:
    """A presentation of one slide, with remarks and properties."""
    main = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    spoken = f'{main} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{_OFFICE}"'

    def relations(*kinds: tuple[str, str]) -> str:
        rows = (
            f'<Relationship Id="r{n}" Type="{_OFFICE}/{k}" Target="{t}"/>' for n, (k, t) in enumerate(kinds)
        )
        return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'

    shape = (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="{MARK}" descr="{MARK}"/></p:nvSpPr>'
        f"<p:txBody><a:p><a:r><a:t>{TEXT}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    return office(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": relations(
                ("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml")
            ),
            "docProps/app.xml": f"<x>{MARK}</x>",
            "ppt/presentation.xml": f'<p:presentation {spoken}><p:sldIdLst><p:sldId id="256" r:id="r0"/></p:sldIdLst>'
            f'<p:extLst><p:ext uri="{MARK}"/></p:extLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(
                ("slide", "slides/a.xml"), ("commentAuthors", "authors.xml")
            ),
            "ppt/authors.xml": f"<x>{MARK}</x>",
            "ppt/slides/a.xml": f"<p:sld {spoken}><!-- {MARK} --><p:cSld><p:spTree>{shape}</p:spTree></p:cSld></p:sld>",
            "ppt/slides/_rels/a.xml.rels": relations(("comments", "../comment1.xml")),
            "ppt/comment1.xml": f"<x>{MARK}</x>",
        }
    )


def bomb() -> bytes:
    """A container of few bytes that unpacks to two hundred million."""
    return changed(word(), {}, {"word/big.xml": bytes(200_000_000)})


def pdf_bomb() -> bytes:
    """A PDF whose page unpacks to more than is allowed."""
    new = pikepdf.new()
    packed = zlib.compress(b" " * 170_000_000)
    page = Dictionary(Type=Name.Page, MediaBox=[0, 0, 9, 9])
    page.Contents = new.make_stream(packed, Filter=Name.FlateDecode)
    new.pages.append(pikepdf.Page(page))
    out = io.BytesIO()
    new.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def inside(content: bytes) -> bytes:
    """A file and all that it holds packed, as one run of bytes: what somebody finds who looks everywhere."""
    found = [content]
    if content.startswith(b"PK\x03"):
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            for one in container.infolist():
                found += [one.filename.encode(), inside(container.read(one))]
    elif content.startswith(b"%PDF-"):
        with pikepdf.open(io.BytesIO(content)) as document:
            found.append(document.trailer.unparse())
            for one in document.objects:
                if not isinstance(one, pikepdf.Stream):
                    found.append(one.unparse())
                else:
                    found.append(pikepdf.Dictionary(one.stream_dict).unparse())
                    found.append(one.read_raw_bytes())
                    if one.get("/Filter") != Name.DCTDecode:
                        found.append(one.read_bytes())
    elif content.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            found.append(repr(image.info).encode())
    return b"\n".join(found)
