"""Roles that an officer can hold in a unit, and how far each of them reaches."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """What an officer is in a unit (vai trò). One officer may hold several: the commune of five hats."""

    CLERK = "clerk"
    HANDLER = "handler"
    LEADER = "leader"
    COUNCIL = "council"
    INSPECTOR = "inspector"
    BOARD = "board"
    ADMINISTRATOR = "administrator"

    @property
    def label(self):
        """The role in words for a screen, in the reader's language."""
        return LABELS[self]

    @property
    def reaches_below(self) -> bool:
        """True when the role holds in every unit below the post's own, not in that unit alone."""
        return self in REACHES_BELOW

    @property
    def reads_letters(self) -> bool:
        """True when the role may open a citizen's letter; a board sees figures only."""
        return self not in FIGURES_ONLY


LABELS = {
    Role.CLERK: _("Cán bộ tiếp nhận"),
    Role.HANDLER: _("Cán bộ thụ lý"),
    Role.LEADER: _("Lãnh đạo đơn vị"),
    Role.COUNCIL: _("Văn phòng Hội đồng nhân dân"),
    Role.INSPECTOR: _("Thanh tra"),
    Role.BOARD: _("Ban Dân vận"),
    Role.ADMINISTRATOR: _("Quản trị"),
}

REACHES_BELOW = frozenset({Role.INSPECTOR, Role.BOARD, Role.ADMINISTRATOR})
"""Roles that hold at the post's unit and at every unit below it.

| role          | acts in own unit | acts in units below | sees units below | sees letters |
|---------------|------------------|---------------------|------------------|--------------|
| clerk         | yes              | no                  | yes              | yes          |
| handler       | yes              | no                  | yes              | yes          |
| leader        | yes              | no                  | yes              | yes          |
| council       | yes              | no                  | yes              | yes          |
| inspector     | yes              | yes                 | yes              | yes          |
| board         | yes              | yes                 | yes              | no (figures) |
| administrator | yes              | yes                 | yes              | no           |

A unit that has ended belongs to its whole successor: whoever acts in the successor acts in it too.
For a unit that was divided (no whole successor) it is whoever acts in the unit that stood above it: nobody
guesses which part an old case belongs to.
"""

FIGURES_ONLY = frozenset({Role.BOARD, Role.ADMINISTRATOR})


def choices() -> list[tuple[str, str]]:
    """Roles for a form field, in the order of the desk."""
    return [(role.value, str(LABELS[role])) for role in Role]
