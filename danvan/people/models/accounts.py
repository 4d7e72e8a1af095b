"""Accounts of officers (tài khoản) and their posts (chức vụ). Citizens need no account."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danvan.people.models.dated import Dated, ends_after_start
from danvan.people.models.units import Unit
from danvan.people.roles import Role, choices


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
    """What an officer is in a unit, for a time. `kinds` limits the cases it may see; null: all ordinary."""

    officer = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=14, choices=choices)
    title = models.CharField(max_length=120, blank=True)
    kinds = ArrayField(models.CharField(max_length=40), null=True, blank=True)

    class Meta:
        constraints = [
            ends_after_start("people_post_ends_after_start"),
            models.CheckConstraint(
                name="people_post_role_is_known",
                condition=models.Q(role__in=[role.value for role in Role]),
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
