// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "publish/sent_model.h"

#include <optional>
#include <unordered_set>

namespace fanlight {

// What a repeat or a batch has led to, from the answers and receipts of its publishes. A value;
// main thread.
class RunFollow {
public:
    static constexpr std::size_t MostOpen
        = 100'000; // receipts waited for; of more only the recipients are counted

    void begin(const PublishRequest& request, SentAs sentAs);
    void forgetReceipts() { m_open.clear(); } // nothing more is heard of them
    void answered(const PublishResult& result);
    bool take(const ReceiptSnapshot& receipt); // whether it is of this run

    const PublishRequest& request() const { return m_request; } // as it was given
    SentAs sentAs() const { return m_sentAs; }
    quint64 recipients() const { return m_recipients; } // of all, as far as it is known
    quint64 deliveries() const { return m_deliveries; } // connections of this instance, of all
    double p99Ms() const
    {
        return ackPercentileMs(m_ack, m_write, 99);
    } // publish -> acknowledged, over all that are settled

    // The latest to show: its answer, then its receipts. Each is given once.
    std::optional<PublishResult> takeLatestResult()
    {
        return std::exchange(m_latestResult, std::nullopt);
    }
    std::optional<ReceiptSnapshot> takeLatestReceipt()
    {
        return std::exchange(m_latestReceipt, std::nullopt);
    }

private:
    PublishRequest m_request;
    SentAs m_sentAs = SentAs::Repeat;
    quint64 m_recipients = 0;
    quint64 m_deliveries = 0;
    LatencyHistogram m_ack;
    LatencyHistogram m_write;
    std::unordered_set<quint64> m_open;
    quint64 m_newest = 0; // receipt that is shown
    std::optional<PublishResult> m_latestResult;
    std::optional<ReceiptSnapshot> m_latestReceipt;
};

} // namespace fanlight
