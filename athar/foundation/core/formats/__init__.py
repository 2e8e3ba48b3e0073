"""How numbers and dates are written; Django finds this through ``FORMAT_MODULE_PATH``."""
