"""strongSwan's ipsec.conf."""

from kbapp.gateways.platforms.ipsec_conf import READER_STRONGSWAN as READER

__all__ = ["READER"]
