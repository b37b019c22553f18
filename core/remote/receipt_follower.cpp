// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/receipt_follower.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace fanlight {

ReceiptFollower::ReceiptFollower(Ask ask, QObject* parent)
    : QObject(parent)
    , m_ask(std::move(ask))
    , m_timer(this)
{
    m_timer.setInterval(Interval);
    connect(&m_timer, &QTimer::timeout, this, &ReceiptFollower::ask);
}

quint64 ReceiptFollower::follow(const QString& id)
{
    if (m_followed.size() >= Most)
        m_followed.erase(m_followed.begin());
    m_followed.push_back({++m_last, id, QDateTime::currentMSecsSinceEpoch(), false});
    m_timer.start();
    return m_last;
}

void ReceiptFollower::ask()
{
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    std::erase_if(
        m_followed, [nowMs](const Followed& one) { return nowMs - one.sinceMs > MostMs; });
    if (m_followed.empty())
        return m_timer.stop();
    for (Followed& one : m_followed) {
        if (!one.isAsked)
            one.isAsked = m_ask(one.id,
                [this, number = one.number](const QString& error, const ReceiptSnapshot& receipt) {
                    take(number, error, receipt);
                });
    }
}

void ReceiptFollower::take(quint64 number, const QString& error, const ReceiptSnapshot& receipt)
{
    const auto followed = std::find_if(m_followed.begin(), m_followed.end(),
        [number](const Followed& other) { return other.number == number; });
    if (followed == m_followed.end())
        return;
    followed->isAsked = false;
    if (!error.isEmpty())
        return; // it is asked again
    if (receipt.settled || receipt.id.isEmpty())
        m_followed.erase(followed);
    if (receipt.id.isEmpty())
        return;
    ReceiptSnapshot told = receipt;
    told.number = number;
    Q_EMIT receiptChanged(told);
}

} // namespace fanlight
