"""Apply answers that were received before anything could take them up."""

from argparse import ArgumentParser

from django.core.management import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.console.words import both
from spean.pathways.replaying import replay
from spean.surveys.choices import Effect, SubmissionState

_KINDS = [one.value for one in Effect if one is not Effect.NONE]


class Command(BaseCommand):
    help = (
        "Apply the answers to questionnaires of one kind that were received and not applied, the "
        "oldest first, each in its author's name. Broken off, the same command goes on. Ends with "
        "2 and changes nothing if this version cannot apply such answers yet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("effect", choices=_KINDS, metavar="EFFECT", help=", ".join(_KINDS))

    def handle(self, *args: object, **options: str) -> None:
        became = replay(effect=options["effect"], now=timezone.now(), tell=self._tell)
        if self.stderr.isatty():
            self.stderr.write("")
        rows = (
            (_("answers applied"), SubmissionState.APPLIED),
            (_("answers that need a person, listed at the desk"), SubmissionState.WAITING),
        )
        for what, state in rows:
            self.stdout.write(f"  {both(what).replace(chr(10), ' / ')}: {became[state]:,}")

    def _tell(self, done: int, of: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r· {done:,} / {of:,}   ", ending="")
            self.stderr.flush()
