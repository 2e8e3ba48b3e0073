"""What of persons this room holds."""

# Keyed hashes of who asked, gone a minute after the last request; they lead to nobody.
IMPERSONAL = ("gate_bucket",)
