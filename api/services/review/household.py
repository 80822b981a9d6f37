"""Who is in a filed declaration, and whom its check names: by index, as the boundary keys have them."""

from collections.abc import Mapping

from api.services.filed_json import load_assessment
from conversations.answers import Json
from storage.rows import VersionRow


def members_in(answers: Mapping[str, Json]) -> frozenset[str]:
    """The indices of the people in it, as text."""
    return frozenset(key.split(".")[1] for key in answers if key.startswith("members."))


def tekun_named(version: VersionRow | None) -> tuple[str, ...]:
    """Whom the check names for tekun: it is found person by person (社会救助暂行办法 art. 14)."""
    assessment = load_assessment(version.assessment) if version is not None else None
    verdicts = assessment.get("verdicts", ()) if assessment is not None else ()
    if not isinstance(verdicts, list):
        return ()
    named = (one.get("members", ()) for one in verdicts if isinstance(one, Mapping) and one.get("category") == "tekun")
    return tuple(str(member) for members in named for member in members)
