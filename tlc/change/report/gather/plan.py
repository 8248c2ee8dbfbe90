"""The action plan as facts: each action with what it answers, by principle, by owner, and as answers to people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tlc.change.report.facts import ActionFacts, ChecklistRow, OwnerFacts, PrincipleFacts, SaidDone, ThemeFacts
from tlc.change.report.material import Material
from tlc.model import Action, Code, Principle

_NOBODY = "Nobody yet"
_SURE = ("High", "Moderate")


def anchor_of(code: Code) -> str:
    """What a theme is called within the page: ``access-hours``."""
    # Underscores stay: access.no_id and access_no.id are two themes.
    return code.id.replace(".", "-")


def standing(material: Material) -> tuple[Action, ...]:
    """The actions that were not dropped."""
    return tuple(action for action in material.actions if action.status != "dropped")


def principles_of(material: Material, themes: Sequence[ThemeFacts]) -> tuple[PrincipleFacts, ...]:
    """Every principle of the framework, also those under which nothing was heard."""
    return tuple(_principle(principle, themes, standing(material)) for principle in material.framework)


def actions_of(material: Material, themes: Sequence[ThemeFacts]) -> tuple[ActionFacts, ...]:
    """Every action, dropped ones too."""
    with_text = {theme.id for theme in themes}
    return tuple(_action(action, with_text, material) for action in material.actions)


def owners_of(material: Material) -> tuple[OwnerFacts, ...]:
    """The actions by who is to take them: by kind of owner where that is known, else by the owner's own words."""
    found: dict[tuple[str, str], list[str]] = {}
    names: dict[tuple[str, str], str] = {}
    for action in standing(material):
        role = action.owner_role if action.owner_role in material.roles else ""
        key = (role, "" if role else " ".join(action.owner.casefold().split()))
        names.setdefault(key, material.roles[role] if role else action.owner or _NOBODY)
        found.setdefault(key, []).append(action.id)
    order = sorted(found, key=lambda key: (key == ("", ""), names[key].casefold()))
    return tuple(OwnerFacts(role=key[0], name=names[key], actions=tuple(found[key])) for key in order)


def checklist_of(themes: Iterable[ThemeFacts]) -> tuple[ChecklistRow, ...]:
    """The themes that a new plan should be held against: those rated Moderate or High."""
    return tuple(
        ChecklistRow(anchor=theme.anchor, label=theme.label, level=theme.rating.level)
        for theme in themes
        if theme.rating is not None and theme.rating.level in _SURE
    )


def feedback_of(material: Material, themes: Iterable[ThemeFacts]) -> tuple[SaidDone, ...]:
    """You said, we will do: each barrier with the actions that answer it, or with none; other themes where one does."""
    by_id = {action.id: action for action in standing(material)}
    rows = []
    for theme in themes:
        for name in theme.actions:
            action = by_id[name]
            rows.append(
                SaidDone(
                    said=theme.label,
                    anchor=theme.anchor,
                    will=action.what,
                    action=action.id,
                    owner=action.owner,
                    by_when=action.by_when,
                    status=action.status,
                )
            )
        if theme.kind == "barrier" and not theme.actions:
            nothing = dict.fromkeys(("will", "action", "owner", "by_when", "status"), "")
            rows.append(SaidDone(said=theme.label, anchor=theme.anchor, **nothing))
    return tuple(rows)


def _principle(principle: Principle, themes: Iterable[ThemeFacts], actions: Iterable[Action]) -> PrincipleFacts:
    here = tuple(theme for theme in themes if principle.id in theme.principles)
    return PrincipleFacts(
        id=principle.id,
        name=principle.name,
        summary=principle.summary,
        themes=here,
        actions=tuple(action.id for action in actions if principle.id in action.principles),
        gaps=tuple(theme.label for theme in here if theme.kind == "barrier" and not theme.actions),
    )


def _action(action: Action, with_text: set[str], material: Material) -> ActionFacts:
    return ActionFacts(
        id=action.id,
        what=action.what,
        because=tuple(_because(name, with_text, material) for name in action.because),
        principles=action.principles,
        owner=action.owner,
        partners=action.partners,
        horizon=action.horizon,
        by_when=action.by_when,
        measure=action.measure.what,
        baseline=action.measure.baseline,
        target=action.measure.target,
        data=action.measure.data,
        status=action.status,
        source=material.sources.get(action.library, ""),
        missing=action.missing,
        cost=action.cost,
        decided=", ".join(text for text in (action.decided_at, action.decided_by) if text),
        rests_on=action.because_of,
        nice=action.nice,
        ics=action.ics,
    )


def _because(name: str, with_text: set[str], material: Material) -> tuple[str, str, str]:
    code, held = material.codebook[name], material.evidence[name]
    found = "not found yet"
    if held.sessions:
        found = f"found in {len(held.sessions)} of {held.sessions_read} sessions"
    elif held.found:
        found = "found beside the sessions only"
    return (anchor_of(code) if name in with_text else "", code.name, found)
