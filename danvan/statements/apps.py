from django.apps import AppConfig


class StatementsConfig(AppConfig):
    name = "danvan.statements"
    label = "statements"
    verbose_name = "Báo cáo của cơ quan"
