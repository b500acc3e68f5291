"""What the way in keeps: companies, the LMSs that speak for them, logins that wait, visits that run, our keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from plugin.database import Table, kept, one_of


class Company(Table):
    """The tenant: nothing passes between companies."""

    name: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]

    __table_args__ = ({"info": kept(company="id")},)


class Platform(Table):
    """An LMS registration: issuer and client id. On some clouds one of them serves many companies."""

    issuer: Mapped[str] = mapped_column(Text)
    client_id: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text, default="")
    family: Mapped[str] = mapped_column(Text, default="")  # tool_platform.product_family_code, for quirks
    auth_login_url: Mapped[str] = mapped_column(Text)
    auth_token_url: Mapped[str] = mapped_column(Text)
    key_set_url: Mapped[str] = mapped_column(Text)
    token_audience: Mapped[str | None] = mapped_column(Text)
    role_choices: Mapped[dict[str, str]] = mapped_column(
        JSON, default=dict
    )  # short context role -> lead | member
    configuration_url: Mapped[str] = mapped_column(
        Text, default=""
    )  # openid configuration, where it registered itself
    scopes: Mapped[list[str]] = mapped_column(
        JSON, default=list
    )  # granted at registration; empty also where it was not said
    made_at: Mapped[datetime]
    launched_at: Mapped[datetime | None]  # as the sweep of visits last saw it; later ones are visits still
    disabled_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("issuer", "client_id"), {"info": kept(company="")})


class Deployment(Table):
    """One place of a platform where the tool is installed. Pending ones wait for the operator; nobody enters."""

    platform_id: Mapped[UUID] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"))
    company_id: Mapped[UUID | None] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"), index=True)
    lms_id: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, default="pending")
    seen_at: Mapped[datetime]

    platform: Mapped[Platform] = relationship()

    __table_args__ = (
        UniqueConstraint("platform_id", "lms_id"),
        one_of("state", "approved", "pending"),
        {"info": kept(company="company_id")},
    )


class Context(Table):
    """An LMS course, as launches name it. People, groups and the mentoring course hang on it."""

    company_id: Mapped[UUID] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"))
    platform_id: Mapped[UUID] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"), index=True)
    lms_id: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text, default="")
    label: Mapped[str] = mapped_column(Text, default="")
    memberships_url: Mapped[str] = mapped_column(
        Text, default=""
    )  # of the names and roles service, as last launched
    # What else it offers the course, as last launched: AGS 2.0, Course Groups 1.0, the Platform Notification Service.
    lineitems_url: Mapped[str] = mapped_column(Text, default="")
    grade_scopes: Mapped[list[str]] = mapped_column(JSON, default=list)
    groups_url: Mapped[str] = mapped_column(Text, default="")
    group_sets_url: Mapped[str] = mapped_column(Text, default="")
    notices_url: Mapped[str] = mapped_column(Text, default="")
    origins: Mapped[list[str]] = mapped_column(JSON, default=list)  # LMS ids it was copied from, newest first
    made_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("company_id", "platform_id", "lms_id"),
        {"info": kept(company="company_id")},
    )


class Login(Table):
    """A login that began and waits for its launch: state and nonce, used together, once, from one browser."""

    platform_id: Mapped[UUID] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"), index=True)
    state_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    nonce: Mapped[str] = mapped_column(Text)
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary)  # of the cookie that this login alone has set
    storage_target: Mapped[str | None] = mapped_column(Text)  # lti_storage_target, as the platform sent it
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]

    __table_args__ = ({"info": kept(company="")},)


class Visit(Table):
    """Somebody's stay after a launch. Its address stands in the URL, hashed here; a browser key proves it."""

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary)
    login_hash: Mapped[bytes | None] = mapped_column(
        LargeBinary
    )  # proves the visit while two launches race for the key
    company_id: Mapped[UUID] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"), index=True)
    platform_id: Mapped[UUID] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    context_id: Mapped[UUID | None] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"), index=True)
    # Hosted LMSs show their frames on each school's own host, which only the launch's return address names.
    frame_origin: Mapped[str] = mapped_column(Text, default="")
    # The frame kept no cookies: it is a window of its own.
    windowed: Mapped[bool] = mapped_column(default=False)
    # By what it came to keep its session: our cookie, the storage of the LMS's page and then a window, a window alone.
    way: Mapped[str] = mapped_column(Text, default="cookie")
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (
        one_of("way", "cookie", "storage", "window"),
        {
            "info": kept(
                company="company_id",
                erase={"person_id": "delete"},
                export={"person_id": "no: holds no words, gone within days"},
            )
        },
    )


class OwnKey(Table):
    """A key pair of ours. The private part is encrypted under a key derived from SECRET_KEY."""

    kid: Mapped[str] = mapped_column(Text, unique=True)
    private: Mapped[bytes] = mapped_column(LargeBinary)
    public: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    signs_from: Mapped[datetime | None]  # the latest that is past signs; where none is, the eldest key does
    retired_at: Mapped[datetime | None]  # no longer published from then on

    __table_args__ = ({"info": kept(company="")},)


class KeySet(Table):
    """A platform's published keys as last fetched; an error reply is never kept."""

    platform_id: Mapped[UUID] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"), unique=True)
    keys: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    fetched_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]

    __table_args__ = ({"info": kept(company="")},)


Index("ix_deployment_state", Deployment.state)
