"""What an LMS may answer wrongly: a page in words, nothing kept, and the try counted with its reason."""

from __future__ import annotations

from typing import Any

import pytest
from marshmallow import ValidationError
from sqlalchemy.exc import IntegrityError

from plugin.lti.registration.schemas import ConfigurationSchema
from tests.fakes.platform import ABSENT
from tests.fakes.registrar import PLATFORM, TOOL
from tests.lti.registration.ways import nothing_but_a_failure, only_platform, refused_as

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint")
NO_ADDRESSES: list[Any] = [
    *(ABSENT, None, "", 7, [], {}, "x", "/path", "https://", "https:///x", "//lms.example/x"),
    *("http://lms.example/x", "ftp://lms.example/x", "file:///etc/passwd", "javascript:alert(1)"),
    *(
        "https://u:p@lms.example/",
        "https://lms.example/#x",
        "https://lms.example/a b",
        "https://lms.example/\n",
    ),
    *("https://lms.example/\ud800", "https://lms.example:x/", "https://" + "a" * 2000 + ".example/"),
]
PRIVATE = [
    *("https://127.0.0.1/", "https://localhost/", "https://x.local/", "https://[::1]/", "https://10.0.0.1/"),
    *("https://169.254.169.254/", "https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/"),
    *("https://127.1/", "https://[::ffff:127.0.0.1]/", "https://192.168.1.1./", "https://0.0.0.0/"),
]


def str_of(address: object) -> str:
    """The same in every process, which an object's own text is not."""
    return ascii(address)[:40] if isinstance(address, str | int | list | dict | None) else "absent"


@pytest.mark.parametrize("address", [*NO_ADDRESSES, *PRIVATE], ids=str_of)
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_what_is_no_address_for_us_to_call_is_no_endpoint(app, registrar, endpoint, address):
    said = {**registrar.described(), endpoint: address}

    with pytest.raises(ValidationError) as fault:
        ConfigurationSchema(private=False).load({name: v for name, v in said.items() if v is not ABSENT})

    assert set(fault.value.messages) == {endpoint}


def test_where_private_networks_are_allowed_the_clouds_own_addresses_are_not(app, registrar):
    schema = ConfigurationSchema(private=True)
    assert schema.load({**registrar.described(), "jwks_uri": "http://10.0.0.1/"}).jwks_uri

    with pytest.raises(ValidationError):
        schema.load({**registrar.described(), "jwks_uri": "http://169.254.169.254/"})


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_an_endpoint_that_is_none_stops_the_registration(admin, endpoint):
    admin.registrar.configuration = {endpoint: "https://127.0.0.1/"}

    assert refused_as(admin.registers(), "configuration-amiss")
    assert nothing_but_a_failure(endpoint)
    assert len(admin.registrar.asked) == 1


@pytest.mark.parametrize("issuer", [ABSENT, 7, "x", "http://lms.example", "https://lms.example?x=1"])
def test_an_issuer_that_is_none_is_refused(admin, issuer):
    admin.registrar.configuration = {"issuer": issuer}

    assert refused_as(admin.registers(), "configuration-amiss")
    assert nothing_but_a_failure("issuer")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("id_token_signing_alg_values_supported", ["HS256"]),
        ("token_endpoint_auth_methods_supported", ["client_secret_basic"]),
        ("response_types_supported", ["code"]),
        ("response_types_supported", 7),
    ],
)
def test_an_lms_that_cannot_do_it_is_told_so(admin, field, said):
    admin.registrar.configuration = {field: said}

    assert refused_as(admin.registers(), "configuration-amiss")
    assert nothing_but_a_failure(field)


@pytest.mark.parametrize(
    "field",
    [
        "id_token_signing_alg_values_supported",
        "token_endpoint_auth_methods_supported",
        "response_types_supported",
        "scopes_supported",
        PLATFORM,
    ],
)
@pytest.mark.parametrize("said", [ABSENT, None])
def test_what_many_leave_out_may_be_left_out(admin, field, said):
    admin.registrar.configuration = {field: said}

    assert admin.registers().status_code == 200


