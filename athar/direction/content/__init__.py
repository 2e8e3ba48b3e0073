"""What the association says in public: pages, news, the library, disclosures."""
