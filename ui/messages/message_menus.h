// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

#include <functional>

class QMenu;

namespace fanlight {

class ColourRules;
class MessageTable;
class MessageModel;
class PayloadIndex;
class Theme;

// What "Columns" offers: the columns of every message, the fields the payloads have had as columns,
// and the numeric ones as a chart. Filled anew each time it is opened; main thread.
struct ColumnsMenu {
    MessageTable& table;
    MessageModel& model;
    const PayloadIndex& index;
    std::function<void(const QString& path, bool on)> setField;
    std::function<void(const QString& path)> chart; // empty: closes it
    std::function<QString()> charted;

    void fill(QMenu& menu) const;
    Q_DECLARE_TR_FUNCTIONS(fanlight::ColumnsMenu)
};

// What "Colours" offers: a colour for what the filter shows, the rules there are, types in colour.
struct ColoursMenu {
    const Theme& theme;
    ColourRules& rules;
    std::function<QString()> filter; // as it is written now
    std::function<void(const QString& text)> showFilter;
    std::function<void(const QString& problem)> refused;

    void fill(QMenu& menu) const;
    Q_DECLARE_TR_FUNCTIONS(fanlight::ColoursMenu)
};

} // namespace fanlight
