"""One verdict out of several opinions: of one log's connections, and of the two ends of one connection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kbapp.diagnosis.judge import Judgement, State, Tunnel
from kbapp.diagnosis.opinion import Opinion

_FLOOR = 0.02
"""What a side that did not think of a cause still grants it."""
_OWN_FLOOR = 0.002
"""The same, where the side knows why it refused."""
_MAX_LIKELY = 0.93
_PROVEN = 0.97
_WEAK_PROOFS = frozenset(
    {"closed-by-peer", "dpd-timeout", "dpd-gave-up", "gave-up", "invalid-id-phase-2", "ts-unacceptable"}
)
"""Proofs from what the peer told, or from its silence: the peer's own words count more."""


_OWN_WORDS = frozenset({"proposal-lists", "proposal-refused", "no-connection", "mode-refused", "method-refused"})
"""A refusal in the refusing gateway's own words: what the other end was told of it cannot rank its causes anew."""
_HEARSAY = frozenset({"no-proposal-in-auth", "no-proposal-phase-1", "no-proposal-phase-2"})


_NAT_BETWEEN = 2.0
_LATE_SILENCE = frozenset({"silence-on-4500", "silence-large-message", "silence-after-keys"})
_ON_THE_PATH = {"udp4500-blocked": 1.0, "ike-fragments-dropped": 1.0, "peer-not-responding": 0.15}
_GATEWAYS = "selectors-of-the-gateways"


@dataclass(frozen=True, slots=True)
class Voice:
    """One side's end of a connection. `log` is the index of its log."""

    log: int
    tunnel: Tunnel
    judgement: Judgement

    @property
    def state(self) -> State:
        return self.judgement.state

    @property
    def opinion(self) -> Opinion | None:
        return self.judgement.opinion


@dataclass(frozen=True, slots=True)
class Verdict:
    """Causes with their confidence, best first; `proof` if one side's lines leave one cause only."""

    weights: Mapping[str, float]
    proof: bool
    voices: tuple[Voice, ...]
    phase: int | None = None
    steps: tuple[str, ...] = field(default=())
    """How it came about, for `--explain`."""

    @property
    def most(self) -> float:
        """The highest confidence that this verdict may claim."""
        return _PROVEN if self.proof else _MAX_LIKELY


def verdict_of(voices: Sequence[Voice]) -> Verdict | None:
    """The verdict over one connection; `None` where no side failed."""
    failing = [voice for voice in voices if voice.state == "failed" and voice.opinion is not None]
    if not failing:
        return None
    if len(failing) == 1:
        return _beside(_single(failing[0]), failing[0], voices)
    transport = next((voice for voice in failing if voice.opinion and voice.opinion.rule == _GATEWAYS), None)
    if transport is not None:
        return _transport(transport, failing)
    proofs = [voice for voice in failing if voice.opinion is not None and voice.opinion.proof]
    strong = [voice for voice in proofs if voice.opinion is not None and voice.opinion.rule not in _WEAK_PROOFS]
    if strong:
        return _proven(strong[-1], failing)
    return _product(failing, proofs)


def _single(voice: Voice) -> Verdict:
    opinion = voice.opinion
    assert opinion is not None
    if opinion.proof:
        return _proven(voice, [voice])
    steps = (f"log {voice.log}: {opinion.rule}",)
    return Verdict(_calibrated(opinion.weights), False, (voice,), opinion.phase, steps)


def _beside(verdict: Verdict, voice: Voice, voices: Sequence[Voice]) -> Verdict:
    """Unanswered after the keys, and the responder's log waits for that very message without a complaint: it never
    got there. The peer is alive, and a key or an identity it has not seen cannot be wrong to it."""
    waiting = [other for other in voices if other is not voice and _waits(other)]
    if verdict.proof or not waiting or voice.opinion is None or voice.opinion.rule not in _LATE_SILENCE:
        return verdict
    lost = {cause: share * _ON_THE_PATH[cause] for cause, share in verdict.weights.items() if cause in _ON_THE_PATH}
    total = sum(lost.values()) or 1.0
    steps = (*verdict.steps, f"log {waiting[0].log}: waits for the next message")
    weights = _calibrated({cause: share / total for cause, share in lost.items()})
    return Verdict(weights, False, (voice, *waiting), verdict.phase, steps) if lost else verdict


