// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD
// Keeps a stream up with EventSource. `stream()` says its URL each time one is made, with a new ticket say, or null to give up;
// `reload(why)` loads what the stream cannot tell, `show(data, event, id)` adds to it: in order, one at a time, both may be async.
export function listen({ stream, show, reload, state = () => {}, events = [], silence = 40_000 }) {
  let source, timer, last = '', failures = 0, isKnown = false, isOver = false, tail = Promise.resolve();
  const inOrder = (job) => { tail = tail.then(() => isOver || job()).catch(console.error); };
  const later = () => { // after a proxy's 502, or with a proof that is good no longer, the browser would not come back
    source?.close();
    clearTimeout(timer);
    timer = setTimeout(open, Math.random() * Math.min(60_000, 1000 * 2 ** ++failures));
  };
  const alive = () => { clearTimeout(timer); timer = setTimeout(later, silence); }; // or the line is dead, which no browser tells
  const on = (name, use) => source.addEventListener(name, (event) => { alive(); use(event); });
  async function open() {
    const url = await Promise.resolve().then(stream).catch(() => undefined); // which is: the app is away
    if (isOver || url === undefined) return isOver || later();
    if (url === null) return state('over');
    const target = new URL(url, location.href);
    target.searchParams.set('gaps', '1');
    target.searchParams.set('heartbeat', 'event');
    if (last) target.searchParams.set('lastEventId', last);
    source = new EventSource(target, { withCredentials: true });
    alive();
    source.onerror = () => { clearTimeout(timer); state('waiting'); if (source.readyState === EventSource.CLOSED) later(); };
    on('open', () => { isKnown = last !== ''; }); // said of a stream that a full hub sends away, too
    on('fanlight-heartbeat', () => { state('open'); failures = 0; if (!isKnown) inOrder(() => reload('opened')); isKnown = true; });
    on('fanlight-gap', (event) => inOrder(() => reload(JSON.parse(event.data).reason)));
    for (const name of ['message', ...events]) on(name, (event) => {
      last = event.lastEventId || last;
      inOrder(async () => { for (const data of unpack(event.data)) await show(data, event.type, event.lastEventId); });
    });
  }
  open();
  return () => { isOver = true; clearTimeout(timer); source?.close(); };
}
export function unpack(text) {
  try { const data = JSON.parse(text); return Array.isArray(data?.batch) ? data.batch : [data]; } catch { return [text]; }
}
