"""The app `web`."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, components and static files; no tables."""

    name = "danvan.web"
    label = "web"
