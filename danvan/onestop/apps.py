"""Applications for an administrative procedure, from the counter to the result."""

from django.apps import AppConfig


class OnestopConfig(AppConfig):
    name = "danvan.onestop"
