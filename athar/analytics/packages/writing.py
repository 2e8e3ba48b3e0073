"""Writing a data package. Times inside the zip are fixed, so the same facts give the same bytes."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from athar.analytics.proofs import SigningKey, seal

FORMAT = "athar-package/1"


@dataclass(frozen=True)
class PackageRecord:
    """
    A record as the public may have it: its hashed document, and a number that stands for the person.

    ``person`` means something within one package only. ``excluded`` says why the record counts in no figure.
    """

    document: dict[str, Any]
    person: int | None
    excluded: str | None = None

    def line(self) -> str:
        return json.dumps(
            {"document": self.document, "person": self.person, "excluded": self.excluded}, ensure_ascii=False
        )


@dataclass
class Package:
    """Collects the files of a package, then seals and zips them."""

    about: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, path: str, content: bytes | str) -> None:
        self.files[path] = content.encode() if isinstance(content, str) else content

    def add_json(self, path: str, value: object) -> None:
        self.add(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")

    def add_records(self, records: Iterable[PackageRecord]) -> None:
        self.add("records.jsonl", "".join(record.line() + "\n" for record in records))

    def add_leaves(self, hashes: Iterable[bytes]) -> None:
        """All leaf hashes of the ledger up to the signed head, 32 bytes each, in order."""
        self.add("leaves.bin", b"".join(hashes))

    def zipped(self, key: SigningKey) -> bytes:
        """The package: every file, and a sealed manifest that lists them with their hashes."""
        listing = [
            {"path": path, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for path, content in sorted(self.files.items())
        ]
        manifest = seal({"format": FORMAT, **self.about, "files": listing}, key)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for path, content in [
                ("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode()),
                *sorted(self.files.items()),
            ]:
                archive.writestr(
                    zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), content, compress_type=zipfile.ZIP_DEFLATED
                )
        return buffer.getvalue()
