from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Units through time, officers, their accounts and posts."""

    name = "danvan.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Đơn vị và cán bộ"
