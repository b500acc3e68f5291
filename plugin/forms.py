"""Forms: reading what was typed, saying what to put right, and keeping both texts when two people wrote at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import g, render_template, request
from flask import redirect as flask_redirect
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup
from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load, validate
from webargs.multidictproxy import MultiDictProxy
from werkzeug.wrappers import Response

from plugin import text
from plugin.errors import Conflict, Invalid, TooMuch

LAST_PAGE = 10_000
CHOOSE = lazy_gettext("Please choose one of these.")  # whatever else was sent than what a form offers


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it stands: what it gave, what was typed, what to put right, what somebody else wrote meanwhile."""

    values: dict[str, Any] = field(default_factory=dict)
    typed: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None
    wait: int = 0  # seconds, where too much was sent at once

    @property
    def ok(self) -> bool:
        """Whether it can be acted on."""
        return not self.errors

    def clashing(self, clash: Conflict) -> Form:
        """The same form after somebody else's change: both texts, and the version to build on now."""
        return replace(self, theirs=clash.theirs, version=clash.version)

    def refused(self, fault: Invalid) -> Form:
        """The same form with the domain's own objection beside the field it is about."""
        wait = fault.wait if isinstance(fault, TooMuch) else 0
        return replace(self, errors={**self.errors, fault.field or "form": fault.sentence}, wait=wait)


class FormSchema(Schema):
    """A form's schema: unknown fields are left out, blank ones count as absent, `version` comes along."""

    class Meta:
        unknown = EXCLUDE

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Say in our words that something is missing, unless the field has words of its own."""
        if field_obj.error_messages["required"] == fields.Field.default_error_messages["required"]:
            field_obj.error_messages["required"] = lazy_gettext("Please fill this in.")

    @pre_load
    def _blank_is_absent(self, typed: Any, **_kwargs: Any) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for name, kind in self.fields.items():
            if isinstance(kind, fields.List):
                given[name] = (
                    [v for v in typed.getlist(name) if v]
                    if hasattr(typed, "getlist")
                    else typed.get(name, [])
                )
            else:
                value = typed.get(name)
                value = value.strip() if isinstance(value, str) else value
                if value not in (None, ""):
                    given[name] = value
            if isinstance(kind, Rich):
                kind.sent_as = typed.get(f"{name}_format", "plain")
        return given


class Rich(fields.Field[Markup]):
    """Words with a little form: HTML where the editor sent it, plain text otherwise; cleaned either way."""

    sent_as = "plain"  # set on the schema's own copy of the field, once per load

    def __init__(self, *, most: int = 20_000, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Markup:
        try:
            words = text.clean(value) if self.sent_as == "html" else text.from_plain(value)
        except text.TooLong as fault:
            raise ValidationError(str(fault)) from fault
        if len(words) > self.most:
            raise ValidationError(
                _(
                    "That is longer than %(most)s characters. Nothing is lost: please shorten it here.",
                    most=self.most,
                )
            )
        if text.empty(words):
            if self.required:
                raise ValidationError(_("Please fill this in."))
            return Markup("")
        return words


_JOINERS = "\u200c\u200d"  # unseen, but Persian and Hindi are misspelt without them


class Line(fields.String):
    """One line of plain text; line breaks become spaces, control characters go. Nothing to see counts as nothing."""

    def __init__(self, *, most: int = 200, **kwargs: Any) -> None:
        super().__init__(
            validate=validate.Length(max=most, error=lazy_gettext("Please keep this to {max} characters.")),
            **kwargs,
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        said = super()._deserialize(value, attr, data, **kwargs)
        line = " ".join("".join(c for c in said if c.isprintable() or c.isspace() or c in _JOINERS).split())
        if line.strip(_JOINERS):
            return line
        if self.required:
            raise self.make_error("required")
        return ""


class Number(fields.Integer):
    """A whole number between two bounds, with one sentence for whatever else is typed."""

    def __init__(self, least: int, most: int, sentence: Any, **options: Any) -> None:
        said = {"invalid": sentence, "too_large": sentence, **options.pop("error_messages", {})}
        within = validate.Range(least, most, error=sentence)
        super().__init__(validate=within, error_messages=said, **options)


class Tick(fields.Field[bool]):
    """One box for one yes: sent where it is ticked, absent otherwise."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(load_default=False, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        return True


class Day(fields.Date):
    """A date without a time, as a date field sends it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        try:
            day = date.fromisoformat(str(value))
            if not 1970 <= day.year <= 2200:
                raise ValueError
        except ValueError:
            raise ValidationError(_("Please give a date, like 2026-11-24.")) from None
        return day


class LocalMoment(fields.Field[datetime]):
    """A moment typed into a datetime-local field, in the zone of the person who typed it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        try:
            naive = datetime.fromisoformat(str(value))
            if naive.tzinfo is not None or not 1970 <= naive.year <= 2200:
                raise ValueError
        except ValueError:
            raise ValidationError(_("Please give a date and a time, like 2026-11-24 10:00.")) from None
        return naive.replace(tzinfo=ZoneInfo(g.member.zone))


def read(schema: type[FormSchema]) -> Form:
    """Read the request's form. Never raises for what people type: `ok` says whether to go on."""
    made = schema()
    typed = {
        name: request.form.getlist(name) if isinstance(kind, fields.List) else request.form.get(name, "")
        for name, kind in made.fields.items()
    }
    typed |= {name: value for name, value in request.form.items() if name.endswith("_format")}
    version = _version(request.form.get("version", type=int))
    try:
        values = made.load(MultiDictProxy(request.form, made))
    except ValidationError as fault:
        return Form(typed=typed, errors=_sentences(fault), version=version)
    return Form(values=dict(values), typed=typed, version=version)


def _version(sent: int | None) -> int | None:
    """A row's version as a form sent it; None for a number that no row has and no database could be asked for."""
    return sent if sent is not None and 0 <= sent < 2**31 else None


def asked_page(most: int = LAST_PAGE) -> int:
    """Which page of a list the address asks for, from 1 to `most`; whatever else it says is the first."""
    return max(1, min(request.args.get("page", 1, type=int), most))


def sought(name: str) -> str:
    """What somebody looks for, without what no name holds and no database can be asked for."""
    return "".join(letter for letter in request.args.get(name, "") if letter.isprintable()).strip()[:80]


def blank(version: int | None = None, **initial: Any) -> Form:
    """A form that nobody has sent yet, with what its fields say at first."""
    return Form(typed=initial, version=version)


def page(template: str, **context: Any) -> str:
    """A rendered page."""
    return render_template(template, **context)


def redirect(where: str) -> Response:
    """Go and look there: 303, so that reloading does not send the form again."""
    return flask_redirect(where, 303)


def _sentences(fault: ValidationError) -> dict[str, str]:
    told: dict[str, Any] = fault.normalized_messages()  # type: ignore[no-untyped-call]
    return {("form" if name == "_schema" else name): _first(what) for name, what in told.items()}


def _first(what: Any) -> str:
    while isinstance(what, dict | list):
        what = next(iter(what.values())) if isinstance(what, dict) else what[0]
    return str(what)
