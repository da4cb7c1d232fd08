"""The items of RouterOS' `/ip ipsec`, found by menu, by name and by the peer that they belong to."""

from __future__ import annotations

from collections.abc import Iterable

from kbapp.gateways.readers.routeros import Item

_MENU = "/ip ipsec "


class Menu:
    """Each index is made once: a router may have a thousand peers."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._of: dict[str, list[Item]] = {}
        self._named: dict[tuple[str, str], Item] = {}
        self._of_peer: dict[tuple[str, str], list[Item]] = {}
        self._to: dict[str, list[Item]] = {}
        for item in items:
            self._add(item.path.removeprefix(_MENU), item)

    def _add(self, kind: str, item: Item) -> None:
        self._of.setdefault(kind, []).append(item)
        name, peers, end = (item.get(key) for key in ("name", "peer", "sa-dst-address"))
        if name:
            self._named.setdefault((kind, name[0]), item)
        if name is None or kind != "profile":
            default = bool(item.get("default")) or "default" in item.find or item.find in ("0", "*0")
            if default:
                self._named.setdefault((kind, "default"), item)
        for peer in peers[0].split(",") if peers else ():
            self._of_peer.setdefault((kind, peer), []).append(item)
        if end and kind == "policy":
            self._to.setdefault(end[0], []).append(item)

    def of(self, kind: str) -> list[Item]:
        return self._of.get(kind, [])

    def named(self, kind: str, name: str) -> Item | None:
        """The item of a name; `default` is the one that `set [ find default=yes ]` changes, also when renamed."""
        return self._named.get((kind, name))

    def of_peer(self, kind: str, peer: str) -> list[Item]:
        """What says `peer=a` or `peer=a,b`."""
        return self._of_peer.get((kind, peer), []) if peer else []

    def policies_to(self, address: str) -> list[Item]:
        """The policies whose `sa-dst-address` is this one."""
        return self._to.get(address, []) if address else []
