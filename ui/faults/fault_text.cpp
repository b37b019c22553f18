// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/fault_text.h"

#include "format.h"
#include "hub/fault.h"
#include "metrics/units.h"

#include <QCoreApplication>

namespace fanlight {

namespace {

struct FaultWords {
    Q_DECLARE_TR_FUNCTIONS(fanlight::FaultWords)
public:
    static QString streams(const Fault& fault)
    {
        return fault.filter.isEmpty() ? tr("all streams") : tr("streams of %1").arg(fault.filter);
    }

    static QString share(const Fault& fault)
    {
        return QString::number(fault.share * 100, 'g', 3) + QStringLiteral(" %");
    }

    static QString newStreams(const Fault& fault)
    {
        return fault.filter.isEmpty() ? tr("new streams")
                                      : tr("new streams of %1").arg(fault.filter);
    }

    static QString dropped(const Fault& fault)
    {
        const QString which = fault.share < 1
            ? tr("%1 of %2", "a share, streams").arg(share(fault), streams(fault))
            : streams(fault);
        return fault.every.count() > 0
            ? tr("%1 break off every %2", "streams, a time").arg(which, durationText(fault.every))
            : tr("%1 break off", "streams").arg(which);
    }

    static QString limit(const Fault& fault)
    {
        const QString events = QCoreApplication::translate(
            "fanlight::ReplayDialog", "%1 event(s)", nullptr, format::plural(double(fault.events)))
                                   .arg(fault.events);
        const QString bytes = byteSizeText(qint64(fault.bytes));
        if (fault.events > 0 && fault.bytes > 0)
            return tr("%1 or %2", "events, bytes").arg(events, bytes);
        return fault.events > 0 ? events : bytes;
    }

    static QString effect(const Fault& fault)
    {
        switch (fault.kind) {
        case FaultKind::Drop:
            return dropped(fault);
        case FaultKind::Delay:
            return tr("%1 get everything %2 late", "streams, a time")
                .arg(streams(fault), durationText(fault.delay));
        case FaultKind::Cut:
            return tr("%1 break off after %2", "streams, events or bytes")
                .arg(streams(fault), limit(fault));
        case FaultKind::HalfOpen:
            return tr("%1 are half-open: nothing is sent, nothing is noticed", "streams")
                .arg(streams(fault));
        case FaultKind::Drip:
            return tr("%1 get %2 a second", "streams, bytes")
                .arg(streams(fault), byteSizeText(qint64(fault.bytes)));
        case FaultKind::Refuse:
            return tr("%1 are reset before an answer", "streams").arg(newStreams(fault));
        case FaultKind::Unavailable:
            return tr("%1 are answered 503", "streams").arg(newStreams(fault));
        case FaultKind::PauseRedis:
            return tr("nothing is read from Redis' subscribing link");
        case FaultKind::CutRedis:
            return tr("the links to Redis are cut");
        }
        return {};
    }

    static QString whole(const Fault& fault)
    {
        return fault.lasts.count() > 0 ? tr("%1, for %2", "what happens, how long")
                                             .arg(effect(fault), durationText(fault.lasts))
                                       : effect(fault);
    }
};

} // namespace

QString faultText(const Fault& fault)
{
    return FaultWords::whole(fault);
}

} // namespace fanlight
