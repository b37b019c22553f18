// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// drive.mjs SNIPPET STREAM APP: what contrib/clients/node.mjs reads, as a line of JSON each.
const [snippet, stream, app] = process.argv.slice(2);
const { listen } = await import(snippet);
const tell = (what) => process.stdout.write(JSON.stringify(what) + '\n');
const token = async () => (await (await fetch(app + '/token')).json()).token;
try {
  for await (const { event, data, id } of listen(stream, { token, silence: 3000 })) {
    if (event.startsWith('fanlight-'))
      tell({ reload: event, upTo: (await (await fetch(app + '/state')).json()).upTo });
    else
      tell({ show: data, event, id });
  }
  tell({ over: 0 });
} catch (error) {
  tell({ over: error.status });
}
