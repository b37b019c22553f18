// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace fanlight {
struct HubOptions;
}

// The hub's options that are addresses: by which names it goes, whose pages may read, which proxies
// are believed; where it listens: hub/listen_options.h. Each takes the option's text over into the
// options, or answers with what is wrong with it and what to write instead. Pure; any thread.
namespace fanlight::address_options {

QString setCorsOrigins(HubOptions& options, const QString& value);
QString setCorsHeaders(HubOptions& options, const QString& value);
QString setHostNames(HubOptions& options, const QString& value);
QString setTrustedProxies(HubOptions& options, const QString& value);

// "localhost" and any address that only this machine reaches.
bool isLoopback(const QString& host);
bool isHostName(QStringView host); // "hub.example", "127.0.0.1"
bool isIpv6(QStringView host);

} // namespace fanlight::address_options
