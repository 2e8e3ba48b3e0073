"""The data package: every file, every record, every figure."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from athar.analytics.packages.errors import Invalid, Malformed
from athar.analytics.packages.recompute import check_figures
from athar.analytics.packages.trust import checkpoint_of, receipt_checks
from athar.analytics.proofs import Invalid as NotSealed
from athar.analytics.proofs import PublicKey, canonical_json, check_seal, leaf_hash, root

HASH = 32


def verify_package(archive: zipfile.ZipFile, keys: Sequence[PublicKey] | None) -> list[str]:
    """
    Check a data package from end to end.

    :returns: what was checked, in words.
    :raises Invalid: with the first thing that does not hold.
    """
    manifest = _manifest(archive)
    key = _sealed(manifest, keys)
    _files(archive, manifest)
    checkpoint, _ = checkpoint_of(archive.read("checkpoint.txt").decode(), [key])
    leaves = archive.read("leaves.bin")
    if (
        len(leaves) != HASH * checkpoint.size
        or root([leaves[at : at + HASH] for at in range(0, len(leaves), HASH)]) != checkpoint.root
    ):
        message = "the leaf hashes do not have the root that was signed."
        raise Invalid(message)
    records = list(_records(archive, leaves))
    receipts = [json.loads(archive.read(name)) for name in archive.namelist() if name.startswith("receipts/")]
    for receipt in receipts:
        receipt_checks(receipt, [key])
        if receipt["cutoff"]["size"] > checkpoint.size:
            message = f"the receipt of {receipt['code']} is younger than the package's signed head."
            raise Invalid(message)
    figures = check_figures(archive, records, receipts, leaves)
    return [
        f"the manifest is sealed by {key}",
        f"{len(manifest['files'])} files have the hashes the manifest lists",
        f"{checkpoint.size:,} leaf hashes have the signed root {checkpoint.root.hex()}",
        f"{len(records):,} records have the leaf hashes of their positions",
        f"{len(receipts)} receipts are sealed",
        f"{figures} figures were computed again from the records and come to what was published",
    ]


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
    except (KeyError, ValueError) as error:
        message = "the zip has no readable manifest.json; it is no data package."
        raise Malformed(message) from error
    if manifest.get("format") != "athar-package/1":
        message = f"its manifest's format is {manifest.get('format')!r}; this command knows athar-package/1."
        raise Malformed(message)
    return manifest


def _sealed(manifest: dict[str, Any], keys: Sequence[PublicKey] | None) -> PublicKey:
    try:
        return check_seal(manifest, list(keys) if keys else None)
    except NotSealed as error:
        message = f"the manifest: {error}"
        raise Invalid(message) from error


def _files(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    listed = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    present = set(archive.namelist()) - {"manifest.json"}
    if present != set(listed):
        message = f"files missing: {sorted(set(listed) - present) or 'none'}; files not listed: {sorted(present - set(listed)) or 'none'}."
        raise Invalid(message)
    for path, digest in listed.items():
        if hashlib.sha256(archive.read(path)).hexdigest() != digest:
            message = f"{path} is not the file the manifest lists."
            raise Invalid(message)


def _records(archive: zipfile.ZipFile, leaves: bytes) -> Iterator[dict[str, Any]]:
    with archive.open("records.jsonl") as lines:
        for line in lines:
            record = json.loads(line)
            position = record["document"]["position"]
            if (
                leaf_hash(canonical_json(record["document"]))
                != leaves[position * HASH : (position + 1) * HASH]
            ):
                message = f"R-{position:06d} is not the record that stands at its place in the ledger."
                raise Invalid(message)
            yield record
