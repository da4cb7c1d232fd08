"""Logs of something else never give a cause."""

from __future__ import annotations

import pytest

from tests.diagnosis.conftest import Run

LOGS = {
    "sshd": "Nov 23 10:00:01 h sshd[99]: pam_unix(sshd:auth): authentication failure; logname= uid=0 rhost=192.0.2.1\n"
    "Nov 23 10:00:02 h sshd[99]: Failed password for root from 192.0.2.1 port 40022 ssh2",
    "nginx": '192.0.2.1 - - [23/Nov/2026:10:00:00 +0800] "GET / HTTP/1.1" 502 157\n'
    "2026/11/23 10:00:00 [error] 7#7: *1 upstream timed out (110: Connection timed out) while connecting to upstream",
    "kernel": "Nov 23 10:00:01 h kernel: [  12.3] EXT4-fs error (device sda1): integrity check failed\n"
    "Nov 23 10:00:01 h kernel: [  12.4] Out of memory: Killed process 77 (java)",
    "systemd": "Nov 23 10:00:01 h systemd[1]: mysql.service: Main process exited, code=killed, status=9/KILL\n"
    "Nov 23 10:00:01 h systemd[1]: mysql.service: Failed with result 'signal'.\ncaught signal 15",
    "openvpn": "Mon Nov 23 10:00:01 2026 TLS Error: TLS key negotiation failed to occur within 60 seconds\n"
    "Mon Nov 23 10:00:01 2026 VERIFY ERROR: depth=0, error=certificate has expired",
    "java": 'Exception in thread "main" java.net.SocketTimeoutException: connect timed out\n'
    "\tat java.net.Socket.connect(Socket.java:601)",
    "mysql": "2026-11-23T10:00:00.1Z 9 [Note] Access denied for user 'root'@'192.0.2.1' (using password: YES)",
    "dhcp": "Nov 23 10:00:01 h dhclient[5]: No DHCPOFFERS received.\nNov 23 10:00:01 h dhclient[5]: retransmit 1 of 5",
    "postfix": "Nov 23 10:00:01 h postfix/smtp[8]: 4F: lost connection with mx[192.0.2.3] while receiving the greeting",
    "prose": "The delivery was rejected because no agreement was found. Giving up after 5 attempts.",
    "config": "conn gw\n  left=203.0.113.1\n  right=198.51.100.1\n  ike=aes256-sha256-modp2048!",
    "windows": "Log Name: System\r\nSource: Service Control Manager\r\nEvent ID: 7031\r\nThe Spooler failed.",
}


@pytest.mark.parametrize("text", LOGS.values(), ids=list(LOGS))
def test_no_cause_out_of_nothing(run: Run, text: str) -> None:
    found = run(text)
    assert found.findings == ()
    assert found.verdict in ("not-ipsec", "unknown")