@pytest.mark.parametrize("told", [7, "x", [], {"messages_supported": 7}, {"messages_supported": [7, {}]}])
def test_odd_words_about_the_platform_are_no_reason_to_refuse(admin, told):
    admin.registrar.configuration = {PLATFORM: told, "scopes_supported": 7, "authorization_server": {}}

    assert admin.registers().status_code == 200
    assert only_platform().family == ""


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{", b"\xff\xfe", b"[" * 100_000, b"[]", b"7", b"null", b'"x"']
)
def test_a_configuration_that_is_no_json_object_is_refused(admin, body):
    admin.registrar.configuration = body

    answer = admin.registers()

    assert answer.status_code == 400
    assert "Reference" in answer.text
    assert nothing_but_a_failure("onfiguration")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
def test_an_lms_that_does_not_give_its_configuration_is_quoted(admin, status):
    admin.registrar.statuses = (status, 201)
    admin.registrar.configuration = b'{"error": "invalid_token", "error_description": "It has run out"}'

    answer = admin.registers()

    assert refused_as(answer, "configuration-refused")
    assert "invalid_token: It has run out" in answer.text
    assert nothing_but_a_failure(f"status {status}")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            b'{"error": "invalid_client_metadata", "error_description": "No <b>scope</b>"}',
            "No &lt;b&gt;scope",
        ),
        (b'{"error": "token_already_used"}', "token_already_used"),
        (b'{"errorMessage": "Specified account does not exist"}', "Specified account does not exist"),
        (b'{"errors": [{"message": "bad domain"}]}', "bad domain"),
        (b'{"errors": ["bad domain"]}', "bad domain"),
        (b'{"errors": {"type": "invalid", "message": "bad domain"}}', "bad domain"),
        (b'{"message": "bad domain", "errors": {"domain": ["unknown"]}}', "bad domain"),
        (b'{"errors": []}', "with status 400"),
        (b"<h1>Bad Request</h1>", "with status 400"),
        (b'{"error": 7}', "with status 400"),
    ],
)
def test_an_lms_that_refuses_us_is_quoted(admin, body, said):
    admin.registrar.statuses = (200, 400)
    admin.registrar.reply = body

    answer = admin.registers()

    assert refused_as(answer, "registration-refused")
    assert said in answer.text
    assert nothing_but_a_failure("refused our registration")


@pytest.mark.parametrize("client_id", [ABSENT, None, "", " ", [], {}, "a\x00", "x" * 501, "\ud800", True])
def test_a_reply_without_a_client_id_is_refused(admin, client_id):
    admin.registrar.reply = {"client_id": client_id}

    assert refused_as(admin.registers(), "reply-amiss")
    assert nothing_but_a_failure("client_id")


@pytest.mark.parametrize("deployment", [" ", "a\x00", "x" * 501, [], {}, True])
def test_a_deployment_that_cannot_be_is_refused(admin, deployment):
    admin.registrar.reply = {TOOL: {"deployment_id": deployment}}

    assert refused_as(admin.registers(), "reply-amiss")
    assert nothing_but_a_failure("deployment_id")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b"7"])
def test_a_reply_that_is_no_json_object_is_refused(admin, body):
    admin.registrar.reply = body

    answer = admin.registers()

    assert answer.status_code == 400
    assert nothing_but_a_failure("")


def test_what_the_database_refuses_otherwise_is_not_called_a_second_registration(admin, monkeypatch):
    def broken(*_given, **_named):
        raise IntegrityError("INSERT", {}, Exception("NOT NULL constraint failed"))

    monkeypatch.setattr("plugin.lti.registration.actions.note_registration", broken)
    assert admin.registers().status_code == 500
