// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/fan_payload.h"
#include "delivery/parsed_publish.h"
#include "delivery/publish_request.h"
#include "delivery/type_on_wire.h"
#include "hub/options.h"
#include "hub/recorded_publish.h"

#include <functional>

namespace fanlight {

// A publish by hand: `done` gets, once and in any thread, what it led to.
class WindowPublish final : public RecordedPublish {
public:
    WindowPublish(PublishKind kind, const ParsedPublish& publish, MessageLog* messages,
        ReceiptBook& receipts, std::function<void(PublishResult)> done);

    // What a request of the window asks for, checked as those over HTTP are: `error` is what is
    // wrong with it.
    static ParsedPublish parsed(
        const PublishRequest& request, const HubOptions& options, TypeReader& reader);

protected:
    void complete(std::uint64_t recipients, Shard* shard) override;

private:
    const int m_channels;
    const bool m_isBroadcast;
    const QString m_warning;
    std::function<void(PublishResult)> m_done;
};

} // namespace fanlight
