// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace fanlight {

// `text` as a JSON string, with quotes (RFC 8259 §7); what is not UTF-8 in it as U+FFFD.
std::string jsonString(std::string_view text);

} // namespace fanlight
