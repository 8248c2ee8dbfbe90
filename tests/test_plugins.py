"""What ships comes through the same door as what others write."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, EntryPoints

import pytest

from tlc import plugins
from tlc.errors import MissingExtraError
from tlc.plugins import GROUPS, load, names

Explained = Callable[..., None]


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two extensions by somebody else, in place of ours."""
    offered = EntryPoints(
        [
            EntryPoint(name="rtf", value="json:loads", group="tlc.importers"),
            EntryPoint(name="odt", value="json:dumps", group="tlc.importers"),
            EntryPoint(name="big", value="json:load", group="tlc.embedders"),
        ]
    )
    monkeypatch.setattr(plugins, "entry_points", lambda group: offered.select(group=group))


@pytest.mark.parametrize("ending", ["csv", "docx", "srt", "txt", "vtt", "xlsx"])
def test_every_importer_that_ships_comes_through_the_door(ending: str) -> None:
    assert ending in names("tlc.importers")


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_offers_something(group: str) -> None:
    assert names(group)


@pytest.mark.usefixtures("door")
def test_what_others_wrote_is_listed_in_alphabetical_order() -> None:
    assert names("tlc.importers") == ("odt", "rtf")


@pytest.mark.usefixtures("door")
def test_what_others_wrote_is_loaded() -> None:
    assert load("tlc.importers", "rtf")("[1]") == [1]


@pytest.mark.usefixtures("door")
def test_a_name_of_another_group_is_not_found() -> None:
    with pytest.raises(MissingExtraError):
        load("tlc.importers", "big")


@pytest.mark.usefixtures("door")
def test_a_name_that_is_not_there_is_explained_with_those_that_are(explained: Explained) -> None:
    with pytest.raises(MissingExtraError) as caught:
        load("tlc.importers", "pdf")
    explained(caught.value, what="no 'pdf' among the importers", hint="Known here: odt, rtf.")


@pytest.mark.usefixtures("door")
def test_an_empty_group_says_to_install_again(explained: Explained) -> None:
    assert names("tlc.frameworks") == ()
    with pytest.raises(MissingExtraError) as caught:
        load("tlc.frameworks", "x")
    explained(caught.value, what="among the frameworks", hint="install tlc again")


def test_an_extension_is_not_loaded_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint(name="broken", value="no_such_module:read", group="tlc.importers")
    monkeypatch.setattr(plugins, "entry_points", lambda group: EntryPoints([broken]).select(group=group))
    assert names("tlc.importers") == ("broken",)
    with pytest.raises(ModuleNotFoundError):
        load("tlc.importers", "broken")
