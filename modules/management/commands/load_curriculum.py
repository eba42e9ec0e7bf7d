"""`manage.py load_curriculum`: what learners read, from the files into the CMS."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from modules.actions.curriculum import Outcome, parts
from modules.actions.curriculum.files import CurriculumError
from modules.enums import LoadResult


class Command(BaseCommand):
    help = (
        "Load facts, sources, paths, modules, lessons, cases and tests from modules/curriculum. "
        "Runs as often as you like: what is the same stays, what an author edited is left alone."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        total: Outcome = Counter()
        quiet = options["verbosity"] == 0
        bar = tqdm(list(parts()), desc="Curriculum", unit="file", disable=quiet)
        for part in bar:
            bar.set_postfix_str(part.name)
            try:
                total.update(part.load())
            except CurriculumError as error:
                raise CommandError(
                    f"{error}. What came before {part.name} is loaded; nothing of it is."
                ) from error
        if not quiet:
            self.stdout.write(
                f"{total[LoadResult.LOADED]} loaded, {total[LoadResult.SAME]} unchanged, "
                f"{total[LoadResult.EDITED]} edited by an author and left alone."
            )
