"""Debian's other servers in the bench, where they are installed: gophernicus,
pygopherd, molly-brown and nginx.  They send a file as it is; none converts.

nginx is asked in HTTP/0.9, which is the same as Gopher to the bench: a line,
and the file until the connection is closed.
"""
import os
import pathlib
import shutil
import subprocess
import time

TICK_US = 1e6 / os.sysconf("SC_CLK_TCK")
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"

NGINX = """daemon off; worker_processes 1; pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
 access_log off; client_body_temp_path {folder}/1; proxy_temp_path {folder}/2;
 fastcgi_temp_path {folder}/3; uwsgi_temp_path {folder}/4;
 scgi_temp_path {folder}/5;
 server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""
MOLLY = """Port = {port}
Hostname = "localhost"
CertPath = "{cert}.crt"
KeyPath = "{cert}.key"
DocBase = "{root}"
AccessLog = "{folder}/molly-access.log"
ErrorLog = "{folder}/molly.log"
"""


def nginx(where):
    conf = where["folder"] / "nginx.conf"
    conf.write_text(NGINX.format(**where))
    return ["nginx", "-c", conf, "-e", where["folder"] / "nginx.log"]


def molly_brown(where):
    conf = where["folder"] / "molly.conf"
    conf.write_text(MOLLY.format(**where))
    return ["molly-brown", "-c", conf]


def gophernicus(where):
    return ["systemd-socket-activate", "--inetd", "--accept", "-l",
            f"127.0.0.1:{where['port']}", shutil.which("gophernicus", path=PATH),
            "-h", "localhost", "-r", where["root"], "-nr", "-nu", "-nx"]


def pygopherd(where):
    """Debian's configuration, but for where and as whom."""
    theirs = pathlib.Path("/etc/pygopherd/pygopherd.conf")
    new = {"port": where["port"], "root": where["root"], "usechroot": "no",
           "pidfile": where["folder"] / "pygopherd.pid", "logmethod": "none",
           "mimetypes": "/etc/mime.types", "interface": "127.0.0.1"}
    lines = []
    for line in theirs.read_text().splitlines():
        key = line.partition("=")[0].strip()
        if key in ("setuid", "setgid"):
            continue
        lines.append(f"{key} = {new[key]}" if key in new and "=" in line
                     else line)
    conf = where["folder"] / "pygopherd.conf"
    conf.write_text("\n".join(lines) + "\n")
    return ["pygopherd", conf]


# Its name, the protocol it is asked in, the request line, what starts it.
PEERS = [
    ("nginx", "gopher", "GET /answer.txt", nginx),
    ("gophernicus", "gopher", "/answer.txt", gophernicus),
    ("pygopherd", "gopher", "/answer.txt", pygopherd),
    ("molly-brown", "gemini", "gemini://localhost/answer.gmi", molly_brown),
]


class Peer:
    """A server of somebody else's.  Where we are root it is nobody: some of
    them refuse to be root."""

    def __init__(self, words, port):
        nobody = {} if os.getuid() else {"user": 65534, "group": 65534,
                                         "extra_groups": []}
        self.port = port
        self.process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={**os.environ, "PATH": PATH}, **nobody)

    def wait(self, ask):
        """Until it answers; False: it does not."""
        for _ in range(100):
            if self.process.poll() is not None:
                return False
            if ask():
                return True
            time.sleep(0.05)
        return False

    def stop(self):
        self.process.terminate()
        self.process.wait()


def ended_us(pid):
    """CPU time of the children that have ended."""
    text = pathlib.Path(f"/proc/{pid}/stat").read_text()
    fields = text.rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) * TICK_US


def installed():
    return [p for p in PEERS if shutil.which(p[0], path=PATH)]
