"""What a launch says of services is read letter by letter, and what is odd counts as not said."""

import pytest

from plugin.lti.services import offered
from plugin.lti.services.offered import Offered

SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
SAID = {
    offered.MEMBERSHIPS: {"context_memberships_url": "https://lms.example/members?b=1&a=2"},
    offered.GRADES: {
        "scope": [SCORE],
        "lineitems": "https://lms.example/items",
        "lineitem": "https://lms.example/items/7",
    },
    offered.GROUPS: {
        "context_groups_url": "https://lms.example/groups",
        "context_group_sets_url": "https://lms.example/sets",
    },
    f"{offered.CLAIM}platformnotificationservice": {
        "platform_notification_service_url": "https://lms.example/pns"
    },
    f"{offered.CLAIM}custom": {"context_history": "21, 7", "groups": "4,5"},
    f"{offered.CLAIM}role_scope_mentor": ["ana", "ben"],
}


def test_every_service_is_read():
    assert offered.read(SAID) == Offered(
        "https://lms.example/members?b=1&a=2",
        "https://lms.example/items",
        "https://lms.example/items/7",
        (SCORE,),
        "https://lms.example/groups",
        "https://lms.example/sets",
        "https://lms.example/pns",
        ("21", "7"),
        ("4", "5"),
        ("ana", "ben"),
    )


@pytest.mark.parametrize("odd", [None, 7, "words", [], {}, [None, 3, ""], {"scope": 1, "lineitems": ["x"]}])
def test_what_is_odd_is_not_said(odd):
    read = offered.read(dict.fromkeys(SAID, odd))
    assert (read.lineitems_url, read.groups_url, read.notices_url, read.grade_scopes) == ("", "", "", ())
    assert read.looks_after in (None, ())


def test_a_variable_that_was_not_filled_in_says_nothing():
    custom = {"context_history": "$Context.id.history", "groups": "$Moodle.Person.userGroupIds"}
    read = offered.read({f"{offered.CLAIM}custom": custom})
    assert (read.origins, read.group_ids) == ((), None)


def test_somebody_without_groups_is_in_none():
    assert offered.read({f"{offered.CLAIM}custom": {"groups": ""}}).group_ids == ()
