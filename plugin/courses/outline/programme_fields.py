"""What stands on a line of a programme file, and what is said of one that says something else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, ValidationError, fields, validate

from plugin import text as words


class Part(Schema):
    """A part of a file, saying in our words what is wrong with it."""

    error_messages = {
        "unknown": _l("no such line is known here"),
        "type": _l("this needs lines of its own, like 'title: ...'"),
    }

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """The same for each line."""
        says = {"required": _l("this is missing"), "null": _l("nothing stands here")}
        says["invalid"] = says["type"] = OUGHT.get(type(field_obj), _l("this cannot be read"))
        field_obj.error_messages.update(says)


class Whole(fields.Integer):
    """A whole number; yes and no are none."""

    def __init__(self, least: int, most: int, **options: Any) -> None:
        said = _l("this goes from %(least)s to %(most)s", least=least, most=most)
        super().__init__(strict=True, validate=validate.Range(least, most, error=said), **options)

    def _validated(self, value: Any) -> Any:
        if isinstance(value, bool | str):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Truth(fields.Field[bool]):
    """Yes or no."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


OUGHT: Mapping[type, Any] = {
    fields.String: _l("this needs words; put what looks like a number between quotation marks"),
    fields.List: _l("this needs a list, each of its lines behind a '-'"),
    fields.Nested: _l("this needs lines of its own, like 'title: ...'"),
    Whole: _l("this needs a whole number"),
    Truth: _l("this is true or false"),
}


def line(longest: int = 300, **options: Any) -> fields.String:
    return fields.String(validate=[at_most(longest), _not_blank], **options)


def prose(longest: int = words.CAP) -> fields.String:
    return fields.String(validate=[at_most(longest), _keepable])


def lines(longest: int = 2_000, most: int = 100, least: int = 0) -> fields.List[str]:
    said = _l("this has %(least)s to %(most)s lines", least=least, most=most)
    return fields.List(line(longest), validate=validate.Length(least, most, error=said))


def at_most(longest: int) -> validate.Length:
    return validate.Length(max=longest, error=_l("this may have %(most)s characters", most=longest))


def one_of(named: Any) -> validate.OneOf:
    return validate.OneOf(list(named), error=_l("this is one of: %(words)s", words=", ".join(named)))


def _not_blank(value: str) -> None:
    if not value.strip() or len(value.strip().splitlines()) > 1:
        raise ValidationError(_("this is one line, with words in it"))


def web(address: str) -> None:
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        parts, named = urlsplit(""), False
    plain = address.isprintable() and not {" ", "\\"} & set(address) and "@" not in parts.netloc
    if not (named and plain and parts.scheme in {"http", "https"} and len(address) <= 2000):
        raise ValidationError(_("this is a web address that begins with https:// or http://"))


def _keepable(said: str) -> None:
    if len(said.encode()) > words.CAP:
        raise ValidationError(_("this is longer than can be kept"))


def cleanable(html: str) -> None:
    try:
        words.clean(html)
    except words.TooLong as fault:
        raise ValidationError(str(fault)) from fault
