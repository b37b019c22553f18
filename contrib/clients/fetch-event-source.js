// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD
// As browser.js, with fetch() and a token in the header; token() gives each new one. Rejects when the hub says no, or "stay away".
import { fetchEventSource } from '@microsoft/fetch-event-source';
import { unpack } from './browser.js';
export function listen({ url, token, show, reload, signal, silence = 40_000 }) {
  let bearer, cut, timer, last = '', retry = 2000, failures = 0, isKnown, isNew, isRefused, tail = Promise.resolve();
  const inOrder = (job) => { tail = tail.then(() => signal?.aborted || job()).catch(console.error); };
  const alive = () => { clearTimeout(timer); timer = setTimeout(() => cut.abort(), silence); }; // longer, and the line is dead
  return fetchEventSource(`${url}${url.includes('?') ? '&' : '?'}gaps=1&heartbeat=event`, {
    signal, openWhenHidden: true, // a tab in the background goes on
    async fetch(input, init) {
      [isNew, isRefused, bearer] = [isRefused, false, bearer ?? await token()];
      cut = new AbortController();
      init.signal.addEventListener('abort', () => cut.abort());
      alive(); // not the library's own last id, which may be of an event that was cut in the middle:
      return fetch(input, { headers: { Authorization: `Bearer ${bearer}`, ...(last && { 'Last-Event-ID': last }) }, signal: cut.signal });
    },
    async onopen(answer) {
      isKnown = last !== '';
      if (answer.status !== 200) throw Object.assign(new Error(await answer.text()), { status: answer.status });
    },
    onmessage({ data, event, id, retry: told = retry }) { // a comment is one with nothing in it
      alive();
      if (event === 'fanlight-gap') inOrder(() => reload(JSON.parse(data).reason));
      else if (event === 'fanlight-heartbeat') {
        if (!isKnown) inOrder(() => reload('opened'));
        [isKnown, failures] = [true, 0];
      } else if (data || id) inOrder(async () => { for (const one of unpack(data)) await show(one, event, id); });
      [last, retry] = [id || last, told];
    },
    onclose() { throw new Error('the stream has ended'); }, // and is to come back: the library would not
    onerror(error) {
      const isLate = error.status === 401 && !isNew; // the token ran out: at once, with another, which is the last if it is refused, too
      if (isLate) [bearer, isRefused] = [undefined, true];
      else if (retry === 2147483647 || (error.status < 500 && error.status !== 429)) throw error;
      return isLate ? 0 : retry + Math.random() * Math.min(60_000, 1000 * 2 ** failures++);
    },
  });
}
