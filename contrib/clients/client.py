# SPDX-FileCopyrightText: 2026 The Fanlight developers
# SPDX-License-Identifier: 0BSD
"""for event, data, id in listen(url, token): …    The standard library alone. Events called fanlight-open and fanlight-gap
say: load what the stream cannot tell. It raises HTTPError when the hub says no, and ends when it says "stay away"."""
import http.client, json, random, re, time, urllib.error, urllib.request

def listen(url, token=None, last="", silence=40):
    url += ("&" if "?" in url else "?") + "gaps=1&heartbeat=event"
    bearer, retry, failures, refused = None, 2000, -1, False
    while retry < 2147483647:
        time.sleep(0 if failures < 0 else retry / 1000 + random.uniform(0, min(60, 2**failures)))
        failures, known, event, id, data, new, refused = failures + 1, last != "", "message", last, [], refused, False
        try:
            bearer = bearer or (token and token())
            headers = {"Authorization": bearer and f"Bearer {bearer}", "Last-Event-ID": last.encode()}
            request = urllib.request.Request(url, headers={name: text for name, text in headers.items() if text})
            with urllib.request.urlopen(request, timeout=silence) as stream:  # two heartbeats and a half: a dead line
                if stream.status != 200: raise urllib.error.HTTPError(url, stream.status, "no stream", stream.headers, None)
                for line in stream:
                    field, value = re.match("([^:]*):? ?(.*)", line.decode().rstrip("\r\n")).groups()
                    if field == "data": data.append(value)
                    elif field == "event": event = value
                    elif field == "id": id = value
                    elif field == "retry" and value.isdigit(): retry = int(value)
                    elif not line.strip():  # the event is complete
                        if event == "fanlight-heartbeat":
                            if not known: yield "fanlight-open", None, id
                            failures, known = 0, True
                        elif data:
                            for one in unpack("\n".join(data)): yield event, one, id
                        last, event, data = id, "message", []
        except urllib.error.HTTPError as error:
            if error.code == 401 and token and not new: bearer, refused, failures = None, True, -1
            elif error.code < 500 and error.code != 429: raise
        except (OSError, http.client.HTTPException): pass  # it was cut, silent, or is away

def unpack(text):
    try: data = json.loads(text)
    except ValueError: return [text]
    return data["batch"] if isinstance(data, dict) and isinstance(data.get("batch"), list) else [data]
