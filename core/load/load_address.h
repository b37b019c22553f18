// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <netinet/in.h>
#include <sys/socket.h>

namespace fanlight {

class TlsClient;

// Where a plan's host is: the first of its addresses that takes a connection, and how it is spoken
// to.
struct LoadAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;
    std::shared_ptr<const TlsClient> tls; // null: without
    std::string name; // whom its certificate must name; with TLS
};
// Blocks up to some seconds. Empty, and `error` says why, when nothing answers.
std::optional<LoadAddress> findAddress(const std::string& host, std::uint16_t port, QString& error);
// … with TLS unless it is null, which it then speaks.
std::optional<LoadAddress> findAddress(const std::string& host, std::uint16_t port,
    const std::shared_ptr<const TlsClient>& tls, QString& error);

} // namespace fanlight
