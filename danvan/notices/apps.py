from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "danvan.notices"
    label = "notices"
    verbose_name = "Báo tin công dân"
