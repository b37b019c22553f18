// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"
#include "sse/frame.h"

#include <QString>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight {

// The value of one field of a message's data. A plain value.
struct PayloadValue {
    enum class Kind : std::uint8_t { Missing, Null, Bool, Number, Text, Composite };
    Kind kind = Kind::Missing;
    double number = Unknown; // of a number, and of a text that is one as a whole ("129.50")
    QString text; // as it stands in the data, a text without its quotes; a composite as JSON
    bool isThere() const { return kind != Kind::Missing; }
};

// Looks into data that is a JSON object or array. A field is named by its path: "total",
// "order.total", "items.0.price"; a member whose own name has dots in it is found by that, too.
// Any thread.
PayloadValue payloadValue(const Frame& frame, std::string_view path);
// Several of one message, in the order asked for; the data is read once.
std::vector<PayloadValue> payloadValues(const Frame& frame, const std::vector<std::string>& paths);

inline constexpr int MostPayloadDepth = 4; // of the paths that are told of
inline constexpr int MostPayloadFields = 100; // of one message
// Tells of each field that is no composite, in the order of the data.
using PayloadVisit = std::function<void(const std::string& path, const PayloadValue& value)>;
void visitPayload(const Frame& frame, const PayloadVisit& visit);

} // namespace fanlight
