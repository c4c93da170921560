"""Load what the site starts from: places, the project's own tables, its standards."""

from typing import Any

from spean.console.management.commands._loading import LoadingCommand
from spean.directory.services import load_base_areas, load_own_tables
from spean.skills.services.start_set import load_start_set


class Command(LoadingCommand):
    help = "Load places, occupations, skills, standards, services, facts of law. Harmless twice."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with self.refusals():
            self.report(load_base_areas(progress=self.progress()))
            self.report(load_own_tables())
            self.report(load_start_set())
