"""The layouts: what every page brings along, and the pages for when something goes wrong."""

import re

import pytest

NASTY = '"><script>alert(1)</script>'


def test_the_layout_prints_only_the_icons_and_scripts_that_the_page_uses(page):
    html = page("{% extends 'layouts/plain.html' %}{% block content %}{{ icon('pen') }}{% endblock %}")
    assert re.findall(r'<symbol id="i-(\w+)"', html) == ["pen"]
    assert "trix" not in html


def test_a_page_with_an_editor_loads_it_and_its_nonce(page):
    html = page(
        "{% extends 'layouts/plain.html' %}{% import 'macros/forms.html' as forms %}"
        "{% block content %}{{ forms.words(none, 'f', 'Words') }}{% endblock %}"
    )
    assert html.index("trix.umd.min.js") < html.index("js/editor.js")
    assert '<meta name="csp-nonce" content="a-nonce">' in html


@pytest.mark.parametrize("name", ["refused", "expired", "error"])
def test_pages_for_when_something_goes_wrong_need_nobody(page, name):
    html = page(
        f"{{% include 'errors/{name}.html' %}}",
        title="It is over",
        sentence="Nothing is lost.",
        typed=[("Body", NASTY)],
        details=[("From", NASTY)],
        reference="TQ4-8M2K",
    )
    assert "Nothing is lost." in html
    assert "TQ4-8M2K" in html
    assert "<script>" not in html


def test_a_refusal_offers_a_way_back_only_where_there_is_one(page):
    assert "_top" not in page("{% include 'errors/refused.html' %}", sentence="No.")
    assert 'href="https://lms.example/back" target="_top"' in page(
        "{% include 'errors/refused.html' %}", sentence="No.", return_url="https://lms.example/back"
    )


def test_a_way_back_that_is_no_address_is_not_offered(page):
    html = page("{% include 'errors/refused.html' %}", sentence="No.", return_url="javascript:alert(1)")
    assert "javascript" not in html


def test_the_layout_hides_nothing_that_a_page_was_given(page):
    block = "{% block content %}{{ people }} {{ theme }} {{ place }}{% endblock %}"
    given = {"people": "three people", "theme": "a theme", "place": "a place"}
    html = page('{% extends "layouts/page.html" %}' + block, macros=(), **given)
    assert "three people a theme a place" in html
