// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// node api_client.mjs NODE-FOLDER WORK-FOLDER DESCRIPTION HUB TOKEN
// Holds an OpenAPI description against the standard's own schema and a linter's rules, makes types of it, type-checks
// api_client.ts with them, and runs that against the hub. What is wrong goes to stderr, with exit code 1.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [nodeFolder, work, description, hub, token] = process.argv.slice(2);
const require = createRequire(join(nodeFolder, 'package.json'));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const fail = (...why) => {
    console.error(...why);
    process.exit(1);
};

const text = readFileSync(description, 'utf8');
const { Validator } = await load('@seriousme/openapi-schema-validator');
const verdict = await new Validator().validate(JSON.parse(text));
if (!verdict.valid) fail('not OpenAPI:', JSON.stringify(verdict.errors, null, 1));

const { createConfig, lintFromString } = require('@redocly/openapi-core');
const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
        'operation-4xx-response': 'error',
        'no-server-example.com': 'off',
        'security-defined': 'error',
        'no-unused-components': 'off', // Gap and Batch are the data of events, MethodNotAllowed is of no operation
    },
});
const problems = await lintFromString({ source: text, absoluteRef: 'openapi.json', config });
if (problems.length)
    fail('linted:', problems.map((one) => `${one.ruleId}: ${one.message} ${one.location[0]?.pointer}`).join('\n'));

// by its file, since require() of Node 18 takes no modules that it needs
const { default: typesOf, astToString }
    = await import(pathToFileURL(join(dirname(require.resolve('openapi-typescript')), 'index.mjs')));
writeFileSync(join(work, 'openapi.d.ts'), astToString(await typesOf(text)));
const program = join(work, 'api_client.ts');
copyFileSync(join(dirname(fileURLToPath(import.meta.url)), 'api_client.ts'), program);
symlinkSync(join(nodeFolder, 'node_modules'), join(work, 'node_modules'));
writeFileSync(join(work, 'package.json'), '{"type":"module"}');
writeFileSync(join(work, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { strict: true, target: 'es2022', module: 'nodenext', moduleResolution: 'nodenext',
        lib: ['es2022', 'dom', 'dom.iterable'], skipLibCheck: true, types: [] },
    files: ['api_client.ts'],
}));
try {
    execFileSync(process.execPath, [require.resolve('typescript/bin/tsc')], { cwd: work, encoding: 'utf8' });
} catch (error) {
    fail('not type-correct:', error.stdout, error.stderr);
}
process.stdout.write(execFileSync(process.execPath, [join(work, 'api_client.js'), hub, token], { encoding: 'utf8' }));
