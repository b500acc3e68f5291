"""Why the way in stays shut: each reason in words for the person and in words for whoever runs the LMS."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from plugin.errors import Refusal
from plugin.lti.schemas import line

LONGEST = 200  # of what a message claims and we repeat


class Refused(Refusal):
    """A login or a launch that opens nothing. `facts` fill the places in `happened`."""

    code = "refused"
    status = 400
    title = _l("We could not let you in this time")
    words = _l(
        "Please go back to your learning site and open it again. If that does not help, send the lines below to the "
        "people who run the learning site."
    )
    happened = _l("The message from the learning site could not be taken.")

    def __init__(self, **facts: object) -> None:
        # What a message claims may be text that no page and no log can hold, such as half a surrogate pair.
        self.facts = {name: line(str(value))[:LONGEST] for name, value in facts.items()}
        super().__init__(self.words)

    def told(self) -> str:
        """What happened, for an administrator."""
        return str(self.happened) % self.facts if self.facts else str(self.happened)


# Before the launch --------------------------------------------------------------------------------


class LoginIncomplete(Refused):
    code = "login-incomplete"
    happened = _l("The learning site began a login without '%(missing)s'.")


class UnknownPlatform(Refused):
    code = "unknown-platform"
    status = 403
    words = _l(
        "Tandem does not know the learning site that sent you here. Somebody who runs it has to connect the two first."
    )
    happened = _l("No platform is registered for issuer '%(issuer)s' and client id '%(client_id)s'.")


class SeveralPlatforms(Refused):
    code = "several-platforms"
    happened = _l(
        "The login named no client id, and issuer '%(issuer)s' is registered more than once. Set the learning site up "
        "to send its client id."
    )


class PlatformDisabled(Refused):
    code = "platform-disabled"
    status = 403
    title = _l("Tandem is switched off for your learning site")
    words = _l(
        "The people who run Tandem have switched it off for your learning site. Nothing you wrote is lost."
    )
    happened = _l("The platform is disabled. 'lti enable' lets it in again.")


class ForeignTarget(Refused):
    code = "foreign-target"
    happened = _l(
        "The link leads to '%(target)s', which is not an address of this Tandem. In the learning site, set the tool's "
        "target link to %(ours)s."
    )


# The answer of the learning site -----------------------------------------------------------------


class LoginRequired(Refused):
    code = "login-required"
    status = 403
    title = _l("Please sign in to your learning site again")
    words = _l(
        "Your learning site says that you are no longer signed in there. Go back to it, sign in, and open the link "
        "again. Nothing you wrote is lost."
    )
    happened = _l("The learning site answered '%(error)s'.")


class PlatformError(Refused):
    code = "platform-error"
    happened = _l("The learning site answered '%(error)s' instead of a launch.")


class Nothing(Refused):
    code = "no-message"
    title = _l("Please open Tandem from your learning site")
    words = _l("This address is only reached from a course in your learning site. Open the link there.")
    happened = _l("The launch came without '%(missing)s'.")


class CookieGone(Refused):
    code = "cookie-gone"
    status = 403
    title = _l("Your browser did not bring its cookie back")
    words = _l(
        "We set a cookie a moment ago, to be sure that this is the browser that began, and it did not come back. Open "
        "the link again from your learning site, in one browser from beginning to end. If it happens again, allow "
        "cookies for this site, or let your learning site open the link in a new window."
    )
    happened = _l("The browser that brought the launch is not known to be the one in which the login began.")


class StateUnknown(Refused):
    code = "state-unknown"
    happened = _l("The launch answers a login that did not begin here, or one that was long ago.")


class LoginOver(Refused):
    code = "login-over"
    words = _l(
        "The ticket that your learning site gave us had run out. Tickets last ten minutes, so this often happens when "
        "a page was left open. You have done nothing wrong: please go back and open the link again."
    )
    happened = _l("The login had begun more than ten minutes before.")


class LoginUsed(Refused):
    code = "login-used"
    words = _l(
        "This ticket has been used already, as happens when a page is reloaded. Please go back to your learning site "
        "and open the link again."
    )
    happened = _l("The launch was sent a second time. Each login opens one visit.")


# What the message is -----------------------------------------------------------------------------


class Unreadable(Refused):
    code = "unreadable"
    happened = _l("The id_token is not a signed message that can be read.")


class WrongAlgorithm(Refused):
    code = "wrong-algorithm"
    happened = _l("The id_token is signed with '%(alg)s'. LTI 1.3 asks for RS256.")


class NoKeyId(Refused):
    code = "no-key-id"
    happened = _l("The id_token does not say which key has signed it ('kid').")


class ForeignKey(Refused):
    code = "foreign-key"
    happened = _l("The id_token brings its own key along ('%(header)s'). Only the platform's key set counts.")


class UnknownKey(Refused):
    code = "unknown-key"
    happened = _l("The key '%(kid)s' is not in the platform's key set at %(url)s.")


class KeysUnreachable(Refused):
    code = "keys-unreachable"
    words = _l("We could not ask your learning site for its keys just now. Please try again in a minute.")
    happened = _l("The platform's key set at %(url)s could not be fetched. %(reason)s")


class BadSignature(Refused):
    code = "bad-signature"
    happened = _l("The signature of the id_token does not fit the platform's key.")


class WrongIssuer(Refused):
    code = "wrong-issuer"
    happened = _l("The login began with '%(expected)s', and the id_token is from '%(issuer)s'.")


class WrongAudience(Refused):
    code = "wrong-audience"
    happened = _l("The id_token is not for client id '%(expected)s' ('aud' or 'azp').")


class WrongNonce(Refused):
    code = "wrong-nonce"
    happened = _l("The nonce of the id_token belongs to another login.")


class TooLate(Refused):
    code = "too-late"
    words = LoginOver.words
    happened = _l("The id_token had expired %(seconds)s seconds before, by our clock. Are both clocks right?")


class TooEarly(Refused):
    code = "too-early"
    happened = _l("The id_token is from %(seconds)s seconds ahead of our clock. Are both clocks right?")


class Incomplete(Refused):
    code = "incomplete"
    happened = _l("The id_token lacks what a launch needs, or has it in another form: %(claims)s.")


class NoPerson(Refused):
    code = "no-person"
    title = _l("We could not see who you are")
    words = _l(
        "Your learning site sent you here without saying who you are. Please sign in there first. If you are signed "
        "in, send the lines below to the people who run the learning site."
    )
    happened = _l("The id_token has no 'sub'. Mentoring needs a person, even one without a name.")


class UnknownMessage(Refused):
    code = "unknown-message"
    happened = _l(
        "Messages of type '%(type)s' are not taken here. Place Tandem as an ordinary link in a course."
    )


class DeploymentPending(Refused):
    code = "deployment-pending"
    status = 403
    title = _l("Tandem waits to be let in here")
    words = _l(
        "Your learning site is connected, and this part of it is new to us. The people who run Tandem have been told "
        "and will look at it. Please try again later."
    )
    happened = _l("Deployment '%(deployment)s' waits for approval: lti approve %(platform)s %(deployment)s")
