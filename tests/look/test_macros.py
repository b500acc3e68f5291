"""The macros give every field a label, every error its words, and never trust what people type."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from plugin.forms import Form

NASTY = '"><script>alert(1)</script>'
ARABIC = "فاطمة الزهراء"

Attributes = dict[str, str | None]


class Elements(HTMLParser):
    """Every element of a piece of HTML with its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, Attributes]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[Attributes]:
        return [attrs for name, attrs in self.all if name == tag]

    def one(self, **wanted: str) -> Attributes:
        found = [attrs for _, attrs in self.all if wanted.items() <= attrs.items()]
        assert len(found) == 1, found
        return found[0]


FIELDS = {
    "line": "{{ forms.line(form, 'f', 'Label') }}",
    "words": "{{ forms.words(form, 'f', 'Label') }}",
    "plain words": "{{ forms.words(form, 'f', 'Label', rich=False) }}",
    "choice": "{{ forms.choice(form, 'f', 'Label', [('a', 'A')]) }}",
    "day": "{{ forms.day(form, 'f', 'Label') }}",
    "when": "{{ forms.when(form, 'f', 'Label') }}",
}
GROUPS = {
    "picks": "{{ forms.picks(form, 'f', 'Label', [('a', 'A'), ('b', 'B')]) }}",
    "scale": "{{ forms.scale(form, 'f', 'Label', [('a', 'A'), ('b', 'B')]) }}",
}
CONTROLS = ("input", "select", "textarea")


def control(html: str) -> Attributes:
    return next(attrs for tag, attrs in Elements(html).all if tag in CONTROLS and attrs.get("name") == "f")


@pytest.mark.parametrize("piece", FIELDS.values(), ids=FIELDS.keys())
def test_a_field_has_a_label_of_its_own(page, piece):
    html = page(piece, form=Form())
    assert [label["for"] for label in Elements(html).named("label")] == [control(html)["id"]]


@pytest.mark.parametrize("piece", GROUPS.values(), ids=GROUPS.keys())
def test_answers_stand_under_a_legend_and_inside_their_labels(page, piece):
    html = page(piece, form=Form())
    assert re.search(r"<fieldset[^>]*><legend>Label</legend>", html)
    assert len(re.findall(r"<label[^>]*><input", html)) == 2


@pytest.mark.parametrize("piece", FIELDS.values(), ids=FIELDS.keys())
def test_an_error_is_tied_to_its_field_and_leads_to_it_from_the_top(page, piece):
    html = page(
        "{% call forms.form('/x', form) %}" + piece + "{% endcall %}", form=Form(errors={"f": "Too long."})
    )
    field = control(html)
    assert field["aria-invalid"] == "true"
    assert f"{field['id']}-e" in str(field["aria-describedby"]).split()
    assert re.search(rf'<p class="error" id="{field["id"]}-e">.*Too long\.</p>', html)
    assert f'<a href="#{field["id"]}">Label</a>: Too long.' in html
    assert Elements(html).one(role="alert")


@pytest.mark.parametrize("piece", (FIELDS | GROUPS).values(), ids=(FIELDS | GROUPS).keys())
def test_the_same_field_twice_on_a_page_has_two_ids(page, piece):
    ids = re.findall(r'\bid="([^"]+)"', page(piece * 2, form=Form(errors={"f": "No."})))
    assert len(ids) == len(set(ids)) > 1


def test_an_error_of_the_whole_form_is_said_without_a_field(page):
    html = page(
        "{% call forms.form('/x', form) %}{% endcall %}", form=Form(errors={"form": "Not like this."})
    )
    assert "<li>Not like this.</li>" in html


@pytest.mark.parametrize("piece", FIELDS.values(), ids=FIELDS.keys())
def test_typed_text_cannot_leave_its_field(page, piece):
    html = page(piece, form=Form(typed={"f": NASTY}, theirs={"f": NASTY}, errors={"f": NASTY}))
    assert "<script" not in html


def test_names_are_escaped_and_kept_apart_from_the_direction_around_them(page):
    html = page("{{ people.named(7, nasty) }}{{ people.named(7, arabic) }}", nasty=NASTY, arabic=ARABIC)
    assert "<script" not in html
    assert f"<bdi>{ARABIC}</bdi>" in html
    assert html.count('aria-hidden="true"') == 2


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Fatima Zahra Benali", "FB"),
        ("Cher", "C"),
        (ARABIC, "فا"),
        ("Ana (night shift)", "AS"),
        ("", "·"),
        ("(?)", "·"),
    ],
)
def test_initials(page, name, letters):
    assert page("{{ name|initials }}", name=name) == letters


