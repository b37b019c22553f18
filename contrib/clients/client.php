<?php
// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD
// foreach (listen($url, $token) as [$event, $data, $id]) …    PHP 8 on the command line, no extension. Events called fanlight-open and
// fanlight-gap say: load what the stream cannot tell. It throws when the hub says no, and ends when it says "stay away".
function listen(string $url, ?callable $token = null, string $last = '', int $silence = 40): Generator
{
    $url .= (str_contains($url, '?') ? '&' : '?') . 'gaps=1&heartbeat=event';
    [$bearer, $retry, $failures, $isRefused] = [null, 2000, -1, false];
    for (; $retry < 2147483647; $failures++) {
        usleep($failures < 0 ? 0 : 1000 * ($retry + random_int(0, 1000 * min(60, 2 ** $failures))));
        [$isKnown, $event, $id, $data, $isNew, $isRefused] = [$last !== '', 'message', $last, [], $isRefused, false];
        $bearer ??= $token ? $token() : null; // null: the app is away
        $header = [...($bearer ? ["Authorization: Bearer $bearer"] : []), ...($isKnown ? ["Last-Event-ID: $last"] : [])];
        $http = ['header' => $header, 'timeout' => $silence, 'ignore_errors' => true, 'protocol_version' => 1.0];
        $context = stream_context_create(['http' => $http]); // 1.0, since PHP holds back what comes in chunks
        $stream = $token && !$bearer ? false : @fopen($url, 'r', false, $context);
        $status = $stream ? (int) explode(' ', $http_response_header[0])[1] : 503;
        if ($status === 401 && $token && !$isNew) [$bearer, $isRefused, $failures] = [null, true, -2];
        elseif ($status < 500 && $status !== 429 && $status !== 200) throw new RuntimeException(stream_get_contents($stream), $status);
        while ($status === 200 && ($line = fgets($stream)) !== false) {
            preg_match('/^([^:]*):? ?(.*)$/s', rtrim($line, "\r\n"), $field);
            if ($field[1] === 'data') $data[] = $field[2];
            elseif ($field[1] === 'event') $event = $field[2];
            elseif ($field[1] === 'id') $id = $field[2];
            elseif ($field[1] === 'retry' && ctype_digit($field[2])) $retry = (int) $field[2];
            if (trim($line) !== '') continue; // the event is not complete
            $isBeat = $event === 'fanlight-heartbeat';
            if ($isBeat) $failures = -1;
            if ($isBeat && !$isKnown) yield ['fanlight-open', null, $id];
            if (!$isBeat && $data) foreach (unpacked(implode("\n", $data)) as $one) yield [$event, $one, $id];
            [$last, $isKnown, $event, $data] = [$id, $isKnown || $isBeat, 'message', []];
        }
    }
}
function unpacked(string $text): array
{
    $data = json_decode($text, true);
    return json_last_error() ? [$text] : (is_array($data) && is_array($data['batch'] ?? null) ? $data['batch'] : [$data]);
}
