"""Is the audit trail whole?"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.accounts.rules import Head, Verdict
from spean.accounts.selectors import read_heads, verify_chain
from spean.console.keeping.container import head_of_backup, is_backup
from spean.console.words import both

KINDS = {
    "missing": gettext_lazy("an entry is missing"),
    "unlinked": gettext_lazy("an entry does not follow the one before it"),
    "altered": gettext_lazy("an entry was changed"),
    "rewritten": gettext_lazy("the entry is not the one that was noted outside"),
    "cut-off": gettext_lazy("a noted entry is no longer there: the end was cut off"),
    "head-differs": gettext_lazy("the end of the trail is not where it should be"),
}


class Command(BaseCommand):
    help = (
        "Verify the audit trail. By itself it finds any edit, insertion, deletion or swap; with "
        "heads kept outside it also finds a cut end and a trail written anew. "
        "Ends with 0 if whole, 1 if broken, 2 if it could not look."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--heads",
            action="append",
            default=[],
            metavar="FILE",
            help="heads printed by audit_head, or a backup; may be given more than once",
        )

    def handle(self, *args: object, **options: list[str]) -> None:
        heads = [head for name in options["heads"] for head in _heads_in(Path(name))]
        verdict = verify_chain(heads)
        self.stdout.write(_summary(verdict))
        for head in verdict.heads:
            self.stdout.write(f"  {head.source}: {head.seq} {head.hash[:16]}… {head.at}")
        if not verdict.heads:
            self.stdout.write(_("No head from outside was given: a cut end could not be seen."))
        if verdict.is_whole:
            self.stdout.write(self.style.SUCCESS(_("The audit trail is whole.")))
            return
        for fault in verdict.faults:
            self.stderr.write(f"  {fault.seq}: {KINDS[fault.kind]}")
        raise CommandError(both(gettext_lazy("The audit trail is broken.")), returncode=1)


def _summary(verdict: Verdict) -> str:
    said = _("%(entries)s entries read, %(heads)s heads compared. Last: %(seq)s %(hash)s")
    return said % {
        "entries": verdict.entries,
        "heads": len(verdict.heads),
        "seq": verdict.last.seq,
        "hash": verdict.last.hash,
    }


def _heads_in(path: Path) -> list[Head]:
    try:
        if is_backup(path):
            return [head_of_backup(path)]
        return read_heads(path.read_text(encoding="utf-8").splitlines(), name=path.name)
    except (OSError, UnicodeDecodeError) as cause:
        said = gettext_lazy("This file of heads cannot be read.")
        raise CommandError(f"{both(said)}\n{path}: {cause}", returncode=2) from None
