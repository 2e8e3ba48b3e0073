"""
Who somebody is at a provider that speaks OpenID Connect (Core 1.0): by a code, with PKCE, state and nonce.

``fetching`` asks the provider, ``provider`` knows its addresses and keys, ``tokens`` says what of an ID token holds,
``errands`` leads there and back.
"""
