// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/admin_streams.h"

#include <QObject>

namespace fanlight {

class AdminApi;
class BrokerSwitch;
class FaultDesk;
struct HubOptions;
struct MoveProgress;
class Onlookers;
class ReceiptBook;
class SourceDesk;

// The admin streams of one run of the hub: what they show of it, and what they are told as it
// happens, since what is a signal for the window of this program is a row for those elsewhere. The
// hub's thread; owned by HubCore, from the start until its shards have stopped.
class AdminFeed : public QObject {
    Q_OBJECT
public:
    struct Parts { // of the hub; all of them outlive this
        const HubOptions& options;
        AdminApi& admin;
        FaultDesk& faults;
        BrokerSwitch& brokers;
        SourceDesk& sources; // but at the end, when nothing is shown any more
        ReceiptBook& receipts;
        Onlookers& onlookers;
    };
    // `side`: without what the parts say and do.
    AdminFeed(AdminStreams::HubSide side, const Parts& parts);
    ~AdminFeed() override;

    AdminStreams& streams() { return m_streams; }

    // As the signals of HubPort.
    void noteGap(qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost);
    void noteFault(qint64 timeMs, const QString& text);
    void noteMove(const MoveProgress& progress);

private:
    Onlookers& m_onlookers;
    AdminStreams m_streams;
};

} // namespace fanlight
