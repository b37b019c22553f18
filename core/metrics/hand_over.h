// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>

#include <atomic>
#include <utility>

namespace fanlight {

inline std::atomic<unsigned> handedOver{0}; // counts both ends of each; only its order matters

// Calls `call` once in the thread of `target`, when its loop turns; not at all when `target` has
// gone by then. Any thread. An atomic of our own, beside Qt's locks, orders what is handed over, so
// that the thread sanitizer, for which Qt is not built, sees that it was.
template <class Call> void handOver(QObject* target, Call call)
{
    handedOver.fetch_add(1, std::memory_order_acq_rel);
    QMetaObject::invokeMethod(
        target,
        [call = std::move(call)]() mutable {
            handedOver.fetch_add(1, std::memory_order_acq_rel);
            call();
        },
        Qt::QueuedConnection);
}

} // namespace fanlight
