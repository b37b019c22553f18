# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""drive.py SNIPPETS STREAM APP: what contrib/clients/client.py reads, as a line of JSON each."""
import json, sys, urllib.error, urllib.request

sys.dont_write_bytecode = True
folder, stream, app = sys.argv[1:]
sys.path.insert(0, folder)
import client  # noqa: E402


def ask(path):
    with urllib.request.urlopen(app + path, timeout=10) as answer:
        return json.load(answer)


def tell(**what):
    print(json.dumps(what), flush=True)


try:
    for event, data, id in client.listen(stream, lambda: ask("/token")["token"], silence=3):
        if event.startswith("fanlight-"):
            tell(reload=event, upTo=ask("/state")["upTo"])
        else:
            tell(show=data, event=event, id=id)
    tell(over=0)
except urllib.error.HTTPError as error:
    tell(over=error.code)
