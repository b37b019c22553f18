// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fanlight::jwt {

// RFC 7515 §2, and nothing else: no padding, no blanks, no other alphabet, no bits left over, so
// that bytes have one spelling. Nothing when it is not that.
std::optional<std::string> decodeBase64Url(std::string_view text);
std::string encodeBase64Url(std::string_view bytes);

} // namespace fanlight::jwt
