"""The first approved texts: neutral, short, and never saying why the centre writes."""

from django.db import migrations

TEXTS = [
    (
        "placed",
        "សូមអបអរសាទរ។ មជ្ឈមណ្ឌលនឹងសួរសុខទុក្ខអ្នកក្នុង ១ ខែទៀត។ បើត្រូវការអ្វី សូមហៅមកយើង។",
        "Congratulations. The centre will ask how you are in 1 month. Call us if you need anything.",
    ),
    (
        "please-call",
        "សូមហៅទូរស័ព្ទមកមជ្ឈមណ្ឌល ពេលអ្នកទំនេរ។",
        "Please call the centre when you have time.",
    ),
]


def write(apps, schema_editor):
    template = apps.get_model("outreach", "MessageTemplate")
    for code, text_km, text_en in TEXTS:
        template.objects.get_or_create(code=code, defaults={"text_km": text_km, "text_en": text_en})


def take_back(apps, schema_editor):
    codes = [code for code, _km, _en in TEXTS]
    apps.get_model("outreach", "MessageTemplate").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_initial")]

    operations = [migrations.RunPython(write, take_back)]
