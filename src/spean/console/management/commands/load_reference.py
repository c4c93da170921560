"""Load what the site starts from: places out of packages, the project's own tables."""

from typing import Any

from spean.console.management.commands._loading import LoadingCommand
from spean.directory.services import load_base_areas, load_own_tables


class Command(LoadingCommand):
    help = "Load places, sectors, occupations, skills, services and facts of law. Harmless twice."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with self.refusals():
            self.report(load_base_areas(progress=self.progress()))
            self.report(load_own_tables())
