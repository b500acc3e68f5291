"""Why a learning site is not connected: each reason in words for the administrator who tries it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from plugin.lti.refusals import Refused

ASK = _l(
    "Ask the people who run Tandem for a new address, and send them the lines below, so that they know what happened."
)
AGAIN = _l(
    "Nothing has been kept on our side. Put right what the lines below say and try again with the same address, or "
    "send the lines to the people who run Tandem. If a draft of the tool stands in your learning site, delete it first."
)


class NotConnected(Refused):
    """A registration that connects nothing."""

    code = "not-connected"
    title = _l("This did not connect")
    words = AGAIN


# The invitation -----------------------------------------------------------------------------------


class UnknownInvitation(NotConnected):
    code = "unknown-invitation"
    status = 404
    title = _l("This address is not known here")
    words = ASK
    happened = _l("No invitation has this address. Was it copied whole?")


class InvitationSpent(NotConnected):
    code = "invitation-spent"
    status = 410
    title = _l("This address has been used")
    words = _l(
        "A learning site has been connected with it already, and it connects only one. If that was yours, you are done: "
        "delete any second copy of the tool there. If not, ask the people who run Tandem."
    )
    happened = _l("The invitation was spent when a learning site was connected with it.")


class InvitationOver(NotConnected):
    code = "invitation-over"
    status = 410
    title = _l("This address has run out")
    words = ASK
    happened = _l("The invitation ended on %(ended)s UTC.")


class InvitationTired(NotConnected):
    code = "invitation-tired"
    status = 410
    title = _l("This address has run out")
    words = ASK
    happened = _l("The invitation was tried %(tries)s times in vain. The last time: %(last)s")


class NothingToRegister(NotConnected):
    code = "nothing-to-register"
    title = _l("Paste this address into your learning site")
    words = _l(
        "It is right, and it is not for the browser: copy it into the place where your learning site registers tools "
        "by an address. Some call that dynamic registration, others LTI Advantage. The learning site then opens it "
        "itself. Nothing has been used up."
    )
    happened = _l("The address was opened without 'openid_configuration'.")


# What the learning site sent ----------------------------------------------------------------------


class BadToken(NotConnected):
    code = "bad-token"
    happened = _l("The 'registration_token' is not one that can be sent as a bearer token.")


class ConfigurationUnreachable(NotConnected):
    code = "configuration-unreachable"
    happened = _l("The configuration of the learning site could not be fetched. %(reason)s")


class ConfigurationRefused(NotConnected):
    code = "configuration-refused"
    happened = _l("The learning site answered status %(status)s when asked for its configuration. %(said)s")


class ConfigurationAmiss(NotConnected):
    code = "configuration-amiss"
    happened = _l("The configuration lacks what we need, or has it in another form: %(names)s.")


class ForeignIssuer(NotConnected):
    code = "foreign-issuer"
    happened = _l(
        "The configuration at %(host)s speaks for issuer '%(issuer)s', which stands elsewhere. If that is right, the "
        "people who run Tandem can name the issuer in the invitation: lti invite --issuer %(issuer)s"
    )


class UnexpectedIssuer(NotConnected):
    code = "unexpected-issuer"
    happened = _l("The invitation is for issuer '%(expected)s', and the configuration is of '%(issuer)s'.")


class ForeignEndpoint(NotConnected):
    code = "foreign-endpoint"
    happened = _l("The registration endpoint is at %(host)s, which is not a host of issuer '%(issuer)s'.")


# What it made of our registration -----------------------------------------------------------------


class RegistrationUnreachable(NotConnected):
    code = "registration-unreachable"
    happened = _l("Our registration could not be handed over. %(reason)s")


class RegistrationRefused(NotConnected):
    code = "registration-refused"
    happened = _l("The learning site refused our registration with status %(status)s. %(said)s")


class ReplyAmiss(NotConnected):
    code = "reply-amiss"
    happened = _l(
        "The learning site's answer to our registration lacks what we need, or has it in another form: %(names)s."
    )


class AlreadyConnected(NotConnected):
    code = "already-connected"
    status = 409
    title = _l("This learning site is connected already")
    words = _l(
        "An invitation only ever adds, so that nobody can take over a learning site that is here. To bring yours up to "
        "date, ask the people who run Tandem for an address made for it."
    )
    happened = _l(
        "Issuer '%(issuer)s' with client id '%(client_id)s' is registered. To renew it: lti invite --for %(platform)s"
    )
