"""Accounts of officers (tài khoản) and their posts (chức vụ). Citizens need no account."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danvan.people.models.dated import Dated, ends_after_start
from danvan.people.models.units import Unit
from danvan.people.roles import Role, choices

ONE_DAY = timedelta(days=1)


class AccountManager(BaseUserManager["Account"]):
    """Reads of the table of accounts."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with that log-in name, whatever its capitals."""
        return self.get(username=(username or "").lower())


class Account(AbstractBaseUser):
    """One account of one officer (cán bộ, công chức). There is no super-user: what one may do are posts."""

    username = models.CharField(_("Tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("Họ và tên"), max_length=120)
    sort_key = models.CharField(max_length=300, db_index=True)
    email = models.EmailField(_("Thư điện tử"), blank=True)
    phone = models.CharField(_("Điện thoại"), max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    closed_on = models.DateField(null=True, blank=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_username_is_plain",
                condition=models.Q(username__regex=r"^[a-z0-9]+([._-][a-z0-9]+)*$"),
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """The officer's name as printed."""
        return self.full_name

    def get_short_name(self) -> str:
        """The given name, which Vietnamese write last."""
        return self.full_name.split()[-1] if self.full_name else self.username


class Post(Dated):
    """What an officer is in a unit, for a time. `kinds` limits the cases it may see; null: all ordinary.

    A leader is the head, unless `deputy` says that the post is that of a deputy (cấp phó) who stands in for the head.
    """

    officer = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=14, choices=choices)
    title = models.CharField(max_length=120, blank=True)
    kinds = ArrayField(models.CharField(max_length=40), null=True, blank=True)
    deputy = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ends_after_start("people_post_ends_after_start"),
            models.CheckConstraint(
                name="people_post_role_is_known",
                condition=models.Q(role__in=[role.value for role in Role]),
            ),
            models.CheckConstraint(
                name="people_post_deputy_leads", condition=Q(deputy=False) | Q(role=Role.LEADER.value)
            ),
            models.UniqueConstraint(
                name="people_post_once",
                fields=["officer", "unit", "role"],
                condition=models.Q(until_on__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["officer", "from_on"], name="people_post_officer"),
            models.Index(fields=["unit", "role"], name="people_post_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.role} {self.unit_id}"

    @property
    def as_role(self) -> Role:
        """The role as a member of Role."""
        return Role(self.role)

    @staticmethod
    def earlier_columns(columns: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """As a post was printed before anybody was a deputy."""
        if not columns["deputy"]:
            yield {name: value for name, value in columns.items() if name != "deputy"}


class Absence(Dated):
    """Days on which an officer is away from a unit (vắng mặt), and the colleague there who stands in (người thay).

    On these days the stand-in holds the absent one's posts of that unit beside her own. It ends by itself: `until_on`
    is the first day on which the officer is back.
    """

    officer = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="stands_in")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_absence_ends_after_start",
                condition=Q(until_on__isnull=False, until_on__gt=F("from_on")),
            ),
            models.CheckConstraint(name="people_absence_by_another", condition=~Q(officer=F("stand_in"))),
        ]
        indexes = [models.Index(fields=["stand_in", "until_on"], name="people_absence_stand_in")]

    def __str__(self) -> str:
        return f"{self.officer_id} away, {self.stand_in_id} stands in"

    @property
    def last_on(self) -> date | None:
        """The last day of the absence."""
        return self.until_on and self.until_on - ONE_DAY
