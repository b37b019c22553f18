// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded before a program of Node's: it finds no host but this one. Artillery reports to its makers that it ran even where it
// is told not to (ARTILLERY_DISABLE_TELEMETRY only makes the report shorter).
'use strict';
const dns = require('node:dns');

const lookup = dns.lookup;
dns.lookup = (host, options, callback) => {
    if (host === 'localhost')
        return lookup(host, options, callback);
    const done = typeof options === 'function' ? options : callback;
    const error = Object.assign(new Error(`${host} is not looked up in tests`), { code: 'ENOTFOUND', hostname: host });
    process.nextTick(done, error);
};
