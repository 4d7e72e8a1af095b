"""Addresses and ports: is it free, who has it, does it answer."""

import errno
import http.client
import os
import socket

import psutil

from danvan.cli.errors import Sentence

EVERYWHERE = ("0.0.0.0", "::")


def check_free(host: str, port: int) -> None:
    """Raises Sentence unless this address can be taken."""
    problem = refusal(host, port)
    if problem is None:
        return
    if problem == errno.EADDRINUSE:
        who = holder(port)
        held = f" ({who})" if who else ""
        other = next(
            (number for number in range(port + 1, min(port + 200, 65536)) if not refusal(host, number)), 0
        )
        raise Sentence(
            f"Cổng {port} đã có chương trình khác dùng{held}; hãy thử: danvan up --port {other}",
            f"Port {port} is taken{held}; try: danvan up --port {other}",
        )
    if problem in (errno.EACCES, errno.EPERM):
        raise Sentence(
            f"Không được phép mở cổng {port}; hãy chọn cổng từ 1024 trở lên, như --port 8000.",
            f"Port {port} may not be opened; choose one from 1024 up, like --port 8000.",
        )
    raise Sentence(
        f"Máy này không có địa chỉ {host}; hãy dùng --host 127.0.0.1 hoặc 0.0.0.0.",
        f"This machine has no address {host}; use --host 127.0.0.1 or 0.0.0.0.",
    )


def refusal(host: str, port: int) -> int | None:
    """The system's reason for not letting us listen there; None when it does."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            return error.errno or errno.EADDRNOTAVAIL
    return None


def holder(port: int) -> str:
    """Name and number of the process that listens on a port, where the system tells us."""
    try:
        for connection in psutil.net_connections("tcp"):
            ours = connection.status == psutil.CONN_LISTEN and getattr(connection.laddr, "port", 0) == port
            if ours and connection.pid:
                return f"{psutil.Process(connection.pid).name()}, pid {connection.pid}"
    except (psutil.Error, PermissionError):
        return ""
    return ""


def url(host: str, port: int) -> str:
    """The address to print: a name that a browser on this machine or in its network can open."""
    if host in EVERYWHERE:
        host = socket.gethostname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def own_names() -> list[str]:
    """Names and addresses of this machine, to be allowed when we listen on all of them."""
    names = [socket.gethostname(), socket.getfqdn()]
    for addresses in psutil.net_if_addrs().values():
        for address in addresses:
            if address.family == socket.AF_INET:
                names.append(address.address)
            elif address.family == socket.AF_INET6:
                names.append(f"[{address.address.split('%')[0]}]")
    return sorted(set(names))


def answers(host: str, port: int) -> int:
    """The status of the first page; 0 while nobody answers."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    connection = http.client.HTTPConnection(target, port, timeout=15)
    try:
        connection.request("GET", "/", headers={"Host": f"127.0.0.1:{port}"})
        return connection.getresponse().status
    except OSError:
        return 0
    except http.client.HTTPException:
        return 0
    finally:
        connection.close()


def allowed_names(host: str) -> str:
    """DANVAN_HOSTS for the children: what was given, and this machine's names when it listens beyond itself."""
    given = [name for name in os.environ.get("DANVAN_HOSTS", "").split(",") if name]
    if host in EVERYWHERE:
        given += own_names()
    elif host not in ("127.0.0.1", "localhost", "::1"):
        given.append(host)
    return ",".join(dict.fromkeys(given))
