from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "danvan.journal"
    verbose_name = "Nhật ký"
