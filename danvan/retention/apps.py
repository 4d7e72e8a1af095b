from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "danvan.retention"
    label = "retention"
    verbose_name = "Lưu giữ và hủy"
