"""kbapp: the offline assistant for site-to-site IPsec VPNs towards Alibaba Cloud."""

__version__ = "0.1.0"
