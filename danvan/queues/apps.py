"""The pieces of a queue; it has no tables of its own."""

from django.apps import AppConfig


class QueuesConfig(AppConfig):
    name = "danvan.queues"
