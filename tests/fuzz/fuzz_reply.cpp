// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// ReplyReader: any split of the bytes reads the same replies, and ends the same.
#include "fuzz/split.h"
#include "qtredis/reply_reader.h"

#include <vector>

using namespace fanlight::redis;

namespace {

void tell(const Reply& reply, std::string& told)
{
    told += char('0' + int(reply.type()));
    told += std::to_string(reply.integer()) + ' ' + std::to_string(reply.size()) + ' ';
    told += reply.text();
    for (std::size_t i = 0; i < reply.size(); ++i)
        tell(reply[i], told);
}

class Listener {
public:
    // False once it is broken.
    bool feed(std::string_view bytes)
    {
        reader.feed(bytes);
        ReplyReader::Outcome outcome;
        while ((outcome = reader.next()) == ReplyReader::Outcome::Reply)
            tell(reader.reply(), told.emplace_back());
        return outcome != ReplyReader::Outcome::Broken;
    }
    ReplyReader reader;
    std::vector<std::string> told;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    Listener whole;
    const bool isSound = whole.feed(input.bytes);
    Listener pieces;
    bool goesOn = true;
    for (std::string_view left = input.bytes; goesOn && !left.empty();) {
        const std::string_view piece = left.substr(0, input.nextSize());
        goesOn = pieces.feed(piece);
        left.remove_prefix(piece.size());
    }
    fuzz::check(whole.told == pieces.told && isSound == goesOn);
    return 0;
}
