"""How each learning site and we get on: what launches, keys, tokens and registration told, a row for each site."""
