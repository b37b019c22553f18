// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD
// for await (const { event, data, id } of listen(url, { token })) …    Node.js 18 and newer, no package. Events called fanlight-open
// and fanlight-gap say: load what the stream cannot tell. It throws when the hub says no, and ends when it says "stay away".
export async function* listen(url, { token, last = '', silence = 40_000 } = {}) {
  let bearer, retry = 2000, failures = -1, isRefused = false;
  for (; retry < 2147483647; failures++) {
    const wait = failures < 0 ? 0 : retry + Math.random() * Math.min(60_000, 1000 * 2 ** failures);
    await new Promise((done) => { setTimeout(done, wait); });
    const cut = new AbortController(), timer = setTimeout(() => cut.abort(), silence); // longer, and the line is dead
    let decoder = new TextDecoder(), rest = '', isKnown = last !== '', isNew = isRefused; // letters may be cut in two
    try {
      isRefused = false;
      bearer ??= await token?.();
      const headers = { ...(bearer && { Authorization: `Bearer ${bearer}` }), ...(last && { 'Last-Event-ID': last }) };
      const answer = await fetch(`${url}${url.includes('?') ? '&' : '?'}gaps=1&heartbeat=event`, { headers, signal: cut.signal });
      if (answer.status !== 200) throw Object.assign(new Error(await answer.text()), { status: answer.status });
      for await (const bytes of answer.body) {
        timer.refresh();
        const blocks = (rest + decoder.decode(bytes, { stream: true })).split(/\r?\n\r?\n/);
        rest = blocks.pop(); // what does not end with an empty line is no event
        for (const block of blocks) {
          const fields = block.split(/\r?\n/).map((line) => /^([^:]*):? ?(.*)$/s.exec(line).slice(1));
          const all = (name) => fields.filter((field) => field[0] === name).map((field) => field[1]);
          const [event = 'message'] = all('event'), [id = last] = all('id'), data = all('data');
          const isBeat = event === 'fanlight-heartbeat';
          retry = Number(all('retry').find((text) => /^\d+$/.test(text)) ?? retry);
          if (isBeat) failures = -1;
          if (isBeat && !isKnown) yield { event: 'fanlight-open', data: null, id };
          if (!isBeat && data.length) for (const one of unpack(data.join('\n'))) yield { event, data: one, id };
          [last, isKnown] = [id, isKnown || isBeat];
        }
      }
    } catch (error) { // no status: it was cut, silent, or is away
      if (error.status === 401 && token && !isNew) [bearer, isRefused, failures] = [undefined, true, -2];
      else if (error.status < 500 && error.status !== 429) throw error;
    } finally { clearTimeout(timer); cut.abort(); }
  }
}
const unpack = (text) => { try { const data = JSON.parse(text); return Array.isArray(data?.batch) ? data.batch : [data]; } catch { return [text]; } };
