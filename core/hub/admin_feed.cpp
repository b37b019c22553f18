// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_feed.h"

#include "hub/admin_api.h"
#include "hub/broker_switch.h"
#include "hub/fault_desk.h"
#include "hub/onlookers.h"
#include "hub/options.h"
#include "hub/receipt_book.h"
#include "sources/source_desk.h"

#include <QDateTime>

namespace fanlight {

namespace {

AdminStreams::HubSide wholeSide(AdminStreams::HubSide side, const AdminFeed::Parts& parts)
{
    side.retryMs = [&options = parts.options] { return std::int64_t(options.retry.count()); };
    side.features = [&admin = parts.admin] { return admin.features(); };
    side.faults = [&faults = parts.faults] { return faults.faults(); };
    side.instances = [&brokers = parts.brokers] {
        return brokers.board() ? brokers.board()->instances() : nullptr;
    };
    side.sources = [&sources = parts.sources] { return sources.snapshot(); };
    side.followReceipts
        = [&receipts = parts.receipts](bool isWanted) { receipts.setFollowed(isWanted); };
    parts.onlookers.serve(side);
    return side;
}

} // namespace

AdminFeed::AdminFeed(AdminStreams::HubSide side, const Parts& parts)
    : m_onlookers(parts.onlookers)
    , m_streams(wholeSide(std::move(side), parts))
{
    m_onlookers.setStreams(&m_streams);
    connect(&parts.receipts, &ReceiptBook::followed, &m_streams,
        [this](const ReceiptSnapshot& receipt) { m_streams.take(receipt); });
    connect(&parts.brokers, &BrokerSwitch::moved, &m_streams, &AdminStreams::noteOptions);
}

AdminFeed::~AdminFeed()
{
    m_onlookers.setStreams(nullptr);
}

void AdminFeed::noteGap(qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost)
{
    Moment gap;
    gap.kind = Moment::Kind::Gap;
    gap.timeMs = toMs;
    gap.fromMs = fromMs;
    gap.toMs = toMs;
    gap.replayed = replayed;
    gap.historyLost = historyLost;
    m_streams.take(gap);
}

void AdminFeed::noteFault(qint64 timeMs, const QString& text)
{
    Moment fault;
    fault.kind = Moment::Kind::Fault;
    fault.timeMs = timeMs;
    fault.text = text;
    m_streams.take(fault);
}

void AdminFeed::noteMove(const MoveProgress& progress)
{
    Moment move;
    move.kind = Moment::Kind::Move;
    move.timeMs = QDateTime::currentMSecsSinceEpoch();
    move.done = progress.done;
    move.all = progress.all;
    m_streams.take(move);
}

} // namespace fanlight
