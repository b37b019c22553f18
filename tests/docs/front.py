# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proxies of the documentation: their own check of a configuration, and whether a stream comes through."""
import base64
import hashlib
import hmac
import json
import re
import signal
import socket
import subprocess
import time
import urllib.request

from world import PATIENCE, Failure, Program, need

NAME = "hub.example"
SECRET = "a secret that is long enough for HS256"
NGINX_MAIN = """daemon off;
user root;
pid {0}/nginx.pid;
error_log stderr;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {0}/body;
    proxy_temp_path {0}/proxy;
    fastcgi_temp_path {0}/fastcgi;
    uwsgi_temp_path {0}/uwsgi;
    scgi_temp_path {0}/scgi;
{1}
}}
"""
APACHE_MODULES = ("mpm_event", "authz_core", "proxy", "proxy_http", "ssl", "http2", "headers", "socache_shmcb")


def listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


def is_ready(port):
    """Whether the hub there serves, behind Redis a moment after it listens."""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def quietly(command, world):
    done = subprocess.run(command, cwd=world.folder, env=world.environment, capture_output=True, text=True, timeout=PATIENCE)
    if done.returncode:
        raise Failure(f"{command[0]} exits with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def make_certificate(world):
    """/etc/fanlight/fullchain.pem, privkey.pem and, both in one, hub.pem, of an authority in ca.pem."""
    folder = world.folder / "etc/fanlight"
    if (folder / "hub.pem").exists():
        return
    openssl = need("openssl")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "30"]
    quietly([openssl, "req", "-x509", *key, "-keyout", str(folder / "ca.key"), "-out", str(folder / "ca.pem"),
             "-subj", "/CN=Documentation CA"], world)
    quietly([openssl, "req", "-x509", *key, "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem"),
             "-subj", f"/CN={NAME}", "-CA", str(folder / "ca.pem"), "-CAkey", str(folder / "ca.key"),
             "-addext", f"subjectAltName=DNS:{NAME}", "-addext", "basicConstraints=critical,CA:FALSE"], world)
    (folder / "hub.pem").write_text((folder / "fullchain.pem").read_text() + (folder / "privkey.pem").read_text())


def configuration(world, program, text, part):
    """The command that runs the program with it; --check in its place says whether it is one."""
    path = world.folder / f"{program}.conf"
    if program == "nginx":
        if part == "location":
            text = f"server {{\nlisten 127.0.0.1:{world.port(8080)};\n{text}\n}}"
        path.write_text(NGINX_MAIN.format(world.folder, text))
        command = [need("nginx"), "-p", str(world.folder), "-e", "stderr", "-c", str(path)]
        return command, [*command, "-t", "-q"]
    if program == "haproxy":
        path.write_text(text)
        command = [need("haproxy"), "-db", "-f", str(path)]
        return command, [*command, "-c", "-q"]
    if program == "caddy":
        path.write_text(f"{{\nadmin off\nhttps_port {world.port(443)}\nhttp_port {world.port(8080)}\n}}\n" + text)
        command = [need("caddy"), "run", "--adapter", "caddyfile", "--config", str(path)]
        return command, [command[0], "validate", *command[2:]]
    if program == "apache":
        apache = need("apache2")
        modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in APACHE_MODULES)
        path.write_text(f"ServerRoot {world.folder}\nServerName {NAME}\nPidFile {world.folder}/apache.pid\n"
                        f"ErrorLog /dev/stderr\nDefaultRuntimeDir {world.folder}\n{modules}Listen {world.port(443)}\n" + text)
        command = [apache, "-d", str(world.folder), "-f", str(path)]
        return [*command, "-DFOREGROUND"], [*command, "-t"]
    raise Failure(f"nobody here checks a configuration of {program}")


def check(world, program, text, part=""):
    make_certificate(world)
    command, its_check = configuration(world, program, text, part)
    quietly(its_check, world)
    return command


def token(user):
    def part(value):
        return base64.urlsafe_b64encode(value).rstrip(b"=")
    head = part(b'{"alg":"HS256"}') + b"." + part(json.dumps({"sub": user, "exp": int(time.time()) + 600}).encode())
    return (head + b"." + part(hmac.new(SECRET.encode(), head, hashlib.sha256).digest())).decode()


def run(world, program, text):
    command = check(world, program, text)
    world.need_hub(["--listen", "unix:/run/fanlight/hub.sock", "--host", NAME, "--trusted-proxy", "unix",
                    "--publish-token", "publisher", "--monitor-token", "monitor", "--jwt-secret", SECRET])
    proxy = world.start(command, lambda _: listens(world.port(443)), program)
    curl = ["curl", "-sSN", "--max-time", str(PATIENCE), "--cacert", str(world.folder / "etc/fanlight/ca.pem"),
            "--connect-to", f"{NAME}:443:127.0.0.1:{world.port(443)}"]
    url = f"https://{NAME}/api/notifications?userId=42"
    user = ["-H", f"Authorization: Bearer {token('42')}", "-H", "X-Forwarded-For: 203.0.113.9", "-H", "Accept-Encoding: gzip, br"]
    stream = Program([*curl, "-i", *user, url], world)
    try:
        stream.wait_for(lambda: ": connection" in stream.output, f"a stream through {program}")
        if not re.match(r"HTTP/2 200", stream.output):
            raise Failure(f"no HTTP/2 through {program}\n{stream.output}")
        answer = quietly([*curl, "-H", "Authorization: Bearer publisher", "-H", f"Origin: https://{NAME}",
                          f"https://{NAME}/api/publish", "-d", '{"userId":"42","data":"through"}'], world)
        if json.loads(answer).get("recipients") != 1:
            raise Failure(f"a publish through {program} is answered {answer}")
        stream.wait_for(lambda: "data: through" in stream.output, f"an event through {program}")
        rows = json.loads(quietly(["curl", "-sS", "-H", "Authorization: Bearer monitor",
                                   f"http://127.0.0.1:{world.port(3000)}/api/connections"], world))["connections"]
        if not rows or not rows[0]["address"].startswith("127.0.0.1"):
            raise Failure(f"the hub takes the client of {program} for {rows}")
        # whoever comes back says where it was
        back = Program([*curl, *user, "-H", "Last-Event-ID: 0-1", url], world)
        try:
            back.wait_for(lambda: "data: through" in back.output, f"a resume through {program}")
        finally:
            back.stop()
    finally:
        stream.stop()
        proxy.stop(signal.SIGKILL)  # Apache httpd would wait until the hub's next heartbeat
        world.servers.remove(proxy)
