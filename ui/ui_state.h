// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "percentiles.h"
#include "traffic_layer.h"

#include <QHeaderView>
#include <QObject>
#include <QSettings>
#include <QSplitter>

namespace fanlight {

// Keeps what the user arranged (splitters, table headers, ranges, page, window) and restores it on
// the next start. Saved only after a real change. Owned by the window; main thread.
class UiState : public QObject {
    Q_OBJECT
public:
    // `settings` must outlive this object.
    explicit UiState(QSettings& settings, QObject* parent = nullptr);

    // Restores the state kept under `key` and keeps every later change. A header is given once its
    // model is set and its default widths stand.
    void track(const QString& key, QSplitter* splitter);
    void track(const QString& key, QHeaderView* header);
    QVariant value(const QString& key, const QVariant& fallback = {}) const;
    void setValue(const QString& key, const QVariant& value);
    Percentiles& percentiles() { return m_percentiles; } // of latency, that are shown
    TrafficLayer& traffic() { return m_traffic; } // that is looked at

private:
    void keep(const QString& key, const QVariant& value);

    QSettings& m_settings;
    Percentiles m_percentiles{*this}; // read what is kept: last
    TrafficLayer m_traffic{*this};
};

} // namespace fanlight
