"""The played LMS of the way in, for launches."""

from __future__ import annotations

from tests.lti.conftest import key as key
from tests.lti.conftest import lms as lms
from tests.lti.conftest import network as network
from tests.lti.conftest import other_key as other_key
