// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/command.h"

#include <charconv>
#include <cstring>

namespace fanlight::redis {

namespace {

constexpr std::size_t MostDigits = 20;
constexpr std::size_t MostHeader = 1 + MostDigits + 2; // "*3\r\n", "$5\r\n"

char* writeHeader(char* at, char type, std::size_t number)
{
    *at++ = type;
    at = std::to_chars(at, at + MostDigits, number).ptr;
    *at++ = '\r';
    *at++ = '\n';
    return at;
}

} // namespace

void appendCommand(QByteArray& out, std::span<const std::string_view> args)
{
    const qsizetype start = out.size();
    std::size_t most = MostHeader;
    for (const std::string_view arg : args)
        most += MostHeader + arg.size() + 2;
    out.resize(start + static_cast<qsizetype>(most));
    char* const begin = out.data() + start;
    char* at = writeHeader(begin, '*', args.size());
    for (const std::string_view arg : args) {
        at = writeHeader(at, '$', arg.size());
        if (!arg.empty())
            std::memcpy(at, arg.data(), arg.size());
        at += arg.size();
        *at++ = '\r';
        *at++ = '\n';
    }
    out.resize(start + (at - begin));
}

} // namespace fanlight::redis
