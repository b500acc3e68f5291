"""From the gradebook of the demonstration LMS to the tool: which claims go with a column of which kind."""

from __future__ import annotations

import jwt
import pytest

from demo.lms.vocabulary import GRADES_CLAIM, ITEM_TYPE, LINE_ITEM, LTI
from tests.demo.conftest import ISSUER
from tests.demo.launching import asked, auth, posted


@pytest.fixture
def reviewed(site):
    """What Helena Brandt's browser takes to the tool when she looks at what the score in a column is for."""

    def go(**column):
        said = {"label": "Mentoring", "scoreMaximum": 20, **column}
        made = site.call(
            f"{site.here}/lineitems?type_id=1", LINE_ITEM, method="POST", json=said, content_type=ITEM_TYPE
        )
        (item,) = site.world.memory.items.values()
        browser = site.sign_in("helena")
        page = browser.get(f"/lti/review/{item.id}/fatima?as=helena", base_url=ISSUER)
        token = posted(auth(browser, asked(posted(page)[1])))[1]["id_token"]
        claims = jwt.decode(token, options={"verify_signature": False})
        assert claims[GRADES_CLAIM]["lineitem"] == made.json["id"]
        assert claims[LTI + "for_user"]["user_id"] == site.world.account("fatima").person.sub
        return claims

    return go


def test_a_column_without_a_link_names_none(reviewed):
    claims = reviewed()

    assert LTI + "resource_link" not in claims
    assert claims[LTI + "launch_presentation"]["document_target"] == "iframe"


def test_a_column_of_a_link_names_it(reviewed):
    assert reviewed(resourceLinkId="mentoring")[LTI + "resource_link"]["id"] == "mentoring"
