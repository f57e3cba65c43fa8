"""What must hold between the entries of a registry: chronology, references, names that belong to one scheme only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from tracker.claims.schemes import Edition, Registry, Scheme
from tracker.errors import Problem


def registry_problems(registry: Registry, *, file: str, only: frozenset[str] | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong between entries, in the order of the file.

    Args:
        registry: What to check.
        file: The file that the problems are said of.
        only: Ids of the schemes to check; None checks all. A clash of names is said of a scheme in `only`.
    """
    schemes = [scheme for scheme in registry.schemes.values() if only is None or scheme.id in only]
    problems: list[Problem] = []
    for scheme in schemes:
        problems += (Problem(file=file, place=place, message=said) for place, said in _chronology(scheme))
        problems += _references(scheme, registry, file)
        problems += (
            Problem(file=file, place=f"{scheme.id}.guards.{name}", message="no name of the scheme is written like this")
            for name in scheme.guards
            if name not in {scheme.name, *scheme.aliases}
        )
    return (*problems, *_clashes(registry, file, only))


def written(name: str) -> str:
    """A name as the recogniser compares it: letters and digits alone, in lower case."""
    return "".join(character for character in name.lower() if character.isalnum() or character == "+")


def _chronology(scheme: Scheme) -> Iterator[tuple[str, str]]:
    """Dates that cannot follow one another as they do."""
    earlier: Edition | None = None
    for edition in scheme.editions:
        place = f"{scheme.id}.editions.{edition.name}"
        if edition.published is None and not edition.planned and edition.ends is not None:
            yield place, "an edition that ends must say when it was published"
        for one, other, said in (
            (edition.published, edition.superseded, "it is superseded before it is published"),
            (edition.published, edition.ends, "it ends before it is published"),
            (edition.no_new_after, edition.ends, "new certificates stop after the last one ends"),
        ):
            if one and other and other.last < one.first:
                yield place, said
        if earlier and earlier.published == edition.published and edition.published is not None:
            yield place, f"it was published on the day of {earlier.name}"
        earlier = edition


def _references(scheme: Scheme, registry: Registry, file: str) -> Iterator[Problem]:
    """Other schemes that are named and not known."""
    named = (
        ("successors", scheme.successors),
        ("planned-successors", scheme.planned_successors),
        ("equivalents", scheme.equivalents),
        ("contains", scheme.contains),
    )
    for key, others in named:
        for other in others:
            if other not in registry.schemes:
                near = get_close_matches(other, registry.schemes, n=1)
                hint = f"did you mean {near[0]!r}?" if near else ""
                yield Problem(file=file, place=f"{scheme.id}.{key}", message=f"no scheme {other!r} is known", hint=hint)


def _names(scheme: Scheme) -> Iterable[str]:
    """Every way in which a scheme is written."""
    return (scheme.name, *scheme.aliases, *scheme.misspelt, *scheme.shorthand)


def _clashes(registry: Registry, file: str, only: frozenset[str] | None) -> Iterator[Problem]:
    """Names that two schemes both claim, which would make a mention ambiguous."""
    owners: dict[str, str] = {}
    for scheme in registry.schemes.values():
        for name in _names(scheme):
            owner = owners.setdefault(written(name), scheme.id)
            if owner != scheme.id and (only is None or scheme.id in only or owner in only):
                yield Problem(file=file, place=f"{scheme.id}.also", message=f"{name!r} is already a name of {owner!r}")
