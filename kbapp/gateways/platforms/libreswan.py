"""libreswan's ipsec.conf."""

from kbapp.gateways.platforms.ipsec_conf import READER_LIBRESWAN as READER

__all__ = ["READER"]
