// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/fault.h"
#include "hub/log_ring.h"
#include "hub/message_log.h"
#include "hub/moment_log.h"
#include "hub/snapshots.h"
#include "sources/source_rows.h"

#include <QStringView>

#include <array>
#include <optional>

namespace fanlight::views {

// The words by which the values of an enumeration go over the wire, in the order of its values.
template <class Enum> struct Words;

template <> struct Words<DisconnectReason> {
    static constexpr std::array All{"client", "slow", "lifetime", "limit", "kicked", "drain",
        "error", "fault", "expired", "denied"};
    static_assert(All.size() == DisconnectReasonCount);
};
template <> struct Words<FaultKind> {
    static constexpr std::array All{"drop", "delay", "cut", "half-open", "drip", "refuse",
        "unavailable", "pause-redis", "cut-redis"};
    static_assert(All.size() == FaultKindCount);
};
template <> struct Words<Fault::Origin> {
    static constexpr std::array All{"window", "api", "doctor"};
};
template <> struct Words<QtMsgType> {
    static constexpr std::array All{"debug", "warning", "error", "fatal", "info"};
};
template <> struct Words<SourceFigures::State> {
    static constexpr std::array All{"closed", "connecting", "taking", "paused", "waiting"};
    static_assert(All.size() == SourceStateCount);
};
template <> struct Words<HubState> {
    static constexpr std::array All{"stopped", "starting", "listening", "draining", "failed"};
};
template <> struct Words<Moment::Kind> {
    static constexpr std::array All{"gap", "fault", "move"};
};
template <> struct Words<MessageSource> {
    static constexpr std::array All{"window", "demo", "api", "redis", "queue"};
};
template <> struct Words<PublishKind> {
    static constexpr std::array All{"named", "fanout", "selective"};
};

template <class Enum> QLatin1StringView wordOf(Enum value)
{
    return QLatin1StringView(Words<Enum>::All[static_cast<std::size_t>(value)]);
}

template <class Enum> std::optional<Enum> valueOf(QStringView word)
{
    const auto& all = Words<Enum>::All;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (word == QLatin1StringView(all[i]))
            return static_cast<Enum>(i);
    }
    return std::nullopt; // of a later version, or none
}

} // namespace fanlight::views
