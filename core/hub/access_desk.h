// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/once_table.h"
#include "hub/access_snapshot.h"

#include <chrono>
#include <functional>

namespace fanlight {

class AuditLog;
class AccessLimits;
class FrontUrl;
class HubAccess;
struct HubStatus;

// What a token says and lacks, one by one. `token` without blanks around it.
std::vector<TokenReport::Line> tokenLines(
    const HubAccess& access, const HubOptions& options, const std::string& token, qint64 nowMs);

// What is asked about access by hand: who may do what, what is wrong with a token, a token to try
// things with; and that refusals are told to the audit. The hub's thread; for as long as the hub
// listens.
class AccessDesk {
public:
    struct HubSide { // all outlive this
        const HubOptions& options;
        const HubAccess& access;
        const AccessLimits& limits;
        const FrontUrl& front;
        std::function<OnceTable::Figures()> once;
        const HubStatus& status;
        RefusalBook& refusals;
        AuditLog& audit;
    };
    explicit AccessDesk(HubSide hub);

    AccessSnapshot snapshot() const;
    TokenReport examine(const QString& token) const;
    MintedToken mint(const QString& user, std::chrono::seconds lifetime) const;
    // What is new among the refusals, at most so many lines at once.
    void tellRefusals(qint64 nowMs);
    static constexpr std::size_t MaxTold = 100;

    static constexpr std::chrono::seconds MinLifetime{10};
    static constexpr std::chrono::seconds MaxLifetime = std::chrono::hours(24);

private:
    const HubSide m_hub;
};

} // namespace fanlight
