from django.apps import AppConfig


class BalancesConfig(AppConfig):
    name = "danvan.balances"
    label = "balances"
    verbose_name = "Số dư đầu kỳ"
