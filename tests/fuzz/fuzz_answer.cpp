// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What an app may answer that is asked about a stream: nothing crashes the reader, a status other
// than 2xx lets nobody in, and each reason is one line that fits into a log. The first byte is the
// status.
#include "auth/app_answer.h"
#include "fuzz/split.h"

#include <simdjson.h>

using fanlight::auth::AppAnswer;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr int Statuses[] = {0, 100, 200, 204, 299, 302, 401, 403, 404, 500};
    if (size == 0)
        return 0;
    const int status = Statuses[data[0] % std::size(Statuses)];
    const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
    const AppAnswer answer = AppAnswer::of(status, body);
    if (answer.kind == AppAnswer::Kind::LetIn)
        fuzz::check(status >= 200 && status < 300);
    else
        fuzz::check(!answer.reason.empty() && !answer.user && answer.reason.size() < 512);
    fuzz::check((answer.kind == AppAnswer::Kind::Refused) == (status == 401 || status == 403));
    for (const char c : answer.reason)
        fuzz::check(static_cast<unsigned char>(c) >= 0x20);
    fuzz::check(answer.expiresAtMs >= 0 && (!answer.types || !answer.types->empty()));
    fuzz::check(simdjson::validate_utf8(answer.reason));
    return 0;
}
