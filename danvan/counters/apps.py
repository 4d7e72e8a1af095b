"""Halls, counters and numbers of the one-stop desk."""

from django.apps import AppConfig


class CountersConfig(AppConfig):
    name = "danvan.counters"
