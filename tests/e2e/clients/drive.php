<?php
// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// drive.php SNIPPET STREAM APP: what contrib/clients/client.php reads, as a line of JSON each.
error_reporting(E_ALL);
set_error_handler(function (int $kind, string $text): bool {
    if (error_reporting() & $kind) { // not silenced by the snippet
        tell(['warning' => $text]);
    }
    return true;
});
[, $snippet, $stream, $app] = $argv;
require $snippet;
function tell(array $what): void
{
    fwrite(STDOUT, json_encode($what, JSON_UNESCAPED_UNICODE) . "\n");
}
$ask = fn (string $path) => json_decode((string) @file_get_contents($app . $path), true);
try {
    foreach (listen($stream, fn () => $ask('/token')['token'] ?? null, '', 3) as [$event, $data, $id]) {
        if (str_starts_with($event, 'fanlight-')) {
            tell(['reload' => $event, 'upTo' => $ask('/state')['upTo']]);
        } else {
            tell(['show' => $data, 'event' => $event, 'id' => $id]);
        }
    }
    tell(['over' => 0]);
} catch (RuntimeException $error) {
    tell(['over' => $error->getCode()]);
}
