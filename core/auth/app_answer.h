// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fanlight::auth {

// What an app says that is asked whether a stream may be opened. A plain value; any thread.
struct AppAnswer {
    enum class Kind : std::uint8_t {
        LetIn,
        Refused, // with `status`, 401 or 403
        None, // it says nothing that can be understood, or nothing at all
    };
    Kind kind = Kind::None;
    int status = 0;
    std::string reason; // of a refusal, or why that is no answer
    std::optional<std::string> user; // whose stream it is; nothing: it leaves that open
    // “like,comment”, the only ones; nothing: all
    std::optional<std::string> types;
    std::int64_t expiresAtMs = 0; // since 1970; 0: it does not say

    // 2xx with nothing, or with {"userId","types","expiresAt"} of which each may be left out;
    // 401 and 403, whose {"error"} or short text is passed on. All else is none: a page of an app
    // that answers everything with 200 lets nobody in.
    static AppAnswer of(int status, std::string_view body);
    static AppAnswer none(std::string why);

    static constexpr std::size_t MaxReasonBytes = 200;
    static constexpr std::size_t MaxBodyBytes = 64 << 10;
};

} // namespace fanlight::auth
