// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD
// One stream for all tabs of a browser, since over HTTP/1.1 it opens six connections to a host and no more; tab.js starts it.
import { listen } from './browser.js';

const tabs = new Set();
const tell = (...message) => { for (const tab of tabs) tab.postMessage(message); };
const asked = new URLSearchParams(location.search);
let isOpen = false, state = 'connecting';

// A new proof each time one is needed: the app's endpoint answers as the hub's POST /api/tickets does, or 401 to who signed out.
async function stream() {
  if (!asked.has('ticket')) return asked.get('stream');
  const answer = await fetch(asked.get('ticket'), { method: 'POST' });
  if (answer.status === 401) return null;
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`); // the app is away: later again
  return new URL((await answer.json()).url, asked.get('hub') ?? location.href).href;
}

listen({
  stream,
  show: (...what) => tell('show', ...what),
  reload: (why) => { isOpen = true; tell('reload', why); },
  state: (now) => { state = now; tell('state', now); },
  ...JSON.parse(asked.get('options') ?? '{}'),
});

self.onconnect = ({ ports: [tab] }) => {
  tabs.add(tab);
  tab.onmessage = () => tabs.delete(tab); // it is closed
  tab.postMessage(['state', state]);
  if (isOpen) tab.postMessage(['reload', 'opened']);
};
