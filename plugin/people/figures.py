"""How few people a figure may be about: of fewer it could point at one of them."""

from __future__ import annotations

FEWEST = 5
