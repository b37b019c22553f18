// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD
// const { items, state } = useNotifications({ stream, load, user: '42' });
// `stream()` says the URL as in browser.js; `load(why)` returns what there is so far as a list, what comes is added to it.
import { useEffect, useRef, useState } from 'react';
import { listen } from './browser.js';

export function useNotifications({ stream, load, user, keep = 100, ...options }) {
  const [items, setItems] = useState([]);
  const [state, setState] = useState('connecting');
  const latest = useRef();
  useEffect(() => { latest.current = { stream, load, options, keep }; });
  useEffect(() => {
    let isOver = false; // what is still loaded for a component that is gone, or for another user, is not shown
    const stop = listen({
      ...latest.current.options,
      stream: () => latest.current.stream(),
      reload: async (why) => {
        const loaded = await latest.current.load(why);
        if (!isOver) setItems(loaded);
      },
      show: (data, event, id) => setItems((before) => [...before, { data, event, id }].slice(-latest.current.keep)),
      state: setState,
    });
    return () => {
      isOver = true;
      stop();
      setItems([]);
    };
  }, [user]);
  return { items, state };
}
