// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <vector>

namespace fanlight {

// Asks a hub elsewhere how what was published there has come so far, each publish twice a second
// until it is settled. The main thread; lives in its RemoteHub.
class ReceiptFollower : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(const QString& error, const ReceiptSnapshot& receipt)>;
    // Asks for one, unless the hub is away: then false. Both outlive this, or are gone with it.
    using Ask = std::function<bool(const QString& id, Answer answer)>;

    explicit ReceiptFollower(Ask ask, QObject* parent = nullptr);

    quint64 follow(const QString& id); // the number of its receipt

    static constexpr std::chrono::milliseconds Interval{500};
    static constexpr qint64 MostMs = 65'000; // after which nobody follows it
    static constexpr std::size_t Most = 20; // followed at once; the oldest go

Q_SIGNALS:
    void receiptChanged(const fanlight::ReceiptSnapshot& receipt);

private:
    struct Followed {
        quint64 number = 0;
        QString id;
        qint64 sinceMs = 0;
        bool isAsked = false;
    };
    void ask();
    void take(quint64 number, const QString& error, const ReceiptSnapshot& receipt);

    const Ask m_ask;
    quint64 m_last = 0;
    std::vector<Followed> m_followed; // oldest first
    QTimer m_timer;
};

} // namespace fanlight
