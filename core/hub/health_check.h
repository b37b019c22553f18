// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/listen_address.h"

#include <QString>

#include <chrono>
#include <vector>

namespace fanlight {
struct HubOptions;
}

// `fanlightd --check`: asks a running hub whether it lives, for containers and scripts. Waits for
// the answer; in a thread of one's own without an event loop.
namespace fanlight::health_check {

constexpr std::chrono::milliseconds Patience{5000}; // for all of one question

// Where to ask, and for what.
struct Target {
    ListenAddress address;
    bool isTls = false;
    bool checksCertificate = false; // against the system's authorities; what listens here is known
    bool needsOwnCertificate = false; // so that no more is seen than that it speaks TLS
    QString path = QStringLiteral("/healthz");

    QString text() const; // "http://127.0.0.1:3000/healthz"
};

struct Answer {
    bool isGood = false;
    QString text; // what the hub said, or why it did not, in one line
};

// `text`: a URL, "unix:/PATH", "/readyz" alone or nothing; of a hub with these options, where it
// does not say which. In the order to try them in; empty, with why in `wrong`, when there is none.
std::vector<Target> targets(const QString& text, const HubOptions& options, QString& wrong);

Answer ask(const Target& target);

} // namespace fanlight::health_check
