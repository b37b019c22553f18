// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How a HubCore looks after what windows elsewhere look at.
#include "hub/hub_core.h"

#include "hub/message_log.h"

#include <QDateTime>

namespace fanlight {

void HubCore::startAdminStreams()
{
    AdminStreams::HubSide side{m_status, m_api->access(), m_samples, m_kept.messages, m_kept.closed,
        m_audit, m_log, m_windows};
    side.retryMs = [this] { return std::int64_t(m_options.retry.count()); };
    side.features = [this] { return m_admin->features(); };
    side.faults = [this] { return m_faults->faults(); };
    side.instances
        = [this] { return m_switch->board() ? m_switch->board()->instances() : nullptr; };
    side.sources = [this] { return m_sources->snapshot(); };
    side.followReceipts = [this](bool isWanted) { m_receipts->setFollowed(isWanted); };
    m_onlookers.serve(side);
    m_adminStreams = std::make_unique<AdminStreams>(std::move(side));
    m_onlookers.setStreams(m_adminStreams.get());
    connect(m_receipts.get(), &ReceiptBook::followed, m_adminStreams.get(),
        [streams = m_adminStreams.get()](
            const ReceiptSnapshot& receipt) { streams->take(receipt); });
    tellMoments(*m_adminStreams);
}

// What is a signal for the window of this program is a row for those elsewhere.
void HubCore::tellMoments(AdminStreams& streams)
{
    const auto momentOf = [](Moment::Kind kind, qint64 timeMs) {
        Moment moment;
        moment.kind = kind;
        moment.timeMs = timeMs;
        return moment;
    };
    connect(this, &HubCore::gapClosed, &streams,
        [&streams, momentOf](qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost) {
            Moment gap = momentOf(Moment::Kind::Gap, toMs);
            gap.fromMs = fromMs;
            gap.toMs = toMs;
            gap.replayed = replayed;
            gap.historyLost = historyLost;
            streams.take(gap);
        });
    connect(this, &HubCore::faultHappened, &streams,
        [&streams, momentOf](qint64 timeMs, const QString& text) {
            Moment fault = momentOf(Moment::Kind::Fault, timeMs);
            fault.text = text;
            streams.take(fault);
        });
    connect(this, &HubCore::moveProgressed, &streams,
        [&streams, momentOf](const MoveProgress& progress) {
            Moment move = momentOf(Moment::Kind::Move, QDateTime::currentMSecsSinceEpoch());
            move.done = progress.done;
            move.all = progress.all;
            streams.take(move);
        });
    connect(m_switch.get(), &BrokerSwitch::moved, &streams, &AdminStreams::noteOptions);
}

} // namespace fanlight
