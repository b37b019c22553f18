// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A program as an app's developer writes it against types made of /api/openapi.json: it is type-checked, then run
// against a real hub. It prints what it saw, as JSON.
import createClient from 'openapi-fetch';
import type { paths } from './openapi.js';

declare const process: { argv: string[] };
const client = createClient<paths>({
    baseUrl: process.argv[2],
    headers: { Authorization: `Bearer ${process.argv[3]}` },
});

const whoAmI = await client.GET('/api/whoami');
const published = await client.POST('/api/publish', {
    body: { userId: '42', type: 'like', data: { postId: 9001 }, receipt: true, batch: false },
});
const id: string = published.data?.id ?? '';
const receipt = await client.GET('/api/receipts/{id}', { params: { path: { id } } });
const connections = await client.GET('/api/connections', { params: { query: { filter: 'user:42', limit: 10 } } });
const added = await client.PUT('/api/users/{userId}/followers', { params: { path: { userId: '7' } }, body: ['42', 43] });
const fannedOut = await client.POST('/api/fanout', { body: { authorId: '7', data: 'hello' } });
const noReceipt = await client.GET('/api/receipts/{id}', { params: { path: { id: 'none' } } });

// What the hub would refuse does not compile.
const wrong = await client.POST('/api/publish', {
    // @ts-expect-error: no user is called so
    body: { userId: true, data: 1 },
});
// @ts-expect-error: nor such a path
const nowhere = await client.GET('/api/receipt', {});
// @ts-expect-error: nor such a member of an answer
const ofNothing: unknown = connections.data?.rows;

const refused: string | undefined = wrong.error?.error;
console.log(JSON.stringify({
    role: whoAmI.data?.role,
    recipients: published.data?.recipients,
    receiptOf: receipt.data?.id === id,
    acknowledgedAtMost: receipt.data?.recipients,
    users: connections.data?.connections.map((one) => one.userId),
    added: added.data?.added,
    followers: fannedOut.data?.followers,
    noReceipt: noReceipt.response.status,
    refused,
    nowhere: nowhere.response.status,
    nothing: ofNothing === undefined,
}));
