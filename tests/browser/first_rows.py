"""The rows that the migrations write, and that a test with real transactions sweeps away."""

from django.apps import apps
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader

from spean.people.models import ConsentText


def write_first_rows() -> None:
    """Write the texts and indicators of the migrations again, if they are gone."""
    if ConsentText.objects.exists():
        return
    graph = MigrationLoader(connection).graph
    for key in sorted(graph.nodes):
        migration = graph.nodes[key]
        if not type(migration).__module__.startswith("spean."):
            continue
        with connection.schema_editor(atomic=False) as editor:
            for operation in migration.operations:
                if isinstance(operation, RunPython):
                    operation.code(apps, editor)
