#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the JavaScript in a file as a page of its own in Chromium, and prints what it logs. Goes on until it is ended."""
import http.server
import signal
import subprocess
import sys
import tempfile
import threading

BROWSER_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                   "--disable-background-networking", "--disable-component-update", "--disable-sync",
                   "--remote-debugging-port=0")

PAGE = b"""<!doctype html><meta charset="utf-8"><title>page</title><script>
let tail = Promise.resolve();
function tell(...all) {
    const text = all.map(one => typeof one === 'string' ? one : JSON.stringify(one)).join(' ');
    tail = tail.then(() => fetch('/log', { method: 'POST', body: text }));
}
console.log = tell;
onerror = tell;
</script><script src="/page.js"></script>"""


class Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        script = self.path == "/page.js"
        body = open(sys.argv[1], "rb").read() if script else PAGE
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if script else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        print(self.rfile.read(int(self.headers["Content-Length"])).decode(), flush=True)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        chromium = subprocess.Popen(
            ["chromium", *BROWSER_OPTIONS, f"--user-data-dir={profile}", f"http://localhost:{server.server_address[1]}/"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        signal.signal(signal.SIGTERM, lambda *_: chromium.terminate())
        chromium.wait()


if __name__ == "__main__":
    main()
