// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>

#include <atomic>
#include <memory>
#include <utility>

namespace fanlight {

// Calls `call` once in the thread of `target`, when its loop turns; not at all when `target` has
// gone by then. Any thread. What `call` carries is handed over by an atomic of our own beside Qt's
// locks, so that the thread sanitizer, for which Qt is not built, sees that it was.
template <class Call> void handOver(QObject* target, Call call)
{
    struct Parcel {
        explicit Parcel(Call&& packed)
            : call(std::move(packed))
        {
        }
        Call call;
        std::atomic<bool> isPacked{false};
    };
    auto parcel = std::make_shared<Parcel>(std::move(call));
    parcel->isPacked.store(true, std::memory_order_release);
    QMetaObject::invokeMethod(
        target,
        [parcel = std::move(parcel)] {
            if (parcel->isPacked.load(std::memory_order_acquire))
                parcel->call();
        },
        Qt::QueuedConnection);
}

} // namespace fanlight