def test_every_form_carries_its_token_and_a_key_of_its_own(page):
    twice = Elements(page("{% call forms.form('/x') %}{% endcall %}" * 2))
    keys = [field["value"] for field in twice.named("input") if field["name"] == "once"]
    assert len(set(keys)) == 2
    assert [field["value"] for field in twice.named("input") if field["name"] == "csrf"] == ["token"] * 2


def test_after_an_error_the_version_that_was_read_is_sent_again(page):
    html = page("{% call forms.form('/x', form, version=9) %}{% endcall %}", form=Form(version=3))
    assert Elements(html).one(name="version")["value"] == "3"


def test_a_new_edit_sends_the_version_of_its_row(page):
    html = page("{% call forms.form('/x', form, version=9) %}{% endcall %}", form=Form())
    assert Elements(html).one(name="version")["value"] == "9"


def test_after_two_edits_both_texts_are_there(page):
    form = Form(typed={"f": "mine"}, theirs={"f": Markup("<p>theirs <b>bold</b></p>")}, version=4)
    html = page(
        "{% call forms.form('/x', form) %}{{ forms.words(form, 'f', 'Words') }}{% endcall %}", form=form
    )
    assert "<p>theirs <b>bold</b></p>" in html
    assert "mine</textarea>" in html
    assert f"{control(html)['id']}-t" in str(control(html)["aria-describedby"])


def test_without_scripts_rich_words_are_plain_text_and_say_so(page):
    html = page(
        "{{ forms.words(form, 'f', 'Words') }}",
        form=Form(typed={"f": Markup("<p>a <b>c</b></p><ul><li>d</li></ul>")}),
    )
    assert "\na c\n\n- d</textarea>" in html
    assert Elements(html).one(name="f_format")["value"] == "plain"
    assert control(html)["data-html"] == "<p>a <b>c</b></p><ul><li>d</li></ul>"


def test_words_that_the_editor_sent_go_back_to_it_whole(page):
    html = page(
        "{{ forms.words(form, 'f', 'Words') }}",
        form=Form(typed={"f": "<p>a <b>c</b></p>", "f_format": "html"}),
    )
    assert control(html)["data-html"] == "<p>a <b>c</b></p>"
    assert "\na c</textarea>" in html


def test_a_leading_line_break_survives_the_textarea(page):
    assert ">\n\nfirst</textarea>" in page(
        "{{ forms.words(f, 'f', 'W', rich=False) }}", f=Form(typed={"f": "\nfirst"})
    )


def test_a_moment_is_edited_in_the_viewers_zone(page):
    form = Form(typed={"f": datetime(2026, 11, 24, 10, 0, tzinfo=UTC)})
    assert control(page("{{ forms.when(form, 'f', 'When') }}", form=form))["value"] == "2026-11-24T11:00"


@pytest.mark.parametrize(("language", "said"), [("en", "24 Nov 2031, 15:05"), ("de", "24. Nov. 2031, 15:05")])
def test_a_moment_is_read_in_the_viewers_zone_and_in_24_hours(page, language, said):
    html = page("{{ at|moment }}", language=language, at=datetime(2031, 11, 24, 14, 5, tzinfo=UTC))
    assert html.strip() == said


def test_a_day_is_edited_as_a_day(page):
    form = Form(typed={"f": date(2026, 11, 24)})
    assert control(page("{{ forms.day(form, 'f', 'Due') }}", form=form))["value"] == "2026-11-24"


def test_what_was_chosen_stays_chosen(page):
    form = Form(typed={"people": ["b"], "mode": "b"})
    html = page(
        "{{ forms.picks(form, 'people', 'Who', options) }}{{ forms.choice(form, 'mode', 'How', options) }}",
        form=form,
        options=[("a", "A"), ("b", "B")],
    )
    chosen = [attrs["value"] for _, attrs in Elements(html).all if "checked" in attrs or "selected" in attrs]
    assert chosen == ["b", "b"]


def test_states_are_words_beside_their_icon(page):
    html = page("{{ states.tag('Done', 'done') }}{{ states.flag('No contact for 24 days') }}")
    assert "Done</span>" in html
    assert html.count('<svg class="icon" aria-hidden="true">') == 2


def test_the_strip_is_hidden_from_those_who_hear_the_words_beside_it(page):
    html = page("{{ path.strip(2, 7) }}")
    assert 'aria-hidden="true"' in html
    assert [html.count(f'class="{kind}"') for kind in ("you", "you-was", "ahead")] == [2, 1, 4]


@pytest.mark.parametrize(("done", "total"), [(0, 1), (7, 7), (0, 0), (9, 7)])
def test_a_strip_stays_within_its_picture(page, done, total):
    html = page("{{ path.strip(done, total) }}", done=done, total=total)
    width = float(found[1]) if (found := re.search(r'viewBox="0 0 (\d+)', html)) else 0.0
    assert all(0 <= float(x) <= width for x in re.findall(r'cx="([\d.]+)"', html))
    assert html.count("<circle") == total
