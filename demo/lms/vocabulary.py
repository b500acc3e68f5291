"""The long names of LTI: claims, scopes and media types, each as its specification spells it."""

_SPEC = "https://purl.imsglobal.org/spec/"

LTI = _SPEC + "lti/claim/"
DEEP_LINKING = _SPEC + "lti-dl/claim/"
TOOL_CONFIGURATION = _SPEC + "lti-tool-configuration"
PLATFORM_CONFIGURATION = _SPEC + "lti-platform-configuration"

MEMBERSHIPS_CLAIM = _SPEC + "lti-nrps/claim/namesroleservice"
GRADES_CLAIM = _SPEC + "lti-ags/claim/endpoint"
GROUPS_CLAIM = _SPEC + "lti-gs/claim/groupsservice"
NOTICES_CLAIM = LTI + "platformnotificationservice"

LINE_ITEM = _SPEC + "lti-ags/scope/lineitem"
LINE_ITEM_READ = _SPEC + "lti-ags/scope/lineitem.readonly"
RESULTS = _SPEC + "lti-ags/scope/result.readonly"
SCORES = _SPEC + "lti-ags/scope/score"
MEMBERSHIPS = _SPEC + "lti-nrps/scope/contextmembership.readonly"
GROUPS = _SPEC + "lti-gs/scope/contextgroup.readonly"
NOTICES = _SPEC + "lti/scope/noticehandlers"
REGISTRATION_READ = _SPEC + "lti-reg/scope/registration.readonly"

COPIED = "LtiContextCopyNotice"
NOTICE_TYPES = (COPIED,)

MEMBERS_TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
ITEM_TYPE = "application/vnd.ims.lis.v2.lineitem+json"
ITEMS_TYPE = "application/vnd.ims.lis.v2.lineitemcontainer+json"
RESULTS_TYPE = "application/vnd.ims.lis.v2.resultcontainer+json"
SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"
GROUPS_TYPE = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json"
GROUP_SETS_TYPE = "application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json"

# LTI names its roles by whole addresses; people and this LMS's own pages say the last word of each.
MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
PERSON = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#"
COURSE_SECTION = "http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"
