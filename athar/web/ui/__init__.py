"""The frame of every page: base templates, assets, the style guide."""
