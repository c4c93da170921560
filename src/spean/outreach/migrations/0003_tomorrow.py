"""An approved text for the day before an appointment: neutral, without hour or reason."""

from django.db import migrations

CODE = "tomorrow"
TEXT_KM = "សូមរំលឹកថា យើងបានណាត់ជួបគ្នានៅថ្ងៃស្អែក។ បើមិនទំនេរ សូមហៅមកយើង។"
TEXT_EN = "A reminder: we agreed to meet tomorrow. If you have no time, please call us."


def write(apps, schema_editor):
    template = apps.get_model("outreach", "MessageTemplate")
    defaults = {"text_km": TEXT_KM, "text_en": TEXT_EN}
    template.objects.get_or_create(code=CODE, defaults=defaults)


def take_back(apps, schema_editor):
    apps.get_model("outreach", "MessageTemplate").objects.filter(code=CODE).delete()


class Migration(migrations.Migration):
    dependencies = [("outreach", "0002_first_texts")]

    operations = [migrations.RunPython(write, take_back)]
