from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from athar.foundation.core.printing import faces
from athar.web.ui import assets


class Command(BaseCommand):
    help = "Join the stylesheets and make the fonts of screen and print; does nothing when nothing changed."

    def handle(self, *_args: Any, **options: Any) -> None:
        built = Path(settings.ATHAR_BUILD)
        made = assets.build(built / "static" / "athar", memory=built / "assets.json")
        faces.folder()
        Path(settings.STATIC_ROOT).mkdir(
            parents=True, exist_ok=True
        )  # WhiteNoise warns about a folder it cannot find
        if options["verbosity"]:
            self.stdout.write(f"Made {', '.join(made)}." if made else "Everything is up to date.")
