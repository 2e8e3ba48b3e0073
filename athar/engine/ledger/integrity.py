"""Everything about the ledger checked again from nothing: rows, hashes, order, tree, signed heads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from athar.analytics.proofs import BadSignature, Frontier, Malformed, canonical_json, leaf_hash, parse
from athar.engine.ledger.leaf import Facts, Signatures, document, seal
from athar.engine.ledger.models import Forgetting, Head, Node, Record, SignedHead
from athar.engine.ledger.models.record import number
from athar.engine.ledger.rows import facts_of, signatures_of
from athar.engine.ledger.signing import trusted_keys

BATCH = 5_000


@dataclass
class Verdict:
    """What was checked and what was found; ``faults`` empty means the ledger holds."""

    records: int = 0
    heads: int = 0
    forgotten: int = 0  # about somebody whose data was erased
    root: str = ""
    faults: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.faults


def verify(*, progress: Callable[[int], None] = lambda _: None, most_faults: int = 20) -> Verdict:
    """
    Check the whole ledger. Reads every record once, in order, in bounded memory.

    Found are: an altered record (its hash no longer follows from its columns), an altered hash (the
    tree no longer follows from the leaves), a missing, extra or reordered record, a shortened ledger
    (a signed head knew more), and a signed head whose signature or root is wrong.
    """
    verdict = Verdict()
    signed = {head.size: head for head in SignedHead.objects.all()}
    frontier = Frontier(0, [])
    stored_nodes = {(node.level, node.index): bytes(node.hash) for node in Node.objects.all()}
    _check_heads_signatures(signed, verdict)
    for batch in _pieces(sorted(signed)):
        _check_records(batch, verdict)
        for level, index, digest in frontier.extend(bytes(record.hash) for record in batch):
            if stored_nodes.get((level, index)) != digest:
                span = 1 << level
                verdict.faults.append(
                    f"tree: the hash over {number(index * span)}…{number((index + 1) * span - 1)} differs from the stored one"
                )
        verdict.records += len(batch)
        head = signed.get(verdict.records)
        if head and frontier.root() != bytes(head.root):
            verdict.faults.append(
                f"signed head of {head.size} records: its root does not follow from the records"
            )
        progress(verdict.records)
        if len(verdict.faults) >= most_faults:
            return verdict
    verdict.root = frontier.root().hex()
    _check_length(signed, verdict)
    return verdict


def glance() -> Verdict:
    """
    Check what needs no reading of all records: their number, the counter, the kept frontier, the signed heads.

    Found are a shortened ledger, a counter or frontier that was changed, and a signed head whose signature is
    wrong. That a record was altered is found by ``verify`` alone.
    """
    verdict = Verdict(records=Record.objects.count())
    signed = {head.size: head for head in SignedHead.objects.all()}
    _check_heads_signatures(signed, verdict)
    head = Head.objects.get()
    verdict.root = _frontier_root(head)
    newest = signed.get(head.size)
    if newest and verdict.root != bytes(newest.root).hex():
        verdict.faults.append("the kept frontier does not follow from the newest signed head")
    _check_length(signed, verdict)
    return verdict


def _pieces(stops: list[int]) -> Iterator[list[Record]]:
    """Records in order, cut where a signed head ends, so that its root can be compared there."""
    batch: list[Record] = []
    wanted = set(stops)
    records = (
        Record.objects.with_what_is_hashed().order_by("position", "occurred_on").iterator(chunk_size=BATCH)
    )
    for seen, record in enumerate(records, start=1):
        batch.append(record)
        if len(batch) == BATCH or seen in wanted:
            yield batch
            batch = []
    if batch:
        yield batch


def _check_records(batch: list[Record], verdict: Verdict) -> None:
    for expected, record in enumerate(batch, start=verdict.records):
        if record.position != expected:
            verdict.faults.append(f"{number(expected)} is missing: the next record found is {record}")
            return
        facts, signatures = facts_of(record), signatures_of(record)
        if not record.salt:
            verdict.forgotten += 1
            _check_forgotten(record, facts, signatures, verdict)
            continue
        commitment, digest = seal(facts, signatures, position=record.position, salt=bytes(record.salt))
        if digest != bytes(record.hash):
            what = "what its commitment hides" if commitment != bytes(record.commitment) else "its contents"
            verdict.faults.append(f"{record} was altered: {what} and its hash do not agree")


def _check_forgotten(record: Record, facts: Facts, signatures: Signatures, verdict: Verdict) -> None:
    """Without its salt a record's commitment cannot be opened; what is public is hashed with the commitment as it stands."""
    public = document(facts, signatures, position=record.position, commitment=bytes(record.commitment))
    if leaf_hash(canonical_json(public)) != bytes(record.hash):
        verdict.faults.append(f"{record} was altered: its contents and its hash do not agree")
    if not Forgetting.objects.filter(position=record.position).exists():
        verdict.faults.append(f"{record} lost its salt, and nobody was erased")


def _check_heads_signatures(signed: dict[int, SignedHead], verdict: Verdict) -> None:
    public = trusted_keys()
    for head in signed.values():
        verdict.heads += 1
        try:
            checkpoint = parse(head.note, public)
        except (BadSignature, Malformed) as error:
            verdict.faults.append(f"signed head of {head.size} records: {error}")
            continue
        if (checkpoint.size, checkpoint.root) != (head.size, bytes(head.root)):
            verdict.faults.append(
                f"signed head of {head.size} records: the note says something else than the row"
            )


def _check_length(signed: dict[int, SignedHead], verdict: Verdict) -> None:
    longest = max(signed, default=0)
    if longest > verdict.records:
        verdict.faults.append(
            f"the ledger was shortened: a signed head knew {longest} records, {verdict.records} are left"
        )
    head = Head.objects.get()
    if head.size != verdict.records:
        verdict.faults.append(f"the counter says {head.size} records, {verdict.records} are there")
    elif _frontier_root(head) != verdict.root:
        verdict.faults.append("the kept frontier does not follow from the records")


def _frontier_root(head: Head) -> str:
    try:
        return Frontier.from_bytes(head.size, bytes(head.frontier)).root().hex()
    except ValueError:  # not even the frontier of a tree of that size
        return ""
