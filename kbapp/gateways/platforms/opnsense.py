"""OPNsense's config.xml."""

from kbapp.gateways.platforms.sense_xml import READER_OPNSENSE as READER

__all__ = ["READER"]
