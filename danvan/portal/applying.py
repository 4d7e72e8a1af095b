"""The way of an application through the pages of the portal: what each asks, what is shown before it is sent."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.lib import dates
from danvan.onestop import online, present
from danvan.onestop.models import Behalf, Draft, Handing
from danvan.portal.apply_forms import PersonForm, forms_of
from danvan.portal.flow import Page
from danvan.procedures.models import Document, Version
from danvan.web import words
from danvan.web.forms import Form

WHO = (
    "behalf",
    "filer_name",
    "filer_phone",
    "mandate",
    "full_name",
    "address",
    "phone",
    "email",
    "tell_by",
    "citizen_id",
)
PAGES = (
    Page("who", gettext_lazy("Người nộp"), gettext_lazy("Hồ sơ của ai?"), WHO),
    Page("papers", gettext_lazy("Giấy tờ"), gettext_lazy("Giấy tờ của hồ sơ"), ("result_by", "note")),
    Page("review", gettext_lazy("Xem lại"), gettext_lazy("Xem lại rồi nộp"), ()),
)
KEYS = tuple(page.key for page in PAGES)
FIRST: str | Promise = gettext_lazy("Nơi nộp")
LONGEST = 5_000


def page(key: str) -> Page:
    """The page of that name; the last where there is none."""
    return next((one for one in PAGES if one.key == key), PAGES[-1])


def steps(key: str) -> list[tuple[str, str]]:
    """The row of steps above the page; the place, asked before there is a draft, comes first."""
    now = KEYS.index(key) if key in KEYS else -1
    rest = [
        (str(one.label), "past" if at < now else "now" if at == now else "") for at, one in enumerate(PAGES)
    ]
    return [(str(FIRST), "now" if now < 0 else "past"), *rest]


def before(key: str) -> str:
    """The page before this one; empty on the first."""
    at = KEYS.index(key)
    return KEYS[at - 1] if at else ""


def typed(data: dict[str, str], key: str, version: Version) -> dict[str, str]:
    """What was typed on a page, right or wrong, as the draft keeps it: nothing is lost. A tick taken away is gone."""
    names: list[str] = list(page(key).names)
    if key == "papers":
        names += [f"again_{row.place}" for row in version.documents.all()]
    return {name: data.get(name, "")[:LONGEST].replace("\x00", "") for name in names}


@dataclass(frozen=True)
class Matter:
    """A draft with the version that holds today, and what is known from an earlier application."""

    draft: Draft
    version: Version
    known: dict[int, online.Known]

    @property
    def documents(self) -> list[Document]:
        """The papers of the procedure's list."""
        return list(self.version.documents.all())

    @property
    def forms(self) -> dict[str, Form]:
        """The pages' forms, bound to what it holds."""
        return forms_of(self.draft, self.version, self.known)

    @property
    def again(self) -> list[int]:
        """Places of papers for which an earlier one is used again."""
        return [place for place in self.known if self.draft.said.get(f"again_{place}")]

    def wanting(self) -> str:
        """The first page that lacks something; the review where none does."""
        return next((key for key, form in self.forms.items() if not form.is_valid()), "review")


def matter(draft: Draft, on: date) -> Matter | None:
    """The draft with its version; None where the procedure is not carried out, or not filed online, any more."""
    found = online.fileable(draft.procedure, on)
    return Matter(draft, found, online.known_papers(draft.earlier, found)) if found else None


def review(it: Matter, on: date) -> dict[str, Any]:
    """All that is read before it is sent: who, which papers, who agreed, how much, by when and why.

    Of a draft whose parts were read (`online.read_parts`).
    """
    who: Any = it.forms["who"]
    who.is_valid()
    files = list(it.draft.files.all())
    way = online.way_of(it.version, it.draft.said.get("way"))
    waiting = {one.pk for one in online.awaited(it.draft)}
    missing = online.lacking(it.documents, files, it.again)
    return {
        "pairs": _pairs(who, it.draft),
        "papers": [
            (row, [one.name for one in files if one.place == row.place], row.place in it.again)
            for row in it.documents
        ],
        "missing": missing,
        "empty": bool(missing) and not files and not it.again,
        "cosigners": [(one, one.pk not in waiting) for one in it.draft.cosigners.all()],
        "fee": way.fee_said if way else "",
        "promise": present.foreseen(way, it.draft.unit, dates.now()) if way else None,
        "unit_name": getattr(it.draft, "unit_name", "") or it.draft.unit.name_on(on),
    }


def _pairs(who: PersonForm, draft: Draft) -> list[tuple[str, str]]:
    got = who.cleaned_data
    behalf = got.get("behalf") or Behalf.SELF
    filer = " · ".join(part for part in (got.get("filer_name"), got.get("filer_phone")) if part)
    rows = [
        (_("Người đề nghị"), got.get("full_name", "")),
        (_("Nộp cho ai"), str(Behalf(behalf).label)),
        (_("Người nộp"), filer if behalf != Behalf.SELF else ""),
        (_("Giấy ủy quyền, giới thiệu"), got.get("mandate", "")),
        (_("Địa chỉ"), got.get("address", "")),
        (_("Điện thoại"), words.phone(got["phone"]) if got.get("phone") else ""),
        (_("Thư điện tử"), got.get("email", "")),
        (_("Số căn cước"), got.get("citizen_id", "")),
        (_("Nhận kết quả"), str(Handing(draft.said.get("result_by") or Handing.PERSON).label)),
        (_("Nói thêm"), draft.said.get("note", "")),
    ]
    return [(name, value) for name, value in rows if value]
