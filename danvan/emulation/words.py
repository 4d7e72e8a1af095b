"""What may be recognised, in which field of life, and by whom it is registered: the words of emulation."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Sort(StrEnum):
    """What a set of criteria is for, and what is recognised by it (loại danh hiệu)."""

    MODEL = "model"
    AREA = "area"
    GARDEN = "garden"
    DEED = "deed"


SORTS: dict[Sort, Words] = {
    Sort.MODEL: _("Mô hình “Dân vận khéo”"),
    Sort.AREA: _("Khu dân cư mẫu"),
    Sort.GARDEN: _("Vườn mẫu"),
    Sort.DEED: _("Người tốt, việc tốt"),
}
MANY: dict[Sort, Words] = {
    Sort.MODEL: _("Mô hình"),
    Sort.AREA: _("Khu dân cư mẫu"),
    Sort.GARDEN: _("Vườn mẫu"),
    Sort.DEED: _("Gương người tốt, việc tốt"),
}


class Field(StrEnum):
    """The field of life that an exemplar belongs to (lĩnh vực)."""

    ECONOMY = "economy"
    SOCIETY = "society"
    SECURITY = "security"
    POLITICS = "politics"


FIELDS: dict[Field, Words] = {
    Field.ECONOMY: _("Phát triển kinh tế"),
    Field.SOCIETY: _("Văn hóa – xã hội"),
    Field.SECURITY: _("Quốc phòng – an ninh"),
    Field.POLITICS: _("Xây dựng hệ thống chính trị"),
}


class Whose(StrEnum):
    """Who registers: an office, a hamlet, a household or a person; the last two are named with their consent only."""

    UNIT = "unit"
    HAMLET = "hamlet"
    HOUSEHOLD = "household"
    PERSON = "person"


WHOSE: dict[Whose, Words] = {
    Whose.UNIT: _("Cơ quan, đơn vị, tổ chức"),
    Whose.HAMLET: _("Thôn, tổ dân phố"),
    Whose.HOUSEHOLD: _("Hộ gia đình"),
    Whose.PERSON: _("Cá nhân"),
}
PRIVATE = (Whose.HOUSEHOLD.value, Whose.PERSON.value)
"""Whose name is a person's: published only where she agreed."""


class Channel(StrEnum):
    """By which way it came."""

    DESK = "desk"
    PORTAL = "portal"
