from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_fewer_indexes")]

    operations = [
        migrations.AlterField(
            model_name="party",
            name="tell_by",
            field=models.CharField(
                choices=[
                    ("phone", "Gọi điện"),
                    ("sms", "Tin nhắn"),
                    ("email", "Thư điện tử"),
                    ("post", "Gửi giấy"),
                    ("visit", "Báo trực tiếp"),
                    ("code", "Tự xem bằng mã"),
                ],
                default="code",
                max_length=5,
            ),
        )
    ]
