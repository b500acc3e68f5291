"""How a goal stands, and how it comes to stand otherwise: step by step, each with its reason."""
