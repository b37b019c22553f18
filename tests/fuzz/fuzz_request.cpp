// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// RequestParser: any split of the bytes gives the same requests, and nothing crashes it.
#include "fuzz/split.h"
#include "http/request_parser.h"

#include <algorithm>
#include <vector>

using namespace fanlight::http;

namespace {

constexpr RequestParser::Limits Limits{1024, 4096};

struct Reading {
    std::vector<std::string> requests;
    int failed = 0;
    bool waitsInsideBody = false;
};

std::string everythingOf(const Request& request)
{
    std::string all = methodName(request.method);
    for (const std::string* text :
        {&request.target, &request.host, &request.origin, &request.authorization,
            &request.lastEventId, &request.userAgent, &request.corsMethod, &request.corsHeaders,
            &request.contentEncoding, &request.fetchSite, &request.fetchDest, &request.body})
        all += '\n' + *text;
    all += '\n' + std::to_string(request.version);
    for (const bool flag : {request.hasHost, request.hasLastEventId, request.keepAlive,
             request.expectsContinue, request.corsPrivateNetwork})
        all += flag ? '1' : '0';
    return all;
}

// As a connection does: what is not consumed is given again with more behind it.
template <class NextSize> Reading read(std::string_view bytes, NextSize nextSize)
{
    Reading reading;
    RequestParser parser(Limits);
    std::string pending;
    while (!bytes.empty() && !reading.failed) {
        const std::size_t size = std::min(bytes.size(), nextSize());
        pending.append(bytes.substr(0, size));
        bytes.remove_prefix(size);
        std::string_view left = pending;
        while (!left.empty()) {
            const auto outcome = parser.parse(left);
            fuzz::check(outcome.consumed <= left.size());
            left.remove_prefix(outcome.consumed);
            if (outcome.status == RequestParser::Status::Failed) {
                constexpr int Statuses[] = {400, 413, 417, 431, 501};
                fuzz::check(std::find(std::begin(Statuses), std::end(Statuses), outcome.errorStatus)
                    != std::end(Statuses));
                reading.failed = outcome.errorStatus;
                break;
            }
            if (outcome.status == RequestParser::Status::Complete) {
                fuzz::check(parser.request().body.size() <= Limits.bodyBytes);
                reading.requests.push_back(everythingOf(parser.request()));
            } else if (outcome.consumed == 0) {
                break;
            }
        }
        pending = std::string(left);
    }
    reading.waitsInsideBody = !reading.failed && parser.isInsideBody();
    return reading;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    // A mistake in a header that is not whole yet may be seen sooner or later: this makes it whole.
    const std::string bytes = std::string(input.bytes) + "\r\n\r\n";
    const Reading whole = read(bytes, [] { return std::string_view::npos; });
    const Reading pieces = read(bytes, [&] { return input.nextSize(); });
    fuzz::check(whole.requests == pieces.requests);
    // Which of two mistakes is met first may differ; and Beast may wait for the end of a malformed
    // chunk line, or, having counted the chunk each time it looked, find the body too long.
    fuzz::check((whole.failed == 0) == (pieces.failed == 0) || whole.waitsInsideBody
        || pieces.waitsInsideBody);
    return 0;
}
