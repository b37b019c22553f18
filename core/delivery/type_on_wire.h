// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace fanlight {

struct ParsedPublish;

// How a client can tell the type of what it is sent (--type-as), where the data does not tell it by
// itself.
enum class TypeAs : std::uint8_t {
    Member, // data that is an object begins with a member "type": {"type":"like","postId":7}
    // the event bears its name, unless the publisher chose another: listened to by
    // addEventListener("like", …)
    Event,
    Off, // it is for selecting alone
};

// Puts the type where clients find it; `hasType`: the data has a member "type" already, which is
// left as it is. What is published past Fanlight goes out as it is. Pure; any thread.
void putTypeOnWire(ParsedPublish& publish, TypeAs how, bool hasType);

} // namespace fanlight
