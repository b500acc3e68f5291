"""How a page of posts is laid out: posts in reading order become a list of lists, four deep at most."""

from __future__ import annotations

from dataclasses import dataclass, field

from plugin.discussions.queries import Page
from plugin.discussions.telling import Said

INDENTED = 4  # levels; narrower columns cannot be read


@dataclass(slots=True)
class Branch:
    """A post and what hangs under it on this page.

    `carried`: it stands on an earlier page and is only named here. `to`: whom it answers, said in words where it no
    longer stands under what it answers. `onward`: its replies go deeper than this page indents. `cut`: it has more
    replies than this page shows.
    """

    post: Said
    level: int
    carried: bool = False
    to: Said | None = None
    onward: bool = False
    cut: bool = False
    replies: list[Branch] = field(default_factory=list)


def branches(page: Page, top: int = 1) -> list[Branch]:
    """The page as nested branches; `top` is the depth that stands at the left edge."""
    known = {post.path: post for post in (*page.above, *page.posts)}
    laid: list[Branch] = []
    line: list[Branch] = []  # the branches that are open, one for each level
    for number, post in enumerate((*page.above, *page.posts)):
        branch = _branch(post, post.depth - top + 1, known, carried=number < len(page.above))
        branch.cut = post.id in page.cut
        del line[branch.level - 1 :]
        (line[-1].replies if line else laid).append(branch)
        line.append(branch)
    return laid


def _branch(post: Said, deep: int, known: dict[str, Said], *, carried: bool) -> Branch:
    return Branch(
        post,
        level=min(deep, INDENTED),
        carried=carried,
        to=known.get(post.parent_path) if deep > INDENTED else None,
        onward=deep == INDENTED and post.branches > 0,
    )
