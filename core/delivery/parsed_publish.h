// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight {

// A publish as it came over the API, or from the window, checked.
struct ParsedPublish {
    std::vector<std::string> userIds;
    bool broadcast = false;
    std::string authorId; // of a fan-out, or of a selective publish among his followers
    std::string type;
    std::string data; // compact JSON, or the text of a JSON string
    bool isJson = false;
    std::string event;
    std::string id;
    int retryMs = -1;
    BatchWish batch;
    bool receipt = false;
    std::string once; // its key; empty: none
    std::string warning; // it is taken, but may not do what was meant; empty: nothing

    int status = 200; // 400, 413 or 415 when it was refused
    std::string error; // with the field named; empty when it is good
};

// Limits that hold for every publish, whatever way it came.
namespace publish_limits {
constexpr std::size_t UserIds = 10'000; // of one request
constexpr std::size_t NameBytes = 256; // of a user id, type, event name or event id
constexpr int RetryMs = 24 * 3600 * 1000;
} // namespace publish_limits

// Empty, or why the text cannot be a user id, type, event name or event id ("userId: must not …").
std::string checkName(std::string_view field, std::string_view text);

// Tells what is published from what else is, for one key of `once`; the same in every process.
std::uint64_t fingerprintOf(const ParsedPublish& publish);

// Refuses (status and error) what no publish may hold, whichever way it came: names, numbers,
// sizes; warns of names with a meaning of their own. `dataLimit` in bytes.
void checkPublish(
    ParsedPublish& publish, std::size_t dataLimit, PublishKind kind = PublishKind::Named);

} // namespace fanlight
