"""Deep linking: requests, the page to pick from, and what goes back."""
