"""A typed text becomes groups: things that are asked for, each with the terms that answer it.

A group's `info` is how much of the question it carries (the rarity of its terms); a word that nothing is known of
carries most, so that a question about something else finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kbapp.search.belonging import ENOUGH, weigh_common, weigh_unknown
from kbapp.search.catalogue import Catalogue
from kbapp.search.characters import character_group, run_groups
from kbapp.search.concepts import of_the_field
from kbapp.search.contrast import contrasts
from kbapp.search.direction import direction
from kbapp.search.fold import fold, squeezed
from kbapp.search.intent import asks_for_meaning, asks_for_use, phase_of, platforms_of
from kbapp.search.loglines import line_words, looks_like_log
from kbapp.search.pasted import LineHit, recognised_lines
from kbapp.search.stopwords import CHINESE, ENGLISH
from kbapp.search.tokens import BREAK, Token, scan, token_atoms
from kbapp.search.words import Group, word_groups

LONGEST = 3000
"""Characters of a query that are looked at; the lines of a pasted log are looked at further on."""
_MOST_TOKENS = 250
_LONGEST_RUN = 120
_MOST_GROUPS = 14
_ASKING = ENGLISH | {"meaning", "definition", "error", "code", "explain"}
_LEAST_CONCEPT = 0.6


@dataclass(slots=True)
class Query:
    """What a text asks for."""

    text: str
    squeezed: str
    groups: list[Group]
    lines: list[LineHit] = field(default_factory=list)
    direction: int = 0
    """As `UnitRow.direction`."""
    enough: float = ENOUGH
    """The share of the info that a unit must answer."""
    phase: int = 0
    """1 or 2 where the question names one phase."""
    platforms: frozenset[str] = frozenset()
    """The concepts of the platforms that are named."""
    operation: bool = False
    """A log, a state, a command, a default is asked for: what the page of a platform says."""
    meaning: bool = False
    """What a word means is asked."""
    core: str = ""
    """As `squeezed`, without words that say nothing."""

    @property
    def info(self) -> float:
        return sum(group.info for group in self.groups)


@dataclass(slots=True)
class _Atom:
    text: str
    token: int
    first: bool
    last: bool


def parse(text: str, catalogue: Catalogue) -> Query:
    """Never fails: what cannot be read asks for nothing."""
    folded = fold(text[:LONGEST]).strip("\n\t ")
    tokens = _limited(folded)
    typing = bool(tokens) and not text[:LONGEST].endswith((" ", "\t")) and _unfinished(folded[tokens[-1].end :])
    lines = recognised_lines(text, catalogue)
    certain = any(line.certain for line in lines)
    pasted = _words_of_log(folded, lines)
    if pasted:
        groups = list(_groups(pasted, _limited(pasted), catalogue, typing=False))
    else:
        groups = list(_groups(folded, tokens, catalogue, typing))
        groups += contrasts(folded, groups, catalogue)
    weigh_common(groups)
    enough = weigh_unknown(groups, catalogue)
    about = direction(folded[:200], catalogue.concepts)
    kept = _strongest(groups, certain)
    return Query(
        folded,
        squeezed(folded[:200]),
        kept,
        lines,
        about,
        enough,
        phase_of(groups),
        platforms_of(groups),
        asks_for_use(groups),
        asks_for_meaning(folded),
        _core(folded, tokens),
    )


def _core(folded: str, tokens: Sequence[Token]) -> str:
    """What is asked for, without the words around it; only of short questions."""
    if len(folded) > _LONGEST_RUN:
        return ""
    kept = (CHINESE.sub("", t.text) if t.kind == "han" else t.text for t in tokens if t.text.lower() not in _ASKING)
    return squeezed(" ".join(kept))


def _words_of_log(folded: str, lines: list[LineHit]) -> str:
    """The words of the recognised lines; of a log of which none is, all words but those that change."""
    if any(line.certain for line in lines):
        return "\n".join(line.key for line in lines[:_MOST_GROUPS])
    typed = folded.splitlines()
    if any(map(looks_like_log, typed)):
        return "\n".join(" ".join(line_words(line).strict) for line in typed)
    return ""


def _unfinished(rest: str) -> bool:
    return len(rest) < 2 and rest in "._-/"


def _limited(folded: str) -> list[Token]:
    tokens = []
    for token in scan(folded):
        tokens.append(token)
        if len(tokens) >= _MOST_TOKENS:
            break
    return tokens


def _strongest(groups: list[Group], pasted: bool) -> list[Group]:
    """Long questions: what says most, each thing once; of a pasted log only what is known."""
    unique: dict[tuple[str, ...], Group] = {}
    for group in groups:
        unique.setdefault(tuple(group.terms) or (group.typed,), group)
    found = list(unique.values())
    if pasted or len(found) > _MOST_GROUPS:
        known = [group for group in found if group.terms]
        found = known if len(known) * 3 >= len(found) or pasted else found
    if len(found) > _MOST_GROUPS:
        keep = sorted(found, key=lambda group: -group.info)[:_MOST_GROUPS]
        found = [group for group in found if any(group is kept for kept in keep)]
    return found


def _groups(folded: str, tokens: Sequence[Token], catalogue: Catalogue, typing: bool) -> Iterator[Group]:
    """Concepts first, the longest at each place; what is left is taken literally."""
    atoms = _atoms(tokens)
    texts = [atom.text for atom in atoms]
    position = 0
    rest: list[int] = []
    while position < len(atoms):
        end, concepts = _longest(catalogue, atoms, texts, position)
        if concepts:
            yield from _literal(folded, tokens, [atoms[i] for i in rest], catalogue, typing)
            rest = []
            yield _concept_group(tokens, atoms[position:end], concepts, catalogue, typing and end == len(atoms))
            position = end
        else:
            rest.append(position)
            position += 1
    yield from _literal(folded, tokens, [atoms[i] for i in rest], catalogue, typing)


def _atoms(tokens: Sequence[Token]) -> list[_Atom]:
    atoms: list[_Atom] = []
    for number, token in enumerate(tokens):
        parts = token_atoms(token)
        han = token.kind == "han"
        for place, atom in enumerate(parts):
            atoms.append(_Atom(atom, number, han or place == 0, han or place == len(parts) - 1))
    return atoms


def _longest(catalogue: Catalogue, atoms: Sequence[_Atom], texts: Sequence[str], start: int) -> tuple[int, list[str]]:
    """The longest phrase from here that ends with a word and is known to the index."""
    best: tuple[int, list[str]] = (start, [])
    if atoms[start].first:
        for end, found in catalogue.concepts.starting_at(texts, start):
            known = [token for token in found if token in catalogue.frequency]
            if known and atoms[end - 1].last:
                best = (end, known)
    return best


def _concept_group(
    tokens: Sequence[Token], atoms: Sequence[_Atom], concepts: list[str], catalogue: Catalogue, typing: bool
) -> Group:
    numbers = {atom.token for atom in atoms}
    han = all(tokens[number].kind == "han" for number in numbers)
    typed = "".join(
        atom.text if tokens[atom.token].kind == "han" else tokens[atom.token].text + " " for atom in atoms if atom.last
    )
    group = Group(typed.strip().lower(), dict.fromkeys(concepts, 0.95))
    least = _LEAST_CONCEPT if any(map(of_the_field, concepts)) else _LEAST_CONCEPT / 2
    group.info = max(least, min(catalogue.rarity(concept) for concept in concepts))
    for concept in concepts:
        group.concepts.append(concept)
    if len(numbers) == 1 and not han:
        for literal in word_groups(tokens[min(numbers)], catalogue, typing, exact_only=not typing):
            for term, factor in literal.terms.items():
                group.terms.setdefault(term, factor)
            group.forms += literal.forms
    return group


def _literal(
    folded: str, tokens: Sequence[Token], atoms: Sequence[_Atom], catalogue: Catalogue, typing: bool
) -> Iterator[Group]:
    """What no concept took: words one by one, Chinese by runs."""
    seen: set[int] = set()
    run = ""
    for atom in (*atoms, _Atom(BREAK, -1, True, True)):
        if atom.token >= 0 and tokens[atom.token].kind == "han":
            run += atom.text
            continue
        yield from _han_groups(run, catalogue, alone=run == folded)
        run = ""
        if atom.token >= 0 and atom.text != BREAK and atom.token not in seen:
            seen.add(atom.token)
            last = typing and atom.token == len(tokens) - 1
            alone = sum(token.text.lower() not in ENGLISH for token in tokens) == 1
            yield from _word(tokens[atom.token], catalogue, last, alone)


def _word(token: Token, catalogue: Catalogue, typing: bool, alone: bool) -> Iterator[Group]:
    lower = token.text.lower()
    if (lower in ENGLISH or (len(lower) < 2 and not lower.isdigit())) and not (typing and alone):
        return
    yield from word_groups(token, catalogue, typing)


def _han_groups(run: str, catalogue: Catalogue, alone: bool) -> Iterator[Group]:
    for part in [run] if len(run) <= 2 and alone else _without_fillers(run[:_LONGEST_RUN]):
        if len(part) > 1:
            yield from run_groups(part, catalogue)
        elif alone:
            yield character_group(part, catalogue)


def _without_fillers(run: str) -> list[str]:
    """Cut a run at words that say nothing."""
    return CHINESE.sub(" ", run).split()
