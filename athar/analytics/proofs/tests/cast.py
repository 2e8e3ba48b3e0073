"""Keys and stores that the tests share. Noura signs for the association; Omar is an outsider."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from athar.analytics.proofs import Frontier, SigningKey

NOURA = SigningKey("athar.example/ledger", Ed25519PrivateKey.from_private_bytes(b"n" * 32))
NOURA_LAST_YEAR = SigningKey("athar.example/ledger", Ed25519PrivateKey.from_private_bytes(b"m" * 32))
OMAR = SigningKey("omar.example/ledger", Ed25519PrivateKey.from_private_bytes(b"o" * 32))
KHALID = SigningKey("khalid.example/witness", Ed25519PrivateKey.from_private_bytes(b"k" * 32))


class Store:
    """Leaf hashes and stored nodes in memory; counts what is read."""

    def __init__(self, leaves, *, stored=True):
        self.all = list(leaves)
        self.kept = (
            {(level, index): digest for level, index, digest in Frontier(0, []).extend(self.all)}
            if stored
            else {}
        )
        self.readings = self.leaves_read = self.nodes_read = 0

    def leaves(self, start, stop):
        self.readings += 1
        self.leaves_read += stop - start
        return self.all[start:stop]

    def node(self, level, index):
        self.readings += 1
        self.nodes_read += 1
        return self.kept.get((level, index))


class RangeStore(Store):
    """The same, giving neighbouring nodes at once."""

    def nodes(self, level, start, stop):
        self.readings += 1
        self.nodes_read += stop - start
        return [self.kept[level, index] for index in range(start, stop) if (level, index) in self.kept]
