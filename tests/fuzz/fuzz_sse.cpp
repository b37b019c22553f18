// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// SseParser: any split of the bytes tells the same, and a frame of any data is read back as it was.
#include "fuzz/split.h"
#include "sse/frame.h"
#include "sse/sse_parser.h"

#include <vector>

using namespace fanlight;

namespace {

class Listener {
public:
    Listener()
    {
        parser.onEvent = [this](const SseParser::Event& event) {
            told.push_back('e' + event.type + '\n' + event.lastEventId + '\n' + event.data);
        };
        parser.onComment
            = [this](std::string_view text) { told.push_back('c' + std::string(text)); };
        parser.onRetry = [this](int ms) { told.push_back('r' + std::to_string(ms)); };
    }
    SseParser parser;
    std::vector<std::string> told;
};

std::string withLineFeeds(std::string_view data)
{
    std::string text;
    for (std::size_t i = 0; i < data.size(); ++i) {
        if (data[i] != '\r')
            text += data[i];
        else if (i + 1 == data.size() || data[i + 1] != '\n')
            text += '\n';
    }
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    Listener whole;
    fuzz::check(whole.parser.feed(input.bytes));
    Listener pieces;
    for (std::string_view left = input.bytes; !left.empty();) {
        const std::string_view piece = left.substr(0, input.nextSize());
        fuzz::check(pieces.parser.feed(piece));
        left.remove_prefix(piece.size());
    }
    fuzz::check(
        whole.told == pieces.told && whole.parser.lastEventId() == pieces.parser.lastEventId());

    Listener back;
    fuzz::check(back.parser.feed(Frame::encode({"1-0", "note", input.bytes, 5})));
    fuzz::check(
        back.told == std::vector<std::string>{"r5", "enote\n1-0\n" + withLineFeeds(input.bytes)});
    return 0;
}
