"""What can be asked of files: the one that a resource holds, as far as the viewer sees that resource."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from plugin.courses.resources.files.kinds import Kind, kind_of
from plugin.courses.resources.models import Resource, StoredFile
from plugin.courses.resources.queries import resource_for
from plugin.database import db
from plugin.errors import NotHere
from plugin.member import Member


@dataclass(frozen=True, slots=True)
class Held:
    """A resource and the file that it holds."""

    resource: Resource
    file: StoredFile

    @property
    def kind(self) -> Kind:
        """What kind of file it is."""
        return kind_of(self.file.media_type)


def file_for(viewer: Member, resource_id: UUID) -> Held:
    """The file of a resource that the viewer sees. Raises NotHere for any other, and for resources without one."""
    held = file_of(resource_for(viewer, resource_id))
    if held is None:
        raise NotHere()
    return held


def file_of(resource: Resource) -> Held | None:
    """The file of a resource that has been found already; None where it is no file."""
    stored = db.session.get(StoredFile, resource.file_id) if resource.file_id else None
    return Held(resource, stored) if stored else None
