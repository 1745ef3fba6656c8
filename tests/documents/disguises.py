"""One text as people have it: the same words, wrapped, hyphenated, marked up, encoded in every way."""

import io
import re
import textwrap
import unicodedata
from collections.abc import Callable, Mapping

from docx import Document as DocxDocument
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

VOWELS = "аеёиоуыэюяәіөұүАЕЁИОУЫЭЮЯӘІӨҰҮ"
LOOK_ALIKE = str.maketrans("асеорхіӘА", "aceopxiӘA")


def wrapped(width: int, ends: str = "\n") -> Callable[[str], str]:
    return lambda text: ends.join(
        ends.join(textwrap.wrap(paragraph, width, break_on_hyphens=False)) or "" for paragraph in text.split("\n")
    )


def hyphenated(text: str) -> str:
    """Every seventh long word cut by a hyphen at a line's end; a compound at its own hyphen."""
    words = re.split(r"( )", text)
    return "".join(
        re.sub(r"(?<=\w{4})(?=[^\W\d_]{4})", "-\n", word, count=1) if place % 14 == 6 and word.isalpha() else word
        for place, word in enumerate(words)
    )


def within(sign: str) -> Callable[[str], str]:
    """The sign inside every word of some length."""
    return lambda text: re.sub(r"(?<=[^\W\d_]{3})(?=[^\W\d_]{3})", sign, text)


def stressed(text: str) -> str:
    return re.sub(rf"\b([^\W\d_]{{2,}}?[{VOWELS}])(?=[^\W\d_])", "\\1\u0301", text)


def look_alike(text: str) -> str:
    """Every other word with Latin letters that look like its own."""
    return "".join(
        word.translate(LOOK_ALIKE) if place % 4 == 0 and len(word) > 3 else word
        for place, word in enumerate(re.split(r"(\W+)", text))
    )


def page(text: str, *, charset: str = "utf-8", mark: Callable[[str], str] = str) -> str:
    title, *paragraphs = (part for part in text.split("\n") if part)
    body = "\n".join(f"<p>\n{mark(paragraph)}\n</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title></head><body>'
        f"<nav><a href='/'>Главная</a></nav><article><h1>{mark(title)}</h1>{body}</article></body></html>"
    )


def tagged(text: str) -> str:
    """Tags inside names and phrases."""
    words = text.split(" ")
    tags = ("<a href='/x'>{}</a>", "<em>{}</em>", "<span class='a'>{}</span>", "<strong>{}</strong>")
    return " ".join(tags[place % 4].format(word) if place % 3 == 0 else word for place, word in enumerate(words))


def markdown(text: str) -> str:
    title, rest = text.split("\n", 1)
    words = (f"**{word}**" if place % 5 == 0 and word.isalpha() else word for place, word in enumerate(rest.split(" ")))
    return f"# {title}\n{' '.join(words)}"


def docx(text: str) -> bytes:
    document, content = DocxDocument(), io.BytesIO()
    for paragraph in text.split("\n"):
        if paragraph:
            document.add_paragraph(paragraph)
    document.save(content)
    return content.getvalue()


def pdf(text: str) -> bytes:
    """Pages of twelve lines at most 70 characters long, in a font that codes letters as Unicode does."""
    writer, content = PdfWriter(), io.BytesIO()
    unicode = DecodedStreamObject()
    unicode.set_data(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0020> <2122> <0020> endbfrange "
        b"endcmap end end"
    )
    descendant = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType2"),
            NameObject("/BaseFont"): NameObject("/Plain"),
            NameObject("/CIDSystemInfo"): DictionaryObject(
                {
                    NameObject("/Registry"): TextStringObject("Adobe"),
                    NameObject("/Ordering"): TextStringObject("Identity"),
                    NameObject("/Supplement"): NumberObject(0),
                }
            ),
            NameObject("/DW"): NumberObject(500),
        }
    )
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/Plain"),
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/DescendantFonts"): ArrayObject([writer._add_object(descendant)]),
            NameObject("/ToUnicode"): writer._add_object(unicode),
        }
    )
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F"): writer._add_object(font)})})
    lines = wrapped(70)(text).split("\n")
    for start in range(0, len(lines), 12):
        shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T* " for line in lines[start : start + 12])
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F 10 Tf 14 TL 40 800 Td {shown}ET".encode())
        sheet = writer.add_blank_page(595, 842)
        sheet[NameObject("/Resources")] = resources
        sheet[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(content)
    return content.getvalue()


def cp1251(text: str) -> bytes:
    return text.encode("kz1048" if re.search("[әғқңөұүһі]", text) else "cp1251")


Disguise = Callable[[str], str | bytes]
DISGUISES: Mapping[str, tuple[str, Disguise]] = {
    "wrapped at 60": ("txt", wrapped(60)),
    "wrapped at 72": ("txt", wrapped(72)),
    "wrapped at 80": ("txt", wrapped(80)),
    "wrapped at 100": ("txt", wrapped(100)),
    "wrapped at hyphens too": ("txt", lambda text: "\n".join(textwrap.fill(part, 66) for part in text.split("\n"))),
    "indented paragraphs": (
        "txt",
        lambda text: "\n".join(textwrap.fill(part, 66, initial_indent="    ") for part in text.split("\n") if part),
    ),
    "wrapped, CR LF": ("txt", wrapped(72, "\r\n")),
    "wrapped, CR": ("txt", wrapped(72, "\r")),
    "hyphenated": ("txt", hyphenated),
    "soft hyphens": ("txt", within("\u00ad")),
    "zero-width spaces": ("txt", within("\u200b")),
    "decomposed": ("txt", lambda text: unicodedata.normalize("NFD", text)),
    "stress marks": ("txt", stressed),
    "no-break spaces": ("txt", lambda text: text.replace(" ", "\u00a0")),
    "two spaces": ("txt", lambda text: text.replace(" ", "  ")),
    "tabs": ("txt", lambda text: text.replace(" ", "\t")),
    "look-alikes": ("txt", look_alike),
    "no-break hyphens": ("txt", lambda text: text.replace("-", "\u2011")),
    "en dashes": ("txt", lambda text: text.replace("—", "–")),
    "bars": ("txt", lambda text: text.replace("—", "―")),
    "minus signs": ("txt", lambda text: text.replace("—", "−")),
    "two hyphens": ("txt", lambda text: text.replace("—", "--")),
    "CR": ("txt", lambda text: text.replace("\n", "\r")),
    "CR LF": ("txt", lambda text: text.replace("\n", "\r\n")),
    "a byte order mark": ("txt", lambda text: b"\xef\xbb\xbf" + text.encode()),
    "UTF-16": ("txt", lambda text: text.encode("utf-16")),
    "an eight-bit code page, declared": ("html", lambda text: cp1251(page(text, charset="windows-1251"))),
    "an eight-bit code page": ("txt", cp1251),
    "HTML": ("html", page),
    "HTML, wrapped": ("html", lambda text: page(text, mark=wrapped(60))),
    "HTML, tags inside names": ("html", lambda text: page(text, mark=tagged)),
    "HTML, soft hyphens": ("html", lambda text: page(text, mark=within("&shy;"))),
    "HTML, no-break spaces": ("html", lambda text: page(text, mark=lambda part: part.replace(" ", "&nbsp;"))),
    "HTML, word breaks": ("html", lambda text: page(text, mark=within("<wbr>"))),
    "Markdown": ("md", markdown),
    "PDF": ("pdf", pdf),
    "DOCX": ("docx", docx),
}
