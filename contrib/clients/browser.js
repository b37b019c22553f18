// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD
// Keeps a stream up with EventSource. `stream()` says its URL each time one is made, with a new ticket say, or null to give up;
// `reload(why)` loads what the stream cannot tell, `show(data, event, id)` adds to it: in order, one at a time, both may be async.
export function listen({ stream, show, reload, state = () => {}, events = [], silence = 40_000 }) {
  let source, timer, last = '', failures = 0, wait = 0, isKnown = false, isOver = false, tail = Promise.resolve();
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
    for (const [name, text] of Object.entries({ gaps: 1, heartbeat: 'event', lastEventId: last })) target.searchParams.set(name, text);
    source = new EventSource(target, { withCredentials: true });
    alive();
    source.onerror = () => { // it comes back by itself after `wait`, but what it tries may never be answered
      clearTimeout(timer); state('waiting'); const isClosed = source.readyState === EventSource.CLOSED;
      if (isClosed || wait < 2147483647) timer = setTimeout(later, isClosed ? 0 : wait + silence); // else: stay away
    };
    on('open', () => { isKnown = last !== ''; }); // said of a stream that a full hub sends away, too
    on('fanlight-heartbeat', ({ data }) => {
      [failures, wait] = [0, JSON.parse(data).retry]; state('open'); if (!isKnown) inOrder(() => reload('opened')); isKnown = true;
    });
    on('fanlight-gap', (event) => inOrder(() => reload(JSON.parse(event.data).reason)));
    for (const name of ['message', ...events]) on(name, (event) => {
      last = event.lastEventId || last;
      inOrder(async () => { for (const data of unpack(event.data)) await show(data, event.type, event.lastEventId); });
    });
  }
  open();
  return () => { isOver = true; clearTimeout(timer); source?.close(); };
}
export const unpack = (text) => { try { const data = JSON.parse(text); return Array.isArray(data?.batch) ? data.batch : [data]; } catch { return [text]; } };
