// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "publish/sent_model.h"

#include <unordered_map>
#include <utility>

namespace fanlight {

// What a repeat or a batch has led to, from the answers and receipts of its publishes. A value;
// main thread.
class RunFollow {
public:
    static constexpr std::size_t MostOpen
        = 100'000; // receipts waited for; of more only the recipients are counted

    void begin(const PublishRequest& request, SentAs sentAs);
    void forgetReceipts(); // nothing more is heard of them
    void answered(const PublishResult& result);
    bool take(const ReceiptSnapshot& receipt); // whether it is of this run

    const PublishRequest& request() const { return m_request; } // as it was given
    SentAs sentAs() const { return m_sentAs; }
    quint64 recipients() const { return m_recipients; } // of all, as far as it is known
    quint64 deliveries() const { return m_deliveries; } // connections of this instance, of all
    double p99Ms() const
    {
        return m_settled.ackMs(99);
    } // publish -> acknowledged, over all that are settled
    // Over all: recipients and what became of them, and the times of those that are settled.
    ReceiptFigures figures() const;
    const QString& latestId() const { return m_latestId; } // on the wire
    bool takeChanged() { return std::exchange(m_changed, false); } // since it was asked last

private:
    PublishRequest m_request;
    SentAs m_sentAs = SentAs::Repeat;
    quint64 m_recipients = 0;
    quint64 m_deliveries = 0;
    ReceiptFigures m_settled; // of those that are, all together
    // Receipts that may change yet, by number, with what was last heard of them.
    struct Open {
        quint64 acknowledged = 0;
        quint64 gone = 0;
    };
    std::unordered_map<quint64, Open> m_open;
    Open m_ofOpen; // of all of them
    QString m_latestId;
    bool m_changed = false;
};

} // namespace fanlight
