"""pfSense's config.xml."""

from kbapp.gateways.platforms.sense_xml import READER_PFSENSE as READER

__all__ = ["READER"]
