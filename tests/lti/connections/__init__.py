"""How learning sites and we get on."""
