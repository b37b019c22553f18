// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD
// A tab of shared-worker.js: `source` is { ticket: '/my/ticket', hub: 'https://hub.example' } or { stream: URL }, and a `user`, so
// that who signs in as somebody else has another worker. show(), reload() and state() are those of browser.js.
export function share({ source, show, reload, state = () => {} }) {
  const url = new URL('./shared-worker.js?' + new URLSearchParams(source), import.meta.url);
  const hooks = { show, reload, state };
  let port, tail = Promise.resolve();
  const start = () => {
    ({ port } = new SharedWorker(url, { type: 'module' }));
    port.onmessage = ({ data: [hook, ...what] }) => {
      tail = tail.then(() => hooks[hook](...what)).catch(console.error);
    };
  };
  const leave = () => { port.onmessage = null; port.postMessage('bye'); port.close(); };
  addEventListener('pagehide', leave);
  addEventListener('pageshow', (event) => { if (event.persisted) start(); }); // back from the cache of pages
  start();
  return leave;
}
