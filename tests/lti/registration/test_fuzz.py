"""Whatever an LMS says of itself or answers to us, the administrator gets a page."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugin.database import db
from tests.fakes.registrar import PLATFORM, TOOL
from tests.lti.registration.test_faults import ENDPOINTS
from tests.lti.registration.ways import invitation

ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.just("https://lms.example/x"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)
FIELDS = (
    "issuer",
    *ENDPOINTS,
    "scopes_supported",
    "response_types_supported",
    "authorization_server",
    PLATFORM,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    configuration=st.dictionaries(st.sampled_from(FIELDS), ODD, max_size=3) | ODD,
    reply=st.dictionaries(st.sampled_from(("client_id", "scope", "deployment_id", TOOL)), ODD, max_size=3)
    | ODD,
)
def test_whatever_an_lms_says_there_is_a_page(admin, configuration, reply):
    admin.registrar.configuration, admin.registrar.reply = configuration, reply
    admin.token = invitation()
    db.session.flush()

    assert admin.registers().status_code in {200, 400, 409}
