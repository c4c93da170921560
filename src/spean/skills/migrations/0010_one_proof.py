"""A skill is proven in one way: what recognition kept of its own had no row in any house."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("skills", "0009_certs")]

    operations = [migrations.DeleteModel(name="GrantedSkill")]
