"""The addresses of the services, as launches claim them and as the services name themselves."""

from demo.lms import vocabulary as v
from demo.lms.tools import Tool


def services(issuer: str, course_id: str) -> str:
    return f"{issuer}/lti/services/courses/{course_id}"


def line_items(issuer: str, course_id: str, deployment_id: str) -> str:
    return f"{services(issuer, course_id)}/lineitems?type_id={deployment_id}"


def line_item(issuer: str, course_id: str, deployment_id: str, item_id: str, part: str = "") -> str:
    """A column's own address, or a `part` of it: it carries a query, and the part goes before that."""
    return f"{services(issuer, course_id)}/lineitems/{item_id}/lineitem{part}?type_id={deployment_id}"


def notice_handlers(issuer: str, deployment_id: str) -> str:
    """Where a tool says what it wants to hear of: once for all courses."""
    return f"{issuer}/lti/services/bindings/{deployment_id}/notice-handlers"


def service_claims(issuer: str, course_id: str, tool: Tool, item_id: str | None = None) -> dict[str, object]:
    """What a launch of this tool says of the services that it may use in the course."""
    here = f"{services(issuer, course_id)}/bindings/{tool.deployment_id}"
    said: dict[str, object] = {}
    if v.MEMBERSHIPS in tool.scopes:
        said[v.MEMBERSHIPS_CLAIM] = {
            "context_memberships_url": f"{here}/memberships",
            "service_versions": ["2.0"],
        }
    if v.GROUPS in tool.scopes:
        said[v.GROUPS_CLAIM] = {
            "scope": [v.GROUPS],
            "context_groups_url": f"{here}/groups",
            "context_group_sets_url": f"{here}/sets",
            "service_versions": ["1.0"],
        }
    if v.NOTICES in tool.scopes:
        said[v.NOTICES_CLAIM] = {
            "service_versions": ["1.0"],
            "platform_notification_service_url": notice_handlers(issuer, tool.deployment_id),
            "scope": [v.NOTICES],
            "notice_types_supported": list(v.NOTICE_TYPES),
        }
    return said | _grades(issuer, course_id, tool, item_id)


def _grades(issuer: str, course_id: str, tool: Tool, item_id: str | None) -> dict[str, object]:
    scopes = [scope for scope in tool.scopes if "/lti-ags/" in scope]
    if not scopes:
        return {}
    said: dict[str, object] = {
        "scope": scopes,
        "lineitems": line_items(issuer, course_id, tool.deployment_id),
    }
    if item_id:
        said["lineitem"] = line_item(issuer, course_id, tool.deployment_id, item_id)
    return {v.GRADES_CLAIM: said}
