"""Where one family of learning sites differs from the specification: the one table of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plugin.fetch import Answer


@dataclass(frozen=True, slots=True)
class Quirks:
    """What is peculiar to a family; the defaults are what the specification says."""

    token_audience: str = ""  # whom our assertion is for, where that is not the token address
    throttles_with: frozenset[int] = frozenset({429})
    # With which answers to a score it says that this person gets none: the test student, whoever is no learner.
    ungradable: frozenset[int] = frozenset({422})
    # An issuer that is one name for many schools -> the ends of the hosts on which they and its services stand.
    hosted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def throttled(self, answer: Answer) -> bool:
        """Whether this answer means 'later', not 'no'."""
        if answer.status == 429:
            return True
        if answer.status not in self.throttles_with:
            return False
        # The status alone could as well mean that the service is not allowed, and then asking again is rude.
        told = {name.title(): said for name, said in answer.headers.items()}
        spent = _is_spent(told.get("X-Rate-Limit-Remaining", ""))
        return spent or "Retry-After" in told or b"rate limit" in answer.body[:2000].lower()


def _is_spent(remaining: str) -> bool:
    """Canvas says with every answer how much it still has for us, as a broken number; NaN is none."""
    try:
        return float(remaining) <= 0
    except ValueError:
        return False


# By `tool_platform.product_family_code`, in small letters. What each answers, as documented, is written down in
# tests/lti/services/exchanges/, a file for each family.
_TABLE = {
    # Whoever teaches gets no score: 'Incorrect score received'.
    "moodle": Quirks(ungradable=frozenset({400, 422})),
    # https://developerdocs.instructure.com/services/canvas/basics/file.throttling: '403 Forbidden (Rate Limit Exceeded)'.
    # Hosted ones share an issuer each for production, beta and test (…/external-tools/lti/file.lti_dev_key_config).
    "canvas": Quirks(
        throttles_with=frozenset({403, 429}),
        hosted={
            "https://canvas.instructure.com": (".instructure.com", ".canvaslms.com"),
            "https://canvas.beta.instructure.com": (".beta.instructure.com", ".beta.canvaslms.com"),
            "https://canvas.test.instructure.com": (".test.instructure.com", ".test.canvaslms.com"),
        },
    ),
    # https://docs.anthology.com/docs/blackboard/lti: registered once, at the vendor's portal, for every school.
    "blackboardlearn": Quirks(
        ungradable=frozenset({400, 422}),
        hosted={"https://blackboard.com": (".blackboard.com", ".anthology.com")},
    ),
    # Brightspace: every school's tokens come from one server, whatever the token address. Whoever is not enrolled, or not
    # any more, is 403 or 404.
    "desire2learn": Quirks(
        token_audience="https://api.brightspace.com/auth/token",  # noqa: S106 - an address
        ungradable=frozenset({403, 404, 422}),
    ),
    # As the specification says. Open edX says no family in its launches; it gives tokens for fewer scopes than asked.
    "openedx": Quirks(),
    "sakai": Quirks(),
}
_TABLE["brightspace"] = _TABLE["desire2learn"]
_USUAL = Quirks()


def of(family: str) -> Quirks:
    """The peculiarities of a family; of one that we do not know, none."""
    return _TABLE.get(family.strip().lower(), _USUAL)


def hosts_of(issuer: str) -> tuple[str, ...]:
    """The ends of the hosts that may speak for this issuer besides its own; mostly none. Asked by issuer, since the
    family is what a configuration says of itself."""
    return next((quirks.hosted[issuer] for quirks in _TABLE.values() if issuer in quirks.hosted), ())
