"""Platform services: tokens, patience, paging, members, and everything that platforms do wrong with them."""
