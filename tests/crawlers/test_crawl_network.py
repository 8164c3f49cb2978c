"""What a crawl does with hosts that fail, addresses inside and certificates of nobody."""

import ipaddress
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from crawlers.process import crawl_blocking
from tests.crawlers.web import Answer, Landed, Web, a_plan, a_source, feed, page, running_web
from warehouse.records import Outcome


def test_direct_requests_reach_loopback_only_when_allowed(web: Web, tmp_path: Path) -> None:
    port = web.server.server_address[1]
    site = f"http://127.0.0.1:{port}"
    web.serve({f"{site}/feed": feed(f"{site}/1.html"), f"{site}/1.html": page("一")})
    source = a_source("direct.example", {"rss": f"{site}/feed"})
    for allowed, outcome in ((True, Outcome.FETCHED), (False, Outcome.REFUSED_ADDRESS)):
        plan = a_plan(None, source, tmp_path / str(allowed))
        network = plan.network.model_copy(update={"allow_loopback": allowed})
        crawl_blocking(plan.model_copy(update={"network": network}))
        assert Landed(plan.landing_file).by_url[f"{site}/feed"].outcome == outcome


def test_hosts_that_fail_are_left_alone(web: Web, tmp_path: Path) -> None:
    links = [f"http://down.example/{n}.html" for n in range(12)]
    web.serve({link: Answer("oops", 500) for link in links})
    web.serve({"http://down.example/feed": feed(*links)})
    web.serve(
        {
            "http://busy.example/feed": feed(
                "http://busy.example/1.html", "http://busy.example/2.html"
            ),
            "http://busy.example/1.html": Answer("later", 429, {"Retry-After": "3600"}),
            "http://busy.example/2.html": page("二"),
        }
    )
    source = a_source(
        "down.example",
        {"rss": "http://down.example/feed"},
        {"rss": "http://busy.example/feed"},
        crawl={"delay": 0, "concurrency": 1},
    )
    plan = a_plan(web, source, tmp_path)
    crawl_blocking(plan)
    landed = Landed(plan.landing_file)
    outcomes = [landed.by_url[link].outcome for link in links]
    assert outcomes.count(Outcome.HTTP_ERROR) >= 1
    assert outcomes.count(Outcome.BREAKER_OPEN) >= 5
    assert landed.by_url["http://busy.example/1.html"].outcome is Outcome.HTTP_ERROR
    outcome, detail = landed.outcome("http://busy.example/2.html")
    assert outcome is Outcome.BREAKER_OPEN
    assert "asks to be left alone for 3600 s" in detail


def test_a_refused_connection_and_an_unknown_name_are_told_apart(tmp_path: Path) -> None:
    source = a_source("nowhere.invalid", {"rss": "http://nowhere.invalid/feed"})
    plan = a_plan(None, source, tmp_path)
    crawl_blocking(plan)
    landed = Landed(plan.landing_file)
    assert landed.by_url["http://nowhere.invalid/feed"].outcome is Outcome.DNS_ERROR


def test_a_name_that_resolves_to_an_inside_address_is_refused(tmp_path: Path) -> None:
    name = socket.gethostname()
    try:
        address = ipaddress.ip_address(socket.gethostbyname(name))
    except OSError:
        pytest.skip("this machine's name does not resolve")
    if address.is_global:
        pytest.skip("this machine's name resolves to a public address")
    source = a_source("own.example", {"rss": f"http://{name}:9/feed"})
    plan = a_plan(None, source, tmp_path)
    crawl_blocking(plan)
    outcome, detail = Landed(plan.landing_file).outcome(f"http://{name}:9/feed")
    assert outcome is Outcome.REFUSED_ADDRESS, detail
    assert str(address) in detail


def self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + certificate.public_bytes(Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    with running_web() as web:
        web.server.socket = self_signed(tmp_path).wrap_socket(web.server.socket, server_side=True)
        url = f"https://127.0.0.1:{web.server.server_address[1]}/feed"
        plan = a_plan(None, a_source("tls.example", {"rss": url}), tmp_path)
        network = plan.network.model_copy(update={"allow_loopback": True})
        crawl_blocking(plan.model_copy(update={"network": network}))
        outcome, detail = Landed(plan.landing_file).outcome(url)
        assert outcome is Outcome.ROBOTS_UNAVAILABLE  # its robots.txt could not be had either
        assert "certificate verify failed" in detail
        assert not web.requests
