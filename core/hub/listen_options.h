// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/listen_address.h"

#include <optional>

namespace fanlight {
struct HubOptions;
}

// --listen: a list of HOST:PORT and unix:/path[?mode=0660] with commas between. Pure; any thread.
namespace fanlight::listen_options {

// One of the list; nothing, with what is wrong and what to write instead in `wrong`.
std::optional<ListenAddress> parse(const QString& text, QString& wrong);
// Empty, or what is wrong, and the options are as they were.
QString set(HubOptions& options, const QString& value);
QString text(const HubOptions& options);

// Whether only this machine reaches it, as long as no proxy leads there.
bool isLoopback(const ListenAddress& address);

constexpr qsizetype MaxListeners = 16;

} // namespace fanlight::listen_options
