"""The frame that the LMS gives us: it grows and shrinks with the page."""

from __future__ import annotations

from tests.harness.clicks import unfold
from tests.harness.visitors import visit


def test_the_frame_grows_and_shrinks_with_its_page(window, demo):
    mentee = visit(window(1300), demo, "Fatima Zahra Benali")
    mentee.follow("Feedback and handing over")
    mentee.follow("The first weeks: what six of us wish we had known")
    at_rest = mentee.fitted()
    assert at_rest > 700

    reply = mentee.frame.locator("details.answer > summary").first
    unfold(reply)
    assert mentee.fitted() > at_rest
    reply.press("Enter")
    assert mentee.fitted() == at_rest

    mentee.go("/me/away/")
    assert mentee.fitted() < at_rest
    assert not mentee.frame.evaluate("document.documentElement.scrollHeight > innerHeight + 3")
