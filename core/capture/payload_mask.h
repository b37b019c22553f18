// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/frame.h"

#include <QString>

#include <string>
#include <string_view>
#include <unordered_map>

namespace fanlight {

// What of a message's data goes into a capture.
enum class CapturedPayload : std::uint8_t {
    Kept,
    Masked, // strings and numbers of JSON are replaced by others of their length; keys stay
    LeftOut, // how many bytes it was is told
};
QString capturedPayloadName(CapturedPayload payload); // "kept", "masked", "left-out"
bool parseCapturedPayload(QStringView name, CapturedPayload* payload);

// The data with each byte of a string value an x and each digit a 9; the names of members, true,
// false, null, brackets and blanks stay. What does not look like JSON is an x for each byte that is
// no blank. As long as it was. Pure; any bytes.
std::string maskedData(std::string_view data, bool isJson);
// The same for the data of a frame, which keeps id, event name and type.
FramePtr maskedFrame(const Frame& frame);

// Other names for users, one and the same for each, in the order in which they are met: "user-1",
// "user-2". One thread; lives as long as the file is written.
class Pseudonyms {
public:
    static constexpr std::size_t Most = 1'000'000; // users; further ones are all "user-more"

    QString of(const QString& userId); // none for none
    std::string of(const std::string& userId);
    // A line of text in which users may be named: those that are known by the words around them
    // have their other names, and what follows the word “user” elsewhere is left out.
    QString inText(const QString& text);

private:
    std::unordered_map<std::string, std::string> m_names;
};

} // namespace fanlight