def _waits(voice: Voice) -> bool:
    return voice.state == "open" and voice.judgement.story.role == "responder" and voice.judgement.story.heard


def _proven(voice: Voice, failing: Sequence[Voice]) -> Verdict:
    opinion = voice.opinion
    assert opinion is not None
    cause = next(iter(opinion.weights))
    steps = (f"log {voice.log}: {opinion.rule} proves {cause}",)
    return Verdict({cause: _PROVEN}, True, tuple(failing), opinion.phase, steps)


def _transport(voice: Voice, failing: Sequence[Voice]) -> Verdict:
    """Selectors that are the gateways themselves, and the other side's log agrees who they are: transport mode."""
    weights = {"encapsulation-mode-mismatch": 0.8, "traffic-selector-mismatch": 0.2}
    return Verdict(weights, False, tuple(failing), 2, (f"log {voice.log}: {_GATEWAYS}",))


def _product(failing: Sequence[Voice], proofs: Sequence[Voice]) -> Verdict:
    """Each side multiplies what it thinks likely; a proof from hearsay holds if the other side does not contradict."""
    own = any(voice.opinion and voice.opinion.rule in _OWN_WORDS for voice in failing)
    combined: dict[str, float] = {}
    for cause in dict.fromkeys(cause for voice in failing if voice.opinion for cause in voice.opinion.weights):
        share = 1.0
        for voice in failing:
            floor = _OWN_FLOOR if voice.opinion and voice.opinion.rule in _OWN_WORDS else _FLOOR
            share *= max(_share(voice, cause, own), floor)
        combined[cause] = share
    if _translated(failing) and "peer-address-mismatch" in combined:
        combined["peer-address-mismatch"] *= _NAT_BETWEEN
    total = sum(combined.values())
    weights = {cause: share / total for cause, share in combined.items()}
    best = max(weights, key=lambda cause: weights[cause])
    names = tuple(f"log {voice.log}: {voice.opinion.rule}" for voice in failing if voice.opinion)
    phase = next((voice.opinion.phase for voice in failing if voice.opinion and best in voice.opinion.weights), None)
    if proofs and all(voice.opinion and best in voice.opinion.weights for voice in failing):
        return Verdict({best: _PROVEN}, True, tuple(failing), phase, (*names, f"both sides leave {best}"))
    return Verdict(_calibrated(weights), False, tuple(failing), phase, (*names, "product of both sides"))


def _translated(voices: Sequence[Voice]) -> bool:
    """The responder sees the initiator under another address than the initiator's own: an address in a
    configuration is then the first suspect."""
    sender = next((voice for voice in voices if voice.judgement.story.role == "initiator"), None)
    receiver = next((voice for voice in voices if voice.judgement.story.role == "responder"), None)
    if sender is None or receiver is None:
        return False
    own, seen = sender.judgement.story.conversation.local, receiver.judgement.story.conversation.remote
    return bool(own and seen and own != seen)


def _share(voice: Voice, cause: str, own: bool) -> float:
    """What a side grants a cause; beside the refuser's own words, hearsay only says which causes are possible."""
    assert voice.opinion is not None
    weights = voice.opinion.weights
    if own and voice.opinion.rule in _HEARSAY:
        return 1.0 / len(weights) if cause in weights else 0.0
    return weights.get(cause, 0.0)


def _calibrated(weights: Mapping[str, float]) -> dict[str, float]:
    """Best first; never as sure as a proof; what is below 1 % is not worth a line."""
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    return {cause: round(min(share, _MAX_LIKELY), 3) for cause, share in ranked if share >= 0.01}
