#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""screen_reader.py FANLIGHT FOLDER
One job done by a screen reader's means: with nothing but the accessibility tree (AT-SPI) of the real window, publish to user 42,
whose client is connected, and read the receipt; then read a chart, and its table. Run within dbus-run-session, with a DISPLAY.
Prints what it heard; exits with 0 when all of it was said, with 1 and the tree when something was not, with 77 where AT-SPI is not
installed. FOLDER is for what the window keeps."""
import os
import re
import subprocess
import sys
import threading
import time
import urllib.request

try:
    import gi
    from gi.repository import Gio, GLib
    import pyatspi
except (ImportError, ValueError) as missing:
    print(f"python3-pyatspi is not installed: {missing}")
    sys.exit(77)

PATIENCE = 20  # seconds


class NotSaid(Exception):
    pass


def turn_on():
    """As a screen reader does when it is started; programs look at it."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for what in ("IsEnabled", "ScreenReaderEnabled"):
        bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
                      GLib.Variant("(ssv)", ("org.a11y.Status", what, GLib.Variant("b", True))), None, 0, PATIENCE * 1000)


def until(look, what):
    """What `look` finds; the tree changes under who reads it, so a part that has gone is looked for again."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if found := look():
                return found
        except (GLib.Error, LookupError, NotImplementedError):
            pass
        time.sleep(0.05)
    raise NotSaid(what)


def children(node):
    return [node.getChildAtIndex(i) for i in range(min(node.childCount, 200))]


def shown(node):
    """All that is shown in it, as it is read."""
    if node is None or not node.getState().contains(pyatspi.STATE_SHOWING):
        return
    yield node
    for child in children(node):
        yield from shown(child)


def heard(node):
    return f"{node.getRoleName()}: {node.name}" + (f" ({node.description})" if node.description else "")


def find(root, role, name):
    return until(lambda: next((node for node in shown(root())
                               if node.getRoleName() == role and re.search(name, node.name or "")), None), f"a {role} “{name}”")


def act(node, *names):
    action = node.queryAction()
    known = [action.getName(i) for i in range(action.nActions)]
    name = next((name for name in names if name in known), None)
    if name is None or not action.doAction(known.index(name)):
        raise NotSaid(f"{heard(node)} can do {known}, not {names}")


class Client:
    """A browser's stream, over HTTP."""

    def __init__(self, url):
        self.lines = []
        self.stream = urllib.request.urlopen(url, timeout=PATIENCE)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        try:
            for line in self.stream:
                self.lines.append(line.decode().rstrip())
        except (OSError, ValueError):
            pass  # it ends with the window


def job(window, url):
    root = lambda: until(lambda: next((one for one in pyatspi.Registry.getDesktop(0) if one and one.name == "fanlight"), None),
                         "the window")
    frame = lambda: next(node for node in children(root()) if node.getRoleName() in ("frame", "window"))
    said = []

    def tell(node):
        said.append(heard(node))
        return node

    tell(find(frame, "label", "^Listening$"))
    client = Client(url + "/api/notifications?userId=42")
    until(lambda: any(line.startswith(": connection") for line in client.lines), "the client's connection")

    act(tell(find(frame, "list item", "^Publish$")), "Toggle", "Press")
    act(tell(find(frame, "radio button", "^To one user$")), "Toggle", "Press")
    user = tell(find(frame, "text", "^User id$"))
    user.queryEditableText().setTextContents("42")
    until(lambda: user.queryText().getText(0, -1) == "42", "the user's id in its field")
    tell(find(frame, "label", r"^Recipients: User 42 \(online\)$"))
    act(tell(find(frame, "push button", "^Send to user 42$")), "Press")
    until(lambda: any(line.startswith("data: ") for line in client.lines), "the event at the client")
    tell(find(frame, "label", "^1 of 1 acknowledged$"))

    act(tell(find(frame, "list item", "^Dashboard")), "Toggle", "Press")
    chart = tell(find(frame, "chart", "^Throughput"))
    until(lambda: re.match(r"last 5 min: delivered now \S+/s, between \S+ and \S+; published now ", chart.description),
          "a summary of the chart")
    act(chart, "ShowTable")
    dialog = lambda: next(node for node in children(root()) if node.name.startswith("Throughput") and node.getRoleName() != "chart")
    table = tell(find(dialog, "table", "^Figures of the chart"))
    grid = table.queryTable()
    titles = [grid.getColumnDescription(column) for column in range(grid.nColumns)]
    if titles[:3] != ["Time", "delivered", "published"] or grid.nRows < 1:
        raise NotSaid(f"the titles of the table: {titles}")
    said.append(f"table: {grid.nRows} rows of {', '.join(titles)}; the last: "
                + ", ".join(grid.getAccessibleAt(grid.nRows - 1, column).name for column in range(grid.nColumns)))
    return said


def main(program, folder):
    turn_on()
    environment = dict(os.environ, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder, XDG_CACHE_HOME=folder, LC_ALL="C.UTF-8")
    window = subprocess.Popen([program, "--language", "en", "--listen", "127.0.0.1:0"], env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        url = re.search(r"http://\S+", window.stdout.readline()).group(0)
        print("\n".join(job(window, url)))
        return 0
    except NotSaid as missing:
        print(f"not said: {missing}")
        for application in pyatspi.Registry.getDesktop(0):
            for top in children(application):
                print("\n".join(heard(node) for node in shown(top)))
        return 1
    finally:
        window.terminate()
        window.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
