"""The ways in which a learning site's list of members goes wrong, each a switch of the played one."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.fakes.memberships import Fault, Said, Site, answer


def links_to_itself(site: Site, number: int, said: Said) -> Said:
    return _onward(said, site.page_url(number))


def goes_round(site: Site, number: int, said: Said) -> Said:
    """A to B to A."""
    return _onward(said, site.page_url(2 if number == 1 else 1))


def never_ends(site: Site, number: int, said: Said) -> Said:
    body = {"members": [{"user_id": f"endless-{number}", "roles": []}]}
    return _onward(answer(body), site.page_url(number + 1))


def never_ends_with_nobody(site: Site, number: int, said: Said) -> Said:
    return _onward(said if number == 1 else answer({"members": []}), site.page_url(number + 1))


def repeats_its_first_page(site: Site, number: int, said: Said) -> Said:
    return Said(body=site.page(1).body, headers=said.headers)


def leads_elsewhere(site: Site, number: int, said: Said) -> Said:
    return _onward(said, site.page_url(2).replace("127.0.0.1", "localhost"))


def fails_on_the_last_page(site: Site, number: int, said: Said) -> Said:
    return said if "Link" in said.headers else answer({"error": "Tired"}, 503)


def forbids_the_last_page(site: Site, number: int, said: Said) -> Said:
    return said if "Link" in said.headers else answer({"message": "Not for tools"}, 403)


def drips(site: Site, number: int, said: Said) -> Said:
    return Said(body=said.body, headers=said.headers, drips=True)


def breaks_off(site: Site, number: int, said: Said) -> Said:
    return Said(body=said.body, headers=said.headers, cut=True)


def is_huge(site: Site, number: int, said: Said) -> Said:
    return Said(body=said.body + b" " * 2_000_000, headers=said.headers)


def redirects(site: Site, number: int, said: Said) -> Said:
    return Said(302, headers={"Location": site.url.replace("127.0.0.1", "localhost")})


def asks_for_patience_for_ever(site: Site, number: int, said: Said) -> Said:
    return answer({"error": "Slower"}, 429, {"Retry-After": "7200"})


def takes_no_token(site: Site, number: int, said: Said) -> Said:
    return answer({"error": "invalid_token"}, 401)


def lists_another_course(site: Site, number: int, said: Said) -> Said:
    return _changed(said, context={"id": "another"})


def lists_nobody(site: Site, number: int, said: Said) -> Said:
    return answer({"members": []})


def forgets_an_id(site: Site, number: int, said: Said) -> Said:
    return _changed(said, members=[{"name": "Nobody", "roles": []}])


def is_no_member(site: Site, number: int, said: Said) -> Said:
    return _changed(said, members=["Ana"])


def _body(body: bytes) -> Fault:
    def fault(site: Site, number: int, said: Said) -> Said:
        return Said(body=body, headers=said.headers)

    return fault


def _onward(said: Said, url: str) -> Said:
    return Said(said.status, said.body, {**said.headers, "Link": f"<{url}>; rel=next"})


def _changed(said: Said, **parts: Any) -> Said:
    return Said(body=json.dumps({**json.loads(said.body), **parts}).encode(), headers=said.headers)


def on_page(number: int, fault: Fault) -> Fault:
    """The fault, on one page alone."""
    return lambda site, page, said: fault(site, page, said) if page == number else said


BODIES = {
    "empty 200": b"",
    "bad JSON": b'{"members": [{"user_id": "1"}, ',
    "JSON with something after it": b'{"members": [{"user_id": "1"}]} and more',
    "no object": b'[{"user_id": "1"}]',
    "members missing": b'{"id": "x", "context": {"id": "Course-A"}}',
    "no list": b'{"members": {"user_id": "1"}}',
    "null for a list": b'{"members": null}',
    "two lists": b'{"members": [{"user_id": "1"}], "members": []}',
    "a page in HTML": b"<!doctype html><title>Log in</title>",
    "not UTF-8": b'{"members": [{"user_id": "\xff"}]}',
    "nested without end": b'{"members": [' + b"[" * 100_000,
}
FAULTS: dict[str, Callable[..., Said]] = {
    "a page that links to itself": links_to_itself,
    "A to B to A": goes_round,
    "endless": never_ends,
    "endless, with nobody in it": never_ends_with_nobody,
    "the same page again": repeats_its_first_page,
    "a next page elsewhere": leads_elsewhere,
    "5xx on the last page": fails_on_the_last_page,
    "403 on the last page": forbids_the_last_page,
    "a slow drip": on_page(2, drips),
    "broken off": on_page(2, breaks_off),
    "a huge page": on_page(2, is_huge),
    "a redirect elsewhere": on_page(2, redirects),
    "429 for ever": on_page(2, asks_for_patience_for_ever),
    "401 for ever": takes_no_token,
    "another course": lists_another_course,
    "nobody": lists_nobody,
    "a member without an id": on_page(2, forgets_an_id),
    "a member who is a word": on_page(2, is_no_member),
    **{
        f"{name} on page {page}": on_page(page, _body(body))
        for name, body in BODIES.items()
        for page in (1, 2)
    },
}
