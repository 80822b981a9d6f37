"""Where a request comes from, as far as that may be believed."""

import logging
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from starlette.requests import Request

from api.web.parts import house_of

_log = logging.getLogger(__name__)

# Whoever has one address of IPv6 has the whole of such a network.
_ONE_HOLDER = 64
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
# Networks of one's own house, where a proxy may stand; `is_private` counts more as such.
_OWN = tuple(
    map(
        ip_network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10")
    )
)


def sender_of(request: Request) -> str:
    """The address by which emergencies are told to come from one place; "" where it tells nothing of who sends.

    This machine itself is a place only where the product is reached by no other name: else it is a proxy that does
    not say for whom it speaks.
    """
    address = address_of(request)
    if address in ("", *_HERE) and urlsplit(house_of(request).settings.public_url).hostname not in _HERE:
        return ""
    return f"web {address}" if address else ""


def limited_address(request: Request) -> str:
    """The address by which work waits its turn and beginnings are counted; "" for this machine, which is not limited."""
    address = address_of(request)
    return "" if address in _HERE else address


def address_of(request: Request) -> str:
    """The address of who asks, of IPv6 the network; "" where it is not known.

    The server has put the address a trusted proxy names in its place before (`SHENBAO_TRUSTED_PROXIES`); what others
    claim of themselves counts for nothing.
    """
    peer = request.client.host if request.client is not None else ""
    try:
        address = ip_address(peer.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if _is_unlisted_proxy(request, address, peer):
        return ""
    if isinstance(address, IPv6Address) and not address.is_loopback:
        return str(ip_network((address, _ONE_HOLDER), strict=False).network_address)
    return str(address)


def _is_unlisted_proxy(request: Request, address: IPv4Address | IPv6Address, peer: str) -> bool:
    """Whether a machine of our own network forwards for others without being listed: a county would be one sender."""
    forwarded = ",".join(request.headers.getlist("x-forwarded-for"))
    own = any(address in network for network in _OWN)
    if not forwarded or not own or peer in (one.strip() for one in forwarded.split(",")):
        return False
    state = request.app.state
    if not getattr(state, "told_of_proxy", False):
        state.told_of_proxy = True
        _log.warning("a proxy that is not listed forwards requests: name it in SHENBAO_TRUSTED_PROXIES")
    return True
