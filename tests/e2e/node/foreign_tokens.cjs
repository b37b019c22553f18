// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Prints keys, tokens and attacks that the library jose makes, as JSON. Its argument: the folder with node_modules.
'use strict';
const path = require('node:path');
const crypto = require('node:crypto');
const jose = require(path.join(process.argv[2], 'node_modules', 'jose'));

const now = Math.floor(Date.now() / 1000);
const claims = { sub: '42', iss: 'https://id.example', aud: 'hub', iat: now, exp: now + 600 };
const text = (value) => new TextEncoder().encode(value);
const secret = crypto.randomBytes(48).toString('base64url');

const sign = (alg, key, header = {}, payload = claims) => new jose.SignJWT(payload)
    .setProtectedHeader({ alg, ...header }).sign(key);
const encoded = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

// What jose does not make: a token with a signature of one's own.
const byHand = (header, payload, signature) => {
    const signed = `${encoded(header)}.${encoded(payload)}`;
    return `${signed}.${Buffer.from(signature(signed)).toString('base64url')}`;
};
const hmac = (key) => (signed) => crypto.createHmac('sha256', key).update(signed).digest();

async function main() {
    const kinds = { rsa: 'RS256', p256: 'ES256', p384: 'ES384', ed: 'EdDSA' };
    const keys = {};
    for (const [name, alg] of Object.entries(kinds))
        keys[name] = await jose.generateKeyPair(alg, { extractable: true, crv: 'Ed25519' });
    const published = [];
    for (const name of Object.keys(kinds)) {
        const { kty, crv, n, e, x, y } = await jose.exportJWK(keys[name].publicKey);
        published.push(JSON.parse(JSON.stringify({ kty, crv, n, e, x, y, kid: name, use: 'sig' })));
    }
    const signers = {
        RS256: ['rsa', keys.rsa.privateKey], PS256: ['rsa', keys.rsa.privateKey], ES256: ['p256', keys.p256.privateKey],
        ES384: ['p384', keys.p384.privateKey], EdDSA: ['ed', keys.ed.privateKey], HS256: [undefined, text(secret)],
    };
    const tokens = {};
    for (const [alg, [kid, key]] of Object.entries(signers)) {
        tokens[`${alg}`] = await sign(alg, key);
        tokens[`${alg} JWT`] = await sign(alg, key, { typ: 'JWT', kid });
        tokens[`${alg} at+jwt`] = await sign(alg, key, { typ: 'at+jwt', kid });
    }
    tokens['of several audiences'] = await sign('ES256', keys.p256.privateKey, {}, { ...claims, aud: ['other', 'hub'] });

    const attacker = await jose.generateKeyPair('RS256', { extractable: true });
    const attackersJwk = { ...await jose.exportJWK(attacker.publicKey), kid: 'rsa' };
    const pem = await jose.exportSPKI(keys.rsa.publicKey);
    const der = crypto.createPublicKey(pem).export({ type: 'spki', format: 'der' });
    const small = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 });
    const es = tokens['ES256'].split('.');
    const esSignature = Buffer.from(es[2], 'base64url');
    const bent = (bytes) => `${es[0]}.${es[1]}.${Buffer.from(bytes).toString('base64url')}`;
    const flipped = Buffer.from(esSignature);
    flipped[40] ^= 1;
    const rs = (more) => sign('RS256', keys.rsa.privateKey, {}, { ...claims, ...more });
    const without = (name) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));

    const attacks = {
        'none': new jose.UnsecuredJWT(claims).encode(),
        'none with the signature of another': `${encoded({ alg: 'none' })}.${es[1]}.${es[2]}`,
        'no signature': `${es[0]}.${es[1]}.`,
        'RS to HS, the PEM as secret': await sign('HS256', text(pem), { kid: 'rsa' }),
        'RS to HS, the trimmed PEM as secret': await sign('HS256', text(pem.trim()), { kid: 'rsa' }),
        'RS to HS, the DER as secret': await sign('HS256', der, { kid: 'rsa' }),
        'RS to HS, the JWK as secret': await sign('HS256', text(JSON.stringify(published[0])), { kid: 'rsa' }),
        'jwk embedded': await sign('RS256', attacker.privateKey, { jwk: attackersJwk }),
        'jwk embedded with a known kid': await sign('RS256', attacker.privateKey, { jwk: attackersJwk, kid: 'rsa' }),
        'jku': await sign('RS256', attacker.privateKey, { jku: 'http://127.0.0.1:9/jwks.json', kid: 'rsa' }),
        'x5u': await sign('RS256', attacker.privateKey, { x5u: 'http://127.0.0.1:9/x.pem', kid: 'rsa' }),
        'crit': await new jose.CompactSign(text(JSON.stringify(claims)))
            .setProtectedHeader({ alg: 'ES256', crit: ['urn:x'], 'urn:x': true })
            .sign(keys.p256.privateKey, { crit: { 'urn:x': true } }),
        'the key of another curve': await sign('ES384', keys.p384.privateKey, { kid: 'p256' }),
        'another curve, said to be P-256': byHand({ alg: 'ES256', kid: 'p384' }, claims, (signed) =>
            crypto.sign('sha256', Buffer.from(signed), { key: keys.p384.privateKey, dsaEncoding: 'ieee-p1363' })),
        'RSA of 1024 bits': byHand({ alg: 'RS256', kid: 'rsa' }, claims, (signed) =>
            crypto.sign('sha256', Buffer.from(signed), small.privateKey)),
        'HMAC with an empty key': byHand({ alg: 'HS256' }, claims, hmac('')),
        'HMAC with a short key': byHand({ alg: 'HS256' }, claims, hmac('secret')),
        'ECDSA of zeroes': bent(Buffer.alloc(64)),
        'ECDSA in DER': byHand({ alg: 'ES256' }, claims, (signed) =>
            crypto.sign('sha256', Buffer.from(signed), { key: keys.p256.privateKey, dsaEncoding: 'der' })),
        'ECDSA, a byte too long': bent(Buffer.concat([esSignature, Buffer.alloc(1)])),
        'ECDSA, a bit flipped': bent(flipped),
        'another payload': `${es[0]}.${encoded({ ...claims, sub: '1' })}.${es[2]}`,
        'expired': await rs({ exp: now - 120 }),
        'not yet valid': await rs({ nbf: now + 600 }),
        'for ever': await sign('RS256', keys.rsa.privateKey, {}, without('exp')),
        'another issuer': await rs({ iss: 'https://evil.example' }),
        'no issuer': await sign('RS256', keys.rsa.privateKey, {}, without('iss')),
        'another audience': await rs({ aud: 'shop' }),
        'no audience': await sign('RS256', keys.rsa.privateKey, {}, without('aud')),
        'no user': await sign('RS256', keys.rsa.privateKey, {}, without('sub')),
        'made for something else': await sign('RS256', keys.rsa.privateKey, { typ: 'logout+jwt' }),
        'encrypted': await new jose.EncryptJWT(claims).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
            .encrypt(crypto.randomBytes(32)),
    };
    const pems = {};
    for (const name of Object.keys(kinds))
        pems[name] = await jose.exportPKCS8(keys[name].privateKey);
    const smallPem = small.publicKey.export({ type: 'spki', format: 'pem' });
    process.stdout.write(JSON.stringify({ jwks: { keys: published }, secret, tokens, attacks, pems, smallPem }));
}
main().catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
});
