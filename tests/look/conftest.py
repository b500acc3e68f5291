"""A page maker for every test of the look."""

import pytest

from tests.look.pages import Page, page_maker


@pytest.fixture(scope="session")
def page() -> Page:
    """Renders a piece of template with the macros of the product."""
    return page_maker()
