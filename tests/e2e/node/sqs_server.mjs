// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// sqs_server.mjs PACKAGES PORT JOURNAL: fauxqs on 127.0.0.1, where its own program listens on all addresses, and with what SQS has
// and it has not: queues and messages outlive kill -9. They stand in the journal, a line for each that came or was deleted.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [packages, port, journal] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(`${packages}/fauxqs/dist/${file}`).href);
const { buildApp } = await load('app.js');
const { SqsStore } = await load('sqs/sqsStore.js');
const { SnsStore } = await load('sns/snsStore.js');
const { S3Store } = await load('s3/s3Store.js');

const kept = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n') : [];
const write = (line) => appendFileSync(journal, `${JSON.stringify(line)}\n`);

const store = new SqsStore();
const create = store.createQueue.bind(store);
let isReading = true;
store.createQueue = (name, url, arn, attributes, tags) => {
    const queue = create(name, url, arn, attributes, tags);
    if (!isReading)
        write({ queue: [name, url, arn, attributes, tags] });
    const enqueue = queue.enqueue.bind(queue);
    queue.enqueue = (message) => {
        if (!isReading)
            write({ came: message, to: url });
        enqueue(message);
    };
    const remove = queue.deleteMessage.bind(queue);
    queue.deleteMessage = (receipt) => {
        const entry = queue.inflightMessages.get(receipt);
        if (entry)
            write({ went: entry.message.messageId });
        return remove(receipt);
    };
    return queue;
};

// The last line may have been cut. Where a message came twice it was moved.
const whole = kept.filter((line) => line.endsWith('}')).map((line) => JSON.parse(line));
const there = new Map();
for (const line of whole) {
    if (line.queue)
        store.createQueue(...line.queue);
    else if (line.came)
        there.set(line.came.messageId, line);
    else
        there.delete(line.went);
}
for (const { came, to } of there.values())
    store.getQueue(to).enqueue(came);
isReading = false;

const app = buildApp({ logger: false, stores: { sqsStore: store, snsStore: new SnsStore(), s3Store: new S3Store() } });
await app.listen({ port: Number(port), host: '127.0.0.1' });
console.log('ready');
