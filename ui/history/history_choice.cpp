// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_choice.h"

#include <QSettings>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {
const QString OnKey = u"history/on"_s;
const QString BytesKey = u"history/bytes"_s;
const QString DaysKey = u"history/days"_s;
const QString PayloadsKey = u"history/payloads"_s;
} // namespace

HistoryChoice HistoryChoice::saved(const QSettings& settings)
{
    HistoryChoice choice;
    HistoryBounds& bounds = choice.bounds;
    choice.isOn = settings.value(OnKey, choice.isOn).toBool();
    bounds.withPayloads = settings.value(PayloadsKey, bounds.withPayloads).toBool();
    const qint64 bytes = settings.value(BytesKey).toLongLong();
    if (bytes >= HistoryBounds::LeastBytes && bytes <= HistoryBounds::MostBytes)
        bounds.bytes = bytes;
    const int days = settings.value(DaysKey).toInt();
    if (days >= 1 && days <= HistoryBounds::DefaultDays)
        bounds.days = days;
    return choice;
}

void HistoryChoice::save(QSettings& settings) const
{
    settings.setValue(OnKey, isOn);
    settings.setValue(BytesKey, bounds.bytes);
    settings.setValue(DaysKey, bounds.days);
    settings.setValue(PayloadsKey, bounds.withPayloads);
}

} // namespace fanlight
