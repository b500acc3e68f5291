"""Groups as the learning site has them: kept as it says them, and nothing follows from them by itself."""
