"""The interface for programs: figures, records and proofs to read, records to enter."""
